"""One post beside its version in another language, as the values that the view shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.diff import word_diff
from pipeline.catalogues.po_writing import entry_texts
from pipeline.formats.cut import cut
from pipeline.formats.marked import NUMBER, MarkedPage, marked_page
from pipeline.localcms.site.sanitise import shown
from pipeline.localcms.site.words import language_name, locale_of
from pipeline.model.catalogue import Entry as CatalogueEntry
from pipeline.model.catalogue import Key
from pipeline.model.coverage import PageState
from pipeline.model.document import Segment
from pipeline.preview.dress import Side, dressed
from pipeline.preview.rows import rows
from pipeline.preview.values import ROOT, Entry, Field, Language, Mark, PageView, Place
from pipeline.publish.slugs import slug_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group, Source
from pipeline.workflows.catalogues import Translated, Translation, translated_group

_SEEN = re.compile(rf'{NUMBER}="(\d+)"')


def page_view(workspace: Workspace, group: Group, target: str, paths: tuple[str, ...]) -> PageView:
    """The post beside its version in the target language; `paths` are the two files.

    Raises `TvillingError` where one of them cannot be read. The token is left empty.
    """
    by_hand = next((post for post in group.posts if post.lang == target), None)
    if by_hand is not None:
        return _twins(workspace, group, by_hand, paths)
    item = translated_group(workspace, group, [target])
    if item.problems:
        raise item.problems[0]
    return _translation(workspace, item, item.translations[0], paths)


def other_languages(group: Group) -> tuple[str, ...]:
    """The languages that the post can be seen in beside its source: those by hand come first."""
    return (*(post.lang for post in group.posts[1:]), *group.targets)


def language(tag: str) -> Language:
    """The language with its English name."""
    return Language(tag, language_name(tag, "en"), locale_of(tag).text_direction)


def place(workspace: Workspace, path: str, line: int | None) -> Place:
    """The line of the file, with the address that opens it in an editor."""
    return Place(path, line, workspace.settings.editor_address(workspace.root, path, line))


def _twins(workspace: Workspace, group: Group, twin: Source, paths: tuple[str, ...]) -> PageView:
    """Two posts that were written by hand, which have no strings in common."""
    ours, theirs = (_untranslated(workspace, post) for post in (group.source, twin))
    return PageView(
        group.id,
        language(group.source.lang),
        language(twin.lang),
        PageState.SOURCE.value,
        {},
        Field("title", ours.page.title, theirs.page.title),
        (_slug(ours, theirs),),
        rows(
            _safe(ours, Side("s-", _base(group.source.path))),
            _safe(theirs, Side("t-", _base(twin.path))),
        ),
        (),
        tuple(place(workspace, path, None) for path in paths),
        _others(group, twin.lang),
        "",
    )


def _untranslated(workspace: Workspace, post: Source) -> MarkedPage:
    document = cut(post.text, post.format, workspace.settings.rules, post.path)
    return marked_page(document, {}, post.format, post.path)


def _translation(
    workspace: Workspace, item: Translated, translation: Translation, paths: tuple[str, ...]
) -> PageView:
    post, document = item.post, item.document
    entries = tuple(_entries(workspace, item, translation))
    told = _told(document.segments, entries)
    texts = {e.key: e.msgstr for e in translation.new.entries if not e.is_obsolete}
    ours = marked_page(document, {}, post.format, post.path)
    theirs = marked_page(document, texts, post.format, post.path)
    title, number = _title(told, ours, theirs)
    base = _base(post.path)
    counts = Counter(entry.mark for entry in entries)
    return PageView(
        item.group.id,
        language(post.lang),
        language(translation.lang),
        coverage(translation.new).state.value,
        {mark: counts[mark] for mark in Mark},
        title,
        tuple(_fields(told, ours, theirs, number)),
        rows(
            _safe(ours, Side("s-", base, told.marks)),
            _safe(theirs, Side("t-", base, told.marks, told.openable, post.lang)),
        ),
        entries,
        tuple(place(workspace, path, None) for path in paths),
        _others(item.group, translation.lang),
        "",
    )


def _entries(workspace: Workspace, item: Translated, translation: Translation) -> Iterator[Entry]:
    """The strings in reading order."""
    waiting = {entry.key: entry for entry in translation.new.entries}
    for number, (line, segment) in enumerate(item.document.lines()):
        entry = waiting.pop(segment.key, None)
        if entry is None:
            continue
        row = translation.lines.get(entry.key)
        yield Entry(
            number,
            _mark(entry, row),
            _where(entry),
            (*entry.comments[1:], *entry.translator_comments),
            entry.msgid,
            entry.msgstr,
            _difference(entry),
            place(workspace, translation.path, row),
            place(workspace, item.post.path, line),
            entry_texts((entry,))[0] if row is not None else "",
        )


def _mark(entry: CatalogueEntry, line: int | None) -> Mark:
    if line is None:
        return Mark.NEW
    if entry.is_missing and not (entry.msgstr_plural and all(entry.msgstr_plural)):
        return Mark.MISSING
    return Mark.FUZZY if entry.is_fuzzy else Mark.TRANSLATED


def _where(entry: CatalogueEntry) -> str:
    where = entry.comments[0] if entry.comments else ""
    return where[:1].upper() + where[1:]


def _difference(entry: CatalogueEntry) -> tuple[tuple[str, str], ...]:
    if not entry.is_fuzzy or entry.previous_msgid is None:
        return ()
    runs = word_diff(entry.previous_msgid, entry.msgid)
    return tuple((run.change.value, run.text) for run in runs)


@dataclass(frozen=True, slots=True)
class _Told:
    """What there is to say of the segments of a post, by their numbers."""

    segments: tuple[Segment, ...]
    entries: Mapping[int, Entry]

    @property
    def marks(self) -> dict[int, Mark]:
        return {number: entry.mark for number, entry in self.entries.items()}

    @property
    def openable(self) -> dict[int, int]:
        return {number: entry.number for number, entry in self.entries.items()}

    def field(self, number: int) -> Field:
        """The text of the segment in both languages."""
        segment, entry = self.segments[number], self.entries[number]
        name = segment.msgctxt or segment.kind.value
        return Field(name, entry.source, entry.target, number, entry.mark, entry.number)


def _told(segments: tuple[Segment, ...], entries: tuple[Entry, ...]) -> _Told:
    by_key: dict[Key, Entry] = {segments[entry.number].key: entry for entry in entries}
    numbered = enumerate(segments)
    return _Told(
        segments, {n: by_key[segment.key] for n, segment in numbered if segment.key in by_key}
    )


def _title(told: _Told, ours: MarkedPage, theirs: MarkedPage) -> tuple[Field, int | None]:
    """The title, and the number of its segment if it has one, wherever it stands."""
    plain = Field("title", ours.page.title, theirs.page.title)
    found = (n for n in told.entries if told.segments[n].msgctxt == "title")
    number = next(found, ours.title) if ours.page.fields.get("title") else ours.title
    if number is None or number not in told.entries:
        return plain, None
    made = told.field(number)
    # A heading may hold markup, which a title has not.
    target = theirs.page.title if made.target else ""
    return replace(made, source=ours.page.title, target=target), number


def _fields(
    told: _Told, ours: MarkedPage, theirs: MarkedPage, title: int | None
) -> Iterator[Field]:
    """The texts that the page does not show: of the front matter, of attributes; and the slug."""
    shown_ones = {told.segments[int(number)].key for number in _SEEN.findall(theirs.html)}
    if title is not None:
        shown_ones.add(told.segments[title].key)
    for number, entry in told.entries.items():
        if entry.number == number and told.segments[number].key not in shown_ones:
            yield told.field(number)
    if not ours.page.fields.get("slug"):
        yield _slug(ours, theirs)


def _slug(ours: MarkedPage, theirs: MarkedPage) -> Field:
    """The slugs that the titles give."""
    source, target = slug_of(ours.page.title), slug_of(theirs.page.title)
    return Field("slug, made from the title", source, target)


def _safe(marked: MarkedPage, side: Side) -> str:
    return dressed(shown(marked.html, base=side.base), side)


def _base(path: str) -> str:
    return quote(f"{ROOT}/files/{path}")


def _others(group: Group, target: str) -> tuple[Language, ...]:
    return tuple(language(lang) for lang in other_languages(group) if lang != target)
