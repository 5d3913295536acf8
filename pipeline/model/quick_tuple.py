"""Named tuples made in less than half the time that their class takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


def quick_tuple(row: type[Row]) -> Callable[[tuple[Any, ...]], Row]:
    """What makes a named tuple of all its fields, defaults too, given as one plain tuple."""
    return partial(tuple.__new__, row)
