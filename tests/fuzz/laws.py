"""The laws of posts and catalogues as functions of any text; each raises where a law is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.catalogues.accepting import accept, acceptable
from pipeline.catalogues.collect import collect
from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.diff import changes
from pipeline.catalogues.links import without_addresses
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.po_form import written_over
from pipeline.catalogues.three_way import merge3
from pipeline.errors import CatalogueError, PostError
from pipeline.formats.block_tree import block_tree
from pipeline.formats.cut import cut
from pipeline.formats.front_matter import fields, split
from pipeline.formats.markdown_blocks import PARSER, as_parsed, name_of
from pipeline.formats.markdown_weave import InHtml
from pipeline.formats.page import read_page
from pipeline.formats.render import render
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.document import Document, Kind
from pipeline.model.post import ExtractionRules, Format

Law = Callable[[str], None]

_UNWRITABLE = re.compile("[\x04\ud800-\udfff]")
TRANSLATES_CODE = ExtractionRules(code_blocks=True)
SPANS = frozenset("Emphasis Strong Strikethrough Link Image Superscript Subscript".split())


def _document(text: str, format: Format) -> Document | None:
    """The document; nothing where the post is refused, which is an answer too."""
    try:
        return cut(text, format)
    except PostError:
        return None


def keeps_every_byte(text: str, format: Format) -> None:
    """The pieces join to the text; its own words as translation change nothing; msgids are trim."""
    for rules in (ExtractionRules(), TRANSLATES_CODE):
        try:
            document = cut(text, format, rules)
        except PostError:
            return
        assert document.text == text, "the pieces do not join to the text"
        same = [p if isinstance(p, str) else p.weave(p.source, p.msgid) for p in document.pieces]
        assert all(isinstance(piece, str) for piece in same)
        assert render(document, {s.key: s.msgid for s in document.segments}) == text
        for segment in document.segments:
            assert segment.source, "a segment of nothing"
            assert segment.msgid == segment.msgid.strip() != "", "a msgid that is not trim"


def can_be_published(text: str, format: Format) -> None:
    """A page can be read from any post that is not refused."""
    try:
        page = read_page(text, format)
    except PostError:
        return
    assert isinstance(page.html, str)


def markdown_gives_back_its_translation(text: str) -> None:
    """What was translated is what is found in the translated post, and its blocks are the same."""
    document = _document(text, Format.MARKDOWN)
    if document is None or _shares_tags(document):
        return
    translations = {s.key: f"ord nummer {i}" for i, s in enumerate(document.segments)}
    rendered = render(document, translations)
    again = cut(rendered, Format.MARKDOWN)
    found = [s.msgid for s in again.segments]
    assert found == [translations[s.key] for s in document.segments], (found, rendered)
    assert _blocks(split(rendered)[1]) == _blocks(split(text)[1]), rendered


def markdown_keeps_its_blocks(text: str) -> None:
    """No translation, whatever it holds, changes the blocks of a Markdown post."""
    text, _, msgstr = text.rpartition("\x1f")
    document = _document(text, Format.MARKDOWN)
    if document is None or _shares_tags(document) or not msgstr:
        return
    texts = [s for s in document.segments if s.kind is not Kind.CODE and s.msgctxt is None]
    rendered = render(document, {s.key: msgstr for s in texts})
    assert _blocks(split(rendered)[1]) == _blocks(split(text)[1]), rendered


def _shares_tags(document: Document) -> bool:
    return any(isinstance(s.weave, InHtml) and "<" in s.msgid for s in document.segments)


def _blocks(text: str) -> list[str]:
    return list(_block_names(text))


def _block_names(text: str) -> Iterator[str]:
    for event in PARSER.events(as_parsed(text)):
        if event == "Rule":
            yield "Rule"
        elif isinstance(event, dict):
            for edge in ("Start", "End"):
                name = name_of(event.get(edge, "Link"))
                if name not in SPANS:
                    yield f"{edge} {name}"


def html_gives_back_its_translation(text: str, format: Format) -> None:
    """Words as translation are found again in the translated text, and the blocks are the same."""
    document = _document(text, format)
    if document is None or any("<" in s.msgid or "[" in s.msgid for s in document.segments):
        return
    translations = {s.key: f"ord nummer {i}" for i, s in enumerate(document.segments)}
    rendered = render(document, translations)
    found = [s.msgid for s in cut(rendered, format).segments]
    assert found == [translations[s.key] for s in document.segments], (found, rendered)
    if format is Format.BLOCKS:
        assert block_tree(rendered) == block_tree(text), rendered


def translations_keep_the_blocks(text: str) -> None:
    """No translation, whatever it holds, changes the blocks of a post in WordPress.

    But for a brace, which could end a comment that the post leaves open; publishing refuses that.
    """
    text, _, msgstr = text.rpartition("\x1f")
    document = _document(text, Format.BLOCKS)
    if document is None:
        return
    rendered = render(document, {s.key: msgstr.replace("}", "") for s in document.segments})
    assert block_tree(rendered) == block_tree(text), rendered


def front_matter_gives_back_its_translation(text: str) -> None:
    """A translated value is what a reader of the front matter gets."""
    document = _document(text, Format.MARKDOWN)
    if document is None:
        return
    before, own = fields(text), [s for s in document.segments if s.msgctxt]
    for msgstr in ("Två: ord", 'it\'s "q" # \\n -', "- a", "&a: {b}", "'", '"', "+++", "---"):
        rendered = render(document, {s.key: msgstr for s in own})
        after = fields(rendered)
        assert list(after) == list(before), rendered
        assert {after[k] for k in after if k in {s.msgctxt for s in own}} <= {msgstr}, rendered
        assert split(rendered)[1] == split(text)[1], rendered


def catalogue_is_read_as_written(text: str) -> None:
    """Any text is a catalogue or refused; what was read is written and read again alike."""
    try:
        catalogue = parse(text, "x.po")
    except CatalogueError:
        return
    coverage(catalogue), changes(catalogue)
    try:
        written = serialize(catalogue)
    except CatalogueError:
        return
    assert parse(written) == catalogue
    assert serialize(parse(written)) == written
    fewer = replace(catalogue, entries=catalogue.entries[1:])
    assert parse(written_over(text, catalogue, fewer)) == fewer


def merging_loses_nothing(text: str) -> None:
    """An edit of a post loses no translation, and merging twice is merging once."""
    text = _UNWRITABLE.sub("", text)  # which no catalogue holds
    old, _, new = text.partition("\x1f")
    before, after = _document(old, Format.MARKDOWN), _document(new, Format.MARKDOWN)
    if before is None or after is None:
        return
    try:
        first = _filled(merge(None, collect(before, "a.md"), "sv", "en"))
        written = serialize(first)
    except CatalogueError:
        return
    assert parse(written) == first
    second = merge(first, collect(after, "a.md"), "sv", "en")
    assert parse(serialize(second)) == second
    assert merge(second, collect(after, "a.md"), "sv", "en") == second
    assert _translations(second) == _translations(first)
    accepted = accept(second, [entry.key for entry in acceptable(second)])
    assert _translations(accepted) == _translations(first)
    back = merge(second, collect(before, "a.md"), "sv", "en")
    assert _translations(back) == _translations(first)


def joining_loses_nothing(text: str) -> None:
    """Two people's work on one catalogue is all there when it was joined."""
    try:
        base, ours, theirs = (parse(part) for part in (*text.split("\x1f"), "", "", "")[:3])
    except CatalogueError:
        return
    joined = merge3(base, ours, theirs).catalogue
    kept = {without_addresses(e.msgstr) for e in joined.entries} | {
        without_addresses(c.rpartition(": ")[2])
        for e in joined.entries
        for c in e.translator_comments
    }
    known = {(e.key, e.msgstr) for e in base.entries}
    made = {(e.key, e.msgstr) for side in (ours, theirs) for e in side.entries}
    new = {without_addresses(text) for _, text in made - known if "\n" not in text}
    lost = new - kept
    assert lost == set()


def _filled(catalogue: Catalogue) -> Catalogue:
    entries = tuple(
        Entry(e.msgid, f"översatt {i}", e.msgctxt, comments=e.comments, references=e.references)
        for i, e in enumerate(catalogue.entries)
    )
    return Catalogue(entries, catalogue.headers)


def _translations(catalogue: Catalogue) -> list[str]:
    return sorted(without_addresses(e.msgstr) for e in catalogue.entries if e.msgstr)


def _for(law: Callable[[str, Format], None], format: Format) -> Law:
    return lambda text: law(text, format)


LAWS: dict[str, tuple[str, Law]] = {
    "markdown: every byte is kept": ("markdown", _for(keeps_every_byte, Format.MARKDOWN)),
    "markdown: translations come back": ("markdown", markdown_gives_back_its_translation),
    "markdown: no translation changes a block": ("markdown", markdown_keeps_its_blocks),
    "markdown: any post is a page": ("markdown", _for(can_be_published, Format.MARKDOWN)),
    "html: every byte is kept": ("html", _for(keeps_every_byte, Format.HTML)),
    "html: translations come back": ("html", _for(html_gives_back_its_translation, Format.HTML)),
    "html: any post is a page": ("html", _for(can_be_published, Format.HTML)),
    "blocks: every byte is kept": ("html", _for(keeps_every_byte, Format.BLOCKS)),
    "blocks: translations come back": (
        "html",
        _for(html_gives_back_its_translation, Format.BLOCKS),
    ),
    "blocks: no translation changes a block": ("html", translations_keep_the_blocks),
    "front matter: every byte is kept": ("front matter", _for(keeps_every_byte, Format.MARKDOWN)),
    "front matter: translations come back": (
        "front matter",
        front_matter_gives_back_its_translation,
    ),
    "catalogues: read as written": ("catalogue", catalogue_is_read_as_written),
    "catalogues: joining loses nothing": ("catalogue", joining_loses_nothing),
    "catalogues: merging loses nothing": ("markdown", merging_loses_nothing),
}
"""By name: what texts the law is about, and the law."""
