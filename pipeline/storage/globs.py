"""Patterns of paths, as `.gitignore` and editors have taught them."""

from __future__ import annotations

import functools
import re

_PART = re.compile(r"\*\*/?|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether the pattern means the path.

    `*` and `?` stay within a folder, `**` does not; a folder's name means all that is in it.

    >>> [matches(p, "posts/en/a/b.md") for p in ("posts/*.md", "posts/**/b.md", "posts/en")]
    [False, True, True]
    """
    return _compiled(pattern).fullmatch(path) is not None


@functools.lru_cache(1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (_translated(part) for part in _PART.findall(pattern.rstrip("/")))
    return re.compile(f"{''.join(parts)}(?:/.*)?", re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "**":
        return ".*"
    if part == "*":
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if len(part) > 1:
        inside = part[1:-1].replace("\\", "\\\\")
        return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return re.escape(part)
