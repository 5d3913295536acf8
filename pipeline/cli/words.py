"""Numbers and names in sentences."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "string"), counted(1200, "string"), counted(2, "category")
    ('1 string', '1,200 strings', '2 categories')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
