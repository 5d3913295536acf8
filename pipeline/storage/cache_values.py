"""What the cache is asked for, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.storage.cache_rows import PageFacts, PostFacts

Row = tuple[Any, ...]


class Kept(NamedTuple):
    """What the cache holds, by path."""

    posts: Mapping[str, PostFacts]
    pages: Mapping[str, PageFacts]


class Settled(NamedTuple):
    """What the cache holds of a blog that is, file by file, as it was and all in step."""

    pages: tuple[Row, ...]
    """In no order."""
    orphans: tuple[str, ...]
    posts: tuple[PostFacts, ...] = ()


class Checked(NamedTuple):
    """What rules say of a blog that is, file by file, as it was and all in step."""

    wrong: Sequence[Row]
    """Of the pages with findings: post, language, catalogue, source and the findings as JSON,
    `UNREAD` where they are many; in no order."""
    of_blog: str
    """What the rules about the whole blog say, as JSON."""
    pages: int
    """How many there are, without those of terms."""


class News(NamedTuple):
    """What a run has found out."""

    posts: Sequence[PostFacts] = ()
    pages: Sequence[PageFacts] = ()
    gone: Sequence[str] = ()
    """The paths of posts and catalogues that are no more."""
    tree: bytes | None = None
    """How the blog looks as a whole if all of it is in step and known; see `tree_of`."""
    rules: bytes | None = None
    """The key of the rules that the findings in `pages` are by, if there are any; those by others
    go. See `rules_key`."""
    standings: Sequence[tuple[str, str, bytes]] = ()
    """How other pages see posts: each with the path and the digest of the post."""
    of_blog: str | None = None
    """As JSON, what the rules about the whole blog say of it if it looks like `tree`."""
    size: tuple[int, int] = (0, 0)
    """How many posts and pages there are then: the rows may have gone with a deleted file."""
    orphans: Sequence[str] = ()

    @property
    def is_any(self) -> bool:
        return bool(self.posts or self.pages or self.gone or self.tree or self.standings)
