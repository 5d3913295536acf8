"""The text of both versions cut into parts that stand beside one another.

What is cut is HTML as the sanitiser writes it: every tag is whole and every value quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import count

from pipeline.preview.values import Row

TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[^">]|"[^"]*")*)>')
VOID = frozenset("area br col hr img input source track wbr".split())
_INLINE = frozenset(
    """a abbr audio b bdi bdo br button cite code data del dfn em i img input ins kbd map mark q s
    samp small span strike strong sub sup time tt u var video wbr""".split()
)
_LISTS = frozenset({"ol", "ul"})
_FRAMES = frozenset({"article", "div", "main", "section"})
_CLASS = re.compile(r' class="([^"]*)"')
_START = re.compile(r' start="(-?\d{1,9})"')
_NUMBER = re.compile(r'data-seg="(\d+)"')
_PLAIN_CLASS = re.compile(r"(?:wp-block-group|is-layout-\S+|entry-content|has-global-padding)\Z")


def rows(source: str, target: str) -> tuple[Row, ...]:
    """The parts of both texts, those that belong together in one row."""
    ours, theirs = tuple(parts(source)), tuple(parts(target))
    if len(ours) == len(theirs):
        return tuple(map(Row, ours, theirs))
    return tuple(_aligned(ours, theirs))


def parts(html: str) -> Iterator[str]:
    """The outermost elements of the text, lists by their items; loose text goes together."""
    for name, tag, inner, whole in _blocks(html):
        if name in _LISTS and " reversed" not in tag:
            yield from _items(name, tag, inner)
        elif name in _FRAMES and _is_plain(tag):
            yield from parts(inner)
        else:
            yield whole


def _blocks(html: str) -> Iterator[tuple[str, str, str, str]]:
    """The name, start tag, content and whole of each outermost element; loose text has no name."""
    depth = start = loose = inside = 0
    opened = ""
    for match in TAG.finditer(html):
        is_end, name = bool(match["end"]), match["name"]
        if not depth and not is_end and name not in _INLINE:
            yield from _loose(html[loose : match.start()])
            start, inside, opened = match.start(), match.end(), name
            loose = match.end()
        if name in VOID:
            if not depth and name not in _INLINE:
                yield name, match[0], "", match[0]
            continue
        depth += -1 if is_end else 1
        if not depth and opened:
            yield (
                opened,
                html[start:inside],
                html[inside : match.start()],
                html[start : match.end()],
            )
            loose, opened = match.end(), ""
    yield from _loose(html[loose:])


def _loose(text: str) -> Iterator[tuple[str, str, str, str]]:
    if text.strip():
        yield "", "", "", f"<p>{text.strip()}</p>"


def _items(name: str, tag: str, inner: str) -> Iterator[str]:
    found = _START.search(tag)
    numbers = count(int(found[1]) if found else 1)
    bare = _START.sub("", tag)[:-1]
    for _, _, _, whole in _blocks(inner):
        start = f' start="{next(numbers)}"' if name == "ol" else ""
        yield f"{bare}{start}>{whole}</{name}>"


def _is_plain(tag: str) -> bool:
    found = _CLASS.search(tag)
    return all(_PLAIN_CLASS.match(word) for word in (found[1].split() if found else ()))


def _aligned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Row]:
    """The rows where one text has more parts than the other: by the segments in them."""
    keys = [_key(part) for part in ours], [_key(part) for part in theirs]
    for kind, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from map(Row, ours[a:b], theirs[c:d])
        else:
            yield Row("".join(ours[a:b]), "".join(theirs[c:d]))


def _key(part: str) -> str:
    found = _NUMBER.search(part)
    return found[1] if found else part
