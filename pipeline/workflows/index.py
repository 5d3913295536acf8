"""Which posts there are, from their files, or from the cache where a file has not changed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import TvillingError
from pipeline.formats.detect import SUFFIXES
from pipeline.speech import N_
from pipeline.storage.cache import open_cache
from pipeline.storage.cache_rows import PostFacts, stamped_post
from pipeline.storage.scan import Scan
from pipeline.storage.stamps import UNTRUSTED, trusted
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, joined
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell, silent


@dataclass(frozen=True, slots=True)
class Index:
    """The posts of a blog, and what of them the cache does not hold yet."""

    blog: Blog
    news: tuple[PostFacts, ...]
    is_trusted: bool
    """Whether the next run need not look into any of the posts that have not changed until then."""
    size: int
    """How many posts can be read."""
    gone: tuple[str, ...]
    """What the cache holds of files that are no posts any more."""


def read_blog(workspace: Workspace, *, tell: Tell = silent) -> Blog:
    """Every post of the blog that can be read, and what is wrong with the others."""
    kept = open_cache(workspace).posts()
    return read_index(workspace, workspace.scan_posts(), kept, tell=tell).blog


def read_index(
    workspace: Workspace, scan: Scan, kept: Mapping[str, PostFacts], *, tell: Tell = silent
) -> Index:
    """The posts that the scan has seen; what is kept of a file that looks the same is believed."""
    facts: dict[str, PostFacts] = {}
    changed: list[str] = []
    for path in sorted(scan.stamps):
        known = kept.get(path)
        if known is not None and known[1:4] == scan.stamps[path]:
            facts[path] = known
        elif path.lower().endswith(SUFFIXES) and workspace.post_file(path) is not None:
            changed.append(path)
    news, problems = _read(workspace, changed, kept, scan, tell)
    facts |= news
    posts = [facts[path] for path in sorted(facts)] if news else facts.values()
    unread = (file.id for file in map(workspace.post_file, problems) if file)
    return Index(
        blog=joined(workspace, posts, (*scan.problems, *problems.values()), unread),
        news=tuple(post for post in news.values() if kept.get(post.path) != post),
        is_trusted=not problems and all(new.stamp != UNTRUSTED for new in news.values()),
        size=len(facts),
        gone=tuple(path for path in kept if path not in facts),
    )


def _read(
    workspace: Workspace,
    paths: Sequence[str],
    kept: Mapping[str, PostFacts],
    scan: Scan,
    tell: Tell,
) -> tuple[dict[str, PostFacts], dict[str, TvillingError]]:
    """The facts of the files, and why others have none; by path."""
    if not paths:
        return {}, {}
    # Imported here: where nothing has changed, nobody needs what reads front matter.
    from pipeline.workflows.heads import read_head

    now = time.time_ns()
    news: dict[str, PostFacts] = {}
    problems: dict[str, TvillingError] = {}
    tasks = [(path, kept[path].digest if path in kept else None) for path in paths]
    answers = mapped(read_head, workspace, tasks)
    for number, (path, answer) in enumerate(zip(paths, answers, strict=True), 1):
        tell(N_("Reading"), number, len(paths))
        if isinstance(answer, TvillingError):
            problems[path] = answer
        else:
            news[path] = stamped_post(answer or kept[path], trusted(scan.stamps[path], now))
    return news, problems
