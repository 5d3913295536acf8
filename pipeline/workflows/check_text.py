"""What `tvilling check` prints of a whole blog, kept for as long as no file looks different.

Where nothing has changed and there are ten thousand findings, most of the time would go into
writing them down once more.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline.model.finding import Finding, Severity
from pipeline.storage.stamps import digest_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.check import WHOLE, CheckReport, Scope, checking
from pipeline.workflows.look import look_at
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.rules import key_of_rules

Write = Callable[[Iterable[Finding]], Iterator[str]]
"""From findings to the pieces of their text."""

_NAME = "check"
_MOST = 4_000_000
"""Characters of a text that is kept: those of some twenty thousand findings."""


class CheckText:
    """A check that is under way: its text can be gone through once, and then it has a report."""

    def __init__(
        self, workspace: Workspace, scope: Scope, write: Write, tell: Tell = silent
    ) -> None:
        self._workspace = workspace
        self._scope = scope
        self._write = write
        self._tell = tell
        self._report: CheckReport | None = None

    def __iter__(self) -> Iterator[str]:
        look = look_at(self._workspace)
        is_kept = self._scope == WHOLE and look.is_sound
        tree = look.tree + _asked(self._workspace) if is_kept else b""
        said = look.cache.recalled(_NAME, tree) if is_kept else None
        if said is not None:
            head, _, text = said.partition("\n")
            self._report = _read(head)
            yield text
            return
        running = checking(self._workspace, self._scope, look=look, tell=self._tell)
        pieces: list[str] = []
        size = 0
        for piece in self._write(running):
            yield piece
            size += len(piece)
            if is_kept and size <= _MOST:
                pieces.append(piece)
        report = self._report = running.report
        if is_kept and size <= _MOST and report.is_settled:
            look.cache.remember(_NAME, tree, "".join((_written(report), "\n", *pieces)))

    @property
    def report(self) -> CheckReport:
        """What it came to, when all of the text has passed."""
        assert self._report is not None  # noqa: S101  # a slip of whoever asks too early
        return self._report


def _asked(workspace: Workspace) -> bytes:
    """What the text depends on beside the files that posts and catalogues are."""
    checks = workspace.settings.checks
    known = (checks, key_of_rules(workspace), workspace.read_catalogue(checks.baseline))
    return digest_of(repr(known).encode("utf-8", "surrogatepass"))


def _written(report: CheckReport) -> str:
    counts = {severity.value: count for severity, count in report.counts.items()}
    return json.dumps([counts, report.pages, report.ignored, report.known, report.unneeded])


def _read(text: str) -> CheckReport:
    counts, pages, ignored, known, unneeded = json.loads(text)
    by_severity = Counter({Severity(name): count for name, count in counts.items()})
    return CheckReport((), by_severity, pages, ignored, known, tuple(map(tuple, unneeded)))
