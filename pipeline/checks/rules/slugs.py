"""Posts of one language that would have the same address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.blog import BlogRule, BlogUnderCheck, Standing
from pipeline.model.finding import Finding, Severity
from pipeline.speech import N_, say


def _check(blog: BlogUnderCheck) -> Iterator[Finding]:
    found: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in blog.standings:
        if standing.slug:
            found[standing.lang, standing.slug].append(standing)
    for same in found.values():
        if len(same) > 1:
            yield from (_finding(one, same) for one in same)


def _finding(one: Standing, same: list[Standing]) -> Finding:
    other = next(other for other in same if other is not one)
    more = say(" and {number} more", number=len(same) - 2) if len(same) > 2 else ""
    return Finding(
        path=one.path,
        line=one.line,
        rule=RULE.name,
        severity=RULE.severity,
        message=say(
            "the slug {slug} is that of {path}:{line}{more} too; one of them will "
            "get another address",
            slug=one.slug,
            path=other.path,
            line=other.line,
            more=more,
        ),
        post=one.post,
        lang=one.lang,
    )


RULE = BlogRule(
    "slugs",
    Severity.WARNING,
    N_(
        "Two posts have, or will have, the same slug in one language, be it written, translated, "
        "or made from the title."
    ),
    _check,
)
