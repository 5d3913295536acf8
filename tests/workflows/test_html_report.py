"""The report of a blog on disk: what is written, what is left alone, and the past from git."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.app import tvilling
from pipeline.errors import SettingsError
from pipeline.model.coverage import Count
from pipeline.storage.workspace import STATE, open_workspace
from pipeline.workflows.history import history
from pipeline.workflows.html_report import write_badges, write_report

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
SV = "locales/sv/LC_MESSAGES"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n")
    return folder


def commit(folder: Path, moment: int) -> None:
    """A commit of everything at that time."""
    at = f"@{moment} +0000"
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    env = dict.fromkeys(names, "x") | {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    steps = [["init", "-q"], ["add", "-A"], ["commit", "-qm", "x", "--allow-empty"]]
    for step in steps:
        subprocess.run(["git", "-C", folder, *step], check=True, env={**os.environ, **env})


def test_a_report_is_written_once(blog: Path, tmp_path: Path) -> None:
    workspace = open_workspace(blog)
    first = write_report(workspace, tmp_path / "out", now=NOW)
    second = write_report(workspace, tmp_path / "out", now=NOW)
    assert sorted(first.written) == [
        "badges/en.svg",
        "badges/sv.svg",
        "badges/total.svg",
        "index.html",
        "posts/sv/sew-a-pamphlet.html",
        "posts/sv/the-ampersand.html",
        "posts/sv/winter-light.html",
        "report.css",
    ]
    assert (second.written, second.unchanged, second.removed) == ((), 8, ())


def test_a_page_is_made_anew_when_its_catalogue_changes(blog: Path, tmp_path: Path) -> None:
    workspace = open_workspace(blog)
    write_report(workspace, tmp_path / "out", now=NOW)
    catalogue = blog / SV / "sew-a-pamphlet.po"
    text = catalogue.read_text("utf-8").replace("linjal och", "linjaler och")
    catalogue.write_text(f"# A new line above\n{text}", "utf-8")
    done = write_report(workspace, tmp_path / "out", now=NOW)
    assert done.written == ("posts/sv/sew-a-pamphlet.html",)


def test_a_page_goes_when_nothing_is_left_to_do(blog: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    workspace = open_workspace(blog)
    write_report(workspace, out, now=NOW)
    (out / "posts/sv/mine.html").write_text("not ours")
    (blog / "posts/en/winter-light.html").unlink()
    done = write_report(workspace, out, now=NOW)
    assert done.removed == ("posts/sv/winter-light.html",)
    assert (out / "posts/sv/mine.html").read_text() == "not ours"


def test_categories_that_are_not_translated_have_a_page(blog: Path, tmp_path: Path) -> None:
    (blog / SV / "terms.po").unlink()
    done = write_report(open_workspace(blog), tmp_path / "out", now=NOW)
    assert "posts/sv/terms.html" in done.written
    assert "Categories and tags" in (tmp_path / "out/posts/sv/terms.html").read_text("utf-8")


def test_a_broken_catalogue_does_not_stop_the_report(blog: Path, tmp_path: Path) -> None:
    (blog / SV / "welcome.po").write_text("nonsense")
    done = write_report(open_workspace(blog), tmp_path / "out", now=NOW)
    assert [problem.path for problem in done.problems] == [f"{SV}/welcome.po"]
    assert f"{SV}/welcome.po" in (tmp_path / "out/index.html").read_text("utf-8")


def test_no_report_is_written_among_the_posts(blog: Path) -> None:
    with pytest.raises(SettingsError, match="would be taken for posts"):
        write_report(open_workspace(blog), blog / "posts", now=NOW)


def test_badges_are_written_where_they_are_wanted(blog: Path, tmp_path: Path) -> None:
    done = write_badges(open_workspace(blog), tmp_path / "badges", now=NOW)
    assert sorted(done.written) == ["en.svg", "sv.svg", "total.svg"]


def test_the_command_says_where_the_report_is(blog: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ["status", "--html", str(out), "--badges", str(out / "b")]
    done = CliRunner().invoke(tvilling, ["-C", str(blog), *options])
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            f"The report is at {out}/index.html: 8 files written, 0 unchanged, 0 removed.",
            f"The badges are in {out}/b: 3 files written, 0 unchanged.",
        ],
    )


def entry(number: int, msgstr: str = "", *, fuzzy: bool = False) -> str:
    return f'{"#, fuzzy" if fuzzy else ""}\nmsgid "two words {number}"\nmsgstr "{msgstr}"\n\n'


def small_blog(folder: Path) -> Path:
    (folder / SV).mkdir(parents=True)
    (folder / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n")
    return folder / SV / "a.po"


OUTDATED = HEAD.replace("\n\n", '\n"X-Tvilling-State: outdated\\n"\n\n')


def outdated(number: int, old: str, new: str) -> str:
    return f'#, fuzzy\n#| msgid "{old}"\nmsgid "{new}"\nmsgstr "så {number}"\n\n'


def test_of_outdated_posts_the_one_that_changed_most_comes_first(tmp_path: Path) -> None:
    catalogues = small_blog(tmp_path).parent
    (tmp_path / "posts/en").mkdir(parents=True)
    long = "A very long text of which a comma alone was changed by a careful author"
    for name, old, new in (
        ("comma", long, long.replace(" text", ", text")),
        ("word", "A red boat.", "A blue boat."),
    ):
        (tmp_path / f"posts/en/{name}.md").write_text(f"{new}\n")
        (catalogues / f"{name}.po").write_text(OUTDATED + outdated(1, old, new))
    write_report(open_workspace(tmp_path), tmp_path / "out", now=NOW)
    html = (tmp_path / "out/index.html").read_text()
    assert html.index("word.html") < html.index("comma.html")


def words(folder: Path) -> list[tuple[int, int, int]]:
    found = [point.coverage["sv"] for point in history(open_workspace(folder))]
    return [(one.translated.words, one.fuzzy.words, one.missing.words) for one in found]


def test_the_past_of_catalogues_is_read_from_git(tmp_path: Path) -> None:
    catalogue = small_blog(tmp_path)
    catalogue.write_text(HEAD + entry(1) + entry(2))
    commit(tmp_path, 1_000_000)
    catalogue.write_text(HEAD + entry(1, "ett") + entry(2, "två", fuzzy=True))
    (catalogue.parent / "å b.po").write_text(HEAD + entry(3))
    commit(tmp_path, 2_000_000)
    catalogue.unlink()
    commit(tmp_path, 3_000_000)
    assert words(tmp_path) == [(0, 0, 6), (3, 3, 3), (0, 0, 3)]


def test_a_blog_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    catalogue = small_blog(tmp_path / "site")
    catalogue.write_text(HEAD + entry(1, "ett"))
    commit(tmp_path, 1_000_000)
    assert words(tmp_path / "site") == [(3, 0, 0)]


def test_a_catalogue_that_was_broken_once_counts_nothing(tmp_path: Path) -> None:
    catalogue = small_blog(tmp_path)
    catalogue.write_text("nonsense")
    commit(tmp_path, 1_000_000)
    catalogue.write_text(HEAD + entry(1))
    commit(tmp_path, 2_000_000)
    assert words(tmp_path) == [(0, 0, 0), (0, 0, 3)]


def test_a_long_past_is_shown_by_sixty_moments_and_ends_as_it_is(tmp_path: Path) -> None:
    catalogue = small_blog(tmp_path)
    for number in range(64):
        catalogue.write_text(HEAD + "".join(map(entry, range(number + 1))))
        commit(tmp_path, 1_000_000 + number * 86400)
    found = history(open_workspace(tmp_path))
    assert 50 <= len(found) <= 61
    assert found[-1].coverage["sv"].missing == Count(64, 192)


def test_what_was_counted_is_kept_and_may_be_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = small_blog(tmp_path)
    catalogue.write_text(HEAD + entry(1))
    commit(tmp_path, 1_000_000)
    first = words(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.workflows.history.parse", None)  # nothing is to be counted anew
        assert words(tmp_path) == first
    (tmp_path / STATE / "past.sqlite").write_bytes(b"damaged")
    assert words(tmp_path) == first


def test_a_blog_without_git_has_no_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    small_blog(tmp_path).write_text(HEAD + entry(1))
    assert history(open_workspace(tmp_path)) == ()
    monkeypatch.setenv("PATH", "")
    assert history(open_workspace(tmp_path)) == ()
