"""Tables that fit the terminal, or 80 columns in a pipe, and are plain text there."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.columns import Cell, Column, Row
from pipeline.cli.plain import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_PIPE_WIDTH = 80
_MOST_IN_COLOUR = 500
"""Rows: with colours, a row takes half a millisecond."""


def show_table(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Writes the table to the output."""
    if not sys.stdout.isatty() or len(rows) > _MOST_IN_COLOUR:
        from pipeline.cli.plain_table import plain_table

        text = plain_table(columns, rows, _width())
        if text is not None:
            sys.stdout.write(text)
            return
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    for column in columns:
        table.add_column(
            column.title,
            justify=column.align,
            overflow="fold",
            no_wrap=not column.stretches,
        )
    for row in rows:
        table.add_row(*map(_text, row))
    screen = console()
    if sys.stdout.isatty():
        screen.print(table, highlight=False)
        return
    with screen.capture() as captured:
        screen.print(table, highlight=False)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def console() -> Console:
    """The output: as wide as the terminal, or 80 columns of plain text in a pipe."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        width=None if is_terminal else _PIPE_WIDTH,
        no_color=bool(os.environ.get("NO_COLOR")) or not is_terminal,
        force_terminal=is_terminal,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def _width() -> int:
    if not sys.stdout.isatty():
        return _PIPE_WIDTH
    import shutil

    return shutil.get_terminal_size().columns


def _text(cell: Cell | str) -> Text:
    from rich.text import Text

    if isinstance(cell, str):
        return Text(plain(cell))
    return Text(plain(cell.text), style=cell.style)
