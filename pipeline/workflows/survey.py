"""The pages of a blog: from the cache where nothing has changed, else worked out anew."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pipeline.errors import TvillingError
from pipeline.storage.cache import (
    NO_CACHE,
    Cache,
    News,
    Settled,
    open_cache,
    tree_of,
)
from pipeline.storage.cache_rows import ABSENT, UNREAD, PageFacts, PostFacts, stamped_page
from pipeline.storage.ids import RESERVED
from pipeline.storage.scan import Scan
from pipeline.storage.stamps import UNTRUSTED, digest_of, trusted
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, Group, Source, selected
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
        if not self.is_sound:
            return None
        found = self.cache.settled(self.tree, fields, posts=posts)
        if found is None or any(None in page for page in found.pages):
            return None
        order = {lang: number for number, lang in enumerate(self.workspace.settings.languages)}
        pages = sorted(found.pages, key=lambda p: (p[0] == RESERVED, p[0], order[p[1]]))
        return replace(found, pages=tuple(pages))

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
    walk = walk_through(look, names, wants, what, tell, terms=terms)
    done: list[tuple[Group, Done]] = []
    of_terms: list[Done] = []
    for group, item in walk.items:
        if group is None:
            of_terms.append(item)
        else:
            done.append((group, item))
    walk.finish()
    return Survey(walk.blog, tuple(done), tuple(of_terms), walk.orphans)


@dataclass(frozen=True, slots=True)
class Walk:
    """A survey that is under way; what it finds is not kept in memory."""

    blog: Blog
    """Of the posts that were named."""
    whole: Blog
    """Of all posts."""
    items: Iterator[tuple[Group | None, Done]]
    """Each post with what comes of it, in the blog's order; then the terms of each language."""
    orphans: tuple[str, ...]
    """Catalogues that nothing needs."""
    finish: Finish
    """To be called when all items have passed: the cache learns what was not in it."""


class Finish(Protocol):
    """What ends a walk."""

    def __call__(self, *, of_blog: str | None = None) -> None:
        """Keeps what was found; `of_blog` as in `News`."""


def walk_through(
    look: Look,
    names: Sequence[str],
    wants: Wants,
    what: str,
    tell: Tell,
    *,
    terms: bool = True,
    rules: bytes | None = None,
    glossary: str | None = None,
) -> Walk:
    """The same as `survey`, one post at a time.

    `rules` is the key of the rules that findings are by, where they are wanted; see `rules_key`.
    """
    kept = look.cache.load(coverage=wants.coverage, rules=rules)
    index = read_index(look.workspace, look.posts, kept.posts, tell=tell)
    blog = selected(index.blog, names)
    known = _Known(look, kept.pages, wants, kept.posts, glossary)
    needed = _paths(index.blog)
    unused = orphans(index.blog, look.catalogues.paths, needed)
    ledger = _Ledger(look, index, kept.pages, rules, needed)

    def items() -> Iterator[tuple[Group | None, Done]]:
        for group, done in _pages(known, blog, what, tell):
            ledger.add(done)
            yield group, done
        for done in _terms(known, index.blog) if terms else ():
            ledger.add(done)
            needed.update(page.path for page in done.kept)
            yield None, done

    def finish(*, of_blog: str | None = None) -> None:
        ledger.finish(is_whole=not names and terms, has_terms=terms, unused=unused, said=of_blog)

    return Walk(blog, index.blog, items(), unused, finish)


_BATCH = 1000
"""Pages with findings that are kept in memory before the cache learns them."""


@dataclass(slots=True)
class _Ledger:
    """What the cache has to learn, written down while pages pass by."""

    look: Look
    index: Index
    kept: Mapping[str, PageFacts]
    rules: bytes | None
    needed: set[str]
    """The catalogues that there is a use for."""
    pages: list[PageFacts] = field(default_factory=list)
    standings: list[tuple[str, str, bytes]] = field(default_factory=list)
    number: int = 0
    is_settled: bool = True
    has_written_posts: bool = False

    def add(self, done: Done) -> None:
        for page in done.kept:
            self.number += 1
            if page.outcome != IN_STEP or page.stamp == UNTRUSTED:
                self.is_settled = False
            if self.kept.get(page.path) != page:
                known = page.findings != UNREAD
                self.pages.append(page if known else page._replace(findings=None))
        self.standings += [one for one in done.standings if one[2] != KNOWN]
        if done.problems or done.failure:
            self.is_settled = False
        if self.rules is not None and len(self.pages) >= _BATCH:
            self._save(News())

    def finish(
        self, *, is_whole: bool, has_terms: bool, unused: Sequence[str], said: str | None
    ) -> None:
        index = self.index
        is_settled = is_whole and index.is_trusted and not index.blog.problems and self.is_settled
        gone = [path for path in self.kept if path not in self.needed] if has_terms else []
        news = News(
            gone=(*index.gone, *gone),
            tree=self.look.tree if is_settled else None,
            size=(index.size, self.number),
            orphans=unused,
            of_blog=said if is_settled else None,
        )
        self._save(news)

    def _save(self, news: News) -> None:
        if self.look.cache.path:
            posts = () if self.has_written_posts else self.index.news
            more = replace(
                news,
                posts=posts,
                pages=self.pages,
                standings=self.standings,
                rules=self.rules,
            )
            self.look.cache.save(more)
        self.has_written_posts = True
        self.pages, self.standings = [], []


KNOWN = b"known"
"""What stands for the digest of a post whose standing the cache holds."""


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


def _pages(known: _Known, blog: Blog, what: str, tell: Tell) -> Iterator[tuple[Group, Done]]:
    plan = [_planned(known, blog.workspace, group) for group in blog.groups]
    answers = _worked(known, [task for _, task in plan if task is not None])
    for number, (group, (found, task)) in enumerate(zip(blog.groups, plan, strict=True), 1):
        tell(what, number, len(plan))
        yield group, found if task is None else _joined(known, group, found, next(answers))


def _planned(known: _Known, workspace: Workspace, group: Group) -> tuple[Done, Task | None]:
    """What is known of the post, and the work on the rest."""
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
    standings, posts = _standings(known, group) if known.wants.findings else ((), ())
    found = tuple(pages)
    task = Task(group, tuple(langs), tuple(seen), posts) if langs or posts else None
    return Done(found, found, standings=standings), task


def _standings(
    known: _Known, group: Group
) -> tuple[tuple[tuple[str, str, bytes], ...], tuple[Source, ...]]:
    """How others see the post's files, as far as it is known; and those of which it is not."""
    found = [(source, known.standing(source)) for source in group.posts]
    there = tuple((source.path, one, KNOWN) for source, one in found if one is not None)
    return there, tuple(source for source, one in found if one is None)


def _worked(known: _Known, tasks: Sequence[Task]) -> Iterator[Done]:
    if not tasks:
        return iter(())
    # Imported here: where nothing has changed, nobody needs what cuts posts and reads catalogues.
    from pipeline.workflows.page_work import Desk, work

    return mapped(work, Desk(known.look.workspace, known.wants, known.glossary), tasks)


def _joined(known: _Known, group: Group, before: Done, done: Done) -> Done:
    """What was known and what was found out, in the order of the languages."""
    standings = (*before.standings, *done.standings)
    if not before.pages and done.failure:
        return done._replace(standings=standings)
    fresh = [_restamped(known, page, now) for page, now in zip(done.pages, done.kept, strict=True)]
    if not before.pages:
        return done._replace(kept=tuple(fresh), standings=standings)
    order = group.targets.index
    found = sorted((*before.pages, *done.pages), key=lambda page: order(page.lang))
    now = sorted((*before.pages, *fresh), key=lambda page: order(page.lang))
    return done._replace(pages=tuple(found), kept=tuple(now), standings=standings)


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

    desk = Desk(known.look.workspace, known.wants, known.glossary)
    done = terms_work(desk, blog, lang, basis)
    pages = zip(done.pages, done.kept, strict=True)
    return done._replace(kept=tuple(_restamped(known, page, now) for page, now in pages))
