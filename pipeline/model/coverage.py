"""How much of a post is translated into a language."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PageState(StrEnum):
    """What an editor wants to know of one post in one language, in one word."""

    SOURCE = "source"  # the post is written in this language, alone or as a twin by hand
    COMPLETE = "complete"  # every string is translated and reviewed
    OUTDATED = "outdated"  # was complete, until the source changed
    PARTIAL = "partial"  # some strings are translated, and it never was complete
    UNTRANSLATED = "untranslated"  # no string is translated


class Count(NamedTuple):
    """Strings, and the words of their source text."""

    strings: int = 0
    words: int = 0

    def __add__(self, other: Count) -> Count:  # type: ignore[override]  # a sum, no longer row
        return Count(self.strings + other.strings, self.words + other.words)


class Coverage(NamedTuple):
    """For one post and language: what is done and what is left."""

    translated: Count = Count()
    fuzzy: Count = Count()
    missing: Count = Count()
    state: PageState = PageState.UNTRANSLATED
    changed: int = 0
    """Words of the source that are other words than those that were translated: of texts that were
    edited, the words that differ; of an outdated page, the new texts too. An edit of a comma or a
    tag changes no word."""

    @property
    def total(self) -> Count:
        return self.translated + self.fuzzy + self.missing
