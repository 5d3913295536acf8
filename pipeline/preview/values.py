"""What the side-by-side view shows, as values; a workflow makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipeline.model.coverage import PageState

ROOT = "/_preview"
"""Where the view is, beside the published site."""


class Mark(StrEnum):
    """What there is to say of one text."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"  # a person has to look at it
    MISSING = "missing"
    NEW = "new"  # the catalogue in the file does not know it yet


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file."""

    path: str
    """From the blog's folder."""
    line: int | None = None
    editor: str = ""
    """The address that opens the file there in an editor, if the settings give one."""

    @property
    def name(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One string of the catalogue."""

    number: int
    """Of the first segment that it translates."""
    mark: Mark
    where: str
    """What it is and under which heading."""
    notes: tuple[str, ...]
    """Of the author and of translators."""
    source: str
    target: str
    """Empty where it is missing."""
    diff: tuple[tuple[str, str], ...]
    """What changed in the source since it was translated: `equal`, `removed` or `added`, a text."""
    catalogue: Place
    post: Place
    po: str
    """The entry as it stands in the `.po` file; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter in both languages."""

    name: str
    source: str
    target: str
    number: int | None = None
    """Of its segment; nothing for a value that no translator writes."""
    mark: Mark | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the text in both languages, as safe HTML."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its name and direction of writing."""

    tag: str
    name: str
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class PageView:
    """One post beside its translation."""

    post: str
    source: Language
    target: Language
    state: str
    """Such as `partial`; `source` where both versions were written by hand."""
    counts: Mapping[str, int]
    """How many strings have each mark."""
    title: Field
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    """The files: the post, and the catalogue or the twin."""
    others: tuple[Language, ...]
    """Other languages that the post can be seen in."""
    token: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a page cannot be shown."""

    post: str
    target: Language
    what: str
    place: Place | None
    remedy: str
    token: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A post in a language."""

    post: str
    lang: str
    state: str
    done: int
    total: int
    words_left: int
    words_changed: int
    """Of an outdated page, the words of the source that are new or others."""

    @property
    def weight(self) -> int:
        """What ranks the page among others of its state; a comma does not count."""
        return self.words_changed if self.state == PageState.OUTDATED else self.words_left


@dataclass(frozen=True, slots=True)
class IndexView:
    """The posts of the blog."""

    rows: tuple[IndexRow, ...]
    languages: tuple[Language, ...]
    problems: tuple[str, ...]
    token: str


class Views(Protocol):
    """Where the values come from."""

    @property
    def title(self) -> str:
        """Of the blog."""

    def index(self) -> IndexView:
        """Every post in every language."""

    def page(self, lang: str, post: str) -> PageView | Broken | None:
        """The post beside its version in that language; nothing where there is none."""

    def token(self, lang: str, post: str) -> str:
        """What changes whenever a file of the page does; of the index, without a post."""

    def address(self, path: str) -> str | None:
        """The path of the view's page of the post in that file, if it is one."""

    def file(self, path: str) -> tuple[bytes, str] | None:
        """The bytes and the type of a file that posts show."""
