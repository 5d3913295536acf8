from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.corpus import post, write_blog
from benchmarks.measure import Command, CommandFailed, Figure
from benchmarks.ours import Row
from benchmarks.peers import Rival
from benchmarks.table import our_table, peer_table
from benchmarks.translations import fill, translated
from pipeline.catalogues.collect import collect
from pipeline.formats.cut import cut
from pipeline.model.coverage import PageState
from pipeline.model.post import Format
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.extract import extract
from pipeline.workflows.status import status


def test_every_post_can_be_read_and_is_of_the_size_of_real_ones() -> None:
    posts = [post(number, random.Random(f"1/{number}")) for number in range(200)]
    messages = [len(collect(cut(text, Format.MARKDOWN), "")) for text in posts]
    assert 6_900 < sum(len(text.encode()) for text in posts) / len(posts) < 7_700
    assert 33 < sum(messages) / len(messages) < 39


def test_the_same_seed_makes_the_same_blog(tmp_path: Path) -> None:
    assert write_blog(tmp_path / "a", 3) == write_blog(tmp_path / "b", 3)
    a, b = (sorted((tmp_path / name).rglob("*.md")) for name in "ab")
    assert [path.read_bytes() for path in a] == [path.read_bytes() for path in b]


def test_catalogues_that_are_filled_are_complete(tmp_path: Path) -> None:
    write_blog(tmp_path, 5)
    workspace = open_workspace(tmp_path)
    extract(workspace)
    for path in tmp_path.rglob("*.po"):
        fill(path)
    states = {row.coverage.state for row in status(workspace).rows}
    assert states == {PageState.SOURCE, PageState.COMPLETE}


def test_the_tables_say_how_figures_compare() -> None:
    floor = Row("floor", Figure(2, 1, 10))
    ours = Row("ours", Figure(3, 2, 20.4), "floor", 1.5, "extract")
    assert our_table([floor, ours]).splitlines()[2:] == [
        "| floor |    2.00 | 1.00 | 10 |       |            |       |           |         |",
        "| ours  |    3.00 | 2.00 | 20 |   1.5 |        2.0 | floor | 1.5 times | yes     |",
    ]
    beside = Figure(2, 1, 20)
    told = peer_table(
        [Rival("peer", "extract", Figure(6, 5, 30), 100, 25, beside)], [floor, ours], 1000
    )
    assert told.splitlines()[2:] == [
        "| peer |      100 |   60.00 | 50.00 | 30 | ours        |        2.00 |  30.0 |"
        "       50.0 |   25 | yes     |"
    ]
    rival = Rival("peer", "extract", Figure(6, 5, 30), 100, 25)
    assert peer_table([rival], [floor, ours], 1000).splitlines()[2:] == [
        "| peer |      100 |   60.00 | 50.00 | 30 | ours        |        3.00 |  20.0 |"
        "       25.0 |   25 | no      |"
    ]


def test_what_a_row_may_take_as_well_is_taken_off_before_it_is_compared() -> None:
    rows = [
        Row("floor", Figure(2, 1, 10)),
        Row("alone", Figure(3, 2, 10)),
        Row("ours", Figure(6, 4, 10), "floor", 2, beside="alone"),
    ]
    assert our_table(rows).splitlines()[-1] == (
        "| ours  |    6.00 | 4.00 | 10 |   1.5 |        2.0 | floor | 2 times | yes     |"
    )


def test_a_figure_beyond_a_limit_is_told() -> None:
    floor = Row("floor", Figure(2, 1, 10))
    ours = Row("ours", Figure(3.2, 2, 160), "floor", 1.5, most=150)
    _, verdict = our_table([floor, ours]).splitlines()[-1].rsplit("| 1.5 times, 150 MB |")
    assert verdict == " no: 160 MB; no: 1.6 times |"


def test_translations_are_other_texts_with_the_same_addresses() -> None:
    assert translated("Read [this](https://example.org/this) 2 times.") == (
        "Daero [sihto](https://example.org/this) 2 semito."
    )


def test_a_command_that_fails_ends_no_table(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="exited with 3"):
        Command(["sh", "-c", "exit 3"], tmp_path).run()
