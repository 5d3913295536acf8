"""What a survey tells the cache, written down while pages pass by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.storage.cache_rows import UNREAD, PageFacts
from pipeline.storage.cache_values import News
from pipeline.storage.stamps import UNTRUSTED
from pipeline.workflows.index import Index
from pipeline.workflows.look import Look
from pipeline.workflows.wants import IN_STEP, SEALED, Done

_FINE = (IN_STEP, SEALED)
_BATCH = 1000
"""Pages that are kept in memory before the cache learns them, while other processes work."""


@dataclass(slots=True)
class Ledger:
    """What the cache has to learn, written down while pages pass by."""

    look: Look
    index: Index
    kept: Mapping[str, PageFacts]
    rules: bytes | None
    needed: set[str]
    """The catalogues that there is a use for."""
    pages: list[PageFacts] = field(default_factory=list)
    standings: list[tuple[str, str, bytes]] = field(default_factory=list)
    number: int = 0
    is_settled: bool = True
    has_written_posts: bool = False

    def add(self, done: Done) -> None:
        for page in done.kept:
            self.number += 1
            if page.outcome not in _FINE or page.stamp == UNTRUSTED:
                self.is_settled = False
            if self.kept.get(page.path) != page:
                known = page.findings != UNREAD
                self.pages.append(page if known else page._replace(findings=None))
        self.standings += [one for one in done.standings if one[2] != KNOWN]
        if done.problems or done.failure:
            self.is_settled = False
        if len(self.pages) >= _BATCH:
            self._save(News())

    def finish(
        self, *, is_whole: bool, has_terms: bool, unused: Sequence[str], said: str | None
    ) -> None:
        index = self.index
        is_settled = is_whole and index.is_trusted and not index.blog.problems and self.is_settled
        gone = [path for path in self.kept if path not in self.needed] if has_terms else []
        news = News(
            gone=(*index.gone, *gone),
            tree=self.look.tree if is_settled else None,
            size=(index.size, self.number),
            orphans=unused,
            of_blog=said if is_settled else None,
        )
        self._save(news)

    def _save(self, news: News) -> None:
        if self.look.cache.path:
            posts = () if self.has_written_posts else self.index.news
            more = news._replace(
                posts=posts,
                pages=self.pages,
                standings=self.standings,
                rules=self.rules,
            )
            self.look.cache.save(more)
        self.has_written_posts = True
        self.pages, self.standings = [], []


KNOWN = b"known"
"""What stands for the digest of a post whose standing the cache holds."""
