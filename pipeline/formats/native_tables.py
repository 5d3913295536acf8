"""HTML tables as the table block saves them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.html_elements import BOUNDARIES
from pipeline.formats.html_tree import Node, attributes_of

_ALIGNED = re.compile(r"\s*text-align\s*:\s*(left|center|right)\s*;?\s*", re.IGNORECASE)
_PARTS = ("thead", "tbody", "tfoot")


def table_html(html: str, table: Node) -> str | None:
    """The table, or nothing where the block has no place for something in it."""
    found = _children(html, table)
    # The block saves no part without rows.
    parts = [part for part in found or () if part.name not in _PARTS or _children(html, part) != []]
    if not parts:
        return None
    if all(part.name == "tr" for part in parts):
        written = [_part(html, "tbody", parts)]
    elif _in_order([part.name for part in parts]):
        rows = [(part, _children(html, part)) for part in parts]
        written = [_part(html, part.name, found) for part, found in rows if found is not None]
        if len(written) != len(parts) or any(attributes_of(html, part) for part in parts):
            return None
    else:
        return None
    return None if None in written else f"<table>{''.join(filter(None, written))}</table>"


def _in_order(names: list[str]) -> bool:
    """Whether each part is there once at most, the head first."""
    return all(name in _PARTS for name in names) and names == sorted(set(names), key=_PARTS.index)


def _children(html: str, node: Node) -> list[Node] | None:
    if any(n.is_text and html[n.start : n.end].strip() for n in node.children):
        return None
    return [n for n in node.children if not n.is_text]


def _part(html: str, name: str, rows: list[Node]) -> str | None:
    written = [_row(html, row) for row in rows]
    if None in written:
        return None
    return f"<{name}>{''.join(filter(None, written))}</{name}>"


def _row(html: str, row: Node) -> str | None:
    cells = _children(html, row)
    if row.name != "tr" or attributes_of(html, row) or not cells:
        return None
    written = [_cell(html, cell) for cell in cells]
    return None if None in written else f"<tr>{''.join(filter(None, written))}</tr>"


def _cell(html: str, cell: Node) -> str | None:
    if cell.name not in ("td", "th") or any(n.name in BOUNDARIES for n in cell.descendants()):
        return None
    given = attributes_of(html, cell)
    style = given.pop("style", None)
    aligned = _ALIGNED.fullmatch(style) if style is not None else None
    if given or (style is not None and not aligned):
        return None
    return "".join(_cell_pieces(html, cell, aligned[1].lower() if aligned else ""))


def _cell_pieces(html: str, cell: Node, align: str) -> Iterator[str]:
    given = f' class="has-text-align-{align}" data-align="{align}"' if align else ""
    yield f"<{cell.name}{given}>"
    yield html[slice(*cell.inner)].strip()
    yield f"</{cell.name}>"
