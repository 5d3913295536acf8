"""Everything that is missing or broken, by file and line: what `tvilling check` reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.rules.malformed import malformed
from pipeline.model.finding import Finding, Severity
from pipeline.storage.cache_rows import PageFacts
from pipeline.storage.ids import RESERVED
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group
from pipeline.workflows.compact import FindingsOfPage, findings_of
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.survey import look_at, survey
from pipeline.workflows.wants import Done, Wants


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the blog saw."""

    findings: tuple[Finding, ...]
    """By file and line."""
    pages: int
    """How many pages, each a post in one target language, were looked at."""

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


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
    wants = Wants(findings=True)
    look = look_at(workspace, cached=cached)
    settled = None if names else look.settled(*FindingsOfPage._fields)
    if settled is not None:
        pages = list(map(FindingsOfPage._make, settled.pages))
        return CheckReport(_sorted(pages), sum(page.post != RESERVED for page in pages))
    found = survey(look, names, wants, "Checking", tell, terms=not names)
    settings = workspace.settings
    broken = [malformed(problem, settings.posts) for problem in found.blog.problems]
    for group, done in found.done:
        broken += _broken(group, done, settings.posts)
    for done in found.terms:
        broken += [malformed(problem, settings.locales) for problem in done.problems]
    of_posts = [page for _, done in found.done for page in done.pages]
    of_terms = [page for done in found.terms for page in done.pages]
    return CheckReport(_sorted((*of_posts, *of_terms), broken), len(of_posts))


def _sorted(
    pages: Iterable[FindingsOfPage | PageFacts], broken: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    of_pages = (finding for page in pages for finding in findings_of(page))
    return tuple(sorted((*broken, *of_pages)))


def _broken(group: Group, done: Done, posts: str) -> Iterator[Finding]:
    """What cannot be read of the post and its catalogues."""
    if done.failure is not None:
        yield malformed(done.failure, posts)
    yield from (malformed(problem, group.source.path, group.id) for problem in done.problems)
