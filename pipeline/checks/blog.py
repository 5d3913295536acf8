"""What is checked across pages: how the versions of all posts stand to one another, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.checks.rule import Option
from pipeline.model.check_settings import Threshold
from pipeline.model.coverage import Count
from pipeline.model.finding import Finding, Severity


class Link(NamedTuple):
    """A link to a file of the blog that may be a post.

    This and `Standing` are named tuples since there is one of them for every page of a blog.
    """

    url: str
    """As it is written."""
    path: str
    """The file that it means, from the blog's folder."""
    line: int
    """Where it stands in the version's own file."""


class Standing(NamedTuple):
    """One version of a post as the others see it."""

    post: str
    lang: str
    path: str
    """The post's file, or the catalogue of the translation."""
    is_there: bool
    """Whether readers get it: a post itself, or a complete translation."""
    slug: str
    """The last part of its address; nothing while it is not known."""
    line: int
    """Where in the file the slug, or the title that it is made of, stands."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class BlogUnderCheck:
    """All versions of all posts."""

    standings: tuple[Standing, ...]
    """By post and language."""
    posts: Mapping[str, str]
    """The post that each file belongs to, by path."""
    coverage: Mapping[str, tuple[Count, Count]] = field(default_factory=dict)
    """For each language what is translated into it, and what there is in all."""
    thresholds: tuple[Threshold, ...] = ()
    threshold_of: str = "words"
    settings_path: str = ""


@dataclass(frozen=True, slots=True)
class BlogRule:
    """One thing that is checked across pages."""

    name: str
    """What findings, settings and documents call it."""
    severity: Severity
    """How much its findings matter, unless the blog has set it."""
    summary: str
    """What it looks for, as a sentence for the documents."""
    check: Callable[[BlogUnderCheck], Iterable[Finding]]
    """What it sees; its own severity stands in the findings."""
    options: tuple[Option, ...] = ()
