"""What the report shows, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model.coverage import Coverage, PageState


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a file."""

    path: str
    """From the blog's folder."""
    line: int | None = None
    url: str = ""
    """Where it can be read, if the blog says so."""

    @property
    def name(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Dated:
    """The sums of a language at one time."""

    day: date
    seconds: float
    """The moment, for the place on the chart."""
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """Everything that is translated into one language."""

    lang: str
    name: str
    """In English."""
    pages: int
    complete: int
    coverage: Coverage
    states: tuple[tuple[PageState, int], ...]
    """How many posts are in each state that one is in."""
    past: tuple[Dated, ...] = ()
    """The oldest first, today last; empty where no past is known."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A post in a language."""

    post: str
    lang: str
    state: PageState
    coverage: Coverage
    page: str = ""
    """Its page in the report, from the report's folder; empty where nothing is to be done."""

    @property
    def strings_left(self) -> int:
        return self.coverage.fuzzy.strings + self.coverage.missing.strings

    @property
    def words_left(self) -> int:
        return self.coverage.fuzzy.words + self.coverage.missing.words

    @property
    def words_changed(self) -> int:
        """Of an outdated page, the words of the source that are new or others."""
        return self.coverage.changed if self.state is PageState.OUTDATED else 0


@dataclass(frozen=True, slots=True)
class ReportString:
    """A string that is not done."""

    is_fuzzy: bool
    where: str
    """What it is and under which heading."""
    notes: tuple[str, ...]
    source: str
    target: str
    """The translation of the text before it changed; empty where there is none."""
    diff: tuple[tuple[str, str], ...]
    """`equal`, `removed` or `added`, with the words; empty where nothing has changed."""
    catalogue: Link
    post: Link | None
    """Nothing for categories and tags."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its English name."""

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class PostReport:
    """A post in a language, with what is left to do."""

    row: ReportRow
    source_lang: Language | None
    """Nothing for categories and tags, which may come from every language."""
    target_lang: Language
    source: Link | None
    catalogue: Link
    strings: tuple[ReportString, ...]
    basis: str = ""
    """Stands in the page, so that one who knows it need not make the page again."""


@dataclass(frozen=True, slots=True)
class BlogReport:
    """The blog as a whole."""

    title: str
    day: date
    languages: tuple[LanguageReport, ...]
    rows: tuple[ReportRow, ...]
    """What is translated, what hurts most first."""
    orphans: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
