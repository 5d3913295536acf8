from __future__ import annotations

import pytest

from pipeline.cli.columns import Cell, Column
from pipeline.cli.table import show_table

COLUMNS = (Column("Post", stretches=True), Column("In"), Column("Words left", "right"))


def shown(capsys: pytest.CaptureFixture[str], *rows: tuple[Cell | str, ...]) -> list[str]:
    show_table(COLUMNS, rows)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_table_in_a_pipe_is_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, ("hälsa", "sv", Cell("1,234", "red")), ("a", "en", "-")) == [
        "Post   In  Words left",
        "─────────────────────",
        "hälsa  sv       1,234",
        "a      en           -",
    ]


def test_a_long_name_is_folded_and_nothing_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, ("x" * 200, "sv", "1"))
    assert max(map(len, lines)) <= 80
    assert "".join(lines[2:]).count("x") == 200


def test_markup_and_control_characters_are_shown_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert shown(capsys, ("[bold]a[/] :smile: \x1b[31m", "sv", "1"))[2] == (
        "[bold]a[/] :smile: \\x1b[31m  sv           1"
    )


def test_letters_of_two_columns_keep_the_table_straight(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, ("日本", "sv", "1"), ("a", "en", "2"))[2:] == [
        "日本  sv           1",
        "a     en           2",
    ]


def test_a_large_table_is_the_same_with_colours_and_without(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"post-{number}", "sv", f"{number:,}") for number in range(30)]
    plain = shown(capsys, *rows)
    monkeypatch.setattr("pipeline.cli.plain_table.plain_table", lambda *_: None)
    assert shown(capsys, *rows) == plain
