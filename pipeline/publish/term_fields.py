"""The fields of the front matter that hold categories and tags; light to import, as most runs
read them and few publish.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.errors import PostError
from pipeline.speech import say

TAXONOMIES = {"categories": "category", "tags": "post_tag"}
"""What WordPress calls the taxonomy of each field of the front matter."""


# Tuples, since to make a union of the types each time costs more than all the rest.
_LISTS = (list, tuple)
_NO_NAME = (list, tuple, Mapping)
_PLAIN = (str, int, float, date)


def names_field(fields: Mapping[str, object], name: str, path: str) -> tuple[str, ...]:
    """The names that a list, or one text with commas, holds; each once, in their order."""
    value = fields.get(name)
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.split(",")
    elif not isinstance(value, _LISTS):
        value = [value]
    others = [item for item in value if not isinstance(item, str)]
    if any(isinstance(item, _NO_NAME) for item in others):
        raise PostError(
            say("`{name}` in the front matter is not a list of names", name=name),
            path=path,
            remedy=say("Write it like `{name}: [First, Second]`", name=name),
        )
    return tuple(filter(None, dict.fromkeys(map(plain_text, value))))


def plain_text(value: object) -> str:
    """The value as text, without white space around it; nothing for what is no plain value."""
    return str(value).strip() if isinstance(value, _PLAIN) else ""
