"""The setting `posts`: which file is the post of which id in which language, and back."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

_FIELDS = {"{lang}": r"(?P<lang>[^/]+?)", "{id}": r"(?P<id>.+?)"}


class Place(NamedTuple):
    """What the path of a post says: the language as it is spelt there, and the id."""

    lang: str
    id: str
    suffix: str
    """With its dot."""


class Pattern(NamedTuple):
    """A path from the blog's folder with `{lang}` and `{id}` in it, without a suffix."""

    text: str

    @property
    def folder(self) -> str:
        """The folder that all posts are in: what stands before the first field; may be empty.

        >>> Pattern("content/posts/{id}.{lang}").folder
        'content/posts'
        """
        return self.text.partition("{")[0].rpartition("/")[0]

    def place(self, path: str) -> Place | None:
        """What the path says, or nothing where it does not fit.

        >>> Pattern("posts/{lang}/{id}").place("posts/sv/guider/start.md")
        Place(lang='sv', id='guider/start', suffix='.md')
        """
        match = _expression(self.text).fullmatch(path)
        return Place(match["lang"], match["id"], match["suffix"]) if match else None

    def path(self, lang: str, id: str, suffix: str) -> str:
        """The path of the post.

        >>> Pattern("posts/{lang}/{id}").path("sv", "guider/start", ".md")
        'posts/sv/guider/start.md'
        """
        fields = {"{lang}": lang, "{id}": id}
        return _split(self.text, fields) + suffix


def _split(text: str, fields: dict[str, str]) -> str:
    return "".join(fields.get(part, part) for part in re.split(r"(\{lang\}|\{id\})", text))


@functools.cache
def _expression(text: str) -> re.Pattern[str]:
    parts = re.split(r"(\{lang\}|\{id\})", text)
    pattern = "".join(_FIELDS.get(part) or re.escape(part) for part in parts)
    return re.compile(pattern + r"(?P<suffix>\.[^./]+)", re.DOTALL)
