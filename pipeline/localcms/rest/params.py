"""Parameters of requests: each is named, checked and turned into a value by a small parser.

A query string knows only text, so a number may be written as text and a list with commas; JSON may
say the same, as in WordPress.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from pipeline.localcms.rest.errors import BadValue, invalid_params

T = TypeVar("T")
Parser = Callable[[str, object], T]
"""Is given the parameter's name and what came, and raises `BadValue`."""

_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?"
)
_MAX_ID = 2**63 - 1
"""What SQLite can hold."""


@dataclass(frozen=True, slots=True)
class Param(Generic[T]):
    """A parameter that a route understands."""

    name: str
    parse: Parser[T]


class Values:
    """Parameters that were given and are valid."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def get(self, param: Param[T]) -> T | None:
        """The value, or nothing where it was not given."""
        return cast("T | None", self._values.get(param.name))

    def __contains__(self, param: Param[Any]) -> bool:
        return param.name in self._values


def validate(table: Iterable[Param[Any]], given: Mapping[str, object]) -> Values:
    """The given parameters of the table; refuses all that are wrong at once, ignores others."""
    values: dict[str, object] = {}
    problems: dict[str, BadValue] = {}
    for param in table:
        if param.name in given:
            try:
                values[param.name] = param.parse(param.name, given[param.name])
            except BadValue as problem:
                problems[param.name] = problem
    if problems:
        raise invalid_params(problems)
    return Values(values)


def integer(low: int | None = None, high: int | None = None) -> Parser[int]:
    """A whole number within both bounds."""

    def parse(name: str, value: object) -> int:
        number = _whole(value)
        if number is None:
            raise BadValue("rest_invalid_type", f"{name} is not of type integer.")
        if (low is not None and number < low) or (high is not None and number > high):
            raise BadValue("rest_out_of_bounds", _bounds(name, low, high))
        return max(min(number, _MAX_ID), -_MAX_ID)

    return parse


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,40}\s*", value):
        return int(value)
    return None


def _bounds(name: str, low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{name} must be between {low} (inclusive) and {high} (inclusive)"
    if low is not None:
        return f"{name} must be greater than or equal to {low}"
    return f"{name} must be less than or equal to {high}"


def text(longest: int | None = None) -> Parser[str]:
    """Text of at most so many characters."""

    def parse(name: str, value: object) -> str:
        if not isinstance(value, str):
            raise BadValue("rest_invalid_type", f"{name} is not of type string.")
        if longest is not None and len(value) > longest:
            raise BadValue("rest_too_long", f"{name} must be at most {longest} characters long.")
        return value

    return parse


def one_of(*choices: str) -> Parser[str]:
    """One of the choices."""

    def parse(name: str, value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            words = f"{', '.join(choices[:-1])}, and {choices[-1]}" if choices[1:] else choices[0]
            raise BadValue("rest_not_in_enum", f"{name} is not one of {words}.")
        return value

    return parse


def boolean(name: str, value: object) -> bool:
    """Yes or no, in PHP's spellings too."""
    word = str(value).lower() if isinstance(value, (bool, int, str)) else ""
    if word not in ("true", "false", "1", "0"):
        raise BadValue("rest_invalid_type", f"{name} is not of type boolean.")
    return word in ("true", "1")


def many(parse_item: Parser[T]) -> Parser[tuple[T, ...]]:
    """A list, or text with commas or spaces between the items."""

    def parse(name: str, value: object) -> tuple[T, ...]:
        items = _items(name, value)
        return tuple(parse_item(f"{name}[{number}]", item) for number, item in enumerate(items))

    return parse


def _items(name: str, value: object) -> list[object]:
    if isinstance(value, str):
        return [item for item in re.split(r"[\s,]+", value) if item]
    if isinstance(value, int) and not isinstance(value, bool):
        return [value]
    if isinstance(value, list):
        return value
    raise BadValue("rest_invalid_type", f"{name} is not of type array.")


def moment(name: str, value: object) -> datetime:
    """A time in UTC; one without a zone is in the blog's, which is UTC."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise BadValue("rest_invalid_date", f"{name}: Invalid date.")
    try:
        found = datetime.fromisoformat(value.upper())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadValue("rest_invalid_date", f"{name}: Invalid date.") from None


def optional(parse_value: Parser[T]) -> Parser[T | None]:
    """The value, or `null`."""

    def parse(name: str, value: object) -> T | None:
        return None if value is None else parse_value(name, value)

    return parse


def rendered(name: str, value: object) -> str:
    """Text, or an object with the text in `raw`; other objects count as empty."""
    if isinstance(value, dict):
        return text()(f"{name}[raw]", value.get("raw", ""))
    if not isinstance(value, str):
        raise BadValue("rest_invalid_type", f"{name} is not of type object.")
    return value


def ids_by_name(name: str, value: object) -> dict[str, int]:
    """An object with ids as values, 0 for none; PHP writes an empty one as a list."""
    if value in ([], "", None):
        return {}
    if not isinstance(value, dict):
        raise BadValue("rest_invalid_type", f"{name} is not of type object.")
    read = integer(low=0)
    return {key: read(f"{name}[{key}]", item or 0) for key, item in value.items()}


_ALTERNATE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|x-default")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+")
_MOST_ALTERNATES, _LONGEST_ADDRESS = 50, 2000


def addresses_by_language(name: str, value: object) -> dict[str, str]:
    """An object with addresses of the web by language, and one as `x-default`."""
    if value in ([], "", None):
        return {}
    if not isinstance(value, dict):
        raise BadValue("rest_invalid_type", f"{name} is not of type object.")
    if len(value) > _MOST_ALTERNATES:
        message = f"{name} must have at most {_MOST_ALTERNATES} properties."
        raise BadValue("rest_too_many_properties", message)
    unknown = next((key for key in value if not _ALTERNATE.fullmatch(key)), None)
    if unknown is not None:
        message = f"{unknown} is not a valid property of Object."
        raise BadValue("rest_additional_properties_forbidden", message)
    read = text(longest=_LONGEST_ADDRESS)
    found = {key: read(f"{name}[{key}]", item) for key, item in value.items()}
    for key, address in found.items():
        if not _ADDRESS.fullmatch(address):
            raise BadValue("rest_invalid_pattern", f"{name}[{key}] is no address of the web.")
    return dict(sorted(found.items()))
