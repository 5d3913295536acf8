"""Languages are BCP 47 tags (`en`, `sv`, `pt-BR`); folders and gettext write them with `_`."""

from __future__ import annotations

import re

from pipeline.errors import SettingsError
from pipeline.speech import say

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?(?:[-_](?P<region>[A-Za-z]{2}|[0-9]{3}))?"
)


def parse_tag(text: str) -> str:
    """The tag in canonical case, so that two spellings of one language compare equal.

    Language, script and region are understood, the parts that gettext knows too; anything else
    raises `SettingsError`.

    >>> parse_tag("SV"), parse_tag("pt_br"), parse_tag("zh-hant-tw")
    ('sv', 'pt-BR', 'zh-Hant-TW')
    """
    match = _TAG.fullmatch(text.strip())
    if match is None:
        raise SettingsError(
            say("{text!r} is not a language tag", text=text),
            remedy=say("Write one like en, sv or pt-BR"),
        )
    language, script, region = match.group("language", "script", "region")
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)


def folder_of(tag: str) -> str:
    """The name of the language's folder under `locales/`, as gettext spells it.

    >>> folder_of("pt-BR")
    'pt_BR'
    """
    return tag.replace("-", "_")
