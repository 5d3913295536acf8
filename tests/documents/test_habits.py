"""The files and snippets by which other programs run Tvilling: they parse, and work as shown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from pipeline.cli.app import COMMANDS, tvilling

ROOT = Path(__file__).parents[2]
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def read(name: str) -> Any:  # noqa: ANN401  # what YAML holds
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def snippets() -> list[str]:
    found: list[str] = YAML.findall((ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))
    return found


def commands(text: str) -> Iterator[list[str]]:
    """The words behind `tvilling` in scripts."""
    joined = text.replace("\\\n", " ")
    for line in re.findall(r"(?:^|[\s\"'])tvilling ([^\n>|]*)", joined):
        # A variable of the shell stands for one value; `${X:+--option "$X"}` for an option.
        plain = re.sub(r'\$\{\w+:\+(--[\w-]+) "\$\w+"\}', r"\1 X", line)
        yield [re.sub(r"\$\{?\w+.*", "X", word) for word in shlex.split(plain)]


def scripts() -> list[str]:
    steps = [step.get("run", "") for step in read("action.yml")["runs"]["steps"]]
    hooks = [hook["entry"] for hook in read(".pre-commit-hooks.yaml")]
    return [*steps, *hooks, *snippets()]


def test_every_command_in_them_has_the_options_that_are_used() -> None:
    found = [words for text in scripts() for words in commands(text)]
    assert len(found) >= 8
    for words in found:
        rest = words[2:] if words[0] == "-C" else words
        name, *arguments = rest
        assert name in COMMANDS
        with click.Context(tvilling) as context:
            command = tvilling.get_command(context, name)
            assert command is not None
            wanted = [
                word.replace("X", "error") if "--fail-on" in arguments else word
                for word in arguments
            ]
            command.make_parser(context).parse_args(wanted)


def test_every_snippet_is_yaml() -> None:
    assert all(yaml.safe_load(text) for text in snippets())


def test_the_snippet_for_gitlab_delivers_the_file_that_is_written() -> None:
    (job,) = [
        loaded["translations"]
        for loaded in map(yaml.safe_load, snippets())
        if isinstance(loaded, dict) and "translations" in loaded
    ]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["script"][-1] == f"tvilling check --format gitlab --output {report}"


def test_the_inputs_of_the_action_are_documented_and_reach_scripts_as_variables_alone() -> None:
    action = read("action.yml")
    documented = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [name for name in action["inputs"] if f"| `{name}` |" not in documented] == []
    # What is put into a script as text could be any command.
    assert [s["name"] for s in action["runs"]["steps"] if "${{" in s.get("run", "")] == []


@pytest.fixture
def example_blog(tmp_path: Path) -> Path:
    blog = tmp_path / "blog"
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, blog / name)
    shutil.copy(ROOT / "setup.cfg", blog)
    return blog


def run_step(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The step of the action, run as a runner does."""
    (step,) = [s for s in read("action.yml")["runs"]["steps"] if s["name"] == name]
    unset = dict.fromkeys(step.get("env", {}), "")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={
            **os.environ,
            **unset,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "FOLDER": str(folder),
            "RUNNER_TEMP": str(folder.parent),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_steps_of_the_action_do_what_they_say(example_blog: Path) -> None:
    in_step = run_step("Catalogues are in step", example_blog)
    report = run_step("Write the report", example_blog)
    all_posts = run_step("Translations are sound", example_blog)
    two_posts = run_step("Translations are sound", example_blog, POSTS="lagom midsommar")
    never = run_step("Translations are sound", example_blog, FAIL_ON="never")
    assert [done.returncode for done in (in_step, report, all_posts, two_posts, never)] == [
        0,
        0,
        1,
        0,
        0,
    ], [report.stderr, two_posts.stderr]
    assert all_posts.stdout.startswith("::error file=locales/sv/LC_MESSAGES/sew-a-pamphlet.po,")
    assert (report.stdout, (example_blog.parent / "tvilling.sarif").stat().st_size > 0) == (
        "",
        True,
    )


@pytest.mark.component
def test_the_hooks_run_under_pre_commit_as_it_installs_them(
    example_blog: Path, tmp_path: Path
) -> None:
    if os.environ.get("CI", "").lower() != "true":
        pytest.skip("installing the hooks takes a minute and the network: run with CI=true")
    author = ["-c", "user.name=Example", "-c", "user.email=example@example.com"]
    for words in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=example_blog, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--all-files"],
        cwd=example_blog,
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = re.findall(r"^(\w[^.\n]*)\.{3,}(\w+)$", done.stdout, re.MULTILINE)
    assert sorted(outcomes) == [
        ("catalogues are in step with the posts", "Passed"),
        ("translations are sound", "Failed"),
    ], done.stdout + done.stderr
    assert "sew-a-pamphlet.po:63: error[missing]" in done.stdout
