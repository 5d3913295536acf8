"""What a run that was broken off leaves for the next one to tell."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.storage.journal import Unended, begin, last_unended

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def as_left_by_another(path: Path) -> None:
    """The journal as a process left it that is no more."""
    text = path.read_text(encoding="utf-8").replace(f'"pid": {os.getpid()}', '"pid": 0')
    path.write_text(text, encoding="utf-8")


def test_a_run_that_was_broken_off_is_told_with_what_was_under_way(tmp_path: Path) -> None:
    path = tmp_path / "publish-live.jsonl"
    run = begin(path, 3, NOW)
    run.sent(["post a [en]", "post b [en]"])
    run.answered(["post a [en]"], [201])
    as_left_by_another(path)
    assert last_unended(path) == Unended(
        "2026-01-31T12:00:00+00:00", 3, 1, ("post b [en]",), is_running=False
    )


def test_a_run_that_ended_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "publish-live.jsonl"
    begin(path, 3, NOW).sent(["post a [en]"])
    begin(path, 1, NOW).ended("done")
    assert last_unended(path) is None


def test_a_run_of_another_process_that_lives_is_still_at_work(tmp_path: Path) -> None:
    path = tmp_path / "publish-live.jsonl"
    begin(path, 3, NOW)
    line = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**line, "pid": os.getppid()}), encoding="utf-8")
    told = last_unended(path)
    assert told is not None
    assert told.is_running


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param('{"run": "x", "event": "be', id="half a line"),
        pytest.param("[]\n7\n\x00", id="no lines of ours"),
    ],
)
def test_a_journal_that_cannot_be_read_tells_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "publish-live.jsonl"
    path.write_text(text, encoding="utf-8")
    assert last_unended(path) is None


def test_where_there_can_be_no_journal_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "publish-live.jsonl"
    begin(path, 3, NOW).ended("done")
    assert last_unended(path) is None


def test_a_journal_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "publish-live.jsonl"
    path.write_bytes(b"x" * 5_000_000)
    begin(path, 3, NOW)
    assert path.stat().st_size < 1000
