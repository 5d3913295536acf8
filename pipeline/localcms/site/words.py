"""The interface in the reader's language: our own catalogues, dates and the names of languages."""

from __future__ import annotations

import io
from datetime import date
from email.utils import format_datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, PackageLoader, StrictUndefined

LOCALES = Path(__file__).parent.parent / "locales"
_DOMAIN = "site.po"


@cache
def locale_of(lang: str) -> Locale:
    """What Babel knows of the language, or of English where it knows nothing.

    >>> locale_of("pt-BR").language, locale_of("tlh").language
    ('pt', 'en')
    """
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def translations(lang: str) -> NullTranslations:
    """The catalogue of the language, of its parent (`pt` for `pt-BR`), or none: English.

    It is compiled in memory from the `.po` file, so no compiled file can fall behind it.
    """
    parts = lang.split("-")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    paths = (LOCALES / name / "LC_MESSAGES" / _DOMAIN for name in names)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.parent.parent.name))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def environment(lang: str) -> Environment:
    """The templates, speaking the language."""
    made = Environment(
        loader=PackageLoader("pipeline.localcms.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]
    made.filters["day"] = lambda when: day(when, lang)
    made.filters["rfc822"] = format_datetime
    made.filters["language"] = lambda other: language_name(other, lang)
    return made


def locale_name(lang: str) -> str:
    """The language with its country, guessed where the tag names none, as Open Graph wants it.

    >>> locale_name("sv"), locale_name("pt-BR"), locale_name("en")
    ('sv_SE', 'pt_BR', 'en_US')
    """
    locale = locale_of(lang)
    guess = get_global("likely_subtags").get(locale.language, "").rpartition("_")[2]
    return f"{locale.language}_{locale.territory or guess}".rstrip("_")


def day(when: date, lang: str) -> str:
    """The date as it is written in running text.

    >>> day(date(2017, 10, 31), "sv"), day(date(2017, 10, 31), "en")
    ('31 oktober 2017', 'October 31, 2017')
    """
    return format_date(when, "long", locale=locale_of(lang))


def language_name(lang: str, within: str) -> str:
    """The name of a language in running text of another; its tag where nobody knows a name.

    >>> language_name("sv", "en"), language_name("en", "sv")
    ('Swedish', 'engelska')
    """
    try:
        return Locale.parse(lang, sep="-").get_display_name(locale_of(within)) or lang
    except (UnknownLocaleError, ValueError):
        return lang


def own_name(lang: str) -> str:
    """The name of a language for its own readers, as a heading or a link of its own.

    >>> own_name("sv"), own_name("en")
    ('Svenska', 'English')
    """
    name = language_name(lang, lang)
    return name[:1].upper() + name[1:]
