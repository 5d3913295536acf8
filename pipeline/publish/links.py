"""The addresses that stand in HTML, found by their positions; all other text stays as it is.

An address is the value of `href`, `src`, `poster` or `srcset` in a start tag, or of such a key in
the JSON of a WordPress block comment. Text, other comments, and what stands in `script`, `style`
or `textarea` never counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

Change = Callable[[str], str | None]
"""From an address as readers' programs see it to its new form; nothing means: take it away."""

_ATTRIBUTE_TEXT = (
    r"""[\s/]*+(?P<{n}>[^\s/>][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<{d}>[^"]*+)"|'(?P<{s}>[^']*+)'|(?P<{u}>[^\s>]*+)))?+"""
)
_ATTRIBUTE = re.compile(_ATTRIBUTE_TEXT.format(n="name", d="double", s="single", u="bare"))
_PLAIN_ATTRIBUTE = re.sub(r"\?P<\{.\}>", "?:", _ATTRIBUTE_TEXT)
_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|xmp)(?=[\s/>]).*?(?:</(?P=raw)\s*>|\Z)"
    rf"|<[a-z][^\s/>]*+(?P<attributes>(?:{_PLAIN_ATTRIBUTE})*+)[\s/]*+(?P<end>>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK = re.compile(r"\s*wp:\S+\s+(?P<json>\{.*\})\s*/?\s*\Z", re.DOTALL)
_JSON_ADDRESS = re.compile(
    r'"(?:url|href|src|poster|mediaUrl|mediaLink)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*+)"'
)
_CANDIDATE = re.compile(r"(?P<url>[^\s,](?:\S*[^\s,])?)[^,]*")
_ADDRESS_ATTRIBUTES = frozenset(("href", "src", "poster"))


@dataclass(frozen=True, slots=True)
class _Splice:
    """A place in the HTML that holds an address, and how a new one is written there."""

    start: int
    end: int
    url: str
    written: Callable[[str], str]
    without: tuple[int, int, str]
    """What to replace, and by what, where the address is taken away."""


def addresses(html: str) -> tuple[str, ...]:
    """Every address in the HTML, in reading order, entities resolved.

    >>> addresses('<a href="a.md?x&amp;y">b.md</a><img srcset="1.png 1x, 2.png 2x">')
    ('a.md?x&y', '1.png', '2.png')
    """
    return tuple(splice.url for splice in _splices(html))


def rewrite(html: str, change: Change) -> str:
    """The HTML with every address changed; where nothing changes, not a byte differs.

    An address that is taken away takes its attribute with it, so the text of a link stays.

    >>> rewrite('<p>a.md <a class=x href="a.md">A</a>', {"a.md": "/a/"}.get)
    '<p>a.md <a class=x href="/a/">A</a>'
    >>> rewrite('<a class=x href="a.md">A</a>', lambda url: None)
    '<a class=x>A</a>'
    """
    parts = []
    position = 0
    for splice in _splices(html):
        url = change(splice.url)
        if url == splice.url:
            continue
        start, end, text = (
            splice.without if url is None else (splice.start, splice.end, splice.written(url))
        )
        # Two candidates of one `srcset` may both ask for the whole attribute to go.
        if start >= position:
            parts += [html[position:start], text]
            position = end
    return "".join([*parts, html[position:]])


def _splices(html: str) -> Iterator[_Splice]:
    for token in _TOKEN.finditer(html):
        # A tag that does not end is no tag, and takes what follows with it, as in browsers.
        if token["attributes"] and token["end"]:
            yield from _in_tag(html, token.start("attributes"), token.end("attributes"))
        elif token["comment"]:
            yield from _in_block(html, token.start("comment"), token.end("comment"))


def _in_tag(html: str, start: int, end: int) -> Iterator[_Splice]:
    # Of two attributes of one name browsers read the first; if that one goes, they read the other.
    for match in _ATTRIBUTE.finditer(html, start, end):
        name = match["name"].lower()
        group = match.lastgroup or "name"
        if group == "name":
            continue
        if name in _ADDRESS_ATTRIBUTES:
            yield _of_attribute(match, group)
        elif name == "srcset":
            yield from _of_candidates(match, group)


def _of_attribute(match: re.Match[str], group: str) -> _Splice:
    url = unescape(match[group]).strip()
    return _Splice(*match.span(group), url, _WRITERS[group], (*match.span(), ""))


def _of_candidates(match: re.Match[str], group: str) -> Iterator[_Splice]:
    base = match.start(group)
    for candidate in _CANDIDATE.finditer(match[group]):
        start, end = (base + position for position in candidate.span("url"))
        url = unescape(candidate["url"])
        yield _Splice(start, end, url, _WRITERS[group], (*match.span(), ""))


def _in_block(html: str, start: int, end: int) -> Iterator[_Splice]:
    block = _BLOCK.match(html, start, end)
    if block is None:
        return
    for match in _JSON_ADDRESS.finditer(html, *block.span("json")):
        url = _json_text(match["value"])
        if url is not None:
            span = match.span("value")
            yield _Splice(*span, url, _block_json, (*span, ""))


def _json_text(written: str) -> str | None:
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return None


def _block_json(url: str) -> str:
    # WordPress's own escapes: a comment must not end early, nor a parser see a tag in it.
    text = json.dumps(url, ensure_ascii=False)[1:-1].replace('\\"', "\\u0022")
    text = text.replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")
    return text.replace("&", "\\u0026")


def _quoted(url: str) -> str:
    return f'"{escape(url)}"'


_WRITERS: dict[str, Callable[[str], str]] = {"double": escape, "single": escape, "bare": _quoted}
"""How an address is written, by the kind of quotes that stand around it."""
