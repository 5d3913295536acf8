"""What commands ask of pages, and the answers; light to import, as every run needs it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.errors import TvillingError
from pipeline.storage.cache_rows import UNREAD, PageFacts
from pipeline.workflows.blog import Group, Source


class Outcome(StrEnum):
    """What becomes of a catalogue."""

    CREATED = "created"
    UPDATED = "updated"
    CARRIED = "carried"
    """Updated from the spelling that an earlier release of ours gave to texts."""
    UNCHANGED = "unchanged"


IN_STEP = Outcome.UNCHANGED.value
SEALED = "sealed"
"""Instead of an outcome: in step by the seal of the catalogue; nobody has cut the post."""


class Wants(NamedTuple):
    """What a command needs to know of each page beside whether its catalogue is in step."""

    coverage: bool = False
    findings: bool = False
    writes: bool = False
    """Whether catalogues are brought in step."""
    trusts_seals: bool = False
    """Whether a post need not be cut whose catalogue is sealed."""
    in_full: frozenset[str] | None = frozenset()
    """The catalogues, or their posts, whose missing texts are told of one by one even where no
    text is translated; nothing stands for all. Such findings are not kept."""

    def is_in_full(self, page: PageFacts) -> bool:
        """Whether each missing text of the page is told of."""
        return self.in_full is None or page.path in self.in_full or page.source in self.in_full

    def are_met_by(self, page: PageFacts) -> bool:
        """Whether the facts hold all of it, and nothing is to be written."""
        return not (
            (page.outcome == SEALED and not self.trusts_seals)
            or (self.coverage and page.coverage is None)
            or (self.findings and (page.findings is None or page.standing is None))
            or (self.findings and page.findings == UNREAD and self.is_in_full(page))
            or (self.writes and page.outcome != IN_STEP)
        )


class Task(NamedTuple):
    """A post, and the languages in which something has to be found out."""

    group: Group
    langs: tuple[str, ...]
    seen: tuple[str, ...]
    """Those of the catalogues that a scan has seen."""
    posts: tuple[Source, ...] = ()
    """Those of the post's files that it has to be found out of how others see them."""


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
    standings: tuple[tuple[str, str, bytes], ...] = ()
    """How others see the post in the languages that it is written in: for each file its path, the
    standing as JSON, and the digest of the file."""

    @property
    def all_problems(self) -> tuple[TvillingError, ...]:
        return (*((self.failure,) if self.failure else ()), *self.problems)
