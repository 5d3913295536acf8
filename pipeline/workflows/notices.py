"""What stands above a page that is not all translated, in its reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from pipeline.model.post import Format

_TEXTS = {
    "en": "This page is not all translated yet. What is missing is shown in {language}.",
    "sv": "Den här sidan är inte helt översatt än. Det som saknas visas på {language}.",
}
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
_CLASS = "tvilling-notice"


def notice(lang: str, source: str, format: Format, own: Mapping[str, str]) -> str:
    """The notice as HTML, or as a block; `own` are the blog's texts by language.

    A blog in a language that nobody wrote a notice for gets the English one, marked as English.
    """
    texts = {**_TEXTS, **own}
    written = next(tag for tag in (lang, lang.partition("-")[0], "en") if tag in texts)
    text = texts[written].replace("{language}", language_name(source, written))
    mark = "" if written == lang else f' lang="{written}"'
    paragraph = f'<p class="{_CLASS}"{mark}>{escape(text, quote=False)}</p>'
    if format is not Format.BLOCKS:
        return f"{paragraph}\n"
    opening = f'<!-- wp:paragraph {{"className":"{_CLASS}"}} -->'
    return f"{opening}\n{paragraph}\n<!-- /wp:paragraph -->\n\n"


def language_name(tag: str, reader: str) -> str:
    """What the language is called in the reader's language.

    >>> language_name("en", "sv"), language_name("sv", "en")
    ('engelska', 'Swedish')
    """
    from babel import Locale, UnknownLocaleError

    try:
        shown = Locale.parse(tag, sep="-").get_language_name(Locale.parse(reader, sep="-"))
    except (UnknownLocaleError, ValueError):
        return tag
    return shown or tag


def marked(text: str, source: str, reader: str) -> str:
    """The text, marked as being in the source's language, and in its direction where they differ.

    >>> marked("Hi", "en", "sv"), marked("Hi", "en", "he")
    ('<span lang="en">Hi</span>', '<span lang="en" dir="ltr">Hi</span>')
    """
    ways = [_direction(source), _direction(reader)]
    direction = f' dir="{ways[0]}"' if ways[0] != ways[1] else ""
    return f'<span lang="{source}"{direction}>{text}</span>'


def _direction(tag: str) -> str:
    return "rtl" if tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
