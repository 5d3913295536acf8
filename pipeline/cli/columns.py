"""What a table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    align: Literal["left", "right"] = "left"
    stretches: bool = False
    """Whether it takes the room that is left, and gives way first: its texts are folded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with a style, as rich names it."""

    text: str
    style: str = ""


Row = Sequence[Cell | str]
