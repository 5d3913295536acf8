"""The work on one post and its catalogues, which is done in other processes if there is much."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.po import serialize
from pipeline.errors import TvillingError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.model.finding import Finding
from pipeline.storage.cache_rows import ABSENT, PageFacts
from pipeline.storage.files import NewFiles
from pipeline.storage.ids import RESERVED
from pipeline.storage.stamps import UNTRUSTED, digest_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog
from pipeline.workflows.catalogues import Translated, Translation, translated_group
from pipeline.workflows.compact import coverage_json, findings_json
from pipeline.workflows.terms import term_translation
from pipeline.workflows.wants import IN_STEP, Done, Outcome, Task, Wants


@dataclass(frozen=True, slots=True)
class Desk:
    """What all tasks share."""

    workspace: Workspace
    wants: Wants
    new_files: NewFiles = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "new_files", NewFiles(self.workspace.root))


def work(desk: Desk, task: Task) -> Done:
    """The pages of the post, its catalogues brought in step where that is wanted."""
    try:
        item = translated_group(desk.workspace, task.group, task.langs, task.seen)
    except TvillingError as error:
        return Done(failure=error)
    # An edit since the blog was looked at: the next run has to look again.
    basis = item.digest if item.digest == task.group.source.digest else ABSENT
    pages, kept, problems = [], [], list(item.problems)
    for translation in item.translations:
        page = _page(desk.wants, item, translation, basis)
        try:
            kept.append(_brought_in_step(desk, page, translation))
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
        page = _page_of(RESERVED, "", "", basis, translation, desk.wants)
        if desk.wants.findings:
            from pipeline.workflows.findings import findings_of_terms

            page = _with_findings(page, findings_of_terms(translation))
        return Done((page,), (_brought_in_step(desk, page, translation),))
    except TvillingError as error:
        return Done(problems=(error,))


def _page(wants: Wants, item: Translated, translation: Translation, basis: bytes) -> PageFacts:
    group = item.group
    page = _page_of(group.id, item.post.path, item.post.lang, basis, translation, wants)
    if not wants.findings:
        return page
    # Imported here: the checks cost 200 ms to load.
    from pipeline.workflows.findings import findings_of

    return _with_findings(page, findings_of(item, translation))


def _page_of(
    post: str, source: str, source_lang: str, basis: bytes, translation: Translation, wants: Wants
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
        coverage_json(coverage(translation.new)) if wants.coverage else None,
    )


def _with_findings(page: PageFacts, findings: list[Finding]) -> PageFacts:
    """The facts with what the checks saw."""
    return page._replace(findings=findings_json(findings, page))


def _brought_in_step(desk: Desk, page: PageFacts, translation: Translation) -> PageFacts:
    """What holds of the page once its catalogue is written, where that is wanted and needed."""
    if not desk.wants.writes or page.outcome == IN_STEP:
        return page
    text = serialize(translation.new)
    if translation.old is None:
        desk.new_files.write(page.path, text)
    else:
        desk.workspace.write(page.path, text)
    return page._replace(
        digest=digest_of(text.encode("utf-8")),
        outcome=IN_STEP,
        new=0,
        fuzzy=0,
        obsolete=0,
        findings=None,
    )


def _outcome(translation: Translation) -> Outcome:
    if translation.is_in_step:
        return Outcome.UNCHANGED
    return Outcome.CREATED if translation.old is None else Outcome.UPDATED


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
