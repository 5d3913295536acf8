"""A catalogue written over a file that another program saved, in whose form the rest stays.

Poedit and gettext wrap lines, and some translators keep blank lines and comments in their own way.
So that a change of one text is a change of one entry for git and for reviewers, the others stay as
they stand in the file.
"""

from __future__ import annotations

import re

from pipeline.catalogues.po import parse, serialize
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Entry

_BETWEEN = re.compile(r"\n(?:[ \t]*\n)+")


def written_over(text: str, old: Catalogue, new: Catalogue) -> str:
    """The text of the new catalogue, with the unchanged entries of `text` in the form they have.

    `old` is what `text` holds. The result is read as `new`, and is `serialize(new)` where the file
    was written by us or cannot be taken apart.
    """
    plain = serialize(new)
    if serialize(old) == text:
        return plain
    header, *blocks = plain.rstrip("\n").split("\n\n")
    kept = _blocks_by_entry(text)
    if len(blocks) != len(new.entries) or not kept:
        return plain
    before = _BETWEEN.split(text, maxsplit=1)[0] if _head(old) == _head(new) else header
    after = [kept.get(e, block) for e, block in zip(new.entries, blocks, strict=True)]
    joined = "\n\n".join([before.rstrip("\n"), *after]) + "\n"
    return joined if _is_read_as(joined, new) else plain


def _head(catalogue: Catalogue) -> tuple[object, ...]:
    return (catalogue.headers, catalogue.header_comments, catalogue.header_flags)


def _blocks_by_entry(text: str) -> dict[Entry, str]:
    found: dict[Entry, str] = {}
    for block in _BETWEEN.split(text)[1:]:
        try:
            entries = parse(block + "\n").entries
        except CatalogueError:
            return {}
        if len(entries) == 1:
            found[entries[0]] = block.rstrip("\n")
    return found


def _is_read_as(text: str, catalogue: Catalogue) -> bool:
    try:
        return parse(text) == catalogue
    except CatalogueError:
        return False
