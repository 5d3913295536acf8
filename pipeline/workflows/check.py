"""Everything that is missing or broken, by file and line: what `tvilling check` reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.rules.malformed import malformed
from pipeline.errors import TvillingError
from pipeline.model.finding import Finding, Severity
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, read_blog, selected
from pipeline.workflows.catalogues import Translated, translated
from pipeline.workflows.findings import findings_of, findings_of_terms
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.terms import term_translations


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


def check(workspace: Workspace, names: Sequence[str] = (), *, tell: Tell = silent) -> CheckReport:
    """What is wrong with the named posts (all, if none) and their catalogues."""
    whole = read_blog(workspace)
    blog = selected(whole, names)
    findings = [malformed(problem, workspace.settings.posts) for problem in blog.problems]
    pages = 0
    for number, item in enumerate(translated(blog), 1):
        tell("Checking", number, len(blog.groups))
        findings.extend(_of_post(item, workspace.settings.posts))
        pages += len(item.translations) if isinstance(item, Translated) else 0
    findings.extend(() if names else _of_terms(whole))
    return CheckReport(tuple(sorted(findings)), pages)


def _of_post(item: Translated | TvillingError, posts: str) -> Iterator[Finding]:
    if isinstance(item, TvillingError):
        yield malformed(item, posts)
        return
    source = item.group.source.path
    yield from (malformed(problem, source, item.group.id) for problem in item.problems)
    for translation in item.translations:
        yield from findings_of(item, translation)


def _of_terms(blog: Blog) -> Iterator[Finding]:
    for item in term_translations(blog):
        if isinstance(item, TvillingError):
            yield malformed(item, blog.workspace.settings.locales)
        else:
            yield from findings_of_terms(item)
