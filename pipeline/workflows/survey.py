"""The pages of a blog: from the cache where nothing has changed, else worked out anew."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import TvillingError
from pipeline.storage.cache import (
    NO_CACHE,
    Cache,
    News,
    Settled,
    open_cache,
    tree_of,
)
from pipeline.storage.cache_rows import ABSENT, PageFacts, stamped_page
from pipeline.storage.ids import RESERVED
from pipeline.storage.scan import Scan
from pipeline.storage.stamps import UNTRUSTED, digest_of, trusted
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, Group, selected
from pipeline.workflows.index import Index, read_index
from pipeline.workflows.orphans import orphans
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell
from pipeline.workflows.wants import IN_STEP, Done, Task, Wants


@dataclass(frozen=True, slots=True)
class Look:
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
        if not self.cache.path or self.posts.problems or self.catalogues.problems:
            return None
        found = self.cache.settled(self.tree, fields, posts=posts)
        if found is None or any(None in page for page in found.pages):
            return None
        order = {lang: number for number, lang in enumerate(self.workspace.settings.languages)}
        pages = sorted(found.pages, key=lambda p: (p[0] == RESERVED, p[0], order[p[1]]))
        return replace(found, pages=tuple(pages))

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


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found out of a blog."""

    blog: Blog
    """Of the posts that were named."""
    done: tuple[tuple[Group, Done], ...]
    """In the blog's order."""
    terms: tuple[Done, ...]
    """The catalogues of categories and tags."""
    orphans: tuple[str, ...]
    """Catalogues that nothing needs."""


def survey(
    look: Look, names: Sequence[str], wants: Wants, what: str, tell: Tell, *, terms: bool = True
) -> Survey:
    """What is wanted of the named posts (of all, if none); the cache learns what was not in it.

    `what` is what progress calls the work; raises `PostError` for names that no post has.
    """
    kept = look.cache.load(coverage=wants.coverage, findings=wants.findings)
    index = read_index(look.workspace, look.posts, kept.posts, tell=tell)
    blog = selected(index.blog, names)
    known = _Known(look, kept.pages, wants)
    done = tuple(_pages(known, blog, what, tell))
    of_terms = tuple(_terms(known, index.blog)) if terms else ()
    needed = _paths(index.blog)
    unused = orphans(index.blog, look.catalogues.paths, needed)
    if look.cache.path:
        every = (*(item for _, item in done), *of_terms)
        needed.update(page.path for item in of_terms for page in item.kept)
        gone = [path for path in kept.pages if path not in needed] if terms else []
        news = _news(look, index, kept.pages, every, is_whole=not names and terms)
        look.cache.save(replace(news, gone=(*news.gone, *gone), orphans=unused))
    return Survey(blog, done, of_terms, unused)


def _news(
    look: Look,
    index: Index,
    kept: Mapping[str, PageFacts],
    done: Sequence[Done],
    *,
    is_whole: bool,
) -> News:
    pages = [page for item in done for page in item.kept]
    is_settled = (
        is_whole
        and index.is_trusted
        and not index.blog.problems
        and not any(item.problems or item.failure for item in done)
        and all(page.outcome == IN_STEP and page.stamp != UNTRUSTED for page in pages)
    )
    return News(
        posts=index.news,
        pages=[page for page in pages if kept.get(page.path) != page],
        gone=index.gone,
        tree=look.tree if is_settled else None,
        size=(index.size, len(pages)),
    )


def _paths(blog: Blog) -> set[str]:
    """Where the catalogues of all posts are."""
    path_of = blog.workspace.catalogue_path
    return {path_of(group.id, lang) for group in blog.groups for lang in group.targets}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cache holds of pages, as far as it still holds good."""

    look: Look
    pages: Mapping[str, PageFacts]
    wants: Wants

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


def _pages(known: _Known, blog: Blog, what: str, tell: Tell) -> Iterator[tuple[Group, Done]]:
    plan = [_planned(known, blog.workspace, group) for group in blog.groups]
    answers = _worked(known, [task for _, task in plan if task is not None])
    for number, (group, (pages, task)) in enumerate(zip(blog.groups, plan, strict=True), 1):
        tell(what, number, len(plan))
        if task is None:
            yield group, Done(pages, pages)
        else:
            yield group, _joined(known, group, pages, next(answers))


def _planned(
    known: _Known, workspace: Workspace, group: Group
) -> tuple[tuple[PageFacts, ...], Task | None]:
    """The pages of the post that are known, and the work on the others."""
    source = group.posts[0]
    pages: list[PageFacts] = []
    langs: list[str] = []
    seen: list[str] = []
    for lang in group.targets:
        path = workspace.catalogue_path(group.id, lang)
        page = known.page(path, source.path, source.digest)
        if page is not None:
            pages.append(page)
            continue
        langs.append(lang)
        if path in known.look.catalogues.stamps:
            seen.append(path)
    return tuple(pages), Task(group, tuple(langs), tuple(seen)) if langs else None


def _worked(known: _Known, tasks: Sequence[Task]) -> Iterator[Done]:
    if not tasks:
        return iter(())
    # Imported here: where nothing has changed, nobody needs what cuts posts and reads catalogues.
    from pipeline.workflows.page_work import Desk, work

    return mapped(work, Desk(known.look.workspace, known.wants), tasks)


def _joined(known: _Known, group: Group, pages: Sequence[PageFacts], done: Done) -> Done:
    """What was known and what was found out, in the order of the languages."""
    if not pages and done.failure:
        return done
    fresh = [_restamped(known, page, now) for page, now in zip(done.pages, done.kept, strict=True)]
    if not pages:
        return done._replace(kept=tuple(fresh))
    order = group.targets.index
    found = sorted((*pages, *done.pages), key=lambda page: order(page.lang))
    now = sorted((*pages, *fresh), key=lambda page: order(page.lang))
    return done._replace(pages=tuple(found), kept=tuple(now))


def _restamped(known: _Known, page: PageFacts, now: PageFacts) -> PageFacts:
    # What was written just now may be written again by somebody else within the same tick.
    is_as_seen = now.digest == page.digest and now.digest != ABSENT
    return known.stamped(now) if is_as_seen else now


def _terms(known: _Known, blog: Blog) -> Iterator[Done]:
    for lang in blog.workspace.settings.languages:
        names = [
            f"{group.posts[0].path}\0{group.posts[0].terms}\0"
            for group in blog.groups
            if group.posts[0].terms and lang in group.targets
        ]
        path = blog.workspace.terms_path(lang)
        basis = digest_of("".join(names).encode("utf-8"))
        page = known.page(path, "", basis)
        if page is not None:
            yield Done((page,), (page,))
        elif names or known.is_there(path):
            yield _terms_worked(known, blog, lang, basis)


def _terms_worked(known: _Known, blog: Blog, lang: str, basis: bytes) -> Done:
    from pipeline.workflows.page_work import Desk, terms_work

    done = terms_work(Desk(known.look.workspace, known.wants), blog, lang, basis)
    pages = zip(done.pages, done.kept, strict=True)
    return done._replace(kept=tuple(_restamped(known, page, now) for page, now in pages))
