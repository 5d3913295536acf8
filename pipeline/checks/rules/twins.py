"""Links that lead readers out of their language.

The link works: until the other post is translated, it leads to the version that there is. Translate
that post next, or leave the link out of the translation.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.blog import BlogRule, BlogUnderCheck, Link, Standing
from pipeline.model.finding import Finding, Severity
from pipeline.speech import N_, say


def _check(blog: BlogUnderCheck) -> Iterator[Finding]:
    there = {(one.post, one.lang) for one in blog.standings if one.is_there}
    for one in blog.standings:
        if not one.is_there:
            continue  # what nobody reads leads nobody astray
        links = {link.path: link for link in reversed(one.links)}
        for path, link in reversed(links.items()):
            post = blog.posts.get(path, one.post)
            if (post, one.lang) not in there:
                yield _finding(one, link)


def _finding(one: Standing, link: Link) -> Finding:
    return Finding(
        path=one.path,
        line=link.line,
        rule=RULE.name,
        severity=RULE.severity,
        message=say(
            "the link to {url} leads to a post that is not there in {lang}",
            url=link.url,
            lang=one.lang,
        ),
        post=one.post,
        lang=one.lang,
    )


RULE = BlogRule(
    "twins",
    Severity.NOTE,
    N_(
        "A finished version links to a post that is not finished in the reader's language, so that "
        "readers are led to another language."
    ),
    _check,
)
