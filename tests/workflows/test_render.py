from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse, serialize
from pipeline.errors import SettingsError
from pipeline.model.version import Held
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.extract import extract
from pipeline.workflows.render import render

POST = "---\ntitle: Hello  # a comment\nlang: en\ndate: 2024-05-01\n---\n\n*   First.\n\nSecond.\n"
SV = "---\ntitle: Hej  # a comment\nlang: sv\ndate: 2024-05-01\n---\n\n*   Först.\n\nSedan.\n"
WORDS = {"Hello": "Hej", "First.": "Först.", "Second.": "Sedan."}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    files = {"setup.cfg": "[tvilling]\nlanguages = en, sv\n", "posts/en/guides/hello.md": POST}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    found = open_workspace(tmp_path)
    extract(found)
    return found


def translate(workspace: Workspace, words: dict[str, str]) -> None:
    path = workspace.root / "locales/sv/LC_MESSAGES/guides/hello.po"
    catalogue = parse(path.read_text(encoding="utf-8"))
    entries = tuple(e._replace(msgstr=words.get(e.msgid, "")) for e in catalogue.entries)
    path.write_bytes(serialize(replace(catalogue, entries=entries)).encode())


def test_a_complete_translation_is_written_where_the_pattern_says(workspace: Workspace) -> None:
    translate(workspace, WORDS)
    output = workspace.root / "build"
    assert render(workspace, output).written == ("posts/sv/guides/hello.md",)
    assert (output / "posts/sv/guides/hello.md").read_text(encoding="utf-8") == SV


def test_rendering_again_writes_nothing(workspace: Workspace) -> None:
    translate(workspace, WORDS)
    render(workspace, workspace.root / "build")
    again = render(workspace, workspace.root / "build")
    assert (again.written, again.unchanged) == ((), ("posts/sv/guides/hello.md",))


def test_a_partial_translation_is_held_back_unless_asked_for(workspace: Workspace) -> None:
    translate(workspace, {"First.": "Först."})
    output = workspace.root / "build"
    report = render(workspace, output)
    assert report.held == (Held("guides/hello", "sv", "not finished: 2 missing, of 3 texts"),)
    assert not output.exists()
    render(workspace, output, partial=True)
    text = (output / "posts/sv/guides/hello.md").read_text(encoding="utf-8")
    assert ("Först." in text, "Second." in text) == (True, True)


def test_an_unsafe_translation_is_never_written(workspace: Workspace) -> None:
    translate(workspace, {**WORDS, "First.": "<script>alert(1)</script>"})
    output = workspace.root / "build"
    for partial in (False, True):
        assert len(render(workspace, output, partial=partial).held) == 1
    assert not output.exists()


@pytest.mark.parametrize("output", ["", "posts", "posts/build"])
def test_translations_are_never_written_among_the_posts(workspace: Workspace, output: str) -> None:
    translate(workspace, WORDS)
    with pytest.raises(SettingsError, match="would be taken for posts written by hand"):
        render(workspace, workspace.root / output)


def test_nothing_is_written_outside_of_the_folder(workspace: Workspace, tmp_path: Path) -> None:
    translate(workspace, WORDS)
    outside, output = tmp_path / "outside", tmp_path / "build"
    outside.mkdir()
    output.mkdir()
    (output / "posts").symlink_to(outside)
    report = render(workspace, output)
    assert ["leads out of the folder" in str(problem) for problem in report.problems] == [True]
    assert list(outside.iterdir()) == []
