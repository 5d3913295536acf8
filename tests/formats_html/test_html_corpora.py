"""Real pages, where they are there: identity, people's translations, and the tree of tags."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import html5lib
import pytest

from pipeline.formats.block_tree import block_tree
from pipeline.formats.blocks import cut_blocks
from pipeline.formats.html import cut_html
from pipeline.formats.html_elements import BOUNDARIES
from pipeline.formats.render import render
from pipeline.model.document import Document, Segment
from pipeline.model.post import DEFAULT_RULES

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
BLOCKS, NEWS = CORPORA / "pairs/wp-blocks", CORPORA / "pairs/debian-news-html"
PAGES = sorted(CORPORA.rglob("*.html"))
BLOCK_PAGES = sorted(path.relative_to(BLOCKS / "en") for path in (BLOCKS / "en").rglob("*.html"))
NEWS_PAGES = sorted(path.relative_to(NEWS / "en") for path in (NEWS / "en").rglob("*.html"))

DIFFERENT_BY_PEOPLE = {
    "News/2014/20140908.html": "the translator dropped a heading",
    "News/2015/20150805.html": "the translator dropped the last section",
}

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|&#?\w+;|\[[^\]]*\]|\{\{.*?\}\}", re.DOTALL)


@pytest.fixture(autouse=True)
def _corpora() -> None:
    if not PAGES:
        pytest.skip("corpora not there")


@cache
def document(path: Path) -> Document:
    text = path.read_bytes().decode()
    cut = cut_blocks if "<!-- wp:" in text else cut_html
    return Document(cut(text, DEFAULT_RULES))


def aligned(source: Document, target: Document) -> dict[tuple[str | None, str], str]:
    """The n-th text of the target as the translation of the n-th text of the source."""
    pairs = zip(source.segments, target.segments, strict=True)
    return {segment.key: other.msgid for segment, other in pairs}


def tags(html: str) -> list[str]:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [str(element.tag) for element in tree.iter()]


def shouted(segment: Segment) -> str:
    """The msgid in capitals, but for its markup."""
    if _is_plain(segment):
        return segment.msgid.upper()
    kept = [*_MARKUP.finditer(segment.msgid)]
    parts, position = [], 0
    for match in kept:
        parts += [segment.msgid[position : match.start()].upper(), match[0]]
        position = match.end()
    return "".join([*parts, segment.msgid[position:].upper()])


def _is_plain(segment: Segment) -> bool:
    return "<" not in segment.msgid and "&" not in segment.msgid and "[" not in segment.msgid


def test_every_page_comes_back_byte_for_byte() -> None:
    changed = [str(p) for p in PAGES if document(p).text.encode() != p.read_bytes()]

    assert changed == []


def test_capital_letters_leave_the_tree_of_tags_alone() -> None:
    changed = []
    for path in PAGES:
        cut = document(path)
        loud = render(cut, {segment.key: shouted(segment) for segment in cut.segments})
        if tags(loud) != tags(cut.text) or block_tree(loud) != block_tree(cut.text):
            changed.append(str(path))

    assert changed == []


@pytest.mark.parametrize("page", BLOCK_PAGES, ids=str)
def test_the_swedish_texts_make_the_swedish_block_page(page: Path) -> None:
    source, target = document(BLOCKS / "en" / page), document(BLOCKS / "sv" / page)

    assert render(source, aligned(source, target)) == target.text


@pytest.mark.parametrize("page", BLOCK_PAGES, ids=str)
def test_a_text_of_a_block_page_is_translated_in_one_way(page: Path) -> None:
    source, target = document(BLOCKS / "en" / page), document(BLOCKS / "sv" / page)
    pairs = {(s.key, t.msgid) for s, t in zip(source.segments, target.segments, strict=True)}
    ways = Counter(key for key, _ in pairs)

    assert {key: count for key, count in ways.items() if count > 1} == {}


@pytest.mark.parametrize("page", NEWS_PAGES, ids=str)
def test_the_swedish_texts_fill_the_english_page(page: Path) -> None:
    source, target = document(NEWS / "en" / page), document(NEWS / "sv" / page)
    if str(page) in DIFFERENT_BY_PEOPLE:
        assert len(source.segments) != len(target.segments)
        return

    woven = render(source, aligned(source, target))
    again = Document(cut_html(woven, DEFAULT_RULES))

    assert [s.kind for s in source.segments] == [s.kind for s in target.segments]
    assert [s.msgid for s in again.segments] == [s.msgid for s in target.segments]
    assert [t for t in tags(woven) if t in BOUNDARIES] == [
        t for t in tags(source.text) if t in BOUNDARIES
    ]
    assert Counter(tags(woven)) in (Counter(tags(source.text)), Counter(tags(target.text)))
