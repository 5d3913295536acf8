"""What a list says of a post before it is opened: an excerpt, and how long it takes to read."""

from __future__ import annotations

from pipeline.localcms.records import PostRecord
from pipeline.localcms.site.sanitise import plain, prose

WORDS_A_MINUTE = 220
_EXCERPT_WORDS = 40
_DESCRIPTION_CHARACTERS = 160


def excerpt(post: PostRecord) -> str:
    """The author's excerpt as plain text, else the first words of the post."""
    return plain(post.excerpt) or opening(prose(post.content))


def opening(text: str, words: int = _EXCERPT_WORDS) -> str:
    r"""The first words of a text, with a sign where more follow.

    >>> opening("one two three", 2)
    'one two\xa0…'
    """
    parts = text.split(maxsplit=words)
    return (
        " ".join(parts) if len(parts) <= words else f"{' '.join(parts[:words])}\N{NO-BREAK SPACE}…"
    )


def description(text: str, limit: int = _DESCRIPTION_CHARACTERS) -> str:
    """As much of a text as search engines show, cut between words.

    >>> description("one two three", 8)
    'one two…'
    """
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def minutes(post: PostRecord) -> int:
    """How many minutes the post takes to read, at least one."""
    return max(1, round(len(plain(post.content).split()) / WORDS_A_MINUTE))
