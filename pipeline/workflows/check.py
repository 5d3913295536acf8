"""Everything that is missing or broken, by post: what `tvilling check` reports."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError
from pipeline.model.finding import Finding, Severity
from pipeline.speech import say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.baseline import read_baseline
from pipeline.workflows.checked_pages import Seen, seen_in
from pipeline.workflows.ignored_files import IgnoredByFile
from pipeline.workflows.look import Look, look_at
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.rules import key_of_rules

if TYPE_CHECKING:
    from pipeline.checks.baseline import Baseline
    from pipeline.storage.git_changes import BranchChanges


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings are asked for."""

    posts: tuple[str, ...] = ()
    """Ids, files or folders of posts; all, if none."""
    rules: frozenset[str] = frozenset()
    """All, if none."""
    langs: frozenset[str] = frozenset()
    """The languages translated into; all, if none."""
    since: str = ""
    """A commit: only what was changed since the branch left it."""
    in_full: bool = False
    """Whether the missing texts of a page are told of one by one where it has no translation."""
    knows_baseline: bool = True
    """Whether findings are left out that the baseline knows."""

    @property
    def is_whole(self) -> bool:
        return not (self.posts or self.rules or self.langs or self.since)

    def asks_for(self, finding: Finding) -> bool:
        """Whether the finding is by one of the rules, and about one of the languages."""
        if self.rules and finding.rule not in self.rules:
            return False
        return not (self.langs and finding.lang) or finding.lang in self.langs


WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the blog came to."""

    findings: tuple[Finding, ...]
    """By post and language, then by file and line; those of the whole blog last. None where they
    have been handed on one by one."""
    counts: Counter[Severity]
    """How many there are of each severity."""
    pages: int
    """How many pages, each a post in one target language, were looked at."""
    ignored: int = 0
    """How many findings the settings leave out, by their file."""
    known: int = 0
    """How many findings the baseline knows."""
    unneeded: tuple[tuple[str, str, str], ...] = ()
    """What the baseline knows and is not there any more: path, rule and text."""
    is_settled: bool = field(default=False, compare=False)
    """Whether the cache knew all of it."""

    @property
    def errors(self) -> int:
        return self.counts[Severity.ERROR]

    def fails_on(self, severity: Severity | None) -> bool:
        """Whether there is a finding that matters so much, or more; never, for nothing."""
        if severity is None:
            return False
        order = list(Severity)
        return any(self.counts[one] for one in order[: order.index(severity) + 1])


Steps = Generator[Finding, None, CheckReport]


@dataclass(slots=True)
class Checking:
    """A check that is under way: its findings can be gone through once, and then it has a report.

    So no more than the findings of a few pages are in memory, however many there are.
    """

    steps: Steps
    _report: CheckReport | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[Finding]:
        self._report = yield from self.steps

    @property
    def report(self) -> CheckReport:
        """What it came to, when all findings have passed."""
        assert self._report is not None  # noqa: S101  # a slip of whoever asks too early
        return self._report


def check(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    cached: bool = True,
    tell: Tell = silent,
) -> CheckReport:
    """What is wrong with the named posts (all, if none) and their catalogues.

    The report is the same whether the cache may be used or not.
    """
    look = look_at(workspace, cached=cached)
    running = checking(workspace, Scope(tuple(names)), look=look, tell=tell)
    findings = tuple(running)
    report = running.report
    return CheckReport(
        findings, report.counts, report.pages, report.ignored, report.known, report.unneeded
    )


def checking(
    workspace: Workspace, scope: Scope = WHOLE, *, look: Look | None = None, tell: Tell = silent
) -> Checking:
    """The check of what the scope asks for, before its first step.

    `look` is one that was taken just now, where there is one.
    """
    return Checking(_steps(workspace, scope, look, tell))


def _steps(workspace: Workspace, scope: Scope, look: Look | None, tell: Tell) -> Steps:
    _refuse_unknown(workspace, scope)
    settings = workspace.settings.checks
    ignored = IgnoredByFile(settings.ignored)
    baseline = read_baseline(workspace) if scope.knows_baseline else None
    counts: Counter[Severity] = Counter()
    known = 0
    with contextlib.ExitStack() as stack:
        changes = _changes(workspace, scope.since) if scope.since else None
        seen = seen_in(
            look or look_at(workspace),
            scope.posts,
            in_full=None if scope.in_full else changes.paths if changes else frozenset(),
            key=key_of_rules(workspace),
            tell=tell,
        )
        found = ignored.without(seen.findings, every=scope.is_whole)
        if changes is not None:
            # Imported here: it needs what cuts posts and reads catalogues.
            from pipeline.workflows.since import Since

            since = Since(workspace, changes, stack.enter_context(changes.old_files()))
            found = (one for one in found if since.answers_for(one[0], one[1][0], one[1][1]))
        is_narrow = bool(scope.rules or scope.langs)
        for finding, _ in found:
            if is_narrow and not scope.asks_for(finding):
                continue
            if baseline is not None and baseline.takes(finding):
                known += 1
                continue
            counts[finding.severity] += 1
            yield finding
    return _report(scope, counts, seen, ignored.number, known, baseline)


def _changes(workspace: Workspace, commit: str) -> BranchChanges:
    # Imported here, as most runs do not ask git.
    from pipeline.storage.git_changes import changes_since

    return changes_since(workspace.root, commit)


def _report(
    scope: Scope,
    counts: Counter[Severity],
    seen: Seen,
    ignored: int,
    known: int,
    baseline: Baseline | None,
) -> CheckReport:
    unneeded = baseline.unneeded() if baseline is not None and scope.is_whole else ()
    return CheckReport((), counts, seen.pages(), ignored, known, unneeded, seen.is_settled)


def _refuse_unknown(workspace: Workspace, scope: Scope) -> None:
    for lang in sorted(scope.langs - set(workspace.settings.languages)):
        raise SettingsError(
            say("{lang!r} is none of the blog's languages", lang=lang),
            remedy=say("Use one of {languages}", languages=", ".join(workspace.settings.languages)),
        )
    if scope.rules:
        from pipeline.checks.table import NAMES

        for name in sorted(scope.rules - NAMES):
            raise SettingsError(
                say("there is no check named {name!r}", name=name),
                remedy=say("tvilling check --list-rules shows them all"),
            )
