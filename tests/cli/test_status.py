"""`tvilling status` in a pipe: what it shows, in which order, and of which pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling
from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.publish.messages import Answer, Request
from pipeline.reports.status_json import StatusRow
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.connection import connected
from pipeline.workflows.ranking import Sort, in_order

ROOT = Path(__file__).parents[2]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The example blog."""
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(root), *arguments])


def pages(root: Path, *arguments: str) -> list[tuple[str, str]]:
    """The posts and languages of the pages that are shown, in their order."""
    result = run(root, "status", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return [(page["post"], page["lang"]) for page in json.loads(result.stdout)["pages"]]


def test_every_line_fits_80_columns_and_ends_without_blanks(blog: Path) -> None:
    lines = run(blog, "status").stdout.split("\n")
    assert ([line for line in lines if line != line.rstrip()], max(map(len, lines)) <= 80) == (
        [],
        True,
    )


def test_letters_of_two_columns_leave_no_blanks_at_the_end_either(blog: Path) -> None:
    (blog / "posts" / "en" / "日本.md").write_text("Text\n", encoding="utf-8")
    lines = run(blog, "status").stdout.split("\n")
    assert [line for line in lines if line != line.rstrip()] == []


def test_what_hurts_most_comes_first(blog: Path) -> None:
    shown = list(dict.fromkeys(post for post, _ in pages(blog)))
    assert shown[:4] == [
        "sew-a-pamphlet",
        "winter-light",
        "the-ampersand",
        "between-two-languages",
    ]


def test_it_is_sorted_by_what_is_asked_for(blog: Path) -> None:
    by_name = list(dict.fromkeys(post for post, _ in pages(blog, "--sort", "name")))
    assert by_name[:-1] == sorted(by_name[:-1])
    assert pages(blog, "--sort", "words")[0] == ("the-ampersand", "en")
    assert pages(blog, "--sort", "changed")[0] == ("sew-a-pamphlet", "en")


def row(post: str, state: PageState, left: int, changed: int) -> StatusRow:
    return StatusRow(
        post, "sv", "en", "", "", Coverage(missing=Count(1, left), state=state, changed=changed)
    )


def test_a_changed_comma_does_not_shout() -> None:
    rows = [
        [row("a", PageState.COMPLETE, 0, 0)],
        [row("b", PageState.UNTRANSLATED, 900, 0)],
        [row("c", PageState.OUTDATED, 300, 0)],
        [row("d", PageState.OUTDATED, 20, 7)],
        [row("e", PageState.PARTIAL, 40, 0)],
    ]
    assert [found.post for found in in_order(rows, Sort.HURT)] == ["d", "c", "e", "b", "a"]


@given(
    st.lists(
        st.lists(
            st.builds(
                row,
                st.just(""),
                st.sampled_from(PageState),
                st.integers(0, 3),
                st.integers(0, 3),
            ),
            min_size=1,
        )
    ),
    st.sampled_from(Sort),
)
def test_sorting_loses_no_page_and_parts_no_post(posts: list[list[StatusRow]], sort: Sort) -> None:
    named = [
        [page._replace(post=str(number)) for page in rows] for number, rows in enumerate(posts)
    ]
    shown = in_order(named, sort)
    order = list(dict.fromkeys(page.post for page in shown))
    assert sorted(order, key=int) == [rows[0].post for rows in named]
    assert shown == [page for post in order for page in named[int(post)]]


def test_filters_narrow_the_pages(blog: Path) -> None:
    assert pages(blog, "--state", "outdated", "--state", "partial") == [
        ("sew-a-pamphlet", "sv"),
        ("winter-light", "sv"),
    ]
    assert {lang for _, lang in pages(blog, "--lang", "sv")} == {"sv"}
    assert pages(blog, "--post", "mid*", "--post", "lag?m", "--lang", "en") == [
        ("lagom", "en"),
        ("midsommar", "en"),
    ]
    assert pages(blog, "midsommar", "--lang", "en") == [("midsommar", "en")]


def test_the_totals_say_how_much_is_done_whatever_states_are_shown(blog: Path) -> None:
    shown = run(blog, "status", "--lang", "sv", "--state", "outdated").stdout
    assert shown.splitlines()[2:] == [
        "sew-a-pamphlet  sv  outdated  27/30       2        1     71       10",
        "",
        "Into sv: 5 of 8 posts complete; left are 29 texts with 694 words.",
    ]


def test_of_a_large_blog_the_first_pages_are_shown_and_the_others_counted(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = run(blog, "status").stdout.splitlines()
    monkeypatch.setattr("pipeline.cli.status._MOST", 3)
    few = [words(run(blog, "status").stdout.splitlines()) for _ in range(3)]
    left_out = every.index("") - len(["head", "rule", "and", "three", "rows"])
    said = f"Not shown: {left_out} pages. --all shows every page."
    shown = words([every[0], *every[2:5], "", said, *every[every.index("") :]])
    assert (few, run(blog, "status", "--all").stdout.splitlines()) == ([shown] * 3, every)


def words(lines: list[str]) -> list[list[str]]:
    """The words of each line but the rule: how wide columns are depends on what is in them."""
    return [line.split() for line in lines if not line.startswith("─")]


def test_programs_get_every_page_of_a_large_blog(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = pages(blog)
    monkeypatch.setattr("pipeline.cli.status._MOST", 3)
    assert pages(blog) == every


def test_a_filter_that_leaves_nothing_is_said_so(blog: Path) -> None:
    assert run(blog, "status", "--post", "no-*").stdout == "No page is like that.\n"


def test_a_language_that_the_blog_has_not_is_wrong_usage(blog: Path) -> None:
    result = run(blog, "status", "--lang", "fr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "The blog has no language 'fr'; it has en, sv." in result.stderr


def git(root: Path, *words: str) -> None:
    author = ("-c", "user.name=Example", "-c", "user.email=example@example.com")
    subprocess.run(["git", "-C", str(root), *author, *words], check=True, capture_output=True)


def test_since_a_commit_shows_the_pages_whose_post_or_catalogue_changed(blog: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not there")
    git(blog, "init", "-q", "-b", "main")
    git(blog, "add", ".")
    git(blog, "commit", "-qm", "all")
    assert run(blog, "status", "--since", "main").stdout == "No page is like that.\n"
    post = blog / "posts" / "en" / "welcome.md"
    post.write_text(post.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    catalogue = blog / "locales" / "en" / "LC_MESSAGES" / "lagom.po"
    read = parse(catalogue.read_text(encoding="utf-8"))
    first, *rest = read.entries
    changed = replace(read, entries=(first._replace(msgstr="Other"), *rest))
    catalogue.write_text(serialize(changed), encoding="utf-8")
    assert pages(blog, "--since", "main", "--sort", "name") == [
        ("lagom", "en"),
        ("welcome", "en"),
        ("welcome", "sv"),
    ]
    unknown = run(blog, "status", "--since", "no-such-branch")
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def cms_states(root: Path) -> dict[tuple[str, str], str]:
    result = run(root, "status", "--target", "local", "--json")
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["target"] == "local"
    return {
        (page["post"], page["lang"]): page["cms"]["state"]
        for page in report["pages"]
        if "cms" in page
    }


def by_hand(root: Path, place: tuple[str, str], method: str, change: dict[str, object]) -> None:
    """Does to the page in the embedded CMS what an editor does there."""
    workspace = open_workspace(root)
    key = (("tvilling_key", place[0]), ("lang", place[1]), ("context", "edit"))

    def conversation() -> Generator[Request, Answer, None]:
        answer = yield Request("GET", "wp/v2/posts", key)
        found: Any = answer.json
        yield Request(method, f"wp/v2/posts/{found[0]['id']}", json=change)

    with connected(workspace, workspace.settings.target("local"), lambda _: "") as cms:
        cms.run(conversation())


def test_a_named_target_says_what_it_shows_of_each_page(blog: Path) -> None:
    assert set(cms_states(blog).values()) == {"not published"}
    assert run(blog, "publish").exit_code == 0
    first = cms_states(blog)
    assert (first["welcome", "sv"], first["the-ampersand", "sv"]) == ("published", "not published")
    by_hand(blog, ("welcome", "sv"), "POST", {"title": "By hand"})
    by_hand(blog, ("lagom", "en"), "DELETE", {})
    post = blog / "posts" / "en" / "printers-words.html"
    more = f"{post.read_text(encoding='utf-8')}<p>More words.</p>\n"
    post.write_text(more, encoding="utf-8")
    second = cms_states(blog)
    changed = {place: state for place, state in second.items() if state != first[place]}
    assert [
        changed.pop(place)
        for place in (
            ("welcome", "sv"),
            ("lagom", "en"),
            ("printers-words", "en"),
            ("printers-words", "sv"),
        )
    ] == ["edited", "trashed", "behind", "behind"]
    # Pages that link to one that is gone have to be written again.
    assert set(changed.values()) == {"behind"}
    table = run(blog, "status", "--target", "local").stdout.splitlines()
    assert (max(map(len, table)) <= 80, table[0].split()[-2:]) == (True, ["In", "local"])
