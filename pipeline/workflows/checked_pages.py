"""What the rules see in a blog, page after page, from the cache where nothing has changed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import TvillingError
from pipeline.model.coverage import Count
from pipeline.model.finding import Finding, Severity
from pipeline.model.quick_tuple import quick_tuple
from pipeline.speech import N_
from pipeline.storage.cache import Cache
from pipeline.storage.cache_rows import NO_FINDINGS, UNREAD, PageFacts
from pipeline.storage.ids import RESERVED
from pipeline.storage.section_values import FILE
from pipeline.storage.workspace import Workspace
from pipeline.workflows.compact import FindingsOfPage, coverages, findings_of, findings_of_pages
from pipeline.workflows.look import Look
from pipeline.workflows.progress import Tell
from pipeline.workflows.rules import Applied, applied, glossary_text
from pipeline.workflows.wants import Done, Wants

if TYPE_CHECKING:
    from pipeline.checks.blog import BlogUnderCheck
    from pipeline.workflows.blog import Group

Place = tuple[str, str]
"""The catalogue and the post that a finding is about; empty where there is none."""
Found = tuple[Finding, Place]
Row = tuple[str, str, str, str]
"""A version: post, language, path, and how others see it, as JSON."""
_AT_A_TIME = 400
"""Pages whose findings are fetched together."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules see; it can be gone through once."""

    findings: Iterator[Found]
    pages: Callable[[], int]
    """How many pages were looked at, when all findings have passed."""
    is_settled: bool = False
    """Whether the cache knows all of it."""


def seen_in(
    look: Look,
    names: Sequence[str],
    *,
    in_full: frozenset[str] | None,
    key: bytes,
    tell: Tell,
) -> Seen:
    """What the rules see in the named posts, or in the whole blog if none is named.

    `key` is that of the rules; `in_full` are the files whose missing texts are told of one by one,
    nothing stands for all.
    """
    workspace = look.workspace
    is_short = not names and in_full is not None and not in_full
    settled = _settled(look, key) if is_short else None
    if settled is not None:
        return settled
    wants = Wants(findings=True, coverage=bool(workspace.settings.checks.thresholds))
    walk = _Walk(look, names, wants._replace(in_full=in_full), key, tell)
    return Seen(walk.findings(), lambda: walk.pages)


def _settled(look: Look, key: bytes) -> Seen | None:
    """What the cache says of a blog in which nothing has changed, if it says it."""
    if not look.is_sound:
        return None
    checked = look.cache.checked(look.tree, key)
    if checked is None:
        return None
    settings = look.workspace.settings
    counted: list[tuple[str, str, str]] = []
    if settings.checks.thresholds:
        rows = look.settled("post", "lang", "coverage")
        if rows is None:
            return None
        counted = list(rows.pages)
    order = {lang: number for number, lang in enumerate(settings.languages)}
    wrong = sorted(checked.wrong, key=lambda row: (row[0] == RESERVED, row[0], order[row[1]]))
    pages = list(map(quick_tuple(FindingsOfPage), wrong))

    def findings() -> Iterator[Found]:
        for some in _read_out(look.cache, pages):
            for page, found in findings_of_pages(some):
                place = (page.path, page.source)
                for finding in found:
                    yield finding, place
        yield from ((finding, ("", "")) for finding in _read(checked.of_blog))
        yield from _below_threshold(look.workspace, counted)

    return Seen(findings(), lambda: checked.pages, is_settled=True)


def _of_page(page: FindingsOfPage | PageFacts) -> Iterator[Found]:
    place = (page.path, page.source)
    return ((finding, place) for finding in findings_of(page))


def _read_out(cache: Cache, pages: Sequence[FindingsOfPage]) -> Iterator[Sequence[FindingsOfPage]]:
    """The pages with their findings, the long ones fetched a few at a time."""
    for start in range(0, len(pages), _AT_A_TIME):
        some = pages[start : start + _AT_A_TIME]
        unread = [page.path for page in some if page.findings == UNREAD]
        if unread:
            found = {**dict.fromkeys(unread, NO_FINDINGS), **cache.findings(unread)}
            some = [page._replace(findings=found.get(page.path, page.findings)) for page in some]
        yield some


class _Walk:
    """One pass through a blog; what was counted on the way is there at its end."""

    def __init__(
        self, look: Look, names: Sequence[str], wants: Wants, key: bytes, tell: Tell
    ) -> None:
        # Imported here, as in other places of this file: where nothing has changed, what is
        # imported takes as long as to look at ten thousand files.
        from pipeline.workflows.survey import walk_through

        workspace = look.workspace
        text = glossary_text(workspace)
        self.rules = applied(workspace.settings.checks, text)
        self.workspace = workspace
        self.names = names
        self.cache = look.cache
        self.walk = walk_through(
            look, names, wants, N_("Checking"), tell, terms=not names, rules=key, glossary=text
        )
        self.pages = 0
        self.standings: list[Row] = []
        self.counted: list[tuple[str, str, str]] = []

    def findings(self) -> Iterator[Found]:
        settings = self.workspace.settings
        yield from self._broken(self.walk.blog.problems, settings.posts)
        items = iter(self.walk.items)
        while some := list(itertools.islice(items, _AT_A_TIME)):
            yield from self._of_items(some)
        of_blog = [] if self.names else sorted(self._of_blog())
        self.walk.finish(of_blog=_json(of_blog))
        yield from ((finding, ("", "")) for finding in of_blog)
        if not self.names:
            yield from _below_threshold(self.workspace, self.counted, self.rules)

    def _of_items(self, items: Sequence[tuple[Group | None, Done]]) -> Iterator[Found]:
        unread = [p.path for _, done in items for p in done.pages if p.findings == UNREAD]
        found: Mapping[str, str] = {}
        for start in range(0, len(unread), _AT_A_TIME):
            found = {**found, **self.cache.findings(unread[start : start + _AT_A_TIME])}
        for group, done in items:
            yield from self._problems(group, done)
            self._count(group, done)
            for page in done.pages:
                yield from _of_page(page._replace(findings=found.get(page.path, page.findings)))

    def _count(self, group: Group | None, done: Done) -> None:
        if group is not None:
            self.pages += len(done.pages)
            langs = {post.path: post.lang for post in group.posts}
            for path, standing, _ in done.standings:
                self.standings.append((group.id, langs[path], path, standing))
        for page in done.pages:
            self.standings.append((page.post, page.lang, page.path, page.standing or ""))
            if page.coverage is not None:
                self.counted.append((page.post, page.lang, page.coverage))

    def _problems(self, group: Group | None, done: Done) -> Iterator[Found]:
        settings = self.workspace.settings
        if done.failure is not None:
            yield from self._broken([done.failure], settings.posts)
        path, post = (group.source.path, group.id) if group else (settings.locales, "")
        yield from self._broken(done.problems, path, post)

    def _broken(
        self, problems: Iterable[TvillingError], path: str, post: str = ""
    ) -> Iterator[Found]:
        """What cannot be read, as findings."""
        from pipeline.checks.rules.malformed import RULE, malformed

        levels = {rule.name: rule.severity for rule in self.rules.chosen.rules}
        for problem in problems:
            finding = malformed(problem, path, post)
            if severity := levels.get(RULE.name):
                yield finding._replace(severity=severity), ("", finding.path)

    def _of_blog(self) -> Iterator[Finding]:
        from pipeline.checks.blog import BlogUnderCheck
        from pipeline.workflows.standings import read_standings

        posts = {post.path: group.id for group in self.walk.whole.groups for post in group.posts}
        blog = BlogUnderCheck(tuple(read_standings(self.standings)), posts)
        return _by_rules(self.rules, blog)


def _below_threshold(
    workspace: Workspace, counted: Sequence[tuple[str, str, str]], rules: Applied | None = None
) -> Iterator[Found]:
    """The languages that too little is translated into."""
    settings = workspace.settings.checks
    if not settings.thresholds:
        return
    from pipeline.checks.blog import BlogUnderCheck

    sums: dict[str, tuple[Count, Count]] = {}
    for (_, lang, _), one in zip(counted, coverages(row[2] for row in counted), strict=True):
        done, total = sums.get(lang, (Count(), Count()))
        sums[lang] = (done + one.translated, total + one.total)
    blog = BlogUnderCheck(
        (), {}, sums, settings.thresholds, settings.threshold_of, settings_path=FILE
    )
    rules = rules or applied(settings, glossary_text(workspace))
    yield from ((finding, ("", "")) for finding in _by_rules(rules, blog))


def _by_rules(rules: Applied, blog: BlogUnderCheck) -> Iterator[Finding]:
    for rule in rules.chosen.blog_rules:
        yield from (one._replace(severity=rule.severity) for one in rule.check(blog))


def _json(findings: Iterable[Finding]) -> str:
    return json.dumps([finding._asdict() for finding in findings], ensure_ascii=False)


def _read(text: str) -> list[Finding]:
    values: list[dict[str, Any]] = json.loads(text)
    return [Finding(**{**value, "severity": Severity(value["severity"])}) for value in values]
