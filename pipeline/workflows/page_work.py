"""The work on one post and its catalogues, which is done in other processes if there is much."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.catalogues.coverage import coverage, coverage_of
from pipeline.catalogues.outline import Outline, coverage_in_step, new_text
from pipeline.catalogues.po import serialize
from pipeline.catalogues.respelling import rules_of
from pipeline.catalogues.seal import sealed
from pipeline.errors import PostError, TvillingError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.model.coverage import Coverage
from pipeline.model.finding import Finding
from pipeline.storage.cache_rows import ABSENT, PageFacts
from pipeline.storage.files import NewFiles, decode
from pipeline.storage.ids import RESERVED
from pipeline.storage.stamps import UNTRUSTED, digest_of
from pipeline.storage.workspace import Workspace, catalogue_text
from pipeline.workflows.blog import Blog, Source
from pipeline.workflows.catalogues import (
    Translated,
    Translation,
    catalogue_bytes,
    cut_post,
    text_over,
    translation_of,
)
from pipeline.workflows.compact import coverage_json, findings_json
from pipeline.workflows.seals import pages_by_seal, seal
from pipeline.workflows.terms import term_translation
from pipeline.workflows.wants import IN_STEP, Done, Outcome, Task, Wants


@dataclass(frozen=True, slots=True)
class Desk:
    """What all tasks share."""

    workspace: Workspace
    wants: Wants
    glossary: str | None = None
    """The text of the blog's glossary, where findings are wanted."""
    new_files: NewFiles = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "new_files", NewFiles(self.workspace.root))


def work(desk: Desk, task: Task) -> Done:
    """The pages of the post, its catalogues brought in step where that is wanted."""
    pages = pages_by_seal(desk.workspace, task) if desk.wants.trusts_seals else None
    if pages is not None:
        done = Done(pages, pages)
    else:
        done = _of_languages(desk, task) if task.langs else Done()
    return done._replace(standings=tuple(map(_standing, task.posts))) if task.posts else done


def _standing(source: Source) -> tuple[str, str, bytes]:
    # Imported here, as the checks are.
    from pipeline.workflows.standings import UNKNOWN, standing_of_post

    try:
        data = source.workspace.read_seen(source.path)
        text = decode(data, source.path, PostError)
        found = standing_of_post(source, text)
        return source.path, found, digest_of(data)
    except TvillingError:
        return source.path, UNKNOWN, ABSENT


def _of_languages(desk: Desk, task: Task) -> Done:
    try:
        item = cut_post(desk.workspace, task.group)
    except TvillingError as error:
        return Done(failure=error)
    # An edit since the blog was looked at: the next run has to look again.
    basis = item.digest if item.digest == task.group.source.digest else ABSENT
    # The checks have to see every entry.
    outlined = None if desk.wants.findings else item.outline
    pages, kept, problems = [], [], []
    for lang in task.langs:
        path = desk.workspace.catalogue_path(task.group.id, lang)
        try:
            data = catalogue_bytes(desk.workspace, path, is_seen=path in task.seen)
            sheet = Sheet(item, outlined, lang, path, data, basis)
            page, now = _by_outline(desk, sheet) or _by_entries(desk, sheet)
            pages.append(page)
            kept.append(now)
        except TvillingError as error:
            problems.append(error)
    return Done(tuple(pages), tuple(kept), tuple(problems))


class Sheet(NamedTuple):
    """A catalogue of a post, before it is looked into."""

    item: Translated
    """The post, cut."""
    outline: Outline | None
    """Of the post, where that is enough to go by."""
    lang: str
    path: str
    data: bytes | None
    """The file, where there is one."""
    basis: bytes
    """As in `PageFacts`."""


Pages = tuple[PageFacts, PageFacts]
"""What holds of a catalogue as it was found, and as it is now."""


def _by_outline(desk: Desk, sheet: Sheet) -> Pages | None:
    """The pages, if there is no catalogue yet, or if it is in step and in the form we write."""
    post = sheet.outline
    if post is None:
        return None
    if sheet.data is None:
        return _created(desk, sheet, post)
    text, source = catalogue_text(sheet.data, sheet.path), sheet.item.post
    found = coverage_in_step(text, post, sheet.lang, source.lang)
    if found is None:
        return None
    page = _facts(sheet, Outcome.UNCHANGED, digest_of(sheet.data), found)
    return page, page


def _created(desk: Desk, sheet: Sheet, post: Outline) -> Pages:
    """The pages of a catalogue that nobody has begun."""
    msgids = post.msgids
    found = coverage_of([], msgids, is_outdated=False) if desk.wants.coverage else None
    page = _facts(sheet, Outcome.CREATED, ABSENT, found, len(msgids))
    if not desk.wants.writes:
        return page, page
    item = sheet.item
    text = new_text(post, sheet.lang, item.post.lang, seal(item, post, desk.workspace.settings))
    desk.new_files.write(sheet.path, text)
    return page, _in_step(page, text)


def _facts(
    sheet: Sheet, outcome: Outcome, digest: bytes, found: Coverage | None, new: int = 0
) -> PageFacts:
    group, post = sheet.item.group, sheet.item.post
    return PageFacts(
        sheet.path,
        *UNTRUSTED,
        digest,
        sheet.basis,
        post.path,
        group.id,
        sheet.lang,
        post.lang,
        outcome.value,
        new,
        coverage=None if found is None else coverage_json(found),
    )


def _by_entries(desk: Desk, sheet: Sheet) -> Pages:
    item = sheet.item
    translation = translation_of(item, item.messages, sheet.lang, sheet.path, sheet.data)
    page = _page(desk, item, translation, sheet.basis)
    if desk.wants.writes and page.outcome != IN_STEP and sheet.outline is not None:
        mark = seal(item, sheet.outline, desk.workspace.settings)
        translation = replace(translation, new=sealed(translation.new, mark))
    return page, _to_keep(desk, _brought_in_step(desk, page, translation))


def terms_work(desk: Desk, blog: Blog, lang: str, basis: bytes) -> Done:
    """The page of the categories and tags in the language; none where there are no terms."""
    try:
        translation = term_translation(blog, lang)
        if translation is None:
            return Done()
        wants = desk.wants
        counted = coverage(translation.new) if wants.coverage or wants.findings else None
        page = _page_of(RESERVED, "", "", basis, translation, counted)
        if desk.wants.findings:
            from pipeline.workflows.findings import findings_of_terms
            from pipeline.workflows.rules import applied
            from pipeline.workflows.standings import UNKNOWN

            rules = applied(desk.workspace.settings.checks, desk.glossary)
            is_in_full = desk.wants.is_in_full(page)
            found = findings_of_terms(translation, rules, is_in_full=is_in_full)
            page = _with_findings(page, found, UNKNOWN)
        return Done((page,), (_to_keep(desk, _brought_in_step(desk, page, translation)),))
    except TvillingError as error:
        return Done(problems=(error,))


def _page(desk: Desk, item: Translated, translation: Translation, basis: bytes) -> PageFacts:
    group, wants = item.group, desk.wants
    found = coverage(translation.new) if wants.coverage or wants.findings else None
    page = _page_of(group.id, item.post.path, item.post.lang, basis, translation, found)
    if not wants.findings or found is None:
        return page
    # Imported here: the checks cost 200 ms to load.
    from pipeline.workflows.findings import findings_of
    from pipeline.workflows.rules import applied
    from pipeline.workflows.standings import standing_of_translation

    rules = applied(desk.workspace.settings.checks, desk.glossary)
    is_in_full = wants.is_in_full(page)
    findings = findings_of(item, translation, rules, found, is_in_full=is_in_full)
    return _with_findings(page, findings, standing_of_translation(item, translation, found))


def _page_of(
    post: str,
    source: str,
    source_lang: str,
    basis: bytes,
    translation: Translation,
    found: Coverage | None,
) -> PageFacts:
    """The facts of one catalogue, without findings."""
    new, fuzzy, obsolete = _differences(translation)
    return PageFacts(
        translation.path,
        *UNTRUSTED,
        translation.digest,
        basis,
        source,
        post,
        translation.lang,
        source_lang,
        _outcome(translation).value,
        new,
        fuzzy,
        obsolete,
        None if found is None else coverage_json(found),
    )


def _with_findings(page: PageFacts, findings: list[Finding], standing: str) -> PageFacts:
    """The facts with what the checks saw."""
    return page._replace(findings=findings_json(findings, page), standing=standing)


def _to_keep(desk: Desk, page: PageFacts) -> PageFacts:
    """The facts without findings that tell of a page at greater length than others are kept."""
    return page._replace(findings=None) if desk.wants.is_in_full(page) else page


def _brought_in_step(desk: Desk, page: PageFacts, translation: Translation) -> PageFacts:
    """What holds of the page once its catalogue is written, where that is wanted and needed."""
    if not desk.wants.writes or page.outcome == IN_STEP:
        return page
    if translation.old is None:
        text = serialize(translation.new)
        desk.new_files.write(page.path, text)
    else:
        text = text_over(desk.workspace, translation)
        desk.workspace.write(page.path, text)
    return _in_step(page, text)


def _in_step(page: PageFacts, text: str) -> PageFacts:
    """What holds of the page when its catalogue has that text, which is in step."""
    return page._replace(
        digest=digest_of(text.encode("utf-8")),
        outcome=IN_STEP,
        new=0,
        fuzzy=0,
        obsolete=0,
        standing=None,
        findings=None,
    )


def _outcome(translation: Translation) -> Outcome:
    if translation.is_in_step:
        return Outcome.UNCHANGED
    if translation.old is None:
        return Outcome.CREATED
    is_carried = rules_of(translation.old) < rules_of(translation.new)
    return Outcome.CARRIED if is_carried else Outcome.UPDATED


def _differences(translation: Translation) -> tuple[int, int, int]:
    """How many strings became new, fuzzy and obsolete."""
    old, new = translation.old, translation.new
    if old is None:
        return sum(entry.is_missing for entry in new.entries), 0, 0
    if old == new:
        return 0, 0, 0
    return (
        len(_missing(new) - _live(old)),
        len(_fuzzy(new) - _fuzzy(old)),
        len(_obsolete(new) - _obsolete(old)),
    )


def _missing(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if entry.is_missing}


def _live(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if not entry.is_obsolete}


def _fuzzy(catalogue: Catalogue) -> set[Key]:
    return {e.key for e in catalogue.entries if e.is_fuzzy and not e.is_obsolete}


def _obsolete(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if entry.is_obsolete}
