"""Tables as plain text: for a pipe, and for large blogs, where colours would take minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.cli.plain import plain

if TYPE_CHECKING:
    from pipeline.cli.table import Column, Row

_GAP = "  "
_NARROW = "\u02ff"
"""Up to here every letter takes one column of the screen."""
_LEAST = 10
"""Columns that a name has, however narrow the screen is."""


def plain_table(columns: Sequence[Column], rows: Sequence[Row], width: int) -> str | None:
    """The lines of the table; nothing where a text holds letters that are not one column wide."""
    table = [[column.title for column in columns]]
    table += [[plain(c if isinstance(c, str) else c.text) for c in row] for row in rows]
    if any(max(cell, default="") > _NARROW for row in table for cell in row if not cell.isascii()):
        return None
    widths = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    rest = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for number, column in enumerate(columns):
        if column.stretches and rest > 0:
            widths[number] = max(widths[number] - rest, _LEAST)
    form = _GAP.join(
        f"{{:{'>' if column.align == 'right' else '<'}{size}}}"
        for column, size in zip(columns, widths, strict=True)
    )
    lines = [line for row in table for line in _lines(form, row, widths)]
    head = len(list(_lines(form, table[0], widths)))
    lines.insert(head, "─" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    return "".join(f"{line}\n" for line in lines)


def _lines(form: str, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The row on one line, or on several where a text has to be folded."""
    rest = list(row)
    while True:
        cells = [cell[:size] for cell, size in zip(rest, widths, strict=True)]
        yield form.format(*cells)
        rest = [cell[size:] for cell, size in zip(rest, widths, strict=True)]
        if not any(rest):
            return
