"""Slips put into good translations, and how many of them the rules find.

`python -m benchmarks.seeded FOLDER [KIND ...]`; FOLDER is that of `benchmarks.rules`. Of every text
whose translation can have a slip of a kind, the translation gets that one slip, and counts as found
where the rule that is made for it says something that it did not say before. With the names of
kinds, thirty slips of each that went unseen are shown.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.rules import LANGS, SHOWN, pages
from pipeline.checks.conventions import conventions
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.run import check_page
from pipeline.checks.table import RULES
from pipeline.model.catalogue import Catalogue, Entry

Slip = Callable[[str, str, PageUnderCheck], str]
"""From a source and its translation to the translation with the slip, or as it is."""
BY_NAME = {rule.name: rule for rule in RULES}
_PROSE = re.compile(r"(?:^|(?<=[\s(]))[^\W\d_]{4,}(?=[\s.,;:!?)]|$)")


def _again(pattern: str, made: str | Callable[[re.Match[str]], str], flags: int = 0) -> Slip:
    """The first match replaced."""
    sought = re.compile(pattern, flags)
    return lambda _source, target, _page: sought.sub(made, target, count=1)


def _in_words(slip: Slip) -> Slip:
    """The slip, where no markup and no address is near."""
    return lambda source, target, page: (
        target if re.search(r"[<`\[\]{}]|://|@", target) else slip(source, target, page)
    )


def _other_digit(match: re.Match[str]) -> str:
    return f"{match[1]}{(int(match[2]) + 3) % 10}"


def _swapped(match: re.Match[str]) -> str:
    return f"{match[2]}{match[1]}{match[3]}" if match[1] != match[2] else match[0]


def _doubled(_source: str, target: str, _page: PageUnderCheck) -> str:
    found = [m for m in _PROSE.finditer(target) if m.start() > 0]
    if not found:
        return target
    at = found[len(found) // 2].end()
    return f"{target[:at]} {found[len(found) // 2][0]}{target[at:]}"


def _doubled_small(_source: str, target: str, page: PageUnderCheck) -> str:
    word = "att|en|och|till|av|med" if page.lang == "sv" else "the|of|and|to|a|with"
    return re.sub(rf"(?<=\s)({word})(?=\s)", r"\1 \1", target, count=1)


def _month(_source: str, target: str, page: PageUnderCheck) -> str:
    names = conventions(page.lang).month_names
    for number, name in enumerate(names):
        if re.search(rf"\d\W+{name}\b|\b{name}\W+\d", target, re.IGNORECASE):
            return re.sub(name, names[(number + 4) % 12], target, count=1, flags=re.IGNORECASE)
    return target


def _foreign_month(_source: str, target: str, page: PageUnderCheck) -> str:
    ours, theirs = (conventions(lang).month_names for lang in (page.lang, page.source_lang))
    for own, other in zip(ours, theirs, strict=True):
        if own.lower() != other.lower() and re.search(rf"\d\W+{own}\b|\b{own}\W+\d", target):
            return target.replace(own, other, 1)
    return target


def _foreign_number(_source: str, target: str, page: PageUnderCheck) -> str:
    if page.lang == "sv":
        return re.sub(r"(?<![\d,.])(\d{1,3})[ \u00a0](\d{3})(?!\d)", r"\1,\2", target, count=1)
    return re.sub(r"(?<![\d,.])(\d{1,3}),(\d{3})(?!\d)", r"\1 \2", target, count=1)


def _truncated(_source: str, target: str, _page: PageUnderCheck) -> str:
    words = target.split(" ")
    return " ".join(words[: len(words) // 3]) if len(words) >= 15 else target


def _half_source(source: str, target: str, _page: PageUnderCheck) -> str:
    """The second half of the words as the source has them."""
    theirs, ours = source.split(" "), target.split(" ")
    if len(theirs) < 12 or len(ours) < 6:
        return target
    return " ".join([*ours[: len(ours) // 2], *theirs[len(theirs) // 2 :]])


def _sentence_left(source: str, target: str, _page: PageUnderCheck) -> str:
    """The last sentence as the source has it."""
    theirs, ours = (re.split(r"(?<=[a-zåäö]\.) (?=[A-ZÅÄÖ])", text) for text in (source, target))
    if len(theirs) != len(ours) or len(ours) < 2 or len(theirs[-1].split()) < 6:
        return target
    return " ".join([*ours[:-1], theirs[-1]])


def _copied(source: str, target: str, _page: PageUnderCheck) -> str:
    return source if len(source.split()) >= 3 and source != target else target


def _foreign_quotes(_source: str, target: str, page: PageUnderCheck) -> str:
    opening, closing = ("“", "”") if page.lang == "sv" else ("”", "”")
    found = re.search(r"(?<![\w=\d])[\"“”»]([^\"“”»«<>=]+)[\"”«»](?!\w)", target)
    return (
        f"{target[: found.start()]}{opening}{found[1]}{closing}{target[found.end() :]}"
        if found
        else target
    )


_LINK = r"\[([^\[\]`]+)\]\([^()\s]+\)|<a\b[^<>]*>([^<>]*)</a>"
_ADDRESS = r"(\]\(|href=\")(/|https?://)([\w./-]*)(?=[)\"])"

KINDS: dict[str, tuple[str, Slip]] = {
    "number lost": ("numbers", _in_words(_again(r"(?<=\s)\d[\d.,]*\s(?=\w)", ""))),
    "digit changed": ("numbers", _in_words(_again(r"((?<![\w.])\d*)(\d)(?![\w.])", _other_digit))),
    "digits swapped": ("numbers", _in_words(_again(r"(?<![\w.])(\d)(\d)(\d+)(?!\w)", _swapped))),
    "million for billion": (
        "numbers",
        _again(r"\b(?:miljoner|billion)\b", lambda m: "miljarder" if m[0][0] == "m" else "million"),
    ),
    "number as the source writes it": ("number-format", _in_words(_foreign_number)),
    "other month": ("dates", _month),
    "month of the other language": ("date-format", _foreign_month),
    "link lost": ("links", _again(_LINK, lambda m: m[1] or m[2] or "")),
    "link added": ("links", _again(r"(?<=\s)([^\W\d_]{5,})(?=[\s.])", r'<a href="/x">\1</a>')),
    "link elsewhere": ("addresses", _again(_ADDRESS, r"\1\2\3x")),
    "tag not closed": ("tags", _again(r"</(?:a|b|i|em|strong|code|q)>", "")),
    "stress lost": ("formatting", _again(r"<(b|i|em|strong|code)>([^<>]*)</\1>", r"\2")),
    "code changed": ("code", _again(r"`([a-z][\w-]{2,})", r"`x\1")),
    "code lost": ("code", _again(r"`([^`{}]+)`", r"\1")),
    "placeholder lost": ("placeholders", _again(r"%s|\{\w+\}|\$\{\w+\}", "")),
    "template lost": ("markup", _again(r"\{\{[^{}]*\}\}|\[/?[a-z_]+(?: [^\[\]]*=[^\[\]]*)\]", "")),
    "mail address changed": ("names", _again(r"(?<=\w)@(?=\w)", "@x")),
    "script": ("unsafe", _again(r"$", "<script>x()</script>")),
    "line end lost": ("lines", _again(r"\n", " ")),
    "space at the end": ("white-space", _again(r"$", " ")),
    "copy of the source": ("unchanged", _copied),
    "half left in the source's language": ("language", _half_source),
    "sentence left in the source's language": ("language", _sentence_left),
    "end mark lost": ("punctuation", _again(r"[.!?:]$", "")),
    "full stop for a question": ("punctuation", _again(r"\?$", ".")),
    "quotes of the other language": ("quotes", _foreign_quotes),
    "em dash in Swedish": ("dashes", _in_words(_again(r" – ", "—"))),
    "hyphen for a dash": ("dashes", _in_words(_again(r" – ", " - "))),
    "hyphen in a range": ("dashes", _in_words(_again(r"(\d)–(\d)", r"\1-\2"))),
    "space before a comma": ("spacing", _in_words(_again(r"(?<=\w),(?= )", " ,"))),
    "no space behind a comma": (
        "spacing",
        _in_words(_again(r"(?<=[^\W\d_]{2}), (?=[^\W\d_]{2})", ",")),
    ),
    "no space behind a full stop": (
        "spacing",
        _in_words(_again(r"(?<=[a-zåäö]{2})\. (?=[A-ZÅÄÖ][a-zåäö])", ".")),
    ),
    "two spaces": ("spacing", _in_words(_again(r"(?<=[^\W\d_]) (?=[^\W\d_])", "  "))),
    "word glued to a link": ("spacing", _again(r"(?<=[^\W\d_]{2}) (?=\[[^\[\]]+\]\(|<a\b)", "")),
    "word twice": ("doubled", _in_words(_doubled)),
    "small word twice": ("doubled", _in_words(_doubled_small)),
    "two thirds gone": ("length", _in_words(_truncated)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """A slip and what was said of it."""

    source: str
    target: str
    is_found: bool
    told_by: tuple[str, ...]
    """Every rule that said something new."""


def tries(page: PageUnderCheck, rule: str, slip: Slip) -> Iterator[Tried]:
    """Every text of the page with the slip, one at a time."""
    for entry in page.entries:
        made = slip(entry.msgid, entry.msgstr, page)
        if made == entry.msgstr or entry.msgid == entry.msgstr:
            continue
        before, after = _told(page, entry), _told(page, entry._replace(msgstr=made))
        new = tuple(sorted({name for name, _ in after - before}))
        yield Tried(entry.msgid, made, rule in new, new)


def _told(page: PageUnderCheck, entry: Entry) -> set[tuple[str, str]]:
    alone = replace(page, catalogue=Catalogue((entry,)), on_disk=Catalogue((entry,)))
    return {(finding.rule, finding.message) for finding in check_page(alone, RULES)}


def main(folder: Path, names: Sequence[str]) -> None:
    """Writes for each kind how many slips there were and which share was found."""
    for source, target in (LANGS, LANGS[::-1]):
        found = list(pages(folder, source, target))
        print(f"\n{source} to {target}: {len(found)} pages")
        for kind, (rule, slip) in KINDS.items():
            all_tries = [one for page in found for one in tries(page, rule, slip)]
            if all_tries:
                _show(kind, rule, all_tries, is_full=kind in names)


def _show(kind: str, rule: str, all_tries: Sequence[Tried], *, is_full: bool) -> None:
    seen = sum(one.is_found for one in all_tries)
    told = sum(bool(one.told_by) for one in all_tries)
    share, any_share = (100 * part / len(all_tries) for part in (seen, told))
    print(f"{kind:40} {rule:14} {len(all_tries):5} {share:6.1f} % {any_share:6.1f} %")
    missed = [one for one in all_tries if not one.is_found]
    for one in random.Random(kind).sample(missed, min(SHOWN, len(missed))) if is_full else ():
        print(f"\n* {one.told_by}\n  < {one.source}\n  > {one.target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
