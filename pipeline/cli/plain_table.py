"""Tables as plain text: for a pipe, and for large blogs, where colours would take minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cli.columns import Column, Row
from pipeline.cli.plain import plain

_GAP = "  "
_NARROW = "\u02ff"
"""Up to here every letter takes one column of the screen."""
_LEAST = 10
"""Columns that a name has, however narrow the screen is."""


def plain_table(columns: Sequence[Column], rows: Sequence[Row], width: int) -> str | None:
    """The lines of the table; nothing where a text holds letters that are not one column wide."""
    table = [[column.title for column in columns], *map(_texts, rows)]
    if not all(map(_is_narrow, table)):
        return None
    natural = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    widths = _narrowed(columns, natural, width)
    form = _GAP.join(
        f"{{:{'>' if column.align == 'right' else '<'}{size}}}"
        for column, size in zip(columns, widths, strict=True)
    )
    if widths == natural:
        head, *lines = [form.format(*row).rstrip() for row in table]
    else:
        head, *lines = [line for row in table for line in _lines(form, row, widths)]
    return "\n".join((head, "─" * len(form.format(*[""] * len(widths))), *lines, ""))


def _texts(row: Row) -> list[str]:
    cells = [cell if isinstance(cell, str) else cell.text for cell in row]
    # Asked once for a row, not once for each of its cells.
    return cells if "".join(cells).isprintable() else list(map(plain, cells))


def _is_narrow(row: Sequence[str]) -> bool:
    """Whether every letter takes one column."""
    text = "".join(row)
    return text.isascii() or max(text) <= _NARROW


def _narrowed(columns: Sequence[Column], widths: Sequence[int], width: int) -> list[int]:
    """The widths of the columns once those that stretch have given way to the others."""
    excess = max(0, sum(widths) + len(_GAP) * (len(widths) - 1) - width)
    return [
        max(size - excess, min(size, _LEAST)) if column.stretches else size
        for column, size in zip(columns, widths, strict=True)
    ]


def _lines(form: str, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The row on one line, or on several where a text has to be folded."""
    rest = list(row)
    while True:
        cells = [cell[:size] for cell, size in zip(rest, widths, strict=True)]
        yield form.format(*cells).rstrip()
        rest = [cell[size:] for cell, size in zip(rest, widths, strict=True)]
        if not any(rest):
            return
