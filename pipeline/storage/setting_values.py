"""How each setting's text is read: one reader per kind of value.

A reader gives the value, or raises `ValueError` with two sentences: what is wrong, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.errors import SettingsError
from pipeline.model.language import parse_tag
from pipeline.speech import N_, say

Reader = Callable[[str], object]

_BLOCK = re.compile(r"[a-z0-9*_-]+(?:/[a-z0-9*_-]+)?")
_FIELD = re.compile(r"\{[^{}]*\}?|\}")
_LIKE = N_("Write it like {example}")


def text(value: str) -> str:
    """The text on one line, not empty."""
    if not value.strip():
        raise ValueError(say("is empty"), say("Write a value behind the ="))
    return " ".join(value.split())


def words(value: str) -> tuple[str, ...]:
    """What stands between commas or on lines."""
    return tuple(word.strip() for word in re.split(r"[,\n]", value) if word.strip())


def languages(value: str) -> tuple[str, ...]:
    """Language tags, two or more, none twice."""
    try:
        tags = tuple(parse_tag(word) for word in words(value))
    except SettingsError as error:
        raise ValueError(error.what, error.remedy) from None
    twice = sorted({tag for tag in tags if tags.count(tag) > 1})
    if twice:
        raise ValueError(
            say("names {listed} twice", listed=listed(twice)), say("Name each language once")
        )
    if len(tags) < 2:
        raise ValueError(
            say("names fewer than two languages"), say("Write at least two, such as: en, sv")
        )
    return tags


def inside(value: str) -> str:
    """A path that stays below the blog's folder."""
    path = text(value).removeprefix("./").rstrip("/")
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or not all(p.strip(".") for p in parts):
        raise ValueError(
            say("{path!r} does not stay in the blog's folder", path=path),
            say("Write a path from the blog's folder, with / between folders and without .."),
        )
    return path


def posts(value: str) -> str:
    """A path that holds `{lang}` and `{id}` once each."""
    pattern = inside(value)
    if sorted(_FIELD.findall(pattern)) != ["{id}", "{lang}"]:
        raise ValueError(
            say("{pattern!r} does not hold {{lang}} and {{id}}, once each", pattern=pattern),
            say(_LIKE, example="posts/{lang}/{id}"),
        )
    if "{lang}{id}" in pattern or "{id}{lang}" in pattern:
        raise ValueError(
            say(
                "{pattern!r} does not say where the language ends and the id begins",
                pattern=pattern,
            ),
            say(_LIKE, example="posts/{lang}/{id}"),
        )
    return pattern


def block_attributes(value: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of WordPress blocks with the paths of their text attributes, one block a line.

    >>> block_attributes("acme/hero: heading, items.*.text")
    (('acme/hero', ('heading', 'items.*.text')),)
    """
    lines = [line.partition(":") for line in value.splitlines() if line.strip()]
    read = tuple((name.strip(), words(paths)) for name, _, paths in lines)
    wrong = [name for name, paths in read if not _BLOCK.fullmatch(name) or not paths]
    if wrong:
        raise ValueError(
            say(
                "does not say which attributes of {listed} are text",
                listed=listed(map(repr, wrong)),
            ),
            say("Write a line for each block, such as: acme/hero: heading, items.*.text"),
        )
    return read


def choice(*choices: str) -> Reader:
    """The reader of one of these words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(
                say("{value!r} is not known", value=value),
                say("Write one of {listed}", listed=listed(choices)),
            )
        return value

    return read


def yes_no(value: str) -> bool:
    """A truth value, in the words that configparser knows, but for the numbers."""
    known = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if value.lower() not in known:
        raise ValueError(
            say("{value!r} is neither yes nor no", value=value), say("Write yes or no")
        )
    return known[value.lower()]


def url(value: str) -> str:
    """The address of a site, without a slash at the end."""
    # Imported here: it costs 4 ms, and most blogs name no site.
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(value.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(
            say("{value!r} is not a web address", value=value),
            say(_LIKE, example="https://blog.example.com"),
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(
            say("holds more than the site's address"),
            say(
                "Leave out user, password, ? and #; the user has a key of its own, and the "
                "password belongs in the environment"
            ),
        )
    return value.strip().rstrip("/")


def web_pattern(value: str) -> str:
    """The address of a line of a file on the web."""
    return _pattern(value, ("path", "line"), "https://github.com/me/blog/blob/main/{path}#L{line}")


def editor_pattern(value: str) -> str:
    """The address that opens a line of a file in an editor."""
    return _pattern(value, ("file", "path", "line"), "vscode://file{file}:{line}", _RUNS)


_RUNS = frozenset({"javascript", "data", "vbscript", "blob"})
"""Schemes that run what stands behind them."""


def _pattern(
    value: str, names: tuple[str, ...], example: str, forbidden: frozenset[str] = frozenset()
) -> str:
    """An address with names in braces: of the web, or of any scheme but the forbidden ones."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", value)
    is_good = scheme is not None and (
        scheme[1].lower() not in forbidden if forbidden else scheme[1].lower() in _WEB
    )
    fields = _FIELD.findall(value)
    if not is_good or re.search(r"\s", value) or not {"{path}", "{file}"} & set(fields):
        raise ValueError(
            say("{value!r} is no address of a file", value=value), say(_LIKE, example=example)
        )
    unknown = sorted(set(fields) - {f"{{{name}}}" for name in names})
    if unknown:
        raise ValueError(
            say("holds {listed}", listed=listed(unknown)),
            say("Use {listed} only", listed=listed(f"{{{name}}}" for name in names)),
        )
    return value


_WEB = frozenset({"http", "https"})


def filled(pattern: str, **values: str | int) -> str:
    """The address with the values in the places of their names, quoted as addresses are.

    >>> filled("https://a.example/{path}#L{line}", path="posts/en/å b.md", line=3)
    'https://a.example/posts/en/%C3%A5%20b.md#L3'
    """
    if not pattern:
        return ""
    from urllib.parse import quote

    return _FIELD.sub(lambda found: quote(str(values[found[0][1:-1]])), pattern)


def listed(names: Iterable[str]) -> str:
    """The names as they stand in a sentence.

    >>> listed(["en", "sv"])
    'en, sv'
    """
    return ", ".join(names)


def number(least: int, most: int) -> Reader:
    """A whole number between those two."""

    def read(value: str) -> int:
        written = value.strip()
        if written.isascii() and written.isdecimal() and least <= int(written) <= most:
            return int(written)
        raise ValueError(
            say(
                "is {written!r}, which is no number from {least} to {most}",
                written=written,
                least=least,
                most=most,
            ),
            say("Write one of those"),
        )

    return read
