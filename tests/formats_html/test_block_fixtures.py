"""The fixtures of WordPress's block parser, where they are there: what a reader sees is cut."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import pytest

from pipeline.formats.block_tree import block_tree
from pipeline.formats.blocks import cut_blocks
from pipeline.formats.inline_text import has_words, is_address
from pipeline.model.document import Document, Segment
from pipeline.model.post import ExtractionRules

FOLDER = Path(__file__).parents[3] / "shared/corpora/gutenberg/core-fixtures"
FIXTURES = sorted(FOLDER.glob("*.html"))
RULES = ExtractionRules(code_blocks=True)

Block = dict[str, Any]

SEEN_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "label")
"""Attributes of HTML elements that a reader sees or hears."""

NOT_TEXT = """
    align backgroundColor backgroundType blockLayout className columns contentJustification
    contentPosition customGradient customMainColor customOverlayColor customTextColor fontSize
    gradient height href id ids imageFill layout linkDestination linkTo mainColor mediaPosition
    mediaType minHeightUnit orientation overlayColor ref service slug style taxonomy textAlign
    textColor theme type url verticalAlignment width
""".split()
"""Keys of block attributes that hold a choice, a measure or an address."""

EXCEPTIONS: dict[str, tuple[str, str]] = {
    "core__missing": ("One Two", "attributes of a block nobody knows, unless the blog tells"),
    "core__shortcode": ('[gallery ids="238,338"]', "a shortcode without text is code"),
}
"""By fixture: the words that are deliberately left out, and why."""

UNSEEN: dict[str, tuple[str, str]] = {
    "core__more__custom-text-teaser": ("Continue Reading", "a link's text, held in a comment"),
}
"""By fixture: the words in the catalogue that HTML does not show, and why they are there."""


@pytest.fixture(autouse=True)
def _fixtures() -> None:
    if not FIXTURES:
        pytest.skip("corpora not there")


def words_of(text: str) -> list[str]:
    """The words with a letter; signs and numbers are text only beside them."""
    return [word for word in text.split() if has_words(word)]


def texts_in_html(html: str) -> Iterator[str]:
    """The text that a browser shows, and the text in attributes, in the order of the page."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield element.tail or ""
            continue
        if element.tag not in {"script", "style"}:
            yield element.text or ""
        yield from (element.get(name) or "" for name in SEEN_ATTRIBUTES)
        yield element.tail or ""


def texts_in_attributes(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_TEXT:
                yield from texts_in_attributes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in_attributes(inner)
    elif isinstance(value, str):
        yield from texts_in_html(value) if "<" in value else [value]


def texts_of(block: Block) -> Iterator[str]:
    yield from texts_in_attributes(block["attrs"] or {})
    yield from texts_in_html(block["innerHTML"])
    for inner in block["innerBlocks"]:
        yield from texts_of(inner)


def seen(path: Path) -> Counter[str]:
    """The words of the parse tree, an address by itself left out."""
    blocks = json.loads(path.with_suffix(".parsed.json").read_text())
    texts = (text for block in blocks for text in texts_of(block))
    return Counter(word for text in texts if not is_address(text) for word in words_of(text))


def cut(path: Path) -> Counter[str]:
    """The words of the catalogue."""
    segments = Document(cut_blocks(path.read_text(), RULES)).segments
    return Counter(word for s in segments for text in read(s) for word in words_of(text))


def read(segment: Segment) -> Iterator[str]:
    yield from texts_in_html(segment.msgid) if "<" in segment.msgid else [unescape(segment.msgid)]


def deliberate(table: dict[str, tuple[str, str]], path: Path) -> Counter[str]:
    return Counter(table.get(path.stem, ("", ""))[0].split())


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_catalogue_has_what_a_reader_sees_and_nothing_else(path: Path) -> None:
    expected = seen(path) - deliberate(EXCEPTIONS, path) + deliberate(UNSEEN, path)

    assert cut(path) == expected


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_tree_of_blocks_is_that_of_wordpress(path: Path) -> None:
    def names(blocks: list[Block], depth: int = 0) -> Iterator[tuple[int, str]]:
        for block in blocks:
            if block["blockName"]:
                yield depth, block["blockName"].removeprefix("core/")
                yield from names(block["innerBlocks"], depth + 1)

    parsed = json.loads(path.with_suffix(".parsed.json").read_text())

    assert block_tree(path.read_text()) == tuple(names(parsed))
