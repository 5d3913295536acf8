"""A blog as it looks from outside, and how far what is known of it from before still holds."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import TvillingError
from pipeline.storage.cache import NO_CACHE, Cache, open_cache, tree_of
from pipeline.storage.cache_rows import ABSENT, PageFacts, PostFacts, stamped_page
from pipeline.storage.cache_values import Settled
from pipeline.storage.ids import RESERVED
from pipeline.storage.scan import Scan
from pipeline.storage.stamps import UNTRUSTED, digest_of, trusted
from pipeline.storage.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.workflows.blog import Source
    from pipeline.workflows.wants import Wants


class Look(NamedTuple):
    """A blog as it looks from outside, and what is known of it from before."""

    workspace: Workspace
    cache: Cache
    moment: int
    """When the look began, in nanoseconds."""
    posts: Scan
    catalogues: Scan

    def settled(self, *fields: str, posts: bool = False) -> Settled | None:
        """These fields of the pages, in their order, if the whole blog is as it was and in step.

        The first two are to be the post and the language. Nothing, if a field is not known yet.
        """
        if not self.is_sound:
            return None
        found = self.cache.settled(self.tree, fields, posts=posts)
        if found is None or any(None in page for page in found.pages):
            return None
        order = {lang: number for number, lang in enumerate(self.workspace.settings.languages)}
        pages = sorted(found.pages, key=lambda p: (p[0] == RESERVED, p[0], order[p[1]]))
        return found._replace(pages=tuple(pages))

    @property
    def is_sound(self) -> bool:
        """Whether the cache may know all of it."""
        return bool(self.cache.path) and not (self.posts.problems or self.catalogues.problems)

    @property
    def tree(self) -> bytes:
        return tree_of(self.posts.stamps, self.catalogues.stamps)


def look_at(workspace: Workspace, *, cached: bool = True) -> Look:
    """The blog, its files seen once and none of them opened."""
    return Look(
        workspace,
        open_cache(workspace) if cached else NO_CACHE,
        time.time_ns(),
        workspace.scan_posts(),
        workspace.scan_catalogues(),
    )


class Known(NamedTuple):
    """What the cache holds of pages, as far as it still holds good."""

    look: Look
    pages: Mapping[str, PageFacts]
    wants: Wants
    posts: Mapping[str, PostFacts]
    glossary: str | None

    def standing(self, source: Source) -> str | None:
        """How other pages see the post, if that is known."""
        post = self.posts.get(source.path)
        if post is None or post.digest != source.digest or post.id != source.id:
            return None
        return post.standing

    def page(self, path: str, source: str, basis: bytes) -> PageFacts | None:
        """The facts of the catalogue, if they were found for these contents and are enough."""
        page = self.pages.get(path)
        if page is None or page.basis != basis or page.source != source:
            return None
        if not self.wants.are_met_by(page):
            return None
        stamp = self.look.catalogues.stamps.get(path)
        if stamp == page[1:4]:
            return page
        if stamp is None:
            return page if page.digest == ABSENT and not self.is_there(path) else None
        return self.stamped(page) if page.digest == self._digest(path) else None

    def stamped(self, page: PageFacts) -> PageFacts:
        """The facts with what the file looked like, if that can be trusted next time."""
        stamp = self.look.catalogues.stamps.get(page.path, UNTRUSTED)
        return stamped_page(page, trusted(stamp, self.look.moment))

    def is_there(self, path: str) -> bool:
        """Whether there is anything of that name."""
        # What a scan does not see may be there all the same, such as a link that leads outside.
        return os.path.lexists(f"{self.look.workspace.root}/{path}")

    def _digest(self, path: str) -> bytes | None:
        try:
            return digest_of(self.look.workspace.read_seen(path))
        except TvillingError:
            return None
