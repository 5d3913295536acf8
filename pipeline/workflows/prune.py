"""Obsolete translations thrown away: what `tvilling extract --prune-obsolete` does at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogues.merge import without_obsolete
from pipeline.catalogues.po import parse, serialize
from pipeline.errors import CatalogueError, StorageError
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import selected
from pipeline.workflows.index import read_blog


@dataclass(frozen=True, slots=True)
class Pruned:
    """A catalogue that held translations of texts that its post no longer has."""

    path: str
    """From the blog's folder."""
    strings: int
    """How many there were."""


def prune(
    workspace: Workspace, names: Sequence[str] = (), *, writes: bool = True
) -> tuple[Pruned, ...]:
    """The catalogues of the named posts (all there are, if none) that held obsolete entries.

    Catalogues that cannot be read are left out; whoever extracts has been told of them. Without
    `writes`, all is left as it is.
    """
    found = (_pruned(workspace, path, writes) for path in _paths(workspace, names))
    return tuple(pruned for pruned in found if pruned is not None)


def _paths(workspace: Workspace, names: Sequence[str]) -> Iterator[str]:
    if not names:
        yield from (file.path for file in workspace.catalogue_files())
        return
    for group in selected(read_blog(workspace), names).groups:
        yield from (workspace.catalogue_path(group.id, lang) for lang in group.targets)


def _pruned(workspace: Workspace, path: str, writes: bool) -> Pruned | None:
    try:
        text = workspace.read_catalogue(path)
        # Few catalogues have any, and to look costs a hundredth of reading.
        if text is None or "#~" not in text:
            return None
        catalogue = parse(text, path)
    except (CatalogueError, StorageError):
        return None
    kept = without_obsolete(catalogue)
    strings = len(catalogue.entries) - len(kept.entries)
    if not strings:
        return None
    if writes:
        workspace.write(path, serialize(kept))
    return Pruned(path, strings)
