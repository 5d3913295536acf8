"""Whether the language versions of a post, or of a term, know of one another in the CMS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.publish.remote import RemotePost
from pipeline.publish.resolve import Place

Member = tuple[str, int, tuple[tuple[str, int], ...]]
"""Of one of several twins: language, id, and the languages and ids that it lists."""


def are_linked(members: Sequence[Member]) -> bool:
    """Whether each of the twins lists all of them."""
    own = {lang: number for lang, number, _ in members}
    return len(own) < 2 or all(own.items() <= dict(listed).items() for _, _, listed in members)


def stranger_among(members: Sequence[Member]) -> int | None:
    """The id of another one that somebody linked in the place of one of the twins."""
    own = {lang: number for lang, number, _ in members}
    listed = (pair for _, _, pairs in members for pair in pairs)
    return next((number for lang, number in listed if own.get(lang, number) != number), None)


def needs_link(members: Sequence[Member]) -> bool:
    """Whether the twins are to be linked; a link that somebody else made is left alone."""
    return not are_linked(members) and stranger_among(members) is None


def members_of(
    post: str, posts: Mapping[Place, RemotePost], langs: Iterable[str]
) -> tuple[RemotePost, ...]:
    """The versions of the post that the CMS has, but for those in the trash."""
    found = (live(posts.get((post, lang))) for lang in langs)
    return tuple(member for member in found if member is not None)


def as_members(posts: Iterable[RemotePost]) -> list[Member]:
    """The posts as far as their links matter."""
    return [(post.place[1], post.id, post.translations) for post in posts]


def languages_of(posts: Iterable[Place]) -> tuple[str, ...]:
    """The languages of the versions, in order."""
    return tuple(sorted({lang for _, lang in posts}))


def live(post: RemotePost | None) -> RemotePost | None:
    """The post unless it is in the trash, where its key is free again."""
    return None if post is None or post.is_trashed else post
