"""Texts that a later release of ours spells differently, so that no translation is lost over it.

Each change of the extraction rules that alters msgids raises `RULES_VERSION`. A catalogue says in
its header by which rules it was made; one without the field was made by the first.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from pipeline.catalogues.edits import folded
from pipeline.model.catalogue import Catalogue

RULES_VERSION = 2
"""Raised by one with each change of how posts are cut that alters msgids."""

RULES = "X-Tvilling-Rules"
"""The header field that says by which rules the msgids were spelled."""


def rules_of(catalogue: Catalogue) -> int:
    """The version of the rules that spelled the msgids.

    Zero stands for rules older than any release.

    >>> rules_of(Catalogue()), rules_of(Catalogue(headers=(("X-Tvilling-Rules", "3"),)))
    (1, 3)
    """
    return _rules_said(catalogue.headers)


@lru_cache(maxsize=256)  # the catalogues of a blog have few different headers
def _rules_said(headers: tuple[tuple[str, str], ...]) -> int:
    value = Catalogue(headers=headers).header(RULES) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 1


def normal_form(text: str) -> str:
    """What all spellings of a text have in common.

    White space, the way characters are escaped, and the attributes of tags that translators need
    not see make no difference; words, tags and addresses do.
    """
    # A tag is marked, so that one that is only written about (&lt;b&gt;) stays another text.
    return folded(html.unescape(_TAG.sub(_bare, text)))


def respelled(msgstr: str, old: str, new: str) -> str:
    """The translation of `old` with the tags as `new` spells them; the two have one normal form.

    >>> respelled('En <b class="x">hund</b>', 'A <b class="x">dog</b>', "A <b>dog</b>")
    'En <b>hund</b>'
    """
    before, after = ([match[0] for match in _TAG.finditer(text)] for text in (old, new))
    if len(before) != len(after):
        return msgstr
    spelled = dict(zip(before, after, strict=True))
    return _TAG.sub(lambda match: spelled.get(match[0], match[0]), msgstr)


_TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SEEN = frozenset({"href", "src", "alt", "title"})


def _bare(tag: re.Match[str]) -> str:
    closing, name, rest = tag.groups()
    seen = sorted(
        f" {attribute.lower()}={value.strip(_QUOTES)}\1"
        for attribute, value in _ATTRIBUTE.findall(rest)
        if attribute.lower() in _SEEN
    )
    return f"\1{closing}{name.lower()}{''.join(seen)}\2"


_QUOTES = "\"'"
