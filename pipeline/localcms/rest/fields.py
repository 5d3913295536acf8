"""`_fields`: the parts of an answer that the client wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def wanted_fields(value: object) -> tuple[str, ...]:
    """The names in a `_fields` parameter, a list or text with commas; none means all."""
    if isinstance(value, str):
        return tuple(name for name in re.split(r"[\s,]+", value) if name)
    if isinstance(value, list):
        return tuple(name for name in value if isinstance(name, str) and name)
    return ()


def filtered(body: object, names: Iterable[str]) -> object:
    """The body, or each item of a list, with the named parts alone; a dot goes one level down.

    >>> filtered([{"id": 1, "title": {"raw": "a", "rendered": "b"}}], ["title.raw"])
    [{'title': {'raw': 'a'}}]
    """
    paths = [tuple(name.split(".")) for name in names]
    if not paths:
        return body
    if isinstance(body, list):
        return [_picked(item, paths) for item in body]
    return _picked(body, paths)


def _picked(item: object, paths: list[tuple[str, ...]]) -> object:
    if not isinstance(item, Mapping):
        return item
    picked: dict[str, object] = {}
    for name, value in item.items():
        below = [path[1:] for path in paths if path[0] == name]
        if not below:
            continue
        part = value if () in below else _picked(value, below)
        if () in below or (isinstance(part, Mapping) and part):
            picked[name] = part
    return picked
