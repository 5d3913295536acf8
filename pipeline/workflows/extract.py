"""Catalogues in step with the posts: what `tvilling extract` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.catalogues.po import serialize
from pipeline.errors import TvillingError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, read_blog, selected
from pipeline.workflows.catalogues import Translation, translated
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.terms import term_translations


class Outcome(StrEnum):
    """What became of a catalogue."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What extraction did to one catalogue."""

    post: str
    """The id of the post, or `terms`."""
    lang: str
    path: str
    outcome: Outcome
    new: int = 0
    """Strings that translators have not seen before."""
    fuzzy: int = 0
    """Strings that changed, with the translation of the old text to look at."""
    obsolete: int = 0
    """Strings that the post no longer has; their translations are kept."""


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What extraction did, or with `--check` would do."""

    changes: tuple[CatalogueChange, ...]
    problems: tuple[TvillingError, ...] = ()
    orphans: tuple[str, ...] = ()
    """Catalogues that no post uses any more; nothing deletes them."""

    @property
    def pending(self) -> tuple[CatalogueChange, ...]:
        """The catalogues that were not in step with their posts."""
        return tuple(c for c in self.changes if c.outcome is not Outcome.UNCHANGED)


def extract(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    writes: bool = True,
    tell: Tell = silent,
) -> ExtractReport:
    """The report of bringing the catalogues of the named posts (of all, if none) in step.

    A catalogue that is in step already is not touched; what cannot be read is reported, and the
    others are done. Without `writes`, the report says what would be done.
    """
    whole = read_blog(workspace)
    blog = selected(whole, names)
    changes: list[CatalogueChange] = []
    problems = list(blog.problems)
    work = _work(blog, problems, tell)
    for post, translation in (*work, *_terms(whole, problems)):
        try:
            changes.append(_brought_in_step(workspace, post, translation, writes))
        except TvillingError as error:
            problems.append(error)
    return ExtractReport(tuple(changes), tuple(problems), orphans(whole))


def orphans(blog: Blog) -> tuple[str, ...]:
    """The catalogues whose post is gone, or is written by hand in their language."""
    written = {(group.id, post.lang) for group in blog.groups for post in group.posts}
    known = blog.workspace.settings.languages
    return tuple(
        file.path
        for file in blog.workspace.catalogue_files()
        if file.id != "terms"
        and (file.id not in blog.ids or file.lang not in known or (file.id, file.lang) in written)
    )


def _work(
    blog: Blog, problems: list[TvillingError], tell: Tell
) -> Iterator[tuple[str, Translation]]:
    for number, item in enumerate(translated(blog), 1):
        tell("Extracting", number, len(blog.groups))
        if isinstance(item, TvillingError):
            problems.append(item)
            continue
        problems.extend(item.problems)
        yield from ((item.group.id, translation) for translation in item.translations)


def _terms(blog: Blog, problems: list[TvillingError]) -> Iterator[tuple[str, Translation]]:
    for item in term_translations(blog):
        if isinstance(item, TvillingError):
            problems.append(item)
        else:
            yield "terms", item


def _brought_in_step(
    workspace: Workspace, post: str, translation: Translation, writes: bool
) -> CatalogueChange:
    change = _change(post, translation)
    if change.outcome is not Outcome.UNCHANGED and writes:
        workspace.write(translation.path, serialize(translation.new))
    return change


def _change(post: str, translation: Translation) -> CatalogueChange:
    old, new = translation.old, translation.new
    if old == new:
        return CatalogueChange(post, translation.lang, translation.path, Outcome.UNCHANGED)
    return CatalogueChange(
        post,
        translation.lang,
        translation.path,
        Outcome.CREATED if old is None else Outcome.UPDATED,
        new=len(_missing(new) - _live(old)),
        fuzzy=len(_fuzzy(new) - _fuzzy(old)),
        obsolete=len(_obsolete(new) - _obsolete(old)),
    )


def _missing(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if entry.is_missing}


def _live(catalogue: Catalogue | None) -> set[Key]:
    return {e.key for e in catalogue.entries if not e.is_obsolete} if catalogue else set()


def _fuzzy(catalogue: Catalogue | None) -> set[Key]:
    entries = catalogue.entries if catalogue else ()
    return {entry.key for entry in entries if entry.is_fuzzy and not entry.is_obsolete}


def _obsolete(catalogue: Catalogue | None) -> set[Key]:
    return {e.key for e in catalogue.entries if e.is_obsolete} if catalogue else set()
