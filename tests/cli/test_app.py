from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.app import COMMANDS, GROUPS, tvilling
from pipeline.errors import CmsUnreachable, SettingsError, TvillingError

PYTHON = sys.executable


def run_in_a_pipe(
    *arguments: str, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, "-m", "pipeline", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_help_names_every_command_once() -> None:
    result = CliRunner().invoke(tvilling, ["--help"])
    assert result.exit_code == 0
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
    for name, text in COMMANDS.items():
        assert f"  {name} " in result.output
        assert text in " ".join(result.output.split())


def test_the_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from pipeline.cli.app import tvilling\n"
        "tvilling.main(['--help'], standalone_mode=False)\n"
        "heavy = {'rich', 'requests', 'flask', 'bs4', 'polib', 'yaml', 'babel', 'rapidfuzz',\n"
        "         'pyromark', 'sqlite3', 'pipeline.workflows', 'pipeline.storage'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_fits_a_terminal(name: str) -> None:
    result = CliRunner().invoke(tvilling, [name, "--help"])
    assert result.exit_code == 0
    assert max(map(len, result.output.splitlines())) <= 80
    function = name.replace("-", "_")
    command = getattr(importlib.import_module(f"pipeline.cli.{function}"), function)
    assert isinstance(command, click.Command)
    assert f"tvilling {name}" in result.output or name == "doctor"


def test_the_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(tvilling, ["--version"])
    assert result.output == f"tvilling {importlib.metadata.version('tvilling')}\n"


def test_a_misspelt_command_is_answered_with_the_nearest() -> None:
    result = CliRunner().invoke(tvilling, ["extrakt"])
    assert result.exit_code == 2
    assert "Did you mean 'extract'?" in result.stderr


def test_outside_of_a_blog_the_message_says_how_to_begin(tmp_path: Path) -> None:
    result = CliRunner().invoke(tvilling, ["-C", str(tmp_path), "status"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tvilling init" in result.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(tvilling, ["-C", str(tmp_path / "no"), "status"])
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


def command_that_raises(error: BaseException) -> click.Command:
    @click.command()
    def failing() -> None:
        raise error

    return failing


@pytest.mark.parametrize(
    ("error", "code", "stderr"),
    [
        pytest.param(
            TvillingError("it is wrong", path="a.md", line=3, remedy="Mend it"),
            1,
            "error: a.md:3: it is wrong\n  Mend it.\n",
            id="bad input",
        ),
        pytest.param(SettingsError("no sense"), 2, "error: no sense\n", id="settings"),
        pytest.param(CmsUnreachable("nobody there"), 3, "error: nobody there\n", id="the CMS"),
        pytest.param(KeyboardInterrupt(), 130, "\n", id="Ctrl-C"),
        pytest.param(
            TvillingError("title \x1b]0;owned\x07 \u202e"),
            1,
            "error: title \\x1b]0;owned\\x07 \\u202e\n",
            id="control characters are written out",
        ),
    ],
)
def test_an_error_has_a_message_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, stderr: str
) -> None:
    monkeypatch.setattr("pipeline.cli.init.init", command_that_raises(error))
    result = CliRunner().invoke(tvilling, ["init"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", stderr)


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys, click\n"
        "import pipeline.cli.init as module\n"
        "from pipeline.cli.app import tvilling\n"
        "@click.command()\n"
        "def init():\n"
        "    for _ in range(100_000): click.echo('line')\n"
        "module.init = init\n"
        "sys.exit(tvilling.main(['init']))\n"
    )
    command = f'{PYTHON} -c "$CODE" | head -1'
    result = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**os.environ, "CODE": code},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("line\n", "")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"LC_ALL": "C"}, id="the C locale"),
        pytest.param(
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, id="the C locale without Python's help"
        ),
        pytest.param({"LC_ALL": "C.UTF-8"}, id="a locale of UTF-8"),
    ],
)
def test_swedish_letters_work_in_any_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    result = run_in_a_pipe("init", "blogg-åäö", "--title", "Åäö", cwd=tmp_path, **environment)
    assert result.returncode == 0, result.stderr
    assert "A new blog in blogg-åäö:" in result.stdout
    text = (tmp_path / "blogg-åäö" / "setup.cfg").read_text(encoding="utf-8")
    assert "title = Åäö\n" in text


def test_the_same_command_runs_as_a_module(tmp_path: Path) -> None:
    assert run_in_a_pipe("--version", cwd=tmp_path).stdout.startswith("tvilling ")
