"""The program's own messages, in the language of the person who reads them.

`say` and `ngettext` look a message up; `N_` marks one that is looked up later. English is what the
code holds, so that in English nothing is opened and nothing is imported.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "tvilling"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("sv",)
"""Those that there is a catalogue for; English needs none."""

_NO_CATALOGUE = gettext.NullTranslations()
_spoken = _NO_CATALOGUE
_language = ""


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, among those there are; empty for English.

    As gettext has it: LC_ALL, LC_MESSAGES and LANG, the first that is set, name the locale; in any
    locale but C, LANGUAGE is a list of languages, best first, that goes before it.

    >>> language_of({"LANG": "sv_SE.UTF-8"}), language_of({"LC_ALL": "C", "LANGUAGE": "sv"})
    ('sv', '')
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if locale and _base(locale) in {"c", "posix"}:
        return ""
    for wanted in (environment.get("LANGUAGE") or locale).split(":"):
        if _base(wanted) == "en":
            return ""
        if _base(wanted) in LANGUAGES:
            return _base(wanted)
    return ""


def _base(locale: str) -> str:
    """The language of the name of a locale: `sv` of `sv_SE.UTF-8@euro`."""
    for mark in ".@_-":
        locale = locale.partition(mark)[0]
    return locale.strip().lower()


def speak(language: str) -> None:
    """From now on messages are in this language; empty for English.

    Click takes its own words from the domain of the whole process.
    """
    global _spoken, _language  # gettext's way: a process has one reader
    _language = language
    if not language:
        _spoken = _NO_CATALOGUE
        gettext.textdomain("messages")
        return
    _spoken = gettext.translation(DOMAIN, LOCALES, [language], fallback=True)
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """The language of the messages; empty for English."""
    return _language


def say(message: str, **values: object) -> str:
    """The message in the reader's language, with the values in its `{places}`.

    >>> say("There is no command {name!r}.", name="x")
    "There is no command 'x'."
    """
    told = _spoken.gettext(message) if message else ""
    return _formed(told, values) if values else told


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The message for so many things; `{number}` is written as the language writes numbers.

    >>> ngettext("{number} post", "{number} posts", 1200)
    '1,200 posts'
    """
    told = _spoken.ngettext(one, many, number)
    return _formed(told, {**values, "number": written(number)})


def N_(message: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """The message as it is: marked here, looked up where it is shown."""
    return message


def written(number: float, style: str = ",") -> str:
    """The number with the marks that the language sets between thousands and before decimals.

    >>> written(1200), written(1.75, ".1f"), written(95.0, "g")
    ('1,200', '1.8', '95')
    """
    return _form.format_field(number, style)


def _formed(told: str, values: Mapping[str, object]) -> str:
    # Python's own way is ten times as fast, and a cold run has ten thousand messages.
    return _form.vformat(told, (), values) if _language else told.format_map(values)


class _Form(string.Formatter):
    """Puts values into messages, numbers as the language of the messages writes them."""

    def format_field(self, value: object, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        is_number = format_spec and isinstance(value, int | float)
        return text.translate(_SIGNS) if is_number and _language == "sv" else text


_SIGNS = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})
_form = _Form()
