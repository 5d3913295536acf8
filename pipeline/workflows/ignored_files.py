"""Findings that the settings leave out, by the files that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.check_settings import IgnoredFiles
from pipeline.model.finding import Finding, Severity
from pipeline.speech import say
from pipeline.storage.globs import matches
from pipeline.storage.section_values import FILE

Place = tuple[str, str]
"""The catalogue and the post that a finding is about; empty where there is none."""


class IgnoredByFile:
    """Counts what it leaves out, so that a line which leaves out nothing can be told of."""

    def __init__(self, patterns: Sequence[IgnoredFiles]) -> None:
        self.patterns = patterns
        self.used: set[IgnoredFiles] = set()
        self.number = 0

    def without(
        self, found: Iterable[tuple[Finding, Place]], *, every: bool
    ) -> Iterator[tuple[Finding, Place]]:
        """The findings that no line leaves out.

        Where the whole blog is looked at, notes follow on the lines that leave out nothing.
        """
        return self._without(found, every=every) if self.patterns else iter(found)

    def _without(
        self, found: Iterable[tuple[Finding, Place]], *, every: bool
    ) -> Iterator[tuple[Finding, Place]]:
        for finding, place in found:
            if self._is_left_out(finding, place):
                self.number += 1
            else:
                yield finding, place
        if every:
            for line in self.patterns:
                if line not in self.used:
                    yield _note(line), ("", "")

    def _is_left_out(self, finding: Finding, place: Place) -> bool:
        for line in self.patterns:
            if line.rule in {"", finding.rule} and _is_meant(line.pattern, finding, place):
                self.used.add(line)
                return True
        return False


def _is_meant(pattern: str, finding: Finding, place: Place) -> bool:
    return any(matches(pattern, path) for path in {finding.path, *place} if path)


def _note(line: IgnoredFiles) -> Finding:
    return Finding(
        path=FILE,
        line=line.line,
        rule="ignores",
        severity=Severity.NOTE,
        message=say(
            "to ignore {pattern} leaves out no finding; delete the line", pattern=line.pattern
        ),
    )
