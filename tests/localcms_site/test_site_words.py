"""Our own catalogues are complete, and in step with the templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from pipeline.localcms.site.words import LOCALES, environment, translations

SITE = LOCALES.parent / "site"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/site.po"))


def _extracted() -> Catalog:
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalogue = Catalog()
    for _, _, message, _, context in extract_from_dir(str(SITE), methods, options):
        catalogue.add(message, context=context)
    return catalogue


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_has_what_the_templates_say_and_nothing_else(path: Path) -> None:
    wanted = {message.id for message in _extracted() if message.id}
    assert {message.id for message in _read(path) if message.id} == wanted


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_string_of_a_catalogue_is_translated(path: Path) -> None:
    def is_done(string: Sequence[str] | None) -> bool:
        return all([string] if isinstance(string, str) else string or [""])

    unfinished = [
        message.id
        for message in _read(path)
        if message.id and (message.fuzzy or not is_done(message.string))
    ]
    assert unfinished == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_placeholders_of_translations_are_those_of_the_text(path: Path) -> None:
    problems = [error for message in _read(path) for error in message.check()]
    assert problems == []


def test_there_is_a_swedish_catalogue() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["sv"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("sv", "Hoppa till texten"), ("sv-FI", "Hoppa till texten"), ("fi", "Skip to the text")],
    ids=[
        "a language has its words",
        "a region has those of its language",
        "an unknown language has English",
    ],
)
def test_translations(lang: str, expected: str) -> None:
    assert translations(lang).gettext("Skip to the text") == expected


def test_plurals_follow_the_language() -> None:
    template = "{% trans n=1 %}{{ n }} post{% pluralize %}{{ n }} posts{% endtrans %}"
    assert environment("en").from_string(template).render() == "1 post"
