"""The work on one post and its catalogues, which is done in other processes if there is much."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.po import serialize
from pipeline.catalogues.respelling import rules_of
from pipeline.errors import PostError, TvillingError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.model.coverage import Coverage
from pipeline.model.finding import Finding
from pipeline.storage.cache_rows import ABSENT, PageFacts
from pipeline.storage.files import NewFiles, decode
from pipeline.storage.ids import RESERVED
from pipeline.storage.stamps import UNTRUSTED, digest_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, Source
from pipeline.workflows.catalogues import (
    Translated,
    Translation,
    text_over,
    translated_group,
)
from pipeline.workflows.compact import coverage_json, findings_json
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
    done = _of_languages(desk, task) if task.langs else Done()
    return done._replace(standings=tuple(map(_standing, task.posts)))


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
        item = translated_group(desk.workspace, task.group, task.langs, task.seen)
    except TvillingError as error:
        return Done(failure=error)
    # An edit since the blog was looked at: the next run has to look again.
    basis = item.digest if item.digest == task.group.source.digest else ABSENT
    pages, kept, problems = [], [], list(item.problems)
    for translation in item.translations:
        page = _page(desk, item, translation, basis)
        try:
            kept.append(_to_keep(desk, _brought_in_step(desk, page, translation)))
            pages.append(page)
        except TvillingError as error:
            problems.append(error)
    return Done(tuple(pages), tuple(kept), tuple(problems))


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
