"""Reading what a request brings: the query string in PHP's spelling, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NoReturn

from pipeline.localcms.rest.errors import RestError

_NAME = re.compile(r"(?P<name>[^\[]+)(?P<rest>(?:\[[^\[\]]*\])*)")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The parameters of a query string or form; `a[]` makes a list, `a[b]` an object.

    >>> nested([("lang", "sv"), ("translations[en]", "12"), ("slug[]", "a"), ("slug[]", "b")])
    {'lang': 'sv', 'translations': {'en': '12'}, 'slug': ['a', 'b']}
    """
    found: dict[str, object] = {}
    for name, value in pairs:
        match = _NAME.fullmatch(name)
        if match is None:
            found[name] = value
            continue
        keys = re.findall(r"\[([^\]]*)\]", match["rest"])
        found[match["name"]] = _joined(found.get(match["name"]), keys[:1], value)
    return found


def _joined(earlier: object, keys: list[str], value: str) -> object:
    """PHP goes on to any depth; no parameter here needs a second level."""
    if not keys:
        return value
    if keys == [""] or keys[0].isdecimal():
        return [*(earlier if isinstance(earlier, list) else []), value]
    return {**(earlier if isinstance(earlier, dict) else {}), keys[0]: value}


def read_json(body: bytes) -> dict[str, object]:
    """The parameters in a JSON body; other values than an object hold none."""
    if not body.strip():
        return {}
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse)
        # A lone surrogate is no character, so the text could not be stored or sent.
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _invalid_json(str(error)) from None
    return value if isinstance(value, dict) else {}


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _invalid_json(reason: str) -> RestError:
    return RestError(
        "rest_invalid_json",
        "Invalid JSON body passed.",
        400,
        {"json_error_code": 4, "json_error_message": f"Syntax error: {reason[:200]}"},
    )
