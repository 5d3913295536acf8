"""What `tvilling check` prints, kept while nothing changes, against what it prints without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse, serialize
from pipeline.reports.findings_text import written
from pipeline.storage import stamps
from pipeline.storage.workspace import open_workspace
from pipeline.workflows import check_text
from pipeline.workflows.baseline import write_baseline
from pipeline.workflows.check import CheckReport, Scope, checking
from pipeline.workflows.check_text import CheckText
from pipeline.workflows.extract import extract
from pipeline.workflows.look import look_at

SETTINGS = "[tvilling]\nlanguages = en, sv\n"
CATALOGUE = "locales/sv/LC_MESSAGES/a.po"
Told = tuple[str, CheckReport]


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "_DOUBT", -(10**18))  # no file is too young to be believed
    put(tmp_path, "setup.cfg", SETTINGS)
    put(tmp_path, "posts/en/a.md", "# Two pears\n\nThree plums.\n")
    extract(open_workspace(tmp_path))
    translate(tmp_path, "Två päron")
    return tmp_path


def translate(root: Path, text: str) -> None:
    found = parse((root / CATALOGUE).read_text(encoding="utf-8"))
    first, *rest = found.entries
    entries = (first._replace(msgstr=text), *rest)
    put(root, CATALOGUE, serialize(replace(found, entries=entries)))


def told(root: Path, scope: Scope | None = None) -> Told:
    shown = CheckText(open_workspace(root), scope or Scope(), written)
    return "".join(shown), shown.report


def worked_out(root: Path) -> Told:
    workspace = open_workspace(root)
    running = checking(workspace, look=look_at(workspace, cached=False))
    return "".join(written(running)), running.report


def remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What is told when the cache knows all of it."""
    for _ in range(3):
        told(root)
    with monkeypatch.context() as patch:
        patch.setattr(check_text, "checking", None)
        return told(root)


def test_the_text_and_the_report_are_the_same_when_nothing_is_gone_through(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = worked_out(blog)
    assert "Three plums" in before[0]
    assert remembered(blog, monkeypatch) == before


def write(root: Path, path: str, text: str) -> None:
    put(root, path, text)
    extract(open_workspace(root))


def checks(root: Path, line: str) -> None:
    put(root, "setup.cfg", f"{SETTINGS}[tvilling:checks]\n{line}\n")


def take_as_known(root: Path) -> None:
    workspace = open_workspace(root)
    write_baseline(workspace, checking(workspace, Scope(knows_baseline=False)))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a post": lambda root: write(root, "posts/en/a.md", "# Two pears\n\nFour plums.\n"),
    "a new post": lambda root: write(root, "posts/en/b.md", "One apple.\n"),
    "a translation": lambda root: translate(root, ""),
    "a level": lambda root: checks(root, "missing = note"),
    "an ignored file": lambda root: checks(root, "ignore =\n  locales/** -- not now"),
    "a threshold": lambda root: checks(root, "threshold = 90"),
    "a baseline": take_as_known,
    "a glossary": lambda root: put(
        root, "locales/glossary.csv", "source,target,term,translation\nen,sv,pears,plommon\n"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(
    blog: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = remembered(blog, monkeypatch)
    change(blog)
    after = told(blog)
    assert after == worked_out(blog)
    assert after != before
    assert remembered(blog, monkeypatch) == after


def test_a_part_of_the_blog_has_a_text_of_its_own(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = remembered(blog, monkeypatch)
    assert told(blog, Scope(rules=frozenset({"numbers"})))[0] == "No findings.\n"
    assert told(blog)[0] == whole


def test_a_text_that_is_too_long_is_worked_out_each_time(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_text, "_MOST", 10)
    with pytest.raises(TypeError):
        remembered(blog, monkeypatch)
    assert told(blog) == worked_out(blog)
