"""The seal of a catalogue: that its texts are those of a post, told without cutting the post.

A digest in the header covers the content of the post, all else that bears on how it is cut, and the
texts with what stands above each. While it fits, the catalogue is in step; whoever translates does
not touch it. It is written only where the catalogue is written anyway, so no edit that leaves the
texts alone changes a file. One that does not fit, or that a program dropped, says nothing, and the
post is cut.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.model.catalogue import Catalogue

SEAL = "X-Tvilling-Seal"
"""The header field."""

_DIGITS = 16
_START = f'"{SEAL}: '
_LINE = re.compile(rf'^"{SEAL}: ([0-9a-f]{{{_DIGITS}}})\\n"\n', re.MULTILINE)


@lru_cache(maxsize=8)  # that of a post is the same in all languages
def seal_of(basis: str, heads: str) -> str:
    """The seal of a catalogue with these lines, joined, before its translations.

    `basis` tells the content of the post, and whatever else decides how it is cut.
    """
    sealed = f"{RULES_VERSION}\0{basis}\0{heads}"
    return sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def sealed(catalogue: Catalogue, seal: str) -> Catalogue:
    """The catalogue with the seal in its header, where the old one stood or else at the end."""
    headers = catalogue.headers
    names = [name for name, _ in headers]
    at = names.index(SEAL) if SEAL in names else len(headers)
    return replace(catalogue, headers=(*headers[:at], (SEAL, seal), *headers[at + 1 :]))


def seal_line(seal: str) -> str:
    """The line of the header."""
    return f'{_START}{seal}\\n"\n'


def parted(header: str) -> tuple[str, str]:
    """The text of a header without its seal, and the seal, if it has one in our form."""
    at = header.find(_START)
    found = _LINE.match(header, at) if at >= 0 else None
    return (header[:at] + header[found.end() :], found[1]) if found else (header, "")
