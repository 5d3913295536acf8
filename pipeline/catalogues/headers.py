"""The header of a catalogue: what Poedit, Weblate and gettext's own tools need, and no dates."""

from __future__ import annotations

from functools import lru_cache

from pipeline.catalogues.respelling import RULES
from pipeline.model.catalogue import Catalogue
from pipeline.model.language import folder_of

Headers = tuple[tuple[str, str], ...]

STATE = "X-Tvilling-State"
"""The field that says `outdated` when the translation was complete until the source changed."""

_OUTDATED = "outdated"


def is_marked_outdated(catalogue: Catalogue) -> bool:
    """Whether the catalogue was complete once, and something was to do when it was last merged."""
    return catalogue.header(STATE) == _OUTDATED


@lru_cache(maxsize=256)  # the catalogues of a blog have few different headers
def merged_headers(
    old: Headers, lang: str, source: str, *, is_outdated: bool, rules: int = 1
) -> Headers:
    """The old fields in their order with what we say of them, then what was missing.

    What other programs write, such as `X-Generator: Poedit 3.4` or `Last-Translator`, stays.
    """
    present = {name.lower() for name, _ in old}
    # A catalogue without the field was made by the first rules.
    tells_rules = rules > 1 or RULES.lower() in present
    fixed = _fixed(lang, source, is_outdated=is_outdated, rules=rules if tells_rules else 0)
    kept = tuple(
        (name, _said(name, value, fixed))
        for name, value in old
        if name.lower() != STATE.lower() or is_outdated
    )
    values = {**_defaults(lang, present), **fixed}
    added = tuple(
        (name, values[name.lower()])
        for name in _ORDER
        if name.lower() in values and name.lower() not in present
    )
    return kept + added


def _said(name: str, value: str, fixed: dict[str, str]) -> str:
    """The value that is ours to say, unless the file says the same in other letters."""
    ours = fixed.get(name.lower(), value)
    return value if value.lower() == ours.lower() else ours


_ORDER = (
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "X-Generator",
    "X-Source-Language",
    RULES,
    STATE,
)


def _fixed(lang: str, source: str, *, is_outdated: bool, rules: int) -> dict[str, str]:
    """The fields that are ours to say, by name in small letters."""
    state = {STATE.lower(): _OUTDATED} if is_outdated else {}
    made_by = {RULES.lower(): str(rules)} if rules else {}
    return {
        "language": folder_of(lang),
        "mime-version": "1.0",
        "content-type": "text/plain; charset=UTF-8",
        "content-transfer-encoding": "8bit",
        "x-source-language": folder_of(source),
        **made_by,
        **state,
    }


def _defaults(lang: str, present: set[str]) -> dict[str, str]:
    """The fields that are written once and then belong to the translator's program."""
    plural = {} if "plural-forms" in present else {"plural-forms": plural_forms(lang)}
    return {"project-id-version": "blog", "x-generator": "Tvilling", **plural}


@lru_cache
def plural_forms(lang: str) -> str:
    """The value of `Plural-Forms` for the language, as gettext writes it.

    >>> plural_forms("sv")
    'nplurals=2; plural=(n != 1);'
    """
    # Imported here: Babel's locale data is slow to load, and a merge of old catalogues needs none.
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import DEFAULT_PLURAL, get_plural

    try:
        count, rule = get_plural(folder_of(lang))[:2]
    except UnknownLocaleError:
        count, rule = DEFAULT_PLURAL
    return f"nplurals={count}; plural={rule};"
