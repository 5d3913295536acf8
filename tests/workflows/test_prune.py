from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.prune import Pruned, prune

GONE = Entry("Gone", "Borta", is_obsolete=True)
FOLDER = "locales/sv/LC_MESSAGES"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """Two posts whose catalogues hold an obsolete entry, and a file that is no catalogue."""
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", "utf-8")
    (tmp_path / "posts" / "en").mkdir(parents=True)
    (tmp_path / FOLDER).mkdir(parents=True)
    for name in ("one", "two"):
        (tmp_path / "posts" / "en" / f"{name}.md").write_text(f"This is {name}.\n", "utf-8")
        catalogue = Catalogue((Entry(f"This is {name}.", "Här."), GONE))
        (tmp_path / FOLDER / f"{name}.po").write_text(serialize(catalogue), "utf-8")
    (tmp_path / FOLDER / "broken.po").write_text("#~ no\n", "utf-8")
    return tmp_path


def _msgids(blog: Path, name: str) -> list[str]:
    text = (blog / FOLDER / f"{name}.po").read_text("utf-8")
    return [entry.msgid for entry in parse(text).entries]


def test_obsolete_entries_go_and_all_others_stay(blog: Path) -> None:
    workspace = open_workspace(blog)
    first, second = prune(workspace), prune(workspace)
    assert (first, second) == (
        (Pruned(f"{FOLDER}/one.po", 1), Pruned(f"{FOLDER}/two.po", 1)),
        (),
    )
    assert (_msgids(blog, "one"), _msgids(blog, "two")) == (["This is one."], ["This is two."])


def test_only_the_posts_that_are_named_are_pruned(blog: Path) -> None:
    assert prune(open_workspace(blog), ["one"]) == (Pruned(f"{FOLDER}/one.po", 1),)
    assert _msgids(blog, "two") == ["This is two.", "Gone"]


def test_extract_says_what_was_pruned_and_check_what_would_be(blog: Path) -> None:
    command = ["-C", str(blog), "extract", "one", "--prune-obsolete"]
    CliRunner().invoke(tvilling, ["-C", str(blog), "extract", "one"])
    check, done = (CliRunner().invoke(tvilling, [*command, *more]) for more in (["--check"], []))
    line = f"pruned    {FOLDER}/one.po (1 obsolete text)\n"
    assert (check.exit_code, line in check.output) == (1, True)
    assert (done.exit_code, line in done.output) == (0, True)
    assert _msgids(blog, "one") == ["This is one."]
