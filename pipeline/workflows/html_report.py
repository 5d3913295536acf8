"""The state of the blog as HTML pages and badges, written where they are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from pipeline.catalogues.diff import word_diff
from pipeline.errors import TvillingError
from pipeline.model.catalogue import Entry, Key
from pipeline.model.coverage import PageState
from pipeline.reports.html.pages import STATES, badges, of_post, overview, post_page
from pipeline.reports.html.shares import percent
from pipeline.reports.html.values import (
    BlogReport,
    Dated,
    Language,
    LanguageReport,
    Link,
    PostReport,
    ReportRow,
    ReportString,
)
from pipeline.reports.status_json import StatusRow
from pipeline.speech import N_, say
from pipeline.storage.cache_version import version_of
from pipeline.storage.files import NewFiles, refuse_outside, write_text
from pipeline.storage.settings import Settings
from pipeline.storage.stamps import digest_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group
from pipeline.workflows.catalogues import Translated, Translation, translated_group
from pipeline.workflows.history import Point, history
from pipeline.workflows.index import read_blog
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.render import refuse_posts_folder
from pipeline.workflows.status import TERMS, status
from pipeline.workflows.status_report import StatusReport
from pipeline.workflows.terms import term_translation

_OURS = '<meta name="generator" content="Tvilling">'
"""What a page that we wrote, and may delete, holds."""
_TAKEN = N_("reports written to {output} would be taken for posts written by hand")
_REMEDY = N_("Choose another folder, such as: build/report")


@dataclass(frozen=True, slots=True)
class FilesWritten:
    """What became of the files of a report."""

    written: tuple[str, ...]
    """Those that are new or changed, from the folder of the report."""
    unchanged: int
    removed: tuple[str, ...] = ()
    """Pages of posts that nothing is left to do on."""
    problems: tuple[TvillingError, ...] = ()


def write_report(
    workspace: Workspace, folder: Path, *, now: datetime, tell: Tell = silent
) -> FilesWritten:
    """The report on the whole blog, written below the folder where it is not written yet."""
    refuse_posts_folder(workspace, folder, _TAKEN, say(_REMEDY))
    found = status(workspace, tell=tell)
    report = _blog_report(workspace, found, now, history(workspace, tell=tell))
    seen = frozenset(workspace.scan_catalogues().stamps)
    desk = _Desk(workspace, folder, NewFiles(folder), seen, _version(workspace.settings))
    results = [_write(desk, path, text) for path, text in overview(report)]
    problems = list(found.problems)
    tasks = list(_tasks(workspace, report.rows))
    answers = [*_terms_pages(desk, report.rows)]
    for number, some in enumerate(mapped(_post_pages, desk, tasks), 1):
        tell(N_("Writing"), number, len(tasks))
        answers += some
    problems += [answer for answer in answers if isinstance(answer, TvillingError)]
    results += [answer for answer in answers if not isinstance(answer, TvillingError)]
    kept = {path for path, _ in results}
    removed = () if found.problems else tuple(_removed(folder, kept))
    return FilesWritten(
        tuple(path for path, is_new in results if is_new),
        sum(not is_new for _, is_new in results),
        removed,
        tuple(problems),
    )


def write_badges(
    workspace: Workspace, folder: Path, *, now: datetime, tell: Tell = silent
) -> FilesWritten:
    """A badge for each language and one for all, written into the folder."""
    found = status(workspace, tell=tell)
    report = _blog_report(workspace, found, now, ())
    results = [
        (name, write_text(folder / name, text, str(folder / name))) for name, text in badges(report)
    ]
    written = tuple(name for name, is_new in results if is_new)
    return FilesWritten(written, len(results) - len(written), (), found.problems)


def _blog_report(
    workspace: Workspace, found: StatusReport, now: datetime, past: Sequence[Point]
) -> BlogReport:
    rows = sorted(map(_row, _translations(found.rows)), key=_hurt)
    return BlogReport(
        workspace.settings.title,
        now.date(),
        tuple(_languages(found, rows, now, past)),
        tuple(rows),
        found.orphans,
        tuple(map(str, found.problems)),
    )


def _translations(rows: Iterable[StatusRow]) -> Iterator[StatusRow]:
    return (row for row in rows if row.coverage.state is not PageState.SOURCE)


def _row(row: StatusRow) -> ReportRow:
    is_open = row.coverage.state is not PageState.COMPLETE
    page = post_page(row.post, row.lang) if is_open else ""
    return ReportRow(row.post, row.lang, row.coverage.state, row.coverage, page)


def _hurt(row: ReportRow) -> tuple[int, int, str, str]:
    """What hurts most comes first: of outdated pages, those where most words changed."""
    words = row.words_changed if row.state is PageState.OUTDATED else row.words_left
    return STATES.index(row.state), -words, row.post, row.lang


def _languages(
    found: StatusReport, rows: Sequence[ReportRow], now: datetime, past: Sequence[Point]
) -> Iterator[LanguageReport]:
    for total in sorted(found.totals, key=lambda total: percent(total.coverage)):
        states = Counter(row.state for row in rows if row.lang == total.lang and row.post != TERMS)
        dated = [
            Dated(point.moment.date(), point.moment.timestamp(), point.coverage[total.lang])
            for point in past
            if total.lang in point.coverage
        ]
        # The end of the day, so that the report is the same file all day.
        end = now.replace(hour=23, minute=59, second=59, microsecond=0)
        today = Dated(now.date(), end.timestamp(), total.coverage)
        yield LanguageReport(
            total.lang,
            _name(total.lang),
            total.pages,
            total.complete,
            total.coverage,
            tuple((state, states[state]) for state in STATES if states[state]),
            (*dated, today) if dated else (),
        )


def _version(settings: Settings) -> str:
    return "\n".join((*version_of(settings), settings.title, settings.source_url))


@cache
def _name(lang: str) -> str:
    """The language in English; its tag where nobody knows a name."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-").get_display_name("en") or lang
    except (UnknownLocaleError, ValueError):
        return lang


@dataclass(frozen=True, slots=True)
class _Task:
    """A post, and the languages in which it is not complete."""

    group: Group
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all pages share."""

    workspace: Workspace
    folder: Path
    new_files: NewFiles
    seen: frozenset[str]
    """The catalogues that are in the blog's folder."""
    version: str
    """Of all that pages depend on beside the post and the catalogue."""


def _tasks(workspace: Workspace, rows: Sequence[ReportRow]) -> Iterator[_Task]:
    wanted: dict[str, list[ReportRow]] = {}
    for row in rows:
        if row.page:
            wanted.setdefault(row.post, []).append(row)
    for group in read_blog(workspace).groups if wanted else ():
        if group.id in wanted:
            yield _Task(group, tuple(wanted[group.id]))


def _terms_pages(desk: _Desk, rows: Iterable[ReportRow]) -> Iterator[_Result | TvillingError]:
    for row in rows:
        if row.page and row.post == TERMS:
            try:
                translation = term_translation(read_blog(desk.workspace), row.lang)
                if translation is not None:
                    page = _terms_report(desk.workspace, translation, row)
                    yield _write(desk, row.page, of_post(desk.workspace.settings.title, page))
            except TvillingError as error:
                yield error


_Result = tuple[str, bool]
"""The path of a file from the report's folder, and whether it is new or changed."""


def _post_pages(desk: _Desk, task: _Task) -> list[_Result | TvillingError]:
    try:
        bases = {row.lang: _basis(desk, task.group, row.lang) for row in task.rows}
        done = [row for row in task.rows if bases[row.lang] in _head(desk.folder / row.page)]
        rows = {row.lang: row for row in task.rows if row not in done}
        results: list[_Result | TvillingError] = [(row.page, False) for row in done]
        if not rows:
            return results
        item = translated_group(desk.workspace, task.group, rows, desk.seen)
        title = desk.workspace.settings.title
        for each in item.translations:
            row = rows[each.lang]
            report = _post_report(desk.workspace, item, each, row, bases[each.lang])
            results.append(_write(desk, row.page, of_post(title, report)))
        return results
    except TvillingError as error:
        return [error]


def _basis(desk: _Desk, group: Group, lang: str) -> str:
    """What the page of the post is made of, as a short text that the page holds."""
    workspace = desk.workspace
    path = workspace.catalogue_path(group.id, lang)
    catalogue = workspace.read_seen(path) if path in desk.seen else b""
    post = workspace.read_seen(group.source.path)
    parts = (desk.version.encode(), post, catalogue)
    return digest_of(b"\0".join(map(digest_of, parts))).hex()


def _head(file: Path) -> str:
    """The beginning of the page as it was last written; nothing where it was not."""
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(1000)
    except OSError:
        return ""


def _post_report(
    workspace: Workspace, item: Translated, translation: Translation, row: ReportRow, basis: str
) -> PostReport:
    settings = workspace.settings
    found = reversed(list(item.document.lines()))
    lines = {segment.key: _link(settings, item.post.path, line) for line, segment in found}
    return PostReport(
        row,
        Language(item.post.lang, _name(item.post.lang)),
        Language(row.lang, _name(row.lang)),
        _link(settings, item.post.path, None),
        _link(settings, translation.path, None),
        tuple(_strings(settings, translation, lines)),
        basis,
    )


def _terms_report(workspace: Workspace, translation: Translation, row: ReportRow) -> PostReport:
    """The page of categories and tags, which are written in many posts."""
    return PostReport(
        row,
        None,
        Language(row.lang, _name(row.lang)),
        None,
        _link(workspace.settings, translation.path, None),
        tuple(_strings(workspace.settings, translation, {})),
    )


def _strings(
    settings: Settings, translation: Translation, lines: Mapping[Key, Link]
) -> Iterator[ReportString]:
    """The strings that are not done, in their order."""
    for entry in translation.new.entries:
        is_open = not entry.is_obsolete and (entry.is_missing or entry.is_fuzzy)
        if is_open and not (entry.msgstr_plural and all(entry.msgstr_plural)):
            place = _link(settings, translation.path, translation.lines.get(entry.key))
            yield _string(entry, place, lines.get(entry.key))


def _string(entry: Entry, catalogue: Link, post: Link | None) -> ReportString:
    where = entry.comments[0] if entry.comments else ""
    diff: tuple[tuple[str, str], ...] = ()
    if entry.is_fuzzy and entry.previous_msgid is not None:
        runs = word_diff(entry.previous_msgid, entry.msgid)
        diff = tuple((run.change.value, run.text) for run in runs)
    return ReportString(
        entry.is_fuzzy and bool(entry.msgstr),
        where,
        (*entry.comments[1:], *entry.translator_comments),
        entry.msgid,
        entry.msgstr,
        diff,
        catalogue,
        post,
    )


def _link(settings: Settings, path: str, line: int | None) -> Link:
    return Link(path, line, settings.source_address(path, line))


def _write(desk: _Desk, path: str, text: str) -> _Result:
    if not (desk.folder / path).exists():
        desk.new_files.write(path, text)
        return path, True
    refuse_outside(desk.folder, path)
    return path, write_text(desk.folder / path, text, str(desk.folder / path))


def _removed(folder: Path, kept: Collection[str]) -> Iterator[str]:
    """The pages of earlier reports that this one does not have, which are deleted."""
    for part in ("posts", "lists"):
        for file in sorted((folder / part).rglob("*.html")):
            path = file.relative_to(folder).as_posix()
            if path not in kept and not file.is_symlink() and _OURS in _head(file):
                file.unlink()
                yield path
