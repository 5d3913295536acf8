"""Attributes that a tag lost or gained, or that have another value.

Most attributes are hidden from translators and put back; these are the ones that they see, such as
`title` and `alt`, which they translate, and any that they write themselves. Attributes that say
something of the words (`lang`, `dir`, `translate`) are theirs to add; `href` and `src` are for
[`links`](#links) and [`addresses`](#addresses).

| English | Swedish | |
|---|---|---|
| `<img src="a.png" alt="A boat">` | `<img src="a.png">` | found |
| `<img src="a.png" alt="A boat">` | `<img src="a.png" alt="">` | found |
| `<b>Buy</b> now` | `<b class="big">Köp</b> nu` | found |
| `<img src="a.png" alt="A boat">` | `<img alt="En båt" src="a.png">` | right |
| `<i>Open Source</i>` | `<i lang="en">Open Source</i>` | right |
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markup import PHRASING, VOID, inline_tags
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added, together
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_ELSEWHERE = frozenset({"href", "src"})
"""For the rules `links` and `addresses`."""
_OF_WORDS = frozenset({"lang", "translate", "dir", "hreflang"})
_KNOWN = PHRASING | VOID | frozenset("a audio button iframe label object option svg video".split())
_TEXTS = frozenset({"alt", "title", "aria-label", "placeholder", "label", "summary", "abbr"})


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source, target = (dict(_by_tag(text, page)) for text in (entry.msgid, entry.msgstr))
    told = []
    for tag in source.keys() & target.keys():
        lost, added = differences(source[tag], target[tag])
        if lost or added:
            told.append(lost_and_added(lost, added))
    return together(sorted(told))


def _by_tag(text: str, page: PageUnderCheck) -> Iterator[tuple[str, list[str]]]:
    """The attributes of each tag, by its name and how many of that name there are."""
    found: dict[str, list[list[str]]] = {}
    for tag in inline_tags(text, page.format):
        if not tag.is_closing and tag.name in _KNOWN:
            found.setdefault(tag.name, []).append(
                [_told(tag.name, *attribute) for attribute in tag.attributes if _counts(*attribute)]
            )
    for name, tags in found.items():
        yield f"{name} {len(tags)}", [attribute for tag in tags for attribute in tag]


def _counts(name: str, _value: str) -> bool:
    return name not in _ELSEWHERE and name not in _OF_WORDS


def _told(tag: str, name: str, value: str) -> str:
    """A text counts as a text, whatever it says; of all else the value counts."""
    if name in _TEXTS:
        return (
            say("the empty {name} of <{tag}>", name=name, tag=tag)
            if not value.strip()
            else say("the {name} of <{tag}>", name=name, tag=tag)
        )
    written = f'{name}="{value}"' if value else name
    return say("{attribute} of <{tag}>", attribute=written, tag=tag)


RULE = Rule(
    "attributes",
    Severity.WARNING,
    N_("A tag of the translation lost or gained an attribute, or another value of one."),
    in_markup(_compare),
)
