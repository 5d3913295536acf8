"""The posts of a blog, with their ids and languages settled, and joined to twins; no texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.errors import PostError, TvillingError
from pipeline.model.post import Format
from pipeline.model.quick_tuple import quick_tuple
from pipeline.speech import say
from pipeline.storage.cache_rows import PostFacts
from pipeline.storage.workspace import Workspace


class Source(NamedTuple):
    """A post without its text, so that ten thousand of them fit in memory.

    This and `Group` are named tuples since they are made for every post in every run, and a
    dataclass takes four times as long.
    """

    id: str
    lang: str
    path: str
    """The file, from the blog's folder."""
    format: Format
    terms: str
    """Its categories and tags; see `PostFacts`."""
    digest: bytes
    """Of the file as it was when the blog was looked at."""
    workspace: Workspace

    @property
    def text(self) -> str:
        """The whole file, read now; raises `PostError` or `StorageError`."""
        return self.workspace.read_post(self.path)


class Group(NamedTuple):
    """A post with the twins that were written by hand: all sources of one id."""

    id: str
    posts: tuple[Source, ...]
    """In the order of the blog's languages; translations are made of the first."""
    targets: tuple[str, ...]
    """The languages that nobody wrote the post in."""

    @property
    def source(self) -> Source:
        return self.posts[0]


_source = quick_tuple(Source)
_group = quick_tuple(Group)


class Blog(NamedTuple):
    """What a blog's folder holds."""

    workspace: Workspace
    groups: tuple[Group, ...]
    """By id."""
    problems: tuple[TvillingError, ...] = ()
    """Why some files that look like posts are in no group."""
    ids: frozenset[str] = frozenset()
    """Every id there is; of posts that cannot be read, the one that the path says."""


def joined(
    workspace: Workspace,
    posts: Iterable[PostFacts],
    problems: Iterable[TvillingError] = (),
    unread: Iterable[str] = (),
) -> Blog:
    """The blog of these posts; `problems` are why others are missing, `unread` are their ids."""
    sources = [
        _source(
            (row.id, row.lang, row.path, _FORMATS[row.format], row.terms, row.digest, workspace)
        )
        for row in posts
    ]
    good, doubles = _without_doubles(sources)
    ids = frozenset([*unread, *(source.id for source in sources)])
    groups = tuple(_groups(good, workspace.settings.languages))
    return Blog(workspace, groups, (*problems, *doubles), ids)


_FORMATS = {format.value: format for format in Format}


def terms_of(sources: Sequence[Source]) -> Iterator[tuple[Source, str, str]]:
    """Each category and tag of the posts as it is written there: post, taxonomy and name."""
    having = [source for source in sources if source.terms]
    # To read all of them as one text is several times as fast as one by one.
    every = json.loads(f"[{','.join([source.terms for source in having])}]")
    for source, terms in zip(having, every, strict=True):
        for taxonomy, name in terms:
            yield source, taxonomy, name


def selected(blog: Blog, names: Sequence[str]) -> Blog:
    """The blog with only the posts that are named; with all if none is.

    A name is the id of a post, or the path of a file or of a folder of posts. Raises `PostError`
    for names that nothing has.
    """
    if not names:
        return blog
    wanted = [_Name(name, blog.workspace.relative(name)) for name in names]
    groups = tuple(group for group in blog.groups if any(name.means(group) for name in wanted))
    problems = tuple(p for p in blog.problems if any(name.covers(p.path or "") for name in wanted))
    unknown = [name.text for name in wanted if not name.is_known(groups, problems)]
    if unknown:
        raise PostError(
            say("there is no post named {unknown!r}", unknown=unknown[0]),
            remedy=_advice(unknown[0], sorted(blog.ids)),
        )
    return blog._replace(groups=groups, problems=problems)


class _Name(NamedTuple):
    """What the user calls a post, or several."""

    text: str
    path: str
    """The same, if it is a path, from the blog's folder."""

    def means(self, group: Group) -> bool:
        return group.id == self.text or any(self.covers(post.path) for post in group.posts)

    def covers(self, path: str) -> bool:
        return bool(self.path) and (path == self.path or path.startswith(f"{self.path}/"))

    def is_known(self, groups: Sequence[Group], problems: Sequence[TvillingError]) -> bool:
        return any(map(self.means, groups)) or any(self.covers(p.path or "") for p in problems)


def _advice(name: str, ids: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, ids, 3)
    return (
        say("Did you mean {near}?", near=say(" or ").join(near))
        if near
        else say("tvilling status lists the posts")
    )


def _without_doubles(
    sources: Sequence[Source],
) -> tuple[Sequence[Source], Sequence[PostError]]:
    """The posts that share their id with none of their language, and an error for each other."""
    if len({(source.id, source.lang) for source in sources}) == len(sources):
        return sources, []
    found: defaultdict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources:
        found[source.id, source.lang].append(source)
    good = [same[0] for same in found.values() if len(same) == 1]
    return good, [_double(same) for same in found.values() if len(same) > 1]


def _double(same: Sequence[Source]) -> PostError:
    others = say(" and ").join(source.path for source in same[1:])
    return PostError(
        say(
            "the id {id!r} is used for {lang} by {others} too",
            id=same[0].id,
            lang=same[0].lang,
            others=others,
        ),
        path=same[0].path,
        remedy=say("Rename one of them, or write another id: in its front matter"),
    )


def _groups(sources: Iterable[Source], languages: Sequence[str]) -> Iterator[Group]:
    by_id: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_id[source.id].append(source)
    order = {lang: number for number, lang in enumerate(languages)}
    # Posts differ in few ways as to which languages they are written in.
    others = cache(lambda *langs: tuple([lang for lang in languages if lang not in langs]))
    for id in sorted(by_id):
        twins = by_id[id]
        if len(twins) > 1:
            twins.sort(key=lambda source: order[source.lang])
        yield _group((id, tuple(twins), others(*[source.lang for source in twins])))
