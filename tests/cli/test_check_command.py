from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import tvilling

SETTINGS = "[tvilling]\nlanguages = en, sv\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / "posts/en").mkdir(parents=True)
    (tmp_path / "setup.cfg").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "posts/en/a.md").write_text("One.\n\nTwo.\n", encoding="utf-8")
    run(tmp_path, "extract")
    return tmp_path


def run(blog: Path, *words: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(blog), *words])


EXITS = {
    "an error": (["check"], 1),
    "an error, and only errors count": (["check", "--fail-on", "error"], 1),
    "an error, and notes count": (["check", "--fail-on", "note"], 1),
    "nothing counts": (["check", "--fail-on", "never"], 0),
    "nothing of this check": (["check", "--rule", "tags"], 0),
    "nothing in this language": (["check", "--lang", "en"], 0),
    "an unknown check": (["check", "--rule", "tag"], 2),
    "an unknown language": (["check", "--lang", "de"], 2),
    "an unknown severity": (["check", "--fail-on", "loud"], 2),
    "an unknown check to explain": (["check", "--explain", "tag"], 2),
    "no repository": (["check", "--since", "main"], 2),
    "a baseline of a part": (["check", "--update-baseline", "--lang", "sv"], 2),
    "an unknown post": (["check", "b"], 1),
}


@pytest.mark.parametrize(("words", "expected"), EXITS.values(), ids=EXITS)
def test_the_exit_code_says_whether_something_matters(
    blog: Path, words: list[str], expected: int
) -> None:
    result = run(blog, *words)
    assert (result.exit_code, "Traceback" in result.output) == (expected, False)


def test_the_settings_say_what_matters_unless_the_command_does(blog: Path) -> None:
    settings = f"{SETTINGS}[tvilling:checks]\nfail_on = warning\nmissing = note\n"
    (blog / "setup.cfg").write_text(settings, encoding="utf-8")
    codes = [run(blog, "check", *more).exit_code for more in ([], ["--fail-on", "note"])]
    assert codes == [0, 1]


def test_settings_that_make_no_sense_exit_with_2_and_say_where(blog: Path) -> None:
    settings = f"{SETTINGS}[tvilling:check:missing]\nratio = 2\n"
    (blog / "setup.cfg").write_text(settings, encoding="utf-8")
    result = run(blog, "check")
    assert (
        result.exit_code,
        "setup.cfg:4: the check 'missing' has no option" in result.output,
    ) == (
        2,
        True,
    )


def test_a_baseline_is_written_and_then_only_what_is_new_counts(blog: Path) -> None:
    written = run(blog, "check", "--update-baseline")
    known = run(blog, "check")
    shown = run(blog, "check", "--no-baseline")
    assert (written.output, known.output, known.exit_code, shown.exit_code) == (
        "locales/check-baseline.json knows 1 finding now; only new ones count.\n",
        "No findings.\n1 translation of posts checked.\n"
        "1 finding left out that locales/check-baseline.json knows.\n",
        0,
        1,
    )


def test_a_report_for_programs_holds_nothing_else(blog: Path) -> None:
    run(blog, "check", "--update-baseline")
    outputs = [run(blog, "check", *words).stdout for words in (["--json"], ["--format", "json"])]
    assert [json.loads(output)["findings"] for output in outputs] == [[], []]


def test_the_exit_codes_are_in_the_help(blog: Path) -> None:
    text = run(blog, "check", "--help").output
    assert [code for code in "0123" if f"\n    {code}  " not in text] == []
