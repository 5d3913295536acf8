"""From an empty folder to linked pages, through the commands, over HTTP on this computer."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling


def run(root: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(root), *arguments], env=environment)


def fill(root: Path) -> None:
    for path in (root / "locales").rglob("*.po"):
        catalogue = parse(path.read_text(encoding="utf-8"))
        entries = tuple(e._replace(msgstr=e.msgstr or f"X {e.msgid}") for e in catalogue.entries)
        path.write_bytes(serialize(replace(catalogue, entries=entries)).encode())


def content(root: Path) -> list[tuple[object, ...]]:
    """The rows of every table of the embedded CMS that holds content."""
    with closing(sqlite3.connect(root / ".tvilling" / "local.sqlite")) as db:
        names = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        ours = ("passwords", "users", "sqlite_sequence")
        kept = sorted(name for name in names if name not in ours)
        return [row for name in kept for row in db.execute(f'SELECT * FROM "{name}"')]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    assert run(tmp_path, "init").exit_code == 0
    assert run(tmp_path, "extract").exit_code == 0
    return tmp_path


def test_the_main_job_runs_from_init_to_linked_pages(blog: Path) -> None:
    fill(blog)
    checked = run(blog, "check")
    assert checked.exit_code == 0, checked.output
    published = run(blog, "publish")
    assert published.exit_code == 0, published.output
    assert "held" not in published.output
    before = content(blog)
    again = run(blog, "publish")
    assert again.exit_code == 0
    assert again.output.endswith("4 unchanged\nNothing has changed; nothing was written.\n")
    assert content(blog) == before
    demo = run(blog, "demo")
    assert demo.exit_code == 0, demo.output
    assert "4 pages read over HTTP: 2 pairs of twins, linked both ways." in demo.output


def test_a_dry_run_writes_nothing_and_can_tell_that_there_is_work(blog: Path) -> None:
    first = run(blog, "publish", "--dry-run", "--exit-code")
    assert (first.exit_code, "To local, if you publish:" in first.output) == (1, True)
    plan = json.loads(run(blog, "publish", "--dry-run", "--json").stdout)
    assert (plan["changes"], plan["dry_run"]) == (True, True)
    run(blog, "publish")
    before = content(blog)
    assert run(blog, "publish", "--dry-run", "--exit-code").exit_code == 0
    assert content(blog) == before


def test_a_named_post_is_published_as_it_would_be_among_all(blog: Path) -> None:
    (blog / "posts/en/tea.md").write_text(
        "---\ntitle: Tea\ntags: [translation, X]\n---\n\nSee [coffee](../sv/kaffe.md#sa).\n",
        encoding="utf-8",
    )
    run(blog, "extract")
    fill(blog)
    one = run(blog, "publish", "welcome")
    assert one.exit_code == 0, one.output
    assert {"kaffe", "tea"} & set(one.output.split()) == set()
    assert run(blog, "publish").exit_code == 0
    for post in ("welcome", "kaffe", "tea"):
        named = run(blog, "publish", "--dry-run", "--exit-code", post)
        assert (named.exit_code, "2 unchanged" in named.output) == (0, True), named.output


def test_what_is_not_finished_is_held_back_and_named(blog: Path) -> None:
    result = run(blog, "publish")
    assert result.exit_code == 0
    assert "welcome [sv]: not translated yet: 9 missing, of 9 texts" in result.output
    demo = run(blog, "demo")
    assert "2 pages read over HTTP: no twins yet." in demo.output


def test_an_unsafe_translation_is_held_back(blog: Path) -> None:
    fill(blog)
    path = blog / "locales/sv/LC_MESSAGES/welcome.po"
    text = path.read_text(encoding="utf-8")
    hostile = text.replace('msgstr "X What', 'msgstr "<script>alert(1)</script> X What')
    assert hostile != text
    path.write_bytes(hostile.encode())
    result = run(blog, "publish")
    assert "held       post welcome [sv]: locales/sv/LC_MESSAGES/welcome.po:" in result.output


def test_a_term_without_a_translation_is_shown_as_it_is_with_a_note(blog: Path) -> None:
    fill(blog)
    path = blog / "locales/sv/LC_MESSAGES/terms.po"
    path.write_bytes(path.read_bytes().replace(b'msgstr "X News"', b'msgstr ""'))
    result = run(blog, "publish")
    assert "the name 'News' is not translated and is shown as it is" in result.output


def test_one_bad_post_does_not_stop_the_others(blog: Path) -> None:
    (blog / "posts/en/bad.md").write_bytes(b"\xff")
    result = run(blog, "publish")
    assert result.exit_code == 1
    assert 'create     post welcome [en] "Welcome to the blog"' in result.output
    assert "posts/en/bad.md:1: is not UTF-8" in result.stderr


def test_settings_and_secrets_are_never_uploaded(blog: Path) -> None:
    (blog / ".env").write_text("SECRET=1", encoding="utf-8")
    post = blog / "posts/en/welcome.md"
    links = "\n[a](/.env) [b](/setup.cfg) [c](../../.tvilling/local.sqlite)\n"
    post.write_text(post.read_text(encoding="utf-8") + links, encoding="utf-8")
    result = run(blog, "publish")
    assert "upload" not in result.output


LIVE = """
[tvilling:target:live]
kind = wordpress
url = http://127.0.0.1:9
user = editor
"""


def test_a_password_that_nobody_gave_is_asked_for_by_name(blog: Path) -> None:
    (blog / "setup.cfg").write_text(
        (blog / "setup.cfg").read_text(encoding="utf-8") + LIVE, encoding="utf-8"
    )
    result = run(blog, "publish", "--target", "live")
    assert result.exit_code == 2
    assert "Put an application password into TVILLING_LIVE_PASSWORD." in result.stderr


def test_a_cms_that_does_not_answer_is_exit_code_3(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.cms.transport.pause_before", lambda *_, **__: 0.0)
    (blog / "setup.cfg").write_text(
        (blog / "setup.cfg").read_text(encoding="utf-8") + LIVE, encoding="utf-8"
    )
    result = run(blog, "publish", "--target", "live", TVILLING_LIVE_PASSWORD="hush")
    assert (result.exit_code, "hush" in result.output) == (3, False)
    looked = run(blog, "doctor", "--target", "live", TVILLING_LIVE_PASSWORD="hush")
    assert (looked.exit_code, "fail  CMS live:" in looked.output) == (3, True)


def test_doctor_finds_nothing_wrong_with_a_new_blog(blog: Path) -> None:
    result = run(blog, "doctor")
    assert (result.exit_code, [line[:4] for line in result.output.splitlines()]) == (
        0,
        ["ok  "] * 4,
    )


def test_doctor_tells_what_is_wrong_and_what_to_do(blog: Path) -> None:
    (blog / "posts/en/bad.md").write_bytes(b"\xff")
    (blog / "posts/en/new.md").write_text("New\n", encoding="utf-8")
    result = run(blog, "doctor")
    assert result.exit_code == 1
    assert "fail  posts: posts/en/bad.md:1: is not UTF-8" in result.output
    assert "warn  catalogues: 1 of 5 are not in step with their posts" in result.output
    assert "      Run: tvilling extract.\n" in result.output


def test_doctor_tells_of_wrong_settings(blog: Path) -> None:
    (blog / "setup.cfg").write_text("[tvilling]\nlanguages = en\n", encoding="utf-8")
    result = run(blog, "doctor")
    assert (result.exit_code, result.output.startswith("fail  settings: setup.cfg:2: ")) == (
        2,
        True,
    )


def test_a_link_to_a_heading_of_a_page_that_is_being_revised_stays_as_it_is(blog: Path) -> None:
    english = blog / "posts/en"
    (english / "inks.md").write_text(
        "---\ntitle: Inks\n---\n\n## Black first\n\nBlack dries slowly.\n", encoding="utf-8"
    )
    (english / "days.md").write_text(
        "---\ntitle: Days\n---\n\nOn Mondays we print [black](inks.md#black-first).\n",
        encoding="utf-8",
    )
    assert run(blog, "extract").exit_code == 0
    fill(blog)
    assert run(blog, "publish").exit_code == 0
    with (english / "inks.md").open("a", encoding="utf-8") as post:
        post.write("\nRed dries first.\n")
    assert run(blog, "extract").exit_code == 0
    plan = json.loads(run(blog, "publish", "--dry-run", "--json").output)
    changed = [
        (action["verb"], action["name"], action["lang"])
        for action in plan["actions"]
        if action["verb"] != "unchanged"
    ]
    assert changed == [("update", "inks", "en"), ("held", "inks", "sv")]
