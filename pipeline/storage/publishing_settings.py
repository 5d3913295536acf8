"""What a blog sets about publishing: unfinished translations, slugs, dates and authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo
from typing import Literal, NamedTuple

from pipeline.errors import SettingsError
from pipeline.model.language import parse_tag
from pipeline.speech import say
from pipeline.storage.ini import Section
from pipeline.storage.setting_values import Reader, choice, listed, text, words

Incomplete = Literal["hold", "draft", "fallback"]
INCOMPLETE = ("hold", "draft", "fallback")
"""What may become of an unfinished translation."""

Pairs = tuple[tuple[str, str], ...]

AUTHORS, NOTICES = "tvilling:authors", "tvilling:notices"
"""The sections whose keys the blog chooses itself."""

_TRANSLITERATION = "transliteration."
PRESETS: Mapping[str, Pairs] = {
    "plain": (),
    "digraphs": (("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("æ", "ae"), ("ø", "oe"), ("ü", "ue")),
}
"""Ways to write letters in slugs that have a name; plain ones just lose their marks."""


class Publishing(NamedTuple):
    """What a blog has set about publishing, or else the defaults."""

    incomplete: Incomplete = "hold"
    zone: tzinfo = UTC
    """Where dates without a zone are."""
    transliteration: tuple[tuple[str, Pairs], ...] = ()
    """By language: what single letters become in slugs."""
    authors: Pairs | None = None
    """From names in front matter, in lower case, to users of the CMS: a login or a number. Nothing
    where the blog does not say, and then front matter names no author."""
    notices: Pairs = ()
    """By language: what stands above a page that is not all translated."""


def zone(value: str) -> tzinfo:
    """A time zone by its name in the IANA's list."""
    # Imported here: most blogs do without, and it costs a millisecond.
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text(value))
    except (ValueError, OSError, KeyError):
        raise ValueError(
            say("{value!r} is no time zone", value=value),
            say("Write a name such as Europe/Stockholm, or UTC"),
        ) from None


def letters(value: str) -> Pairs:
    """A preset, or pairs of a letter and what it becomes.

    >>> letters("å:aa, ä:ae")
    (('å', 'aa'), ('ä', 'ae'))
    """
    if value.strip() in PRESETS:
        return PRESETS[value.strip()]
    pairs = [word.partition(":") for word in words(value)]
    # A pair without the colon is none; `#` is no letter that anything becomes.
    found = tuple(
        (letter.strip().lower(), written.strip().lower() if colon else "#")
        for letter, colon, written in pairs
    )
    wrong = [letter for letter, written in found if not _is_pair(letter, written)]
    if wrong or not found:
        raise ValueError(
            say("does not say what letters become"),
            say("Write pairs such as å:aa, ä:ae, ö:oe, or one of {listed}", listed=listed(PRESETS)),
        )
    return found


def _is_pair(letter: str, written: str) -> bool:
    return len(letter) == 1 and re.fullmatch("[a-z0-9-]*", written) is not None


READERS: Mapping[str, Reader] = {"incomplete": choice(*INCOMPLETE), "timezone": zone}
"""The keys of the blog's own section."""


def reader_of(key: str) -> Reader | None:
    """The reader of a key that holds the name of a language."""
    if not key.startswith(_TRANSLITERATION):
        return None
    try:
        parse_tag(key.removeprefix(_TRANSLITERATION))
    except SettingsError:
        return None
    return letters


def publishing(
    values: dict[str, object], sections: Mapping[str, Section], refuse: Callable[..., None]
) -> Publishing:
    """The settings about publishing, taken out of the values of the blog's section."""
    spelt = [key for key in values if key.startswith(_TRANSLITERATION)]
    by_language = tuple(
        (parse_tag(key.removeprefix(_TRANSLITERATION)), values.pop(key)) for key in spelt
    )
    incomplete, where = values.pop("incomplete", "hold"), values.pop("timezone", UTC)
    return Publishing(
        incomplete,  # type: ignore[arg-type]  # the readers say the types
        where,  # type: ignore[arg-type]
        by_language,  # type: ignore[arg-type]
        _pairs(sections.get(AUTHORS), refuse),
        _notices(sections.get(NOTICES), refuse),
    )


def _pairs(section: Section | None, refuse: Callable[..., None]) -> Pairs | None:
    if section is None:
        return None
    for key in _empty(section):
        what = say("{key} names no user", key=key)
        refuse(section, key, what, say("Write a login or a number behind the ="))
    return tuple((key.casefold(), value.strip()) for key, value in section.values.items())


def _notices(section: Section | None, refuse: Callable[..., None]) -> Pairs:
    found: list[tuple[str, str]] = []
    for key, value in section.values.items() if section is not None else ():
        try:
            found.append((parse_tag(key), " ".join(value.split())))
        except SettingsError as error:
            refuse(section, key, error.what, error.remedy)
    return tuple(found)


def _empty(section: Section) -> Iterable[str]:
    return (key for key, value in section.values.items() if not value.strip())
