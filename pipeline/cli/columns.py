"""What a table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple


class Column(NamedTuple):
    """One column of a table."""

    title: str
    align: Literal["left", "right"] = "left"
    stretches: bool = False
    """Whether it takes the room that is left, and gives way first: its texts are folded."""


class Cell(NamedTuple):
    """A text with a style, as rich names it."""

    text: str
    style: str = ""


Row = Sequence[Cell | str]
