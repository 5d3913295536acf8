"""What a post's author tells Tvilling in comments: `<!-- tvilling: VERB ARGUMENT -->`.

| verb | what it does |
|---|---|
| `skip` | what follows is not for translators, up to `end` or the end of the post |
| `end` | ends `skip` |
| `note TEXT` | the translator of the next text reads TEXT |
| `context NAME` | the next text has the context NAME, so that it may be translated in its own way |
| `code` | the next code block is translated |
| `ignore RULES -- REASON` | checks leave out what these rules see in the next text |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a directive asks for."""

    SKIP = "skip"
    END = "end"
    NOTE = "note"
    CONTEXT = "context"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive."""

    verb: Verb
    argument: str = ""
    """What stands behind the verb, white space folded; empty for `skip`, `end` and `code`."""


_BODY = re.compile(r"\s*tvilling:\s*([a-z]+)(?:\s+(.*))?", re.DOTALL)
_COMMENT = r"<!--(\s*tvilling:(?:(?!-->|<!--).)*)-->"
_ANY_COMMENT = re.compile(_COMMENT, re.DOTALL)
_LINE_OR_COMMENT = re.compile(
    rf"(?:(?:\A|(?<=\n))[ \t]*{_COMMENT}[ \t]*(?:\r?\n|\Z))|{_COMMENT}", re.DOTALL
)
_VERBS = frozenset(Verb)
_IGNORE = "ignore"
_WITH_ARGUMENT = frozenset({Verb.NOTE, Verb.CONTEXT})


def parse_directive(comment_body: str) -> Directive | None:
    """The directive that a comment holds, or nothing for any other comment.

    `comment_body` is what stands between `<!--` and `-->`. An unknown verb, a missing argument or
    one too many make it an ordinary comment.

    >>> parse_directive(" tvilling: context menu ")
    Directive(verb=<Verb.CONTEXT: 'context'>, argument='menu')
    """
    match = _BODY.fullmatch(comment_body)
    if match is None:
        return None
    argument = " ".join((match[2] or "").split())
    if match[1] == _IGNORE:
        # The checks read it in the catalogue, where translators see it too.
        return Directive(Verb.NOTE, f"tvilling: {_IGNORE} {argument}".strip())
    if match[1] not in _VERBS:
        return None
    verb = Verb(match[1])
    return Directive(verb, argument) if bool(argument) is (verb in _WITH_ARGUMENT) else None


def find_directives(html: str) -> Iterator[tuple[int, int, Directive]]:
    """The directives in comments of a text, each with where its comment starts and ends."""
    if "tvilling:" not in html:
        return
    for match in _ANY_COMMENT.finditer(html):
        directive = parse_directive(match[1])
        if directive is not None:
            yield match.start(), match.end(), directive


def without_directives(html: str) -> str:
    """The HTML without directive comments, for publishing.

    A comment that has a line for itself goes with its line end.
    """
    return _LINE_OR_COMMENT.sub(_kept, html) if "tvilling:" in html else html


def _kept(match: re.Match[str]) -> str:
    body = match[1] if match[1] is not None else match[2]
    return match[0] if parse_directive(body) is None else ""
