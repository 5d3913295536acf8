"""Catalogues filled in, so that there is something to render: each text is its own translation."""

from __future__ import annotations

import re
from pathlib import Path

_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ""\n(?!")', re.MULTILINE)


def fill(path: Path) -> None:
    """The catalogue with every text that has no translation translated by itself."""
    text = path.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    head, gap, entries = text.partition("\n\n")
    filled = _ENTRY.sub(lambda m: f"msgid {m[1]}msgstr {m[1]}", entries)
    path.write_text(head + gap + filled, encoding="utf-8")
