"""Numbers and names in sentences."""

from __future__ import annotations

from pipeline.speech import ngettext

NOUNS = {
    "catalogue": ("{number} catalogue", "{number} catalogues"),
    "category": ("{number} category", "{number} categories"),
    "file": ("{number} file", "{number} files"),
    "finding": ("{number} finding", "{number} findings"),
    "obsolete text": ("{number} obsolete text", "{number} obsolete texts"),
    "other file": ("{number} other file", "{number} other files"),
    "page": ("{number} page", "{number} pages"),
    "pair": ("{number} pair", "{number} pairs"),
    "post": ("{number} post", "{number} posts"),
    "string": ("{number} string", "{number} strings"),
    "text": ("{number} text", "{number} texts"),
    "translation": ("{number} translation", "{number} translations"),
    "word": ("{number} word", "{number} words"),
}
"""One of them, many of them."""


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "string"), counted(1200, "string"), counted(2, "category")
    ('1 string', '1,200 strings', '2 categories')
    """
    return ngettext(*NOUNS[noun], number)
