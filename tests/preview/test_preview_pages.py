"""The side-by-side view over HTTP: what it shows, what it refuses, and what it says of errors."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from pipeline.localcms.site.sanitise import shown
from pipeline.preview.dress import Side, dressed
from pipeline.preview.values import Mark
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.serve import served_app

ROOT = Path(__file__).parents[2]
PAMPHLET = "/_preview/post/sv/sew-a-pamphlet"
CATALOGUE = "locales/sv/LC_MESSAGES/sew-a-pamphlet.po"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """The example blog, with an editor in its settings."""
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "setup.cfg").write_text(
        "[tvilling]\nlanguages = en, sv\neditor_url = vscode://file{file}:{line}\n"
    )
    return tmp_path


@pytest.fixture
def client(blog: Path) -> FlaskClient:
    return served_app(open_workspace(blog)).test_client()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_index_names_every_post_under_its_state(client: FlaskClient) -> None:
    html = client.get("/_preview/").text
    found = re.findall(r'id="state-(\w+)"|href="/_preview/post/(\w+)/([\w-]+)"', html)
    states = [state for state, _, _ in found if state]
    assert states == ["outdated", "partial", "untranslated", "complete", "source"]
    assert ("", "sv", "the-ampersand") in found


def test_a_post_is_found_by_a_part_of_its_name(client: FlaskClient) -> None:
    html = client.get("/_preview/?q=AMPER").text
    assert re.findall(r'href="/_preview/post/(.*?)"', html) == ["sv/the-ampersand"]


def test_a_missing_text_is_the_source_in_its_language_with_a_word(client: FlaskClient) -> None:
    html = client.get(PAMPHLET).text
    found = re.search(
        r'<span class="tv-seg" data-seg="(\d+)" data-mark="missing" lang="en">(.*?)</span>'
        r'<button [^>]*aria-label="missing: show the entry"[^>]*>missing</button>',
        html,
    )
    assert found is not None
    assert found[2] == "the stub of a candle, for the thread"


def test_an_entry_says_file_and_line_and_opens_an_editor(client: FlaskClient, blog: Path) -> None:
    html = client.get(PAMPHLET).text
    assert f'data-copy="{CATALOGUE}:63"' in html
    assert f'href="vscode://file{blog}/{CATALOGUE}:63"' in html


def test_heads_and_slugs_are_shown(client: FlaskClient) -> None:
    html = client.get(PAMPHLET).text
    names = re.findall(r'<h3 class="tv-name">(.*?)</h3>', html)
    assert names == ["description", "image_alt", "slug, made from the title"]
    assert "sa-haftar-du-en-broschyr" in html


def test_pictures_come_from_the_working_files(client: FlaskClient, blog: Path) -> None:
    html = client.get(PAMPHLET).text
    found = re.findall(r'<img[^>]* src="(.*?)"', html)
    answer = client.get(found[0])
    assert answer.data == (blog / "posts/images/stitches.png").read_bytes()
    assert answer.content_type == "image/png"


def test_a_link_to_a_post_leads_to_its_page_in_the_view(client: FlaskClient) -> None:
    answer = client.get("/_preview/files/posts/en/welcome.md")
    assert answer.location == "/_preview/post/sv/welcome"


@pytest.mark.parametrize(
    "path",
    ["setup.cfg", ".tvilling/local.sqlite", "../outside.png", "locales/sv/LC_MESSAGES/welcome.po"],
    ids=["settings", "a hidden folder", "what is outside", "a catalogue"],
)
def test_no_other_file_is_given_away(client: FlaskClient, path: str) -> None:
    assert client.get(f"/_preview/files/{path}").status_code == 404


def test_twins_by_hand_stand_side_by_side_without_marks(client: FlaskClient) -> None:
    html = client.get("/_preview/post/sv/visit-us").text
    assert "Both versions were written by hand." in html
    assert "tv-chip" not in html


def test_a_post_that_has_changed_says_what_is_not_extracted(
    client: FlaskClient, blog: Path
) -> None:
    edit(blog / "posts/en/sew-a-pamphlet.md", "a ruler and a pencil", "an entirely new text")
    assert re.findall(r'data-mark="new" lang="en">(.*?)</span>', client.get(PAMPHLET).text) == [
        "an entirely new text"
    ]


def test_a_broken_catalogue_is_a_box_with_file_and_line(client: FlaskClient, blog: Path) -> None:
    edit(blog / CATALOGUE, 'msgstr "linjal och blyertspenna"', "msgstr linjal")
    answer = client.get(PAMPHLET)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert re.findall(r"<code>(.*?)</code>", answer.text) == [f"{CATALOGUE}:59"]


def test_a_broken_post_is_a_box_too(client: FlaskClient, blog: Path) -> None:
    edit(blog / "posts/en/welcome.md", "title:", "title: [")
    html = client.get("/_preview/post/sv/welcome").text
    assert re.findall(r"<code>(posts/en/welcome.md:\d+)</code>", html)


def test_what_is_not_there_is_said_with_a_way_on(client: FlaskClient) -> None:
    answer = client.get("/_preview/post/sv/none")
    assert (answer.status_code, "No such post" in answer.text) == (404, True)


def test_the_token_changes_with_the_files_of_the_page_alone(
    client: FlaskClient, blog: Path
) -> None:
    client.get(PAMPHLET)
    asked = "/_preview/state?lang=sv&post=sew-a-pamphlet"
    first = client.get(asked).json
    edit(blog / "posts/en/welcome.md", "title:", "title: More")
    second = client.get(asked).json
    edit(blog / CATALOGUE, "linjal och", "linjaler och")
    assert (first == second, second == client.get(asked).json) == (True, False)


def test_the_token_of_the_index_changes_with_any_file(client: FlaskClient, blog: Path) -> None:
    first = client.get("/_preview/state?lang=&post=").json
    os.utime(blog / "posts/en/welcome.md", ns=(1, 1))
    assert client.get("/_preview/state?lang=&post=").json != first


def test_a_translation_brings_no_script_into_the_view(client: FlaskClient, blog: Path) -> None:
    evil = (
        "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
    )
    edit(blog / CATALOGUE, "linjal och blyertspenna", evil)
    html = client.get(PAMPHLET).text
    article = html[html.index("<article") : html.index("</article>")]
    assert re.findall(r"<script|onerror|javascript:|<iframe", article) == []


def test_the_policy_lets_nothing_in_from_elsewhere(client: FlaskClient) -> None:
    answer = client.get(PAMPHLET)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_another_name_for_this_computer_gets_nothing(client: FlaskClient) -> None:
    asked = ["/_preview/", PAMPHLET, "/_preview/state?lang=&post=", "/_preview/static/preview.js"]
    hosts = {"Host": "attacker.example"}
    assert [client.get(path, headers=hosts).status_code for path in asked] == [421] * 4


MARKUP = st.lists(
    st.sampled_from(
        [
            '<span data-tvilling="1">',
            "</span>",
            '<a href="/x#y" id="z">',
            "</a>",
            '<b data-entry="9" class="tv-chip">',
            "</b>",
            "<summary>",
            "</summary>",
            "text",
            '"><script>x</script>',
        ]
    ),
    max_size=12,
)


@given(MARKUP)
def test_dressing_adds_nothing_but_spans_and_buttons(pieces: list[str]) -> None:
    safe = str(shown("".join(pieces), base="/x"))
    side = Side("t-", "/x", {1: Mark.MISSING}, {1: 1}, "en")
    html = dressed(safe, side)
    without = re.sub(r"<button[^>]*>[^<]*</button>", "", html)
    names = re.compile(r"</?[a-z0-9]+")
    assert names.findall(without) == names.findall(safe)
    assert not re.search(r"<a\b(?:(?!</a>).)*<button", html)
