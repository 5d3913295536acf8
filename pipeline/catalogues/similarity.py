"""Which old text a new one was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST = 80.0
"""How alike two texts must be, in percent, for a translator to gain from the old translation."""

_CHOICES = 20
"""How many old texts are weighed for one new text at a time."""

_MOST_COMPARISONS = 400_000
"""Up to that, every new text is compared with every old one; it takes less than half a second."""

_RARE = 100
"""A word in more texts than that tells little about any of them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to compare, and what must agree before texts are compared at all."""

    text: str
    kind: str = ""
    """What the text is, such as `heading`; nothing agrees with every kind."""
    context: str | None = None
    """The msgctxt; nothing agrees with every context."""

    def may_match(self, other: Sample) -> bool:
        """Whether neither the kind nor the context forbids it."""
        return _agree(self.kind, other.kind) and _agree(self.context, other.context)


def similarity(first: str, second: str) -> float:
    """How alike two texts are, in percent: the characters they share, of those they have together.

    A text that was only lengthened loses too, so a short text never matches a long one that holds
    it.

    >>> similarity("A good day", "A good day"), round(similarity("A good day", "A bad day"))
    (100.0, 74)
    """
    from rapidfuzz.fuzz import ratio

    return ratio(first, second)


def pair(wanted: Mapping[int, Sample], offered: Mapping[int, Sample]) -> dict[int, int]:
    """For numbers of wanted texts the numbers of the offered ones they were made from.

    The most similar two are paired first, and nobody twice; under 80 % nobody is.
    """
    pairs: dict[int, int] = {}
    free = dict(offered)
    searching = dict(wanted)
    while searching and free:
        ranked = sorted(_candidates(searching, free), key=_rank)
        for _, want, offer in ranked:
            if want in searching and offer in free:
                pairs[want] = offer
                del searching[want], free[offer]
        # Who found nothing finds nothing later; who lost all choices to others looks once more.
        seen = {want for _, want, _ in ranked}
        searching = {want: sample for want, sample in searching.items() if want in seen}
    return pairs


Candidate = tuple[float, int, int]


def _rank(candidate: Candidate) -> tuple[float, int, int]:
    score, want, offer = candidate
    return (-score, want, offer)


def _candidates(wanted: Mapping[int, Sample], offered: Mapping[int, Sample]) -> list[Candidate]:
    groups: dict[tuple[str, str | None], list[int]] = {}
    for number, sample in wanted.items():
        groups.setdefault((sample.kind, sample.context), []).append(number)
    found: list[Candidate] = []
    for numbers in groups.values():
        example = wanted[numbers[0]]
        choices = {
            number: sample.text for number, sample in offered.items() if example.may_match(sample)
        }
        shortlist = _shortlists(choices, len(numbers))
        for number in numbers:
            text = wanted[number].text
            found += _best(number, text, shortlist(text))
    return found


def _best(number: int, text: str, choices: Mapping[int, str]) -> Sequence[Candidate]:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    best: Iterable[tuple[str, float, int]] = extract(
        text, choices, scorer=ratio, score_cutoff=LEAST, limit=_CHOICES
    )
    return [(score, number, offer) for _, score, offer in best]


def _shortlists(choices: Mapping[int, str], searches: int) -> Callable[[str], Mapping[int, str]]:
    """For a text the choices that are worth comparing with it: all, or in a vast post some.

    To compare all texts with all takes a time that grows with the square; where it would be felt,
    only those are compared that share words which are rare in the post.
    """
    if searches * len(choices) <= _MOST_COMPARISONS:
        return lambda _text: choices
    holders: dict[str, list[int]] = {}
    for number, text in choices.items():
        for word in set(text.split()):
            holders.setdefault(word, []).append(number)

    def shortlist(text: str) -> Mapping[int, str]:
        shared: Counter[int] = Counter()
        for word in sorted(set(text.split())):
            if len(holders.get(word, ())) <= _RARE:
                shared.update(holders.get(word, ()))
        return {number: choices[number] for number, _ in shared.most_common(_RARE)}

    return shortlist


def _agree(first: str | None, second: str | None) -> bool:
    return not first or not second or first == second
