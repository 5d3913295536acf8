"""Where the entries of a catalogue stand in its file."""

from __future__ import annotations

from pipeline.catalogues.po import read
from pipeline.model.catalogue import Key


def entry_lines(text: str, path: str = "") -> dict[Key, int]:
    """The line of each `msgid` in the text of a `.po` file, from 1, the header's left out.

    >>> entry_lines('# a note\\nmsgid "Home"\\nmsgstr "Hem"\\n')
    {(None, 'Home'): 2}
    """
    return dict(read(text, path).lines)
