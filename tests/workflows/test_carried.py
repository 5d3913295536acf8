"""Catalogues of an earlier release of Tvilling, which spelled texts in another way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.catalogues.po import parse
from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.cli.app import tvilling
from pipeline.model.catalogue import Entry

POST = """<h1>The dogs</h1>
<p>The <a class="x" href="/dogs">dogs</a> run&nbsp;home.</p>
<p>Only this was edited by the author of the post.</p>
"""
OLD = """\
# Kept.
msgid ""
msgstr ""
"Language: sv\\n"
"Last-Translator: A Translator <translator@example.com>\\n"
"X-Tvilling-Rules: 0\\n"
"X-Custom: kept\\n"

#. heading
msgid "<span>The dogs</span>"
msgstr "Hundarna"

#. paragraph
msgid "The <a class='x' href='/dogs'>dogs</a> run\u00a0home."
msgstr "<a href=\\"/dogs\\">Hundarna</a> springer hem."

# A remark.
#. paragraph
msgid "Only this was edited by the writer of the post."
msgstr "Bara detta har ändrats."

#~ msgid "Gone"
#~ msgstr "Borta"
"""
PATH = "locales/sv/LC_MESSAGES/dogs.po"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", "utf-8")
    for path, text in (("posts/en/dogs.html", POST), (PATH, OLD)):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def run(blog: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(tvilling, ["-C", str(blog), "extract", *arguments])
    return result.exit_code, result.output


def test_extract_says_that_it_carried_a_catalogue_over_and_loses_nothing(blog: Path) -> None:
    code, said = run(blog)
    made = parse((blog / PATH).read_text("utf-8"))
    assert (code, said.splitlines()) == (
        0,
        [
            f"carried   {PATH} (2 to review)",
            "1 catalogue: 1 carried.",
            "This version of Tvilling spells some texts in another way; the translations of"
            " carried catalogues go on with the new spelling.",
        ],
    )
    assert [(e.msgid, e.msgstr, e.is_fuzzy, e.is_obsolete) for e in made.entries] == [
        ("The dogs", "Hundarna", True, False),
        (
            'The <a href="/dogs">dogs</a> run&nbsp;home.',
            '<a href="/dogs">Hundarna</a> springer hem.',
            False,
            False,
        ),
        (
            "Only this was edited by the author of the post.",
            "Bara detta har ändrats.",
            True,
            False,
        ),
        ("Gone", "Borta", False, True),
    ]
    assert made.entries[2] == Entry(
        "Only this was edited by the author of the post.",
        "Bara detta har ändrats.",
        is_fuzzy=True,
        previous_msgid="Only this was edited by the writer of the post.",
        comments=("paragraph, under: The dogs",),
        translator_comments=("A remark.",),
        references=("posts/en/dogs.html",),
    )
    assert (made.header("X-Tvilling-Rules"), made.header("X-Custom"), made.header_comments) == (
        str(RULES_VERSION),
        "kept",
        ("Kept.",),
    )


def test_a_second_run_has_nothing_to_carry(blog: Path) -> None:
    run(blog)
    before = (blog / PATH).read_bytes()
    assert run(blog) == (0, "1 catalogue in step, nothing to write.\n")
    assert (blog / PATH).read_bytes() == before


def test_check_says_what_would_be_carried_and_writes_nothing(blog: Path) -> None:
    code, said = run(blog, "--check", "--json")
    catalogues = json.loads(said)["catalogues"]
    assert (code, [c["outcome"] for c in catalogues]) == (1, ["carried"])
    assert (blog / PATH).read_text("utf-8") == OLD


def test_translations_of_markdown_lose_the_attributes_that_are_hidden_now(blog: Path) -> None:
    (blog / "posts/en/dogs.html").unlink()
    (blog / "posts/en/dogs.md").write_text('A <b class="x">dog</b>\n\nTwo\n', "utf-8")
    (blog / PATH).write_text(
        '#. paragraph\nmsgid "A <b class=\\"x\\">dog</b>"\nmsgstr "<b class=\\"x\\">Hund</b>"\n',
        "utf-8",
    )
    assert run(blog)[1].splitlines()[0] == f"carried   {PATH} (1 new)"
    made = parse((blog / PATH).read_text("utf-8"))
    assert [(e.msgid, e.msgstr, e.is_fuzzy) for e in made.entries] == [
        ("A <b>dog</b>", "<b>Hund</b>", False),
        ("Two", "", False),
    ]
