"""How each version of a post looks to the others: its address, its links, whether it is there.

It is kept as short JSON texts, since there is one for every post and every catalogue of a blog.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.checks.blog import Link, Standing
from pipeline.checks.ignoring import ignored_rules
from pipeline.checks.rules import slugs, twins
from pipeline.errors import TvillingError
from pipeline.formats.front_matter import fields, split
from pipeline.formats.page import read_page
from pipeline.formats.render import render
from pipeline.model.catalogue import Entry, Key
from pipeline.model.coverage import Coverage, PageState
from pipeline.model.document import Document, Piece
from pipeline.model.post import Format
from pipeline.model.version import Page
from pipeline.publish.post_links import may_link, post_links
from pipeline.publish.slugs import slug_of
from pipeline.publish.versions import page_slug
from pipeline.workflows.addresses import slug_rules
from pipeline.workflows.blog import Source
from pipeline.workflows.catalogues import Translated, Translation

UNKNOWN = ""
"""The standing of what cannot be read, and of what has none."""
# The word comes before the look at the line's start: to look for a word is twenty times as fast.
_SLUG = re.compile(r"slug(?<=^slug)[ \t]*[:=]", re.MULTILINE)
_TITLE = re.compile(r"title(?<=^title)[ \t]*[:=]", re.MULTILINE)


def standing_of_post(source: Source, text: str) -> str:
    """How the others see a post in the language that it is written in."""
    try:
        page = _page(text, source.format, source.path)
    except TvillingError:
        return UNKNOWN
    found = post_links(page.html, source.path)
    links = [(url, target, _line_in(text, url)) for url, target in found]
    slug, _ = page_slug(source.id, page, slug_rules(source.workspace).of(source.lang))
    place = _SLUG.search(text) or _TITLE.search(text)
    return _written(True, slug, text.count("\n", 0, place.start()) + 1 if place else 1, links)


def _page(text: str, format: Format, path: str) -> Page:
    """The page, as far as its slug and its links to posts go."""
    told = None if may_link(text) else _told(text, path)
    return told or read_page(text, format, path)  # to make its HTML costs as much as to cut it


def _told(text: str, path: str) -> Page | None:
    """What the front matter tells of a page without links, if it has a title."""
    values = fields(text, path)
    title = str(values.get("title") or "").strip()
    return Page(title, "", values) if title else None


def _translated_page(item: Translated, translations: Mapping[Key, str]) -> Page:
    """The same of a translation."""
    text, path = item.post.text, item.post.path
    # A link is in one piece of the post, or in one translation.
    if not may_link(text) and not may_link("\n".join(translations.values())):
        told = _told(render(_front_matter(item.document, text, path), translations), path)
        if told:
            return told  # to put all of it together costs more than to read the catalogue
    return _page(render(item.document, translations), item.post.format, path)


def _front_matter(document: Document, text: str, path: str) -> Document:
    """The first pieces of the post, which hold its front matter."""
    size = len(split(text, path)[0])
    pieces: list[Piece] = []
    for piece in document.pieces:
        if size <= 0:
            break
        pieces.append(piece)
        size -= len(piece if isinstance(piece, str) else piece.source)
    return Document(tuple(pieces))


def standing_of_translation(item: Translated, translation: Translation, found: Coverage) -> str:
    """How the others see a translation, finished or not."""
    entries = [entry for entry in translation.new.entries if entry.is_translated]
    rules = slug_rules(item.group.source.workspace).of(translation.lang)
    if found.state is not PageState.COMPLETE:
        # Readers do not get it yet; but a slug that is translated will be its slug.
        chosen = next((entry for entry in entries if entry.msgctxt == "slug"), None)
        slug = slug_of(chosen.msgstr, rules) if chosen else ""
        return _written(False, slug, _line_of(translation, chosen))
    try:
        page = _translated_page(item, translation.new.translations)
    except TvillingError:
        return UNKNOWN
    slug, _ = page_slug(item.post.id, page, rules)
    named = [entry for entry in entries if entry.msgctxt in {"slug", "title"}]
    place = min(named, key=lambda entry: entry.msgctxt or "", default=None)
    if place and slugs.RULE.name in ignored_rules(place):
        slug = ""
    links = list(_links(translation, entries, post_links(page.html, item.post.path)))
    return _written(True, slug, _line_of(translation, place), links)


def _links(
    translation: Translation, entries: Sequence[Entry], links: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, int]]:
    for url, target in links:
        entry = next((entry for entry in entries if url in entry.msgstr), None)
        if entry is None or twins.RULE.name not in ignored_rules(entry):
            yield url, target, _line_of(translation, entry)


def _line_of(translation: Translation, entry: Entry | None) -> int:
    return translation.lines.get(entry.key, 1) if entry else 1


def _line_in(text: str, url: str) -> int:
    return text.count("\n", 0, max(text.find(url), 0)) + 1


def _written(
    is_there: bool,  # the first of a row
    slug: str,
    line: int,
    links: Sequence[tuple[str, str, int]] = (),
) -> str:
    return json.dumps([is_there, slug, line, links], ensure_ascii=False)


def read_standings(rows: Iterable[tuple[str, str, str, str]]) -> list[Standing]:
    """The standings of versions, each given as post, language, path, and its JSON text."""
    known = [row for row in rows if row[3]]
    values = json.loads(f"[{','.join(row[3] for row in known)}]")
    return [_standing(row, value) for row, value in zip(known, values, strict=True)]


def _standing(row: tuple[str, str, str, str], value: Any) -> Standing:  # noqa: ANN401  # JSON
    is_there, slug, line, links = value
    return Standing(*row[:3], is_there, slug, line, tuple(Link(*link) for link in links))
