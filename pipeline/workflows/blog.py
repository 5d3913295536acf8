"""The posts of a blog: read, with their ids and languages settled, and joined to twins."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import PostError, SettingsError, TvillingError
from pipeline.formats.detect import SUFFIXES, format_of
from pipeline.formats.front_matter import fields
from pipeline.model.language import parse_tag
from pipeline.model.post import Format, Post
from pipeline.storage.ids import checked_id
from pipeline.storage.workspace import PostFile, Workspace


@dataclass(frozen=True, slots=True)
class Group:
    """A post with the twins that were written by hand: all sources of one id."""

    id: str
    posts: tuple[Post, ...]
    """In the order of the blog's languages; translations are made of the first."""
    targets: tuple[str, ...]
    """The languages that nobody wrote the post in."""

    @property
    def source(self) -> Post:
        return self.posts[0]


@dataclass(frozen=True, slots=True)
class Blog:
    """What a blog's folder holds."""

    workspace: Workspace
    groups: tuple[Group, ...]
    """By id."""
    problems: tuple[TvillingError, ...] = ()
    """Why some files that look like posts are in no group."""
    ids: frozenset[str] = frozenset()
    """Every id there is; of posts that cannot be read, the one that the path says."""


def read_blog(workspace: Workspace) -> Blog:
    """Every post of the blog that can be read, and what is wrong with the others."""
    files, unseen = workspace.post_files(SUFFIXES)
    posts: list[Post] = []
    problems: list[TvillingError] = list(unseen)
    ids: set[str] = set()
    for file in files:
        try:
            posts.append(read_post(workspace, file))
        except TvillingError as error:
            problems.append(error)
            ids.add(file.id)
    good, doubles = _without_doubles(posts)
    ids.update(post.id for post in posts)
    groups = tuple(_groups(good, workspace.settings.languages))
    return Blog(workspace, groups, (*problems, *doubles), frozenset(ids))


def read_post(workspace: Workspace, file: PostFile) -> Post:
    """The post that the file is; raises `PostError` where it cannot be one."""
    text = workspace.read_post(file.path)
    values = fields(text, file.path)
    return Post(
        id=_id(file, values, text),
        lang=_lang(file, values, text, workspace.settings.languages),
        path=file.path,
        format=format_of(file.path, text) or Format.MARKDOWN,
        text=text,
    )


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
            f"there is no post named {unknown[0]!r}", remedy=_advice(unknown[0], sorted(blog.ids))
        )
    return replace(blog, groups=groups, problems=problems)


@dataclass(frozen=True, slots=True)
class _Name:
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
    near = difflib.get_close_matches(name, ids, 3)
    return f"Did you mean {' or '.join(near)}?" if near else "tvilling status lists the posts"


def _id(file: PostFile, values: dict[str, object], text: str) -> str:
    declared = values.get("id")
    if declared is None:
        return checked_id(file.id, file.path)
    if not isinstance(declared, str):
        raise _no_text("id", declared, file, text)
    return checked_id(declared.strip(), file.path, _line_of("id", text))


def _lang(file: PostFile, values: dict[str, object], text: str, known: Sequence[str]) -> str:
    declared = values.get("lang")
    line = None if declared is None else _line_of("lang", text)
    if declared is not None and not isinstance(declared, str):
        raise _no_text("lang", declared, file, text)
    spelt = declared if declared is not None else file.lang
    if not spelt:
        raise PostError(
            "the language of the post is not known",
            path=file.path,
            remedy="Write lang: in its front matter, or move it to the folder of its language",
        )
    tag = _tag(spelt)
    if tag not in known:
        raise PostError(
            f"the language {spelt!r} is none of the blog's ({', '.join(known)})",
            path=file.path,
            line=line,
            remedy="Correct it, or add the language to languages in setup.cfg",
        )
    return tag


def _tag(spelt: str) -> str:
    try:
        return parse_tag(spelt)
    except SettingsError:
        return ""


def _no_text(key: str, value: object, file: PostFile, text: str) -> PostError:
    return PostError(
        f"{key}: is read as {value!r}, which is no text",
        path=file.path,
        line=_line_of(key, text),
        remedy=f'Put it in quotes, such as {key}: "{value}"',
    )


def _line_of(key: str, text: str) -> int:
    """The line that sets the key at the start of the post."""
    match = re.search(rf"^{key}[ \t]*[:=]", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _without_doubles(posts: Iterable[Post]) -> tuple[list[Post], list[PostError]]:
    """The posts that share their id with none of their language, and an error for each other."""
    found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in posts:
        found[post.id, post.lang].append(post)
    good = [same[0] for same in found.values() if len(same) == 1]
    return good, [_double(same) for same in found.values() if len(same) > 1]


def _double(same: Sequence[Post]) -> PostError:
    others = " and ".join(post.path for post in same[1:])
    return PostError(
        f"the id {same[0].id!r} is used for {same[0].lang} by {others} too",
        path=same[0].path,
        remedy="Rename one of them, or write another id: in its front matter",
    )


def _groups(posts: Iterable[Post], languages: Sequence[str]) -> Iterator[Group]:
    by_id: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        by_id[post.id].append(post)
    for id, twins in sorted(by_id.items()):
        written = {post.lang: post for post in twins}
        yield Group(
            id,
            tuple(written[lang] for lang in languages if lang in written),
            tuple(lang for lang in languages if lang not in written),
        )
