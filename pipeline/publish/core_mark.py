"""What we write at the end of a post where the CMS keeps nothing for us: its mark, and its twins.

    <!-- wp:html -->
    <p class="tvilling-languages"><a href="/hej/" hreflang="sv" lang="sv">Svenska</a></p>
    <!-- tvilling-key-0123456789abcdef key=hello lang=en id=7 ... -->
    <!-- /wp:html -->

The mark says which post it is, what was published last, and what the CMS had then. It is a comment,
which WordPress keeps from authors who may not write every kind of HTML too, and its word is found
by WordPress's own search.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

WORD = "tvilling-key-"
"""What every mark begins with."""

_MARK = re.compile(
    r"<!-- " + WORD + r"[0-9a-f]{16} key=(?P<key>\S*) lang=(?P<lang>\S*) id=(?P<id>\d+) "
    r"print=(?P<print>\S*) etag=(?P<etag>\S*) own=(?P<own>d?c?) with=(?P<with>\S*) -->"
)
_TAIL = re.compile(
    r"\n*(?:<!-- wp:html -->\s*)?"
    r"(?:<p class=\"tvilling-languages\">(?P<links>(?:(?!</p>).)*)</p>\s*)?"
    rf"{_MARK.pattern}\s*(?:<!-- /wp:html -->)?",
    re.DOTALL,
)
_ADDRESS = re.compile(r"<a\s[^>]*?href=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Mark:
    """What we know of a post by its own text."""

    key: str
    lang: str
    id: int = 0
    """Of the post itself, so that a copy of it does not count; 0 while it is being made."""
    fingerprint: str = ""
    """Empty while it is being made."""
    etag: str = ""
    """Of what was published; empty where that is not finished, and nothing counts as an edit."""
    is_dated: bool = False
    """Whether we chose the date, so that another one is an edit."""
    is_filed: bool = False
    """Whether we chose categories; WordPress gives its default one to a post without any."""
    twins: tuple[tuple[str, int], ...] = ()
    """Language and id of every linked version, this one too."""


def word_of(key: str) -> str:
    """The word that the marks of all versions of one post have, and no other's.

    >>> word_of("hello")
    'tvilling-key-2cf24dba5fb0a30e'
    """
    return WORD + hashlib.sha256(key.encode()).hexdigest()[:16]


def marked(text: str, mark: Mark, addresses: Mapping[str, str]) -> str:
    """The text with the mark, and links to the addresses of its twins by language, at its end."""
    links = " · ".join(_link(lang, address) for lang, address in sorted(addresses.items()))
    line = f'<p class="tvilling-languages">{links}</p>\n' if links else ""
    end = f"{line}{_written(mark)}"
    # In a text without blocks, one block would end WordPress's own making of paragraphs.
    is_block = "<!-- wp:" in text
    return f"{text}\n\n" + (f"<!-- wp:html -->\n{end}\n<!-- /wp:html -->" if is_block else end)


def _written(mark: Mark) -> str:
    twins = ",".join(f"{lang}.{number}" for lang, number in sorted(mark.twins))
    own = ("d" if mark.is_dated else "") + ("c" if mark.is_filed else "")
    return (
        f"<!-- {word_of(mark.key)} key={_safe(mark.key)} lang={_safe(mark.lang)} id={mark.id} "
        f"print={_safe(mark.fingerprint)} etag={mark.etag} own={own} "
        f"with={twins} -->"
    )


def _safe(text: str) -> str:
    # Two hyphens end a comment, and WordPress makes one of them.
    return quote(text, safe="/").replace("--", "-%2D").replace("--", "-%2D")


def _link(lang: str, address: str) -> str:
    tag = escape(lang)
    return f'<a href="{escape(address)}" hreflang="{tag}" lang="{tag}">{escape(own_name(lang))}</a>'


def own_name(lang: str) -> str:
    """What the language is called in itself, or its tag where that is not known.

    >>> own_name("sv"), own_name("x-y")
    ('Svenska', 'x-y')
    """
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(lang, sep="-").get_display_name() or lang
    except (ValueError, UnknownLocaleError):
        return lang
    return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of the CMS, taken apart."""

    text: str
    """Without the mark and the links."""
    mark: Mark | None = None
    addresses: tuple[str, ...] = ()
    """Where the links to the twins lead."""


def unmarked(content: str) -> Marked:
    """The content without the mark; the last one counts, wherever an editor moved it."""
    found = list(_TAIL.finditer(content))
    if not found:
        return Marked(content)
    last = found[-1]
    links = last["links"] or ""
    twins = (part.partition(".") for part in last["with"].split(",") if part)
    return Marked(
        content[: last.start()] + content[last.end() :],
        Mark(
            key=unquote(last["key"]),
            lang=unquote(last["lang"]),
            id=int(last["id"]),
            fingerprint=unquote(last["print"]),
            etag=last["etag"],
            is_dated="d" in last["own"],
            is_filed="c" in last["own"],
            twins=tuple((lang, int(number)) for lang, _, number in twins if number.isdecimal()),
        ),
        tuple(unescape(address) for address in _ADDRESS.findall(links)),
    )
