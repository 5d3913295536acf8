"""The commands in a pipe: what they print, what they exit with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import tvilling


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(root), *arguments])


def tree(root: Path) -> dict[str, bytes]:
    """The blog's files by path, without what can be made again."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and ".tvilling" not in p.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    assert run(tmp_path, "init", "--title", "Example").exit_code == 0
    return tmp_path


def test_init_says_what_it_made_and_what_comes_next(tmp_path: Path) -> None:
    result = run(tmp_path, "init", "blog")
    assert result.exit_code == 0
    assert "  posts/sv/kaffe.md\n" in result.output
    assert result.output.endswith("  tvilling extract\n")


def test_extract_says_what_is_new_and_then_that_nothing_is(blog: Path) -> None:
    first, second = run(blog, "extract"), run(blog, "extract")
    assert first.output.startswith("created   locales/en/LC_MESSAGES/kaffe.po (9 new)\n")
    assert first.output.endswith("4 catalogues: 4 created.\n")
    assert second.output == "4 catalogues in step, nothing to write.\n"
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_extract_check_writes_nothing_and_exits_1_while_there_is_work(blog: Path) -> None:
    before = tree(blog)
    result = run(blog, "extract", "--check")
    assert result.exit_code == 1
    assert "If you run tvilling extract: 4 catalogues: 4 created.\n" in result.output
    assert tree(blog) == before
    run(blog, "extract")
    assert run(blog, "extract", "--check").exit_code == 0


def test_extract_for_machines(blog: Path) -> None:
    result = json.loads(run(blog, "extract", "--json", "welcome").stdout)
    assert result["catalogues"][0] == {
        "post": "welcome",
        "lang": "sv",
        "path": "locales/sv/LC_MESSAGES/welcome.po",
        "outcome": "created",
        "new": 9,
        "fuzzy": 0,
        "obsolete": 0,
    }


def test_status_is_a_table_of_plain_text_in_80_columns(blog: Path) -> None:
    long_name = blog / "posts" / "en" / f"{'a-very-long-name-' * 8}.md"
    long_name.write_text("Text\n", encoding="utf-8")
    result = run(blog, "status")
    assert result.exit_code == 0
    assert max(map(len, result.output.splitlines())) <= 80
    assert "\x1b" not in result.output
    assert "Into sv: 0 of 2 posts complete; left are" in result.output


def test_status_for_machines(blog: Path) -> None:
    pages = json.loads(run(blog, "status", "--json", "--sort", "name").stdout)["pages"]
    assert [(page["post"], page["lang"], page["state"]) for page in pages] == [
        ("kaffe", "sv", "source"),
        ("kaffe", "en", "untranslated"),
        ("welcome", "en", "source"),
        ("welcome", "sv", "untranslated"),
        ("terms", "en", "untranslated"),
        ("terms", "sv", "untranslated"),
    ]


def test_status_of_a_blog_without_posts_says_so(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", encoding="utf-8")
    assert run(tmp_path, "status").output == "There are no posts yet.\n"
    assert run(tmp_path, "extract").exit_code == 0


def test_check_exits_1_for_errors_and_names_file_and_line(blog: Path) -> None:
    run(blog, "extract")
    result = run(blog, "check")
    assert result.exit_code == 1
    assert "locales/sv/LC_MESSAGES/welcome.po:" in result.output
    short, full = (
        json.loads(run(blog, "check", "--json", *more).stdout) for more in ([], ["--all"])
    )
    assert (short["counts"]["error"], short["rules"]) == (4, {"missing": 4, "twins": 2})
    assert (full["counts"]["error"], full["rules"]) == (22, {"missing": 22, "twins": 2})


def test_verify_counts_what_it_proved(blog: Path) -> None:
    result = run(blog, "verify")
    assert (result.exit_code, result.output) == (
        0,
        "2 files identical, with 18 texts for translators.\n",
    )
    assert json.loads(run(blog, "verify", "--json").stdout)["identical"] == 2


def test_render_names_what_is_held_back(blog: Path) -> None:
    result = run(blog, "render", "-o", str(blog / "build"))
    assert result.exit_code == 0
    assert "held back welcome (sv): not translated yet: 9 missing, of 9 texts" in result.output


def test_an_unknown_post_has_exit_code_1_and_advice(blog: Path) -> None:
    result = run(blog, "status", "welcom")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: there is no post named 'welcom'\n  Did you mean welcome?\n"


def test_control_characters_of_a_post_never_reach_the_output(blog: Path) -> None:
    (blog / "posts" / "en" / "x.md").write_text(
        '---\nid: "x\\u202e"\ntitle: "T\\e[31m"\n---\nText \x1b]0;owned\x07\n', encoding="utf-8"
    )
    for command in (["extract"], ["status"], ["check"], ["render", "-o", str(blog / "build")]):
        output = run(blog, *command).output
        assert [c for c in "\x1b\x07\u202e" if c in output] == []


@pytest.mark.parametrize("command", ["status", "check", "extract"])
def test_a_pipe_gets_no_colours_and_no_progress(blog: Path, command: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pipeline", command],
        cwd=blog,
        env={**os.environ, "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "\x1b" not in result.stdout + result.stderr
    assert result.stderr == ""
