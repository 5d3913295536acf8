"""What the cache keeps of each post and of each of its catalogues.

These are named tuples, not dataclasses: a run in which nothing has changed makes ten thousand of
each, and a named tuple is made in a quarter of the time.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.quick_tuple import quick_tuple
from pipeline.storage.stamps import UNTRUSTED, Stamp

ABSENT = b""
"""The digest of a file that is not there."""
UNREAD = "?"
"""What stands for findings that the cache holds: those of all pages together may be many."""
NO_FINDINGS = "[]"


class PostFacts(NamedTuple):
    """What a post file says of itself."""

    path: str
    size: int
    mtime: int
    ctime: int
    digest: bytes
    """Of the bytes of the file."""
    id: str
    lang: str
    format: str
    terms: str
    """Its categories and tags as JSON, `[["category", "News"], ...]`; empty where it has none."""
    standing: str | None = None
    """How other pages see it, as JSON; nothing where nobody has asked yet."""

    @property
    def stamp(self) -> Stamp:
        return (self.size, self.mtime, self.ctime)


class PageFacts(NamedTuple):
    """One post in one target language: what comes of its file and its catalogue."""

    path: str
    """The catalogue."""
    size: int
    mtime: int
    ctime: int
    digest: bytes
    """Of the bytes of the catalogue, or `ABSENT`."""
    basis: bytes
    """The digest of the post; for terms, of all their names."""
    source: str
    """The path of the post; empty for terms."""
    post: str
    """The id of the post, or `terms`."""
    lang: str
    """The language translated into."""
    source_lang: str
    outcome: str
    """What `extract` does to the catalogue: create or update it, or leave it as it is."""
    new: int = 0
    fuzzy: int = 0
    obsolete: int = 0
    coverage: str | None = None
    """As JSON; nothing where nobody has asked yet."""
    standing: str | None = None
    """How other pages see it, as JSON; nothing where nobody has asked yet."""
    findings: str | None = None
    """As JSON; nothing where nobody has asked yet, or has not with the same rules; `UNREAD` where
    it has to be fetched first."""

    @property
    def stamp(self) -> Stamp:
        return (self.size, self.mtime, self.ctime)


def stamped_post(facts: PostFacts, stamp: Stamp) -> PostFacts:
    """The facts for a file that looks so."""
    return new_post((facts.path, *stamp, *facts[4:]))


def stamped_page(facts: PageFacts, stamp: Stamp | None) -> PageFacts:
    """The facts for a catalogue that looks so; nothing for one that is not there."""
    return new_page((facts.path, *(stamp or UNTRUSTED), *facts[4:]))


new_post, new_page = quick_tuple(PostFacts), quick_tuple(PageFacts)
