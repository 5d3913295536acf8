"""A catalogue brought in step with its post, without losing a translation.

Each message takes the old entry that fits best, each old entry serves one message at most:

1. the entry of the same text, obsolete ones too: a text that returns gets its translation back;
2. the entry whose translation was made for exactly this text: an edit that is taken back;
3. the entry that differs in white space alone keeps its translation;
4. the entry that differs in link addresses alone keeps its translation with the new addresses;
5. the most similar entry of the same kind becomes fuzzy and remembers the text it was made for;
   words are compared, so an edit of the markup or of the quotes alone always finds its entry.

What is left over becomes obsolete, or is dropped if nobody translated it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.catalogues.coverage import is_complete
from pipeline.catalogues.edits import bare_words, folded
from pipeline.catalogues.headers import is_marked_outdated, merged_headers
from pipeline.catalogues.links import readdressed, without_addresses
from pipeline.catalogues.respelling import (
    RULES,
    RULES_VERSION,
    normal_form,
    respelled,
    rules_of,
)
from pipeline.catalogues.similarity import Sample, pair
from pipeline.model.catalogue import Catalogue, Entry, Key, Message
from pipeline.model.document import Kind


def merge(
    old: Catalogue | None,
    messages: Sequence[Message],
    lang: str,
    source: str,
    rules: int = RULES_VERSION,
) -> Catalogue:
    """The catalogue with one entry for each message, in their order, then the obsolete ones.

    `lang` is the language translated into, `source` the one of the post; `rules` is the version of
    the extraction rules that made the messages. Merging the result with the same messages changes
    nothing.
    """
    before = old or Catalogue()
    ways = _WAYS_OF_NEW_RULES if rules_of(before) < rules else _WAYS
    entries = _merged_entries(before.entries, messages, ways)
    was_complete = any(not e.is_obsolete for e in before.entries) and is_complete(before)
    is_outdated = was_complete or is_marked_outdated(before)
    is_outdated = is_outdated and not is_complete(Catalogue(entries))
    # Where nothing else is written, a file is not written for this line alone.
    is_told = not before.headers or before.header(RULES) or entries != before.entries
    rules = max(rules, rules_of(before)) if is_told else rules_of(before)
    headers = merged_headers(before.headers, lang, source, is_outdated=is_outdated, rules=rules)
    return Catalogue(entries, headers, before.header_comments, before.header_flags)


def without_obsolete(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the translations of texts that the post no longer holds."""
    kept = tuple(entry for entry in catalogue.entries if not entry.is_obsolete)
    return replace(catalogue, entries=kept)


def brought_over(
    entries: Sequence[Entry], wanted: Collection[Key], offered: Collection[Key]
) -> tuple[Entry, ...]:
    """The entries, of which those wanted have the translations that fit best of those offered.

    What finds no place stays as it is, at its place.
    """
    messages = {
        number: Message(entry.msgid, entry.msgctxt, entry.comments, entry.references)
        for number, entry in enumerate(entries)
        if entry.key in wanted
    }
    offers = {number: entry for number, entry in enumerate(entries) if entry.key in offered}
    found: dict[int, Entry | None] = {}
    for find in (_respaced, _readdressed, _similar):
        for message, offer, entry in list(find(messages, offers)):
            found[message] = _placed(entry, messages.pop(message))
            found[offer] = None
            del offers[offer]
    chosen = (found.get(number, entry) for number, entry in enumerate(entries))
    return tuple(entry for entry in chosen if entry is not None)


Wanted = Mapping[int, Message]
Offered = Mapping[int, Entry]
Found = tuple[int, int, Entry]
"""The number of a message, the number of the old entry that it takes, and what that becomes."""
Way = Callable[[Wanted, Offered], Iterator[Found]]


def _merged_entries(
    old: Sequence[Entry], messages: Sequence[Message], ways: Sequence[Way]
) -> tuple[Entry, ...]:
    if not old:
        return tuple([_fresh(message) for message in messages])
    if _is_in_step(old, messages):
        return tuple(old)
    wanted = dict(enumerate(messages))
    offered = dict(enumerate(old))
    taken: dict[int, Entry] = {}
    for find in ways:
        if not wanted or not offered:
            break
        for message, offer, entry in list(find(wanted, offered)):
            taken[message] = _placed(entry, wanted.pop(message))
            del offered[offer]
    active = (taken.get(number) or _fresh(message) for number, message in enumerate(messages))
    return (*active, *_obsolete(offered.values()))


def _is_in_step(old: Sequence[Entry], messages: Sequence[Message]) -> bool:
    """Whether the entries are what merging makes of them, which one look at each can tell."""
    if len(old) < len(messages):
        return False
    for entry, message in zip(old, messages, strict=False):
        if (
            entry.is_obsolete
            or entry.msgid != message.msgid
            or entry.msgctxt != message.msgctxt
            or entry.comments != message.comments
            or entry.references != message.references
        ):
            return False
    rest = old[len(messages) :]
    return all(e.is_obsolete and not e.references and _has_translation(e) for e in rest)


def _fresh(message: Message) -> Entry:
    return Entry(
        message.msgid,
        msgctxt=message.msgctxt,
        comments=message.comments,
        references=message.references,
    )


def _placed(entry: Entry, message: Message) -> Entry:
    """The entry for the message; what translators wrote stays."""
    if (
        not entry.is_obsolete
        and entry.key == message.key
        and entry.comments == message.comments
        and entry.references == message.references
    ):
        return entry
    return entry._replace(
        msgid=message.msgid,
        msgctxt=message.msgctxt,
        comments=message.comments,
        references=message.references,
        is_obsolete=False,
    )


def _obsolete(left: Iterable[Entry]) -> Iterator[Entry]:
    """What was translated of the entries that nothing took: long obsolete ones first."""
    worth = [entry for entry in left if _has_translation(entry)]
    yield from (_without_references(entry) for entry in worth if entry.is_obsolete)
    yield from (
        entry._replace(is_obsolete=True, references=()) for entry in worth if not entry.is_obsolete
    )


def _without_references(entry: Entry) -> Entry:
    return entry._replace(references=()) if entry.references else entry


def _has_translation(entry: Entry) -> bool:
    return bool(entry.msgstr) or any(entry.msgstr_plural)


def _same(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    by_key = {entry.key: number for number, entry in offered.items()}
    for number, message in wanted.items():
        if (offer := by_key.get(message.key)) is not None:
            yield number, offer, offered[offer]


def _taken_back(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    def text_translated(entry: Entry) -> Hashable:
        if not entry.is_fuzzy or entry.previous_msgid is None:
            return None
        return (entry.previous_msgctxt, entry.previous_msgid)

    for number, offer in _by_trait(wanted, offered, lambda m: m.key, text_translated):
        reviewed = offered[offer]._replace(
            is_fuzzy=False,
            previous_msgid=None,
            previous_msgctxt=None,
            previous_msgid_plural=None,
        )
        yield number, offer, reviewed


def _respaced(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    for number, offer in _by_trait(wanted, offered, _words, _words):
        yield number, offer, offered[offer]


def _respelled(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    for number, offer in _by_trait(wanted, offered, _normal_form, _normal_form):
        entry = offered[offer]
        msgstr = respelled(entry.msgstr, entry.msgid, wanted[number].msgid)
        yield number, offer, entry if msgstr == entry.msgstr else entry._replace(msgstr=msgstr)


def _readdressed(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    for number, offer in _by_trait(wanted, offered, _but_addresses, _but_addresses):
        entry = offered[offer]
        msgstr = readdressed(entry.msgstr, entry.msgid, wanted[number].msgid)
        if msgstr is not None:
            yield number, offer, entry._replace(msgstr=msgstr)


def _similar(wanted: Wanted, offered: Offered) -> Iterator[Found]:
    samples = {number: _sample(message) for number, message in wanted.items()}
    choices = {number: _sample(entry) for number, entry in offered.items() if _can_move(entry)}
    for number, offer in pair(samples, choices).items():
        yield number, offer, _to_review(offered[offer])


_WAYS: tuple[Way, ...] = (_same, _taken_back, _respaced, _readdressed, _similar)
_WAYS_OF_NEW_RULES: tuple[Way, ...] = (_same, _respelled, *_WAYS[1:])
"""For a catalogue made before our own rules of extraction changed: what only they spell
differently keeps its translation."""


def _by_trait(
    wanted: Wanted,
    offered: Offered,
    of_message: Callable[[Message], Hashable],
    of_entry: Callable[[Entry], Hashable],
) -> Iterator[tuple[int, int]]:
    """Messages and entries with an equal trait, in order, nobody twice; none has no trait."""
    offers: dict[Hashable, deque[int]] = {}
    for number, entry in offered.items():
        if _can_move(entry) and (trait := of_entry(entry)) is not None:
            offers.setdefault(trait, deque()).append(number)
    for number, message in wanted.items():
        trait = of_message(message)
        if trait is not None and (numbers := offers.get(trait)):
            yield number, numbers.popleft()


def _words(text: Message | Entry) -> Hashable:
    # In code, white space has a meaning.
    if _kind(text) == Kind.CODE:
        return None
    return (text.msgctxt, folded(text.msgid))


def _normal_form(text: Message | Entry) -> Hashable:
    if _kind(text) == Kind.CODE:
        return None
    return (text.msgctxt, normal_form(text.msgid))


def _but_addresses(text: Message | Entry) -> Hashable:
    bare = without_addresses(text.msgid)
    return None if bare == text.msgid else (text.msgctxt, folded(bare))


def _sample(text: Message | Entry) -> Sample:
    kind = _kind(text)
    words = text.msgid if kind == Kind.CODE else bare_words(text.msgid)
    return Sample(words, kind, text.msgctxt)


def _kind(text: Message | Entry) -> str:
    """What the first comment says that the text is, such as `heading`."""
    return text.comments[0].partition(",")[0].strip() if text.comments else ""


def _can_move(entry: Entry) -> bool:
    """Whether the translation may serve another text; one with plural forms fits its own alone."""
    return bool(entry.msgstr)


def _to_review(entry: Entry) -> Entry:
    # A fuzzy entry keeps its older text, or none: its translation never was one of the msgid.
    if entry.is_fuzzy:
        return entry
    return entry._replace(is_fuzzy=True, previous_msgid=entry.msgid, previous_msgctxt=entry.msgctxt)
