"""The merge driver, called by git itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling
from pipeline.model.catalogue import Catalogue, Entry

HEADERS = (("Language", "sv"), ("Content-Type", "text/plain; charset=UTF-8"))
NAMES = ("Dogs", "Cats", "Fish")


def _catalogue(*msgstrs: str) -> Catalogue:
    entries = (Entry(name, text) for name, text in zip(NAMES, msgstrs, strict=True))
    return Catalogue(tuple(entries), HEADERS)


class Clone:
    """A git repository with the driver installed as the command says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "pets in Swedish.po"
        scripts = Path(sys.executable).parent
        self._environment = {
            **os.environ,
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.run("git", "init", "-q", "-b", "main")
        self.run("git", "config", "user.name", "Example")
        self.run("git", "config", "user.email", "example@example.org")
        self.run("sh", "-c", "tvilling merge-driver --install | sh")
        self.run("sh", "-c", "tvilling merge-driver --install | sh")

    def run(self, *command: str) -> int:
        return subprocess.run(
            command, cwd=self.root, env=self._environment, capture_output=True, check=False
        ).returncode

    def commit(self, content: Catalogue | str) -> None:
        text = content if isinstance(content, str) else serialize(content)
        self.file.write_text(text, "utf-8")
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", "Translate")

    def merged(self, base: Catalogue, ours: Catalogue | str, theirs: Catalogue | str) -> int:
        """What `git merge` exits with when two branches changed the file."""
        self.commit(base)
        self.run("git", "checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.run("git", "checkout", "-q", "main")
        self.commit(ours)
        return self.run("git", "merge", "-q", "--no-edit", "theirs")

    @property
    def catalogue(self) -> Catalogue:
        return parse(self.file.read_text("utf-8"))


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Clone(tmp_path)


def test_git_joins_the_work_of_two_people_on_neighbouring_lines(clone: Clone) -> None:
    code = clone.merged(
        _catalogue("", "", ""), _catalogue("Hundar", "", "Fiskar"), _catalogue("", "Katter", "")
    )
    assert (code, clone.catalogue) == (0, _catalogue("Hundar", "Katter", "Fiskar"))


def test_installing_twice_writes_one_line(clone: Clone) -> None:
    assert (clone.root / ".gitattributes").read_text("utf-8") == "*.po merge=tvilling\n"


def test_git_reports_what_two_people_translated_differently(clone: Clone) -> None:
    code = clone.merged(
        _catalogue("", "", ""), _catalogue("Hundar", "", ""), _catalogue("Jyckar", "Katter", "")
    )
    dogs = Entry(
        "Dogs",
        "Hundar",
        is_fuzzy=True,
        translator_comments=("Translated differently at the same time: Jyckar",),
    )
    assert (code, clone.catalogue.entries[:2]) == (1, (dogs, Entry("Cats", "Katter")))
    assert clone.run("git", "diff", "--quiet", "--diff-filter=U") == 1


def test_a_version_that_is_no_catalogue_is_a_conflict_and_ours_stays(clone: Clone) -> None:
    ours = serialize(_catalogue("Hundar", "", ""))
    assert clone.merged(_catalogue("", "", ""), ours, "no catalogue\n") == 1
    assert clone.file.read_text("utf-8") == ours


def test_our_file_keeps_its_bytes_where_the_other_side_adds_nothing(clone: Clone) -> None:
    wrapped = serialize(_catalogue("Hundar", "", "")).replace('"Hundar"', '""\n"Hun"\n"dar"')
    assert clone.merged(_catalogue("", "", ""), wrapped, _catalogue("Hundar", "", "")) == 0
    assert clone.file.read_text("utf-8") == wrapped


def test_the_command_wants_three_files() -> None:
    assert CliRunner().invoke(tvilling, ["merge-driver", "a", "b"]).exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("", "utf-8")
    files = [str(tmp_path / name) for name in ("a.po", "a.po", "b.po")]
    result = CliRunner().invoke(tvilling, ["merge-driver", *files, "x.po"])
    assert (result.exit_code, "x.po (their version): cannot be read" in result.stderr) == (1, True)
