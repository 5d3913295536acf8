"""A process that is killed, asked to stop, or not alone: nothing is left half done for long."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.bed import Bed, embedded_bed
from tests.faults.on_disk import published, started, write_blog
from tests.faults.proxy import Fault, Forward
from tests.publish.cms_state import state_of


@dataclass
class Scene:
    """A CMS, a blog, and what the CMS has after an undisturbed run."""

    bed: Bed
    folder: Path
    expected: dict[str, Any]
    requests: list[str]

    @property
    def password(self) -> str:
        return self.bed.login[1]

    @property
    def writes(self) -> list[int]:
        return [n for n, line in enumerate(self.requests) if line.startswith("POST")]

    def run(self, number: int, fault_of: Any) -> tuple[int, str, str]:  # noqa: ANN401
        """Exit code and output of a process, in which `fault_of(process)` meets a request."""
        self.bed.reset()
        process: list[subprocess.Popen[str]] = []

        def fault(client: socket.socket, forward: Forward) -> None:
            fault_of(process[0])(client, forward)

        self.bed.proxy.plan({number: fault})
        process.append(started(self.folder, self.password))
        said, complained = process[0].communicate(timeout=60)
        self.bed.proxy.plan()
        return process[0].returncode, said, complained


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with embedded_bed(tmp_path_factory.mktemp("processes")) as bed:
        folder = write_blog(tmp_path_factory.mktemp("blog"), bed.proxy.url, bed.login[0])
        report = published(folder, bed.login[1]).report
        assert report is not None
        assert report.is_fine
        yield Scene(bed, folder, state_of(bed.cms), list(bed.proxy.asked))


def killing(process: subprocess.Popen[str]) -> Fault:
    """The CMS acts, and the process is no more."""

    def fault(_client: socket.socket, forward: Forward) -> None:
        forward()
        process.kill()

    return fault


def asking_to_stop(number: signal.Signals) -> Any:  # noqa: ANN401
    """The process gets the signal while it waits for the answer, which then comes."""

    def of(process: subprocess.Popen[str]) -> Fault:
        def fault(client: socket.socket, forward: Forward) -> None:
            os.kill(process.pid, number)
            client.sendall(forward())

        return fault

    return of


def test_what_a_run_killed_at_any_request_left_is_said_and_made_good(scene: Scene) -> None:
    wrong: list[tuple[object, ...]] = []
    # Before the first write all is as it was, so that one such request stands for all.
    for number in (0, *range(scene.writes[0], len(scene.requests))):
        code, _, _ = scene.run(number, killing)
        after = published(scene.folder, scene.password)
        was_told = after.unended is not None
        is_good = after.report is not None and after.report.is_fine
        if (code, is_good) != (-9, True) or state_of(scene.bed.cms) != scene.expected:
            wrong.append((number, code, after.report))
        if number in scene.writes and not was_told:
            wrong.append((number, code, "nothing was said of the killed run"))
    assert wrong == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a signal"])
def test_a_run_that_is_asked_to_stop_takes_the_answer_and_tells_what_is_done(
    scene: Scene, number: signal.Signals
) -> None:
    write = scene.writes[1]
    code, said, complained = scene.run(write, asking_to_stop(number))
    assert code == 130
    assert "Stopping when what is under way is answered" in complained
    assert "error: stopped, as you asked" in complained
    assert "Run it again; what is done stays done." in complained
    assert "created" in said.splitlines()[-1]
    assert "left to do" in said.splitlines()[-1]
    after = published(scene.folder, scene.password)
    assert after.unended is None
    assert state_of(scene.bed.cms) == scene.expected


def test_a_second_ctrl_c_does_not_wait_for_an_answer(scene: Scene) -> None:
    arrived = threading.Event()

    def never_answered(client: socket.socket, _forward: Forward) -> None:
        arrived.set()
        client.recv(1)

    scene.bed.reset()
    scene.bed.proxy.plan({scene.writes[0]: never_answered})
    process = started(scene.folder, scene.password)
    assert arrived.wait(60)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    told = [process.stderr.readline() for _ in range(2)]
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert (process.returncode, said, told[1][:8]) == (130, "", "Stopping")
    scene.bed.proxy.plan()
    assert published(scene.folder, scene.password).unended is not None
    assert state_of(scene.bed.cms) == scene.expected


def test_a_run_that_cannot_reach_the_site_any_more_tells_what_is_done(scene: Scene) -> None:
    scene.bed.reset()
    write = scene.writes[1]

    def refuse(client: socket.socket, _forward: Forward) -> None:
        client.sendall(b"HTTP/1.1 503 Maintenance\r\nRetry-After: 600\r\nConnection: close\r\n\r\n")

    scene.bed.proxy.plan({write: refuse})
    process = started(scene.folder, scene.password)
    said, complained = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "left to do" in said.splitlines()[-1]
    assert "the site is not ready (503)" in complained
    assert "Run it again in 10 minutes; what is done stays done." in complained
    assert published(scene.folder, scene.password).unended is None
    assert state_of(scene.bed.cms) == scene.expected


def test_two_who_publish_at_once_both_end_well_and_nothing_is_there_twice(
    scene: Scene, tmp_path: Path
) -> None:
    other = write_blog(tmp_path, scene.bed.proxy.url, scene.bed.login[0])
    scene.bed.reset()
    scene.bed.proxy.plan()
    both = [started(folder, scene.password) for folder in (scene.folder, other)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert state_of(scene.bed.cms) == scene.expected


def test_the_password_is_in_nothing_that_a_run_says_or_writes(scene: Scene) -> None:
    texts: list[str] = []
    for number in (scene.writes[0], scene.writes[-1]):
        texts += scene.run(number, asking_to_stop(signal.SIGINT))[1:]
    files = [path for path in (scene.folder / ".tvilling").rglob("*") if path.is_file()]
    assert any(path.name == "publish-live.jsonl" for path in files)
    texts += [path.read_bytes().decode("utf-8", "replace") for path in files]
    bare = scene.password.replace(" ", "")
    found = [text for text in texts if scene.password in text or bare in text]
    assert found == []
