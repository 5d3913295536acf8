"""The pages of a blog: from the cache where nothing has changed, else worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pipeline.model.quick_tuple import quick_tuple
from pipeline.storage.cache_rows import ABSENT, PageFacts
from pipeline.storage.stamps import digest_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, Group, Source, selected
from pipeline.workflows.index import read_index
from pipeline.workflows.ledger import KNOWN, Ledger
from pipeline.workflows.look import Known, Look
from pipeline.workflows.orphans import orphans
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell
from pipeline.workflows.wants import Done, Task, Wants


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
    known = Known(look, kept.pages, wants, kept.posts, glossary)
    needed = _paths(index.blog)
    unused = orphans(index.blog, look.catalogues.paths, needed)
    ledger = Ledger(look, index, kept.pages, rules, needed)

    @cache
    def of_terms() -> Sequence[Done]:
        return tuple(_terms(known, index.blog)) if terms else ()

    def items() -> Iterator[tuple[Group | None, Done]]:
        # What all posts say together is worked out here while others work on each of them.
        for group, done in _pages(known, blog, what, tell, of_terms):
            ledger.add(done)
            yield group, done
        for done in of_terms():
            ledger.add(done)
            needed.update(page.path for page in done.kept)
            yield None, done

    def finish(*, of_blog: str | None = None) -> None:
        ledger.finish(is_whole=not names and terms, has_terms=terms, unused=unused, said=of_blog)

    return Walk(blog, index.blog, items(), unused, finish)


def _paths(blog: Blog) -> set[str]:
    """Where the catalogues of all posts are."""
    path_of = blog.workspace.catalogue_path
    return {path_of(group.id, lang) for group in blog.groups for lang in group.targets}


def _pages(
    known: Known, blog: Blog, what: str, tell: Tell, meanwhile: Callable[[], object]
) -> Iterator[tuple[Group, Done]]:
    plan = [_planned(known, blog.workspace, group) for group in blog.groups]
    answers = _worked(known, [task for _, task in plan if task is not None], meanwhile)
    for number, (group, (found, task)) in enumerate(zip(blog.groups, plan, strict=True), 1):
        tell(what, number, len(plan))
        yield group, found if task is None else _joined(known, group, found, next(answers))


def _planned(known: Known, workspace: Workspace, group: Group) -> tuple[Done, Task | None]:
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
    task = _task((group, tuple(langs), tuple(seen), posts)) if langs or posts else None
    if not pages and not standings:
        return _NOTHING, task
    return Done(tuple(pages), tuple(pages), standings=standings), task


_task = quick_tuple(Task)
_NOTHING = Done()


def _standings(
    known: Known, group: Group
) -> tuple[tuple[tuple[str, str, bytes], ...], tuple[Source, ...]]:
    """How others see the post's files, as far as it is known; and those of which it is not."""
    found = [(source, known.standing(source)) for source in group.posts]
    there = tuple((source.path, one, KNOWN) for source, one in found if one is not None)
    return there, tuple(source for source, one in found if one is None)


def _worked(known: Known, tasks: Sequence[Task], meanwhile: Callable[[], object]) -> Iterator[Done]:
    if not tasks:
        return iter(())
    # Imported here: where nothing has changed, nobody needs what cuts posts and reads catalogues.
    from pipeline.workflows.page_work import Desk, work

    return mapped(work, Desk(known.look.workspace, known.wants, known.glossary), tasks, meanwhile)


def _joined(known: Known, group: Group, before: Done, done: Done) -> Done:
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


def _restamped(known: Known, page: PageFacts, now: PageFacts) -> PageFacts:
    # What was written just now may be written again by somebody else within the same tick.
    is_as_seen = now.digest == page.digest and now.digest != ABSENT
    return known.stamped(now) if is_as_seen else now


def _terms(known: Known, blog: Blog) -> Iterator[Done]:
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


def _terms_worked(known: Known, blog: Blog, lang: str, basis: bytes) -> Done:
    from pipeline.workflows.page_work import Desk, terms_work

    desk = Desk(known.look.workspace, known.wants, known.glossary)
    done = terms_work(desk, blog, lang, basis)
    pages = zip(done.pages, done.kept, strict=True)
    return done._replace(kept=tuple(_restamped(known, page, now) for page, now in pages))
