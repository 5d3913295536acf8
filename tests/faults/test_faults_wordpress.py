"""Whatever breaks on the way to a real WordPress: the next run makes it right.

Every request of a run can meet every fault. That takes some minutes, so that by default a sample
is tried, another one for each `FAULT_SEED`; all of them with `FAULTS=all`.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.bed import Bed, not_made_good, undisturbed
from tests.faults.blog import small_blog
from tests.faults.on_disk import published, started, write_blog
from tests.faults.proxy import FAULTS, Forward
from tests.faults.wordpress_bed import wordpress_bed
from tests.publish.cms_state import state_of

pytestmark = pytest.mark.component

SAMPLE = 2
"""How many requests meet each fault."""


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    with wordpress_bed(tmp_path_factory.mktemp("wp")) as bed:
        yield bed


@pytest.fixture(scope="module")
def expected(bed: Bed) -> tuple[dict[str, Any], int]:
    """What an undisturbed run leads to, and how many requests it sends."""
    return undisturbed(bed, small_blog()), len(bed.proxy.asked)


def chosen(count: int, name: str) -> list[int]:
    """The numbers of the requests that meet the fault."""
    if os.environ.get("FAULTS") == "all":
        return list(range(count))
    seed = f"{os.environ.get('FAULT_SEED', 'first')} {name}"
    return sorted(random.Random(seed).sample(range(count), SAMPLE))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_made_good_by_the_next_run(
    bed: Bed, expected: tuple[dict[str, Any], int], name: str
) -> None:
    state, count = expected
    assert not_made_good(bed, small_blog(), name, state, chosen(count, name)) == []


def test_a_killed_process_is_made_good_by_the_next_run(bed: Bed, tmp_path: Path) -> None:
    folder = write_blog(tmp_path, bed.proxy.url, bed.login[0])
    expected, count = first_state(bed, folder)
    for number in chosen(count, "killed"):
        bed.reset()
        process: list[subprocess.Popen[str]] = []

        def kill(_client: socket.socket, forward: Forward, doomed: list[Any] = process) -> None:
            forward()
            doomed[0].kill()

        bed.proxy.plan({number: kill})
        process.append(started(folder, bed.login[1]))
        process[0].communicate(timeout=60)
        bed.proxy.plan()
        after = published(folder, bed.login[1])
        is_good = after.report is not None and after.report.is_fine
        assert (number, process[0].returncode, is_good) == (number, -9, True)
        assert (number, state_of(bed.cms)) == (number, expected)


def test_two_who_publish_at_once_both_end_well_and_nothing_is_there_twice(
    bed: Bed, tmp_path: Path
) -> None:
    folders = [write_blog(tmp_path / name, bed.proxy.url, bed.login[0]) for name in "ab"]
    expected, _ = first_state(bed, folders[0])
    bed.reset()
    both = [started(folder, bed.login[1]) for folder in folders]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert state_of(bed.cms) == expected


def first_state(bed: Bed, folder: Path) -> tuple[dict[str, Any], int]:
    """What the site has after one run, and how many requests that took."""
    bed.reset()
    bed.proxy.plan()
    report = published(folder, bed.login[1]).report
    assert report is not None
    assert report.is_fine, report
    return state_of(bed.cms), len(bed.proxy.asked)
