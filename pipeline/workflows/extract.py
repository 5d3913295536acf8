"""Catalogues in step with the posts: what `tvilling extract` does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.errors import TvillingError
from pipeline.formats.detect import OTHER_TEXTS
from pipeline.model.quick_tuple import quick_tuple
from pipeline.speech import N_
from pipeline.storage.cache_rows import PageFacts
from pipeline.storage.workspace import Workspace
from pipeline.workflows.look import Look, look_at
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.wants import IN_STEP, Outcome, Wants


class CatalogueChange(NamedTuple):
    """What extraction did to one catalogue; a named tuple, as ten thousand may have to be made."""

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


_change = quick_tuple(CatalogueChange)


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What extraction did, or with `--check` would do."""

    changes: tuple[CatalogueChange, ...]
    problems: tuple[TvillingError, ...] = ()
    orphans: tuple[str, ...] = ()
    """Catalogues that no post uses any more; nothing deletes them."""
    no_posts: tuple[str, ...] = ()
    """Texts that stand where posts are, and are none by the ends of their names."""

    @property
    def pending(self) -> tuple[CatalogueChange, ...]:
        """The catalogues that were not in step with their posts."""
        return tuple(c for c in self.changes if c.outcome is not Outcome.UNCHANGED)


def extract(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    writes: bool = True,
    cached: bool = True,
    tell: Tell = silent,
) -> ExtractReport:
    """The report of bringing the catalogues of the named posts (of all, if none) in step.

    A catalogue that is in step already is not touched; what cannot be read is reported, and the
    others are done. Without `writes`, the report says what would be done. The report is the same
    whether the cache may be used or not.
    """
    wants = Wants(writes=writes)
    look = look_at(workspace, cached=cached)
    settled = None if names else look.settled("post", "lang", "path", "outcome")
    # Of what is only sealed, nobody knows whether this very program cuts the post so.
    if settled is not None and all(outcome == IN_STEP for *_, outcome in settled.pages):
        nothing = (Outcome.UNCHANGED, 0, 0, 0)
        changes = [_change((*row[:3], *nothing)) for row in settled.pages]
        return ExtractReport(tuple(changes), (), settled.orphans, _no_posts(look))
    # Imported here: where nothing has changed, nobody needs it.
    from pipeline.workflows.survey import survey

    found = survey(look, names, wants, N_("Extracting"), tell)
    done = [*(item for _, item in found.done), *found.terms]
    return ExtractReport(
        _changes(page for item in done for page in item.pages),
        (*found.blog.problems, *(problem for item in done for problem in item.all_problems)),
        found.orphans,
        () if names else _no_posts(look),
    )


def _no_posts(look: Look) -> tuple[str, ...]:
    texts = [path for path in look.posts.stamps if path.endswith(OTHER_TEXTS)]
    return tuple(path for path in sorted(texts) if look.workspace.post_file(path))


_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def _changes(pages: Iterable[PageFacts]) -> tuple[CatalogueChange, ...]:
    return tuple(
        _change(
            (
                page.post,
                page.lang,
                page.path,
                _OUTCOMES[page.outcome],
                page.new,
                page.fuzzy,
                page.obsolete,
            )
        )
        for page in pages
    )
