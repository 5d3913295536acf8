from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse
from pipeline.errors import StorageError
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows import processes
from pipeline.workflows.check import check
from pipeline.workflows.extract import extract
from pipeline.workflows.render import render
from pipeline.workflows.status import status
from pipeline.workflows.verify import verify_blog

POST = "---\ntitle: Post {0}\ntags: [Tea {1}]\n---\n\nText number {0}.\n\n- One of {0}\n"


def make_blog(root: Path, posts: int) -> Workspace:
    (root / "posts/en").mkdir(parents=True)
    (root / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", encoding="utf-8")
    for number in range(posts):
        text = POST.format(number, number % 3)
        (root / f"posts/en/post-{number:03}.md").write_text(text, encoding="utf-8")
    (root / "posts/en/broken.md").write_bytes(b"\xff")
    return open_workspace(root)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Work is done in other processes however little there is."""
    monkeypatch.setattr(processes, "WORTH_IT", 2)
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    return monkeypatch


def everything(workspace: Workspace, output: Path) -> tuple[object, ...]:
    reports = (
        extract(workspace, cached=False),
        status(workspace, cached=False),
        check(workspace, cached=False),
        render(workspace, output, partial=True),
        verify_blog(workspace),
    )
    told = [[str(p) for p in getattr(report, "problems", ())] for report in reports]
    fields = ("changes", "rows", "totals", "findings", "pages", "held", "written", "segments")
    return told, [getattr(report, name, None) for report in reports for name in fields]


def catalogues(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*.po")}


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_do_the_same_in_the_same_order(
    tmp_path: Path, always: pytest.MonkeyPatch, method: str
) -> None:
    if method == "fork" and processes._start_method() != "fork":
        pytest.skip("it is not safe here: this process has threads, or this is no Linux")
    always.setattr(processes, "_start_method", lambda: method)
    together = make_blog(tmp_path / "a", 60)
    in_processes = everything(together, tmp_path / "out")
    always.setattr(processes, "WORTH_IT", 10_000)
    alone = everything(make_blog(tmp_path / "b", 60), tmp_path / "out-alone")
    assert in_processes == alone
    assert catalogues(together.root) == catalogues(tmp_path / "b")


def test_a_bad_post_does_not_stop_the_others(tmp_path: Path, always: pytest.MonkeyPatch) -> None:
    report = extract(make_blog(tmp_path, 60))
    assert (len(report.changes), [problem.path for problem in report.problems]) == (
        61,
        ["posts/en/broken.md"],
    )


def _die(_: int, task: int) -> int:
    if task == 3:
        os._exit(9)
    return task


def test_a_process_that_is_killed_is_told(always: pytest.MonkeyPatch) -> None:
    if processes._start_method() != "fork":
        pytest.skip("this process has threads, and then a function of a test cannot travel")
    with pytest.raises(StorageError, match="killed before it was done"):
        list(processes.mapped(_die, 0, range(100)))


def test_little_work_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(processes, "_in_processes", refuse)
    assert len(extract(make_blog(tmp_path, 20)).changes) == 21


def started(root: Path) -> subprocess.Popen[bytes]:
    """An extraction that has begun to write."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), "extract"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    while process.poll() is None and not next(root.rglob("*.po"), None):
        pass
    return process


def test_ctrl_c_leaves_whole_files(tmp_path: Path) -> None:
    root = make_blog(tmp_path, 900).root
    process = started(root)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in output) == (130, False)
    written = catalogues(root)
    assert {len(parse(data.decode("utf-8")).entries) for data in written.values()} <= {3}
    assert [path for path in root.rglob("*") if path.name.endswith(".tmp")] == []


def test_no_process_outlives_a_command_that_is_killed(tmp_path: Path) -> None:
    root = make_blog(tmp_path, 900).root
    process = started(root)
    process.kill()
    # The processes that help hold the other end of its output: it closes when the last is gone.
    process.communicate(timeout=60)
    written = catalogues(root)
    assert {len(parse(data.decode("utf-8")).entries) for data in written.values()} <= {3}
