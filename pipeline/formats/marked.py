"""A post as HTML in which every text for translators is marked, to show where it stands.

The marks are signs that stand around the texts before the post is made into HTML, and elements
after. Law: without the marks, the HTML is the very HTML that `read_page` gives. Where a mark would
change the page, that text goes without one.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.formats.front_matter import split
from pipeline.formats.html_tokens import Token, Type, tokenise
from pipeline.formats.page import read_page
from pipeline.formats.render import joined, render
from pipeline.model.catalogue import Key
from pipeline.model.document import Document, Segment
from pipeline.model.post import Format
from pipeline.model.version import Page

NUMBER = "data-tvilling"
"""The attribute of the elements around texts: the number of the segment in its document."""
PLACE = "data-tvilling-place"
"""The attribute of elements that repeat the text of an attribute: `alt`, `title`, ..."""

_BESIDE = frozenset({"area", "img", "input"})
"""Elements behind which an attribute's text can be repeated without changing the page's shape."""


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A post read for showing."""

    page: Page
    """Without any marks."""
    html: str
    """The body with its marks: `<span data-tvilling="3">the text</span>`."""
    title: int | None = None
    """The number of the segment that is the title, where the title stands in the body."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """How marks are written in the text of a post: the number in bits, between two brackets."""

    opening: str
    zero: str
    one: str
    closing: str

    @property
    def every(self) -> frozenset[str]:
        return frozenset((self.opening, self.zero, self.one, self.closing))

    def around(self, number: int, text: str) -> str:
        bits = f"{number:b}".replace("0", self.zero).replace("1", self.one)
        return f"{self.opening}{bits}{self.closing}{text}{self.opening}{self.closing}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """One sign; that of the end has no bits."""
        return re.compile(f"{self.opening}(?P<bits>[{self.zero}{self.one}]*){self.closing}")

    @property
    def pair(self) -> re.Pattern[str]:
        """A text between its signs."""
        start = f"{self.opening}(?P<bits>[{self.zero}{self.one}]+){self.closing}"
        return re.compile(f"{start}(?P<text>.*?){self.opening}{self.closing}", re.DOTALL)

    def number(self, bits: str) -> int:
        return int(bits.replace(self.zero, "0").replace(self.one, "1"), 2)

    def without(self, text: str) -> str:
        return self.pattern.sub("", text)


# Punctuation, since `_word_` is emphasis behind punctuation but not behind a letter; and signs that
# headings lose when they become ids. A text that uses one of a set gets the next set.
_SIGNS = (
    _Signs("⸢", "⸤", "⸥", "⸣"),
    _Signs("﹁", "﹃", "﹄", "﹂"),
    _Signs("༼", "༺", "༻", "༽"),
)


def marked_page(
    document: Document, translations: Mapping[Key, str], format: Format, path: str = ""
) -> MarkedPage:
    """The page of the post in the language of the translations, its texts marked.

    What has no translation stays source text, and is marked as well.
    """
    text = render(document, translations)
    page = read_page(text, format, path)
    used = frozenset(text)
    signs = next((signs for signs in _SIGNS if not signs.every & used), None)
    if signs is None:
        return MarkedPage(page, page.html)
    read = partial(_read, document, translations, signs, format, path)
    marked = _soundly(read, page, signs, tuple(_in_body(document, path)))
    number = signs.pattern.match(marked.title)
    return MarkedPage(
        page,
        "".join(_with_elements(marked.html, signs)),
        signs.number(number["bits"]) if number and number["bits"] else None,
    )


def _in_body(document: Document, path: str) -> Iterator[int]:
    """The numbers of the segments that do not stand in the front matter."""
    head, _ = split(document.text, path)
    position = number = 0
    for piece in document.pieces:
        if isinstance(piece, Segment):
            if position >= len(head):
                yield number
            number += 1
            position += len(piece.source)
        else:
            position += len(piece)


def _read(
    document: Document,
    translations: Mapping[Key, str],
    signs: _Signs,
    format: Format,
    path: str,
    numbers: Iterable[int],
) -> Page:
    """The page with signs around the segments of these numbers."""
    wanted = frozenset(numbers)
    parts: list[str] = []
    number = 0
    for piece in document.pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        text = piece.translated(translations.get(piece.key, ""))
        parts.append(signs.around(number, text) if number in wanted else text)
        number += 1
    return read_page(joined(document, parts), format, path)


def _soundly(
    read: Callable[[Iterable[int]], Page], page: Page, signs: _Signs, numbers: tuple[int, ...]
) -> Page:
    """The page with as many marks as leave it what it is."""
    marked = read(numbers)
    if _same(marked, page, signs):
        return marked
    kept = _harmless(read, page, signs, numbers)
    marked = read(kept)
    return marked if _same(marked, page, signs) else read(())


def _harmless(
    read: Callable[[Iterable[int]], Page], page: Page, signs: _Signs, numbers: tuple[int, ...]
) -> tuple[int, ...]:
    """Those of the numbers whose marks change nothing, found by halves."""
    if not numbers or _same(read(numbers), page, signs):
        return numbers
    if len(numbers) == 1:
        return ()
    middle = len(numbers) // 2
    halves = numbers[:middle], numbers[middle:]
    return tuple(number for half in halves for number in _harmless(read, page, signs, half))


def _same(marked: Page, page: Page, signs: _Signs) -> bool:
    return (signs.without(marked.title), signs.without(marked.html)) == (page.title, page.html)


def _with_elements(html: str, signs: _Signs) -> Iterator[str]:
    """The HTML with elements in the place of the signs in its text."""
    for token in tokenise(html):
        piece = html[token.start : token.end]
        if token.type is Type.TEXT:
            yield signs.pattern.sub(partial(_element, signs), piece)
        elif signs.opening not in piece:
            yield piece
        else:
            yield signs.without(piece)
            yield from _repeated(piece, token, signs)


def _element(signs: _Signs, match: re.Match[str]) -> str:
    bits = match["bits"]
    return f'<span {NUMBER}="{signs.number(bits)}">' if bits else "</span>"


def _repeated(tag: str, token: Token, signs: _Signs) -> Iterator[str]:
    """The texts of the tag's attributes as elements behind it, where those do no harm."""
    if token.type is not Type.START or token.name not in _BESIDE:
        return
    for match in signs.pair.finditer(tag):
        name = re.search(r"([a-z-]+)\s*=\s*[\"']?\Z", tag[: match.start()], re.IGNORECASE)
        place = entities.escape(name[1].lower()) if name else ""
        text = entities.escape(entities.unescape(match["text"]))
        number = signs.number(match["bits"])
        yield f'<span {NUMBER}="{number}" {PLACE}="{place}">{text}</span>'
