"""What seals catalogues with their post, and the pages that seals vouch for."""

from __future__ import annotations

from functools import lru_cache

from pipeline.catalogues.outline import Outline, coverage_by_seal
from pipeline.catalogues.seal import seal_of
from pipeline.errors import TvillingError
from pipeline.storage.cache_rows import PageFacts, new_page
from pipeline.storage.settings import Settings
from pipeline.storage.stamps import UNTRUSTED, digest_of
from pipeline.storage.workspace import Workspace, catalogue_text
from pipeline.workflows.catalogues import Translated
from pipeline.workflows.compact import coverage_json
from pipeline.workflows.wants import SEALED, Task


def seal(item: Translated, outline: Outline, settings: Settings) -> str:
    """The seal of the catalogues of a post with that outline."""
    return seal_of(_basis(item.digest, item.post.path, settings), "".join(outline.heads))


def _basis(digest: bytes, path: str, settings: Settings) -> str:
    """All that decides what stands in the catalogues of a post, beside the program."""
    return "\0".join((digest.hex(), path, settings.references, _told(settings.rules)))


_told = lru_cache(1)(repr)  # it takes as long as to hash a post


def pages_by_seal(workspace: Workspace, task: Task) -> tuple[PageFacts, ...] | None:
    """The pages of the post in all languages, if each of their catalogues is sealed."""
    source = task.group.source
    basis = _basis(source.digest, source.path, workspace.settings)
    pages: list[PageFacts] = []
    for lang in task.langs:
        path = workspace.catalogue_path(task.group.id, lang)
        if path not in task.seen:
            return None
        try:
            data = workspace.read_seen(path)
            found = coverage_by_seal(catalogue_text(data, path), basis, lang, source.lang)
        except TvillingError:
            return None  # whoever cuts the post meets it again, and tells
        if found is None:
            return None
        facts = (path, *UNTRUSTED, digest_of(data), source.digest, source.path, task.group.id)
        known = (SEALED, 0, 0, 0, coverage_json(found), None, None)
        pages.append(new_page((*facts, lang, source.lang, *known)))
    return tuple(pages)
