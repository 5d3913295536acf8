"""What commands ask of pages, and the answers; light to import, as every run needs it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.errors import TvillingError
from pipeline.storage.cache_rows import PageFacts
from pipeline.workflows.blog import Group


class Outcome(StrEnum):
    """What becomes of a catalogue."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


IN_STEP = Outcome.UNCHANGED.value


class Wants(NamedTuple):
    """What a command needs to know of each page beside whether its catalogue is in step."""

    coverage: bool = False
    findings: bool = False
    writes: bool = False
    """Whether catalogues are brought in step."""

    def are_met_by(self, page: PageFacts) -> bool:
        """Whether the facts hold all of it, and nothing is to be written."""
        return not (
            (self.coverage and page.coverage is None)
            or (self.findings and page.findings is None)
            or (self.writes and page.outcome != IN_STEP)
        )


class Task(NamedTuple):
    """A post, and the languages in which something has to be found out."""

    group: Group
    langs: tuple[str, ...]
    seen: tuple[str, ...]
    """Those of the catalogues that a scan has seen."""


class Done(NamedTuple):
    """What comes of a task."""

    pages: tuple[PageFacts, ...] = ()
    """As they were found."""
    kept: tuple[PageFacts, ...] = ()
    """As they are now."""
    problems: tuple[TvillingError, ...] = ()
    """Why some languages have no page here."""
    failure: TvillingError | None = None
    """Why there are no pages at all."""

    @property
    def all_problems(self) -> tuple[TvillingError, ...]:
        return (*((self.failure,) if self.failure else ()), *self.problems)
