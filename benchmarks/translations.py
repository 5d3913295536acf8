"""Catalogues filled in, so that there is something to render and to check."""

from __future__ import annotations

import re
from pathlib import Path

_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ""\n(?!")', re.MULTILINE)
_WORD = re.compile(r"\\.|\]\([^)]*\)|([A-Za-z]+)")
"""What stays as it is: escapes and addresses; and the words, in a group."""


def fill(path: Path) -> None:
    """Every text of the catalogue has a translation: nonsense that no check objects to."""
    text = path.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    head, gap, entries = text.partition("\n\n")
    filled = _ENTRY.sub(lambda m: f"msgid {m[1]}msgstr {translated(m[1])}", entries)
    path.write_text(head + gap + filled, encoding="utf-8")


def translated(text: str) -> str:
    """The text in a language of its own: each word backwards, with an ending.

    >>> translated("Read [this](https://example.org/this) 2 times.")
    'Daero [sihto](https://example.org/this) 2 semito.'
    """
    return _WORD.sub(lambda m: _backwards(m[1]) if m[1] else m[0], text)


def _backwards(word: str) -> str:
    turned = f"{word[::-1].lower()}o"
    return turned.capitalize() if word[0].isupper() else turned
