"""`tvilling check` on the example blog, in every format: the lines it names are the right ones."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from junitparser import JUnitXml

from pipeline.cli.app import tvilling
from pipeline.reports.findings_formats import FindingsFormat

ROOT = Path(__file__).parents[2]

Place = tuple[str, int]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The example blog, with a catalogue that is not there at all and one that cannot be read."""
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    catalogues = tmp_path / "locales" / "sv" / "LC_MESSAGES"
    (catalogues / "false-friends.po").unlink()
    (catalogues / "welcome.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(root), "check", *arguments])


def of_github(text: str) -> list[Place]:
    found = re.findall(r"^::\w+ file=([^,]*),line=(\d+),", text, re.MULTILINE)
    return [(path, int(line)) for path, line in found]


def of_gitlab(text: str) -> list[Place]:
    places = [issue["location"] for issue in json.loads(text)]
    return [(place["path"], place["lines"]["begin"]) for place in places]


def of_sarif(text: str) -> list[Place]:
    results: list[dict[str, Any]] = json.loads(text)["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    return [(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in places]


def of_json(text: str) -> list[Place]:
    return [(finding["path"], finding["line"]) for finding in json.loads(text)["findings"]]


def of_junit(text: str) -> list[Place]:
    cases = [case._elem.attrib for suite in JUnitXml.fromstring(text.encode()) for case in suite]
    return [(case.get("file", ""), int(case.get("line", 0))) for case in cases]


def of_text(text: str) -> list[Place]:
    found = re.findall(r"^(\S+):(\d+): \w+\[", text, re.MULTILINE)
    return [(path, int(line)) for path, line in found]


READERS: dict[FindingsFormat, Callable[[str], list[Place]]] = {
    FindingsFormat.TEXT: of_text,
    FindingsFormat.JSON: of_json,
    FindingsFormat.JUNIT: of_junit,
    FindingsFormat.SARIF: of_sarif,
    FindingsFormat.GITHUB: of_github,
    FindingsFormat.GITLAB: of_gitlab,
}


@pytest.mark.parametrize("format", FindingsFormat)
def test_every_format_names_the_same_places_and_exits_with_1(
    blog: Path, format: FindingsFormat
) -> None:
    result = run(blog, "--format", format.value)
    expected = of_json(run(blog, "--json").stdout)
    assert (result.exit_code, sorted(READERS[format](result.stdout))) == (1, sorted(expected))


@pytest.mark.parametrize("format", FindingsFormat)
def test_every_format_exits_with_0_where_all_is_well(blog: Path, format: FindingsFormat) -> None:
    result = run(blog, "lagom", "--format", format.value)
    assert (result.exit_code, READERS[format](result.stdout)[1:]) == (0, [])


def line_of(root: Path, place: Place) -> str:
    path, line = place
    return (root / path).read_text(encoding="utf-8").split("\n")[line - 1]


def bare(text: str) -> str:
    """The letters of the text, as a line of a post and a msgid both have them."""
    return re.sub(r"\W", "", re.sub(r"<(?!img)[^>]*>", "", text))


def test_the_lines_are_those_of_the_message_and_of_the_text(blog: Path) -> None:
    findings = json.loads(run(blog, "--json", "--all").stdout)["findings"]
    wrong = []
    for finding in findings:
        if not finding["msgid"]:
            continue
        start = bare(finding["msgid"].split("\n")[0])[:12]
        line = line_of(blog, (finding["path"], finding["line"]))
        in_catalogue = finding["path"].endswith(".po")
        post, _, number = finding["source"].rpartition(":")
        in_post = bare(line_of(blog, (post, int(number))))
        if (in_catalogue and not line.startswith("msgid ")) or start not in in_post:
            wrong.append((finding, line, in_post))
    assert wrong == []
    places = {finding["path"].endswith(".po") for finding in findings if finding["msgid"]}
    assert places == {True, False}, "findings are looked at in catalogues and in posts"


def test_a_message_stands_where_the_format_says(blog: Path) -> None:
    places = of_github(run(blog, "sew-a-pamphlet", "--format", "github").stdout)
    assert [line_of(blog, place)[:40] for place in places] == [
        'msgid "the stub of a candle, for the thr',
        'msgid "Cut a thread four times as tall a',
        'msgid "A finished pamphlet weighs about ',
    ]


def test_a_report_in_a_file_leaves_the_text_on_the_log(blog: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "findings.sarif"
    result = run(blog, "sew-a-pamphlet", "--format", "sarif", "--output", str(file))
    assert result.exit_code == 1
    assert result.stdout == run(blog, "sew-a-pamphlet").stdout
    assert file.read_text(encoding="utf-8") == (
        run(blog, "sew-a-pamphlet", "--format", "sarif").stdout
    )
    assert [path.name for path in file.parent.iterdir()] == ["findings.sarif"]


def test_a_report_that_cannot_be_written_is_an_error_and_leaves_nothing(
    blog: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run(blog, "lagom", "--format", "junit", "--output", str(tmp_path / "file" / "x.xml"))
    assert result.exit_code == 1
    assert "cannot be written: a file stands where a folder is needed" in result.stderr


def test_two_formats_at_once_are_refused(blog: Path) -> None:
    result = run(blog, "--json", "--format", "sarif")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--json is short for --format json, not sarif." in result.stderr
