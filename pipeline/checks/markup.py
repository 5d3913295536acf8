"""The markup inside a message, read as a browser or a Markdown parser reads it, never written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.post import Format


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in a text."""

    name: str
    """In small letters."""
    is_closing: bool
    attributes: tuple[tuple[str, str], ...]
    """Names in small letters, values with entities decoded."""

    def __str__(self) -> str:
        return f"</{self.name}>" if self.is_closing else f"<{self.name}>"


# The tokenizer of the HTML standard (13.2.5), as far as tags and attributes go: white space is
# ASCII alone, a slash separates attributes, and quotation marks count only behind an equals sign.
_TAG_START = re.compile(r"<(/?)([a-zA-Z][^\t\n\f\r />]*)")
_ATTRIBUTE = re.compile(
    r"""
    [\t\n\f\r /]* (?P<name>=?[^\t\n\f\r />=]+|=)
    (?:
        [\t\n\f\r ]* = [\t\n\f\r ]*
        (?: "(?P<double>[^"]*)"? | '(?P<single>[^']*)'? | (?P<bare>[^\t\n\f\r >]*) )
    )?
    """,
    re.VERBOSE,
)
_TAG_END = re.compile(r"[\t\n\f\r /]*>")


def tags(text: str) -> Iterator[Tag]:
    """The complete tags of the text, in order, as a browser sees them."""
    place = 0
    while start := _TAG_START.search(text, place):
        attributes = []
        place = start.end()
        while match := _ATTRIBUTE.match(text, place):
            attributes.append(_attribute(match))
            place = match.end()
        if end := _TAG_END.match(text, place):
            yield Tag(start[2].lower(), bool(start[1]), tuple(attributes))
            place = end.end()


def opened_anywhere(text: str) -> Iterator[str]:
    """The names of elements that the text may open, also within tags and without a `>`.

    A Markdown parser, or what follows the text on the page, may make a tag of what is none here.
    """
    return (name.lower() for slash, name in _TAG_START.findall(text) if not slash)


def attributes_anywhere(text: str) -> Iterator[tuple[str, str]]:
    """The attributes that the text may hold, wherever a tag may start."""
    seen: set[int] = set()
    for start in _TAG_START.finditer(text):
        place = start.end()
        while place not in seen and (match := _ATTRIBUTE.match(text, place)):
            seen.add(place)
            yield _attribute(match)
            place = match.end()


def _attribute(match: re.Match[str]) -> tuple[str, str]:
    value = match["double"] or match["single"] or match["bare"] or ""
    return match["name"].lower(), html.unescape(value)


_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def code_spans(text: str, format: Format) -> list[str]:
    """The code spans of Markdown, with their backticks, white space folded."""
    if format is not Format.MARKDOWN or "`" not in text:
        return []
    return [" ".join(match[0].split()) for match in _CODE_SPAN.finditer(text)]


def without_code(text: str, format: Format) -> str:
    """The text without the code spans of Markdown, where nothing is markup."""
    if format is not Format.MARKDOWN or "`" not in text:
        return text
    return _CODE_SPAN.sub("`", text)


@lru_cache(maxsize=1024)
def inline_tags(text: str, format: Format) -> tuple[Tag, ...]:
    """The tags, in order; what only looks like one, such as `<https://…>`, is left out.

    Several rules ask for those of one text.
    """
    if "<" not in text:
        return ()
    found = tags(without_code(text, format))
    return tuple([tag for tag in found if not _NO_NAME.search(tag.name)])


VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements that have no end."""
PHRASING = frozenset(
    "abbr b bdi bdo big br cite code del dfn em i ins kbd mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
"""Elements that mark words and leave the page's structure as it is."""
_NO_NAME = re.compile(r"[:@.<\"']")


def unmatched(tags: Sequence[Tag]) -> list[str]:
    """What is left when each end has taken the start before it, if that is the last one open."""
    left: list[str] = []
    for tag in tags:
        if tag.is_closing and left and left[-1] == f"<{tag.name}>":
            left.pop()
        elif tag.is_closing or tag.name not in VOID:
            left.append(str(tag))
    return left


_MARKDOWN_ADDRESS = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*))|<((?:https?://|mailto:)[^<>\s]+)>"
)
_LINKING = frozenset({"href", "src"})


def link_addresses(text: str, format: Format) -> list[str]:
    """Where the text links to and what it shows, entities decoded: HTML first, then Markdown."""
    plain = without_code(text, format)
    found = [
        value
        for tag in inline_tags(plain, format)
        for name, value in tag.attributes
        if name in _LINKING
    ]
    if format is Format.MARKDOWN:
        found += (html.unescape("".join(parts)) for parts in _MARKDOWN_ADDRESS.findall(plain))
    return found


def _is_marked(text: str) -> bool:
    """Whether a sign of markup is in the text; a pattern would take three times as long."""
    return (
        "<" in text
        or ">" in text
        or "`" in text
        or "[" in text
        or "]" in text
        or "{" in text
        or "}" in text
        or "\\" in text
    )


_TAGS = r"""
      </?[a-zA-Z][^<>]*>
    | <!--[^<>]*-->
    | \{\{[^{}]*\}\}
    | \{%[^{}]*%\}
"""
_PIECES = {
    Format.MARKDOWN: re.compile(
        rf"""
        ( `[^`]*`
        | {_TAGS}
        | \[(?=[^\[\]`<]*\]\()
        | \]\([^()\[\]<>`]*\)
        | \[[^\[\]<>`]*\](?![(:\[])
        )
        """,
        re.VERBOSE,
    ),
    Format.HTML: re.compile(rf"({_TAGS} | \[[^\[\]<>]*\])", re.VERBOSE),
}
_PIECES[Format.BLOCKS] = _PIECES[Format.HTML]


def same_markup(source: str, target: str, format: Format) -> bool:
    """Whether the texts have plainly the same markup, piece by piece in the same order.

    Where it cannot be told at a glance, the answer is no, and a rule has to look closer.
    """
    if not _is_marked(source) and not _is_marked(target):
        return True
    before, after = _PIECES[format].split(source), _PIECES[format].split(target)
    if before[1::2] != after[1::2]:
        return False
    return not _is_marked("".join(before[::2])) and not _is_marked("".join(after[::2]))


_PLACEHOLDER = re.compile(
    r"""
      \{\{(?:(?!\{\{).)*?\}\}                         # {{ name }}, {{< shortcode >}}
    | \{%(?:(?!\{%).)*?%\}
    | <!--(?:(?!<!--).)*?-->
    | \[/?(?:caption|gallery|audio|video|playlist|embed)\b[^\[\]]*\]
    | \[/[a-z][\w-]*\]                              # the end of any shortcode
    | \[[a-z][\w-]*(?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"'\]]+))+\s*/?\](?!\()
    | \[[a-z][\w-]*\s*/\]
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKDOWN_REFERENCE = re.compile(r"\[\^[^\]\s]+\]|(?<=\])\[[^\]\[]+\]")


def placeholders(text: str, format: Format) -> list[str]:
    """What stands for something else: shortcodes, `{{…}}`, comments, footnotes, link references."""
    if not any(opening in text for opening in "[{<"):
        return []
    plain = without_code(text, format)
    found = [match[0] for match in _PLACEHOLDER.finditer(plain)]
    if format is Format.MARKDOWN:
        found += (match[0] for match in _MARKDOWN_REFERENCE.finditer(plain))
    return [" ".join(item.split()) for item in found]
