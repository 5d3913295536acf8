"""What an edit changed: its class, from the least to the most that a translator has to do."""

from __future__ import annotations

import html
import re
from enum import StrEnum

from pipeline.catalogues.links import without_addresses
from pipeline.model.catalogue import Catalogue, Key


class Edit(StrEnum):
    """The least class that holds all that was changed."""

    NONE = "nothing"
    WHITE_SPACE = "white space"
    TYPOGRAPHY = "typography"  # quotes, dashes, ellipses, blanks that do not break
    ADDRESS = "link address"
    MARKUP = "markup"  # tags, links, emphasis, code marks
    WORDING = "wording"


def classify(old: str, new: str) -> Edit:
    """What was changed between two versions of a text.

    >>> classify("A  dog", "A dog").value, classify('A "dog" - a pet', "A “dog” – a pet").value
    ('white space', 'typography')
    """
    if old == new:
        return Edit.NONE
    # Each form forgives more than the one before, so the first that agrees is the least.
    agreeing = (edit for edit, form in _FORMS.items() if form(old) == form(new))
    return next(agreeing, Edit.WORDING)


def edits(catalogue: Catalogue) -> dict[Key, Edit]:
    """For each outdated entry, what was changed in its source since it was translated."""
    return {
        entry.key: classify(entry.previous_msgid, entry.msgid)
        for entry in catalogue.entries
        if entry.previous_msgid is not None and entry.is_fuzzy and not entry.is_obsolete
    }


_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def folded(text: str) -> str:
    """The text with each run of white space as one blank.

    A blank that does not break a line is no white space: somebody meant it.
    """
    return _BLANKS.sub(" ", text).strip(" ")


def typewritten(text: str) -> str:
    """The text as a typewriter has it, with one kind of quotes, of dashes and of blanks.

    >>> typewritten("“Yes&nbsp;–&nbsp;no…”")
    '"Yes - no..."'
    """
    decoded = _SIGN.sub(lambda match: html.unescape(match[0]), text)
    return folded(_DASHES.sub("-", decoded.translate(_KEYS)))


_SIGN = re.compile(r"&(?!(?:lt|gt|amp|#0*(?:38|60|62)|#x0*(?:26|3[ce]));)#?\w+;", re.IGNORECASE)
"""An entity, but for those that keep a text from being markup."""

_DASHES = re.compile(r"--+")
_KEYS = str.maketrans(
    {
        **dict.fromkeys("'“”„‟«»‹›″‘’‚‛′´", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\xa0\u2007\u2009\u200a\u202f", " "),
        **dict.fromkeys("\xad\u200b\u2060\ufeff", ""),
        "…": "...",
    }
)


def bare_words(text: str) -> str:
    """What a reader hears when the text is read aloud, alternative texts and titles too.

    A text that is nothing but markup is itself.

    >>> bare_words('A <b>big</b> [dog](/dog "Rex") *ran*')
    'A big dog "Rex" ran'
    """
    plain = _LINK_END.sub(r"\1", _TAG.sub(_spoken, text))
    plain = html.unescape(_EMPHASIS.sub("", plain))
    return typewritten(plain) or folded(text)


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_SPOKEN = re.compile(r"""\b(?:alt|title|aria-label)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_LINK_END = re.compile(
    r"""\]\(\s*(?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(\s+"[^"]*")?\s*\)"""
)
_EMPHASIS = re.compile(
    r"""
      (?<!\s)\*+ | \*+(?!\s)                    # not a lone star between blanks
    | (?<![^\W_])_+ | _+(?![^\W_])              # not within a word
    | ~~ | ` | !?\[ | \]
    | \\(?=[!-/:-@\[-`{-~])                     # an escape
    """,
    re.VERBOSE,
)


def _spoken(tag: re.Match[str]) -> str:
    texts = "".join(f" {text} " for text in _SPOKEN.findall(tag[0]))
    return texts or (" " if _LINE_BREAK.match(tag[0]) else "")


_FORMS = {
    Edit.WHITE_SPACE: folded,
    Edit.TYPOGRAPHY: typewritten,
    Edit.ADDRESS: lambda text: typewritten(without_addresses(text)),
    Edit.MARKUP: bare_words,
}
