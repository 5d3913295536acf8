"""What the rules are measured by: pages in two languages, and slips put into translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.rules import pages
from benchmarks.seeded import BY_NAME, KINDS, tries

EN = "# A boat\n\nThe boat came on 3 May 2019, with 12 sails, from [here](/a).\n"
SV = "# En båt\n\nBåten kom den 3 maj 2019, med 12 segel, från [här](/a).\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for lang, text in (("en", EN), ("sv", SV)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "a.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_texts_are_paired_by_their_place(folder: Path) -> None:
    (page,) = pages(folder, "sv", "en")
    assert next((entry.msgid, entry.msgstr) for entry in page.entries) == ("En båt", "A boat")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("# En båt\n", id="other texts"),
        pytest.param("# En båt\n\nEn \0 båt.\n", id="no text at all"),
    ],
)
def test_pages_that_do_not_match_are_left_out(folder: Path, wrong: str) -> None:
    (folder / "sv/a.md").write_text(wrong, encoding="utf-8")
    assert list(pages(folder, "en", "sv")) == []


def test_every_slip_is_for_a_rule_that_there_is() -> None:
    assert {rule for rule, _ in KINDS.values()} <= BY_NAME.keys()


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("other month", "Båten kom den 3 september 2019, med 12 segel, från [här](/a)."),
        ("link lost", "Båten kom den 3 maj 2019, med 12 segel, från här."),
        ("end mark lost", "Båten kom den 3 maj 2019, med 12 segel, från [här](/a)"),
    ],
)
def test_a_slip_is_put_into_one_text_and_found(folder: Path, kind: str, made: str) -> None:
    (page,) = pages(folder, "en", "sv")
    (only,) = tries(page, *KINDS[kind])
    assert (only.target, only.is_found, only.told_by) == (made, True, (KINDS[kind][0],))
