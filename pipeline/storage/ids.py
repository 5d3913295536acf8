"""Which texts can be the id of a post: an id is also the name of a file in every language."""

from __future__ import annotations

import re
import unicodedata

from pipeline.errors import PostError
from pipeline.speech import N_, say

RESERVED = "terms"
"""The name of the catalogue of categories and tags, which no post can have."""

_LONGEST = 240  # bytes of one file name, with room for a suffix


_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}(?:/[a-z0-9][a-z0-9_-]{0,99})*")
"""What nearly every id is made of, and needs no further look."""


def checked_id(id: str, path: str, line: int | None = None) -> str:
    """The id in the one spelling that every machine agrees on (Unicode NFC).

    Raises `PostError` where it could name no file, or one outside the blog's folders.
    """
    if _PLAIN.fullmatch(id) and id != RESERVED:
        return id
    id = unicodedata.normalize("NFC", id)
    wrong = _wrong(id)
    if wrong:
        raise PostError(
            say(wrong, id=id),
            path=path,
            line=line,
            remedy=say(
                "Use words with - between them, and / between folders, such as guides/start"
            ),
        )
    return id


def _wrong(id: str) -> str:
    """What is wrong with the id, to be looked up."""
    if id.casefold() == RESERVED:
        return N_("the id {id!r} is the name of the catalogue of categories and tags")
    if not id:
        return N_("the id {id!r} is empty")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in id):
        return N_("the id {id!r} holds a control character")
    if "\\" in id or any(_is_bad_name(name) for name in id.split("/")):
        return N_("the id {id!r} would leave the folder of its language, or is no name for a file")
    return ""


def _is_bad_name(name: str) -> bool:
    return (
        not name
        or name.startswith(".")
        or name != name.strip()
        or len(name.encode("utf-8", "surrogatepass")) > _LONGEST
    )
