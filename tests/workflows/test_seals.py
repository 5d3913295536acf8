"""What seals tell `status` about a blog, against cutting every post."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.seal import SEAL, parted
from pipeline.catalogues.three_way import merge3
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows import page_work
from pipeline.workflows.blog import Group
from pipeline.workflows.catalogues import Translated, cut_post
from pipeline.workflows.extract import extract
from pipeline.workflows.status import status

SETTINGS = "[tvilling]\nlanguages = en, sv, de\n"
POST = """---
title: Hello
subtitle: And more
tags: [News]
---

First paragraph, with *words*.

Second paragraph.

```
code
```
"""
SV = "locales/sv/LC_MESSAGES/hello.po"
DE = "locales/de/LC_MESSAGES/hello.po"
EN = "posts/en/hello.md"


@pytest.fixture
def blog(tmp_path: Path) -> Workspace:
    """A post with sealed catalogues; in Swedish, one of its texts is translated."""
    for path, text in {
        "setup.cfg": SETTINGS,
        EN: POST,
        "posts/en/other.md": "Another one.\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    workspace = open_workspace(tmp_path)
    extract(workspace)
    swap(workspace, SV, 'msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Hej"')
    return workspace


def swap(workspace: Workspace, path: str, old: str, new: str) -> None:
    file = workspace.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def move(workspace: Workspace, path: str, to: str) -> None:
    (workspace.root / path).rename(workspace.root / to)


def forget(workspace: Workspace) -> None:
    shutil.rmtree(workspace.root / ".tvilling", ignore_errors=True)


def seal_in(workspace: Workspace, path: str) -> str | None:
    return parse((workspace.root / path).read_text(encoding="utf-8")).header(SEAL)


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posts that are cut from now on."""
    found: list[str] = []

    def seen(workspace: Workspace, group: Group) -> Translated:
        item = cut_post(workspace, group)
        found.append(item.post.path)
        return item

    monkeypatch.setattr(page_work, "cut_post", seen)
    return found


def test_status_cuts_no_post_whose_catalogues_are_sealed(blog: Workspace, cuts: list[str]) -> None:
    forget(blog)
    report = status(blog)
    assert cuts == []
    assert report == status(blog, cached=False)
    assert cuts == [EN, "posts/en/other.md"]
    swedish = next(row for row in report.rows if row.catalogue == SV)
    assert (swedish.coverage.translated.strings, swedish.coverage.missing.strings) == (1, 2)


def test_what_seals_tell_is_kept_for_status_and_is_not_enough_for_extract(
    blog: Workspace, cuts: list[str]
) -> None:
    forget(blog)
    before = status(blog)
    assert (status(blog), cuts) == (before, [])
    assert extract(blog, writes=False).pending == ()
    assert cuts == [EN, "posts/en/other.md"]
    assert extract(blog).pending == ()
    assert len(cuts) == 2
    assert status(blog) == before


CHANGES: dict[str, Callable[[Workspace], None]] = {
    "a text": lambda blog: swap(blog, EN, "Second", "The second"),
    "the text of a title": lambda blog: swap(blog, EN, "title: Hello", "title: Hi"),
    "white space": lambda blog: swap(blog, EN, "First paragraph", "First  paragraph"),
    "code": lambda blog: swap(blog, EN, "\ncode", "\nother code"),
    "a new paragraph": lambda blog: swap(blog, EN, "Second", "New.\n\nSecond"),
    "the order": lambda blog: swap(blog, EN, "Second", "# Head\n\nSecond"),
    "the settings": lambda blog: swap(
        blog, "setup.cfg", "languages", "front_matter = title, subtitle\nlanguages"
    ),
    "the references": lambda blog: swap(
        blog, "setup.cfg", "languages", "references = none\nlanguages"
    ),
    "the languages": lambda blog: swap(blog, "setup.cfg", ", de", ""),
    "another language of the post": lambda blog: swap(blog, EN, "title:", "lang: de\ntitle:"),
    "the id of the post": lambda blog: swap(blog, EN, "title:", "id: other-id\ntitle:"),
    "the place of the post": lambda blog: move(blog, EN, "posts/en/x.md"),
    "a catalogue without an entry": lambda blog: swap(
        blog, DE, 'msgid "Second paragraph."\nmsgstr ""\n', ""
    ),
    "another msgid": lambda blog: swap(blog, DE, "Second paragraph.", "2nd paragraph."),
    "a translation": lambda blog: swap(
        blog, DE, 'msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr ""\n"Hallo"'
    ),
    "a fuzzy translation": lambda blog: swap(blog, SV, 'msgid "Hello"', '#, fuzzy\nmsgid "Hello"'),
    "a remark": lambda blog: swap(blog, DE, "#. title", "# Remark\n#. title"),
    "an obsolete entry": lambda blog: swap(
        blog,
        DE,
        'msgid "Second paragraph."\nmsgstr ""\n',
        'msgid "Second paragraph."\nmsgstr ""\n\n#~ msgid "Old"\n#~ msgstr "Alt"\n',
    ),
    "the language of the catalogue": lambda blog: swap(blog, DE, "Language: de", "Language: fr"),
    "a catalogue that nobody can read": lambda blog: swap(
        blog, DE, 'msgid "Second', "msgid Second"
    ),
    "a catalogue that is gone": lambda blog: (blog.root / DE).unlink(),
    "a post that nobody can read": lambda blog: swap(blog, EN, "title: Hello", "title: [Hello"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_status_says_the_same_after_any_change_whether_it_trusts_seals_or_not(
    blog: Workspace, change: Callable[[Workspace], None]
) -> None:
    change(blog)
    forget(blog)
    now = open_workspace(blog.root)
    trusting = status(now)
    cutting = status(now, cached=False)
    assert trusting.rows == cutting.rows
    assert trusting.totals == cutting.totals
    assert [str(e) for e in trusting.problems] == [str(e) for e in cutting.problems]


def test_an_edit_that_leaves_the_texts_alone_leaves_the_catalogues_alone(
    blog: Workspace, cuts: list[str]
) -> None:
    before = {path: (blog.root / path).read_bytes() for path in (SV, DE)}
    swap(blog, EN, "\ncode", "\nother code")
    assert extract(blog).pending == ()
    assert {path: (blog.root / path).read_bytes() for path in (SV, DE)} == before
    forget(blog)
    cuts.clear()
    status(blog)
    assert cuts == [EN]


def test_a_catalogue_is_sealed_anew_with_the_next_text(blog: Workspace, cuts: list[str]) -> None:
    before = seal_in(blog, SV)
    swap(blog, EN, "Second", "The second")
    extract(blog)
    after = seal_in(blog, SV)
    assert (before is None, after is None, before == after) == (False, False, False)
    assert seal_in(blog, DE) == after
    forget(blog)
    cuts.clear()
    status(blog)
    assert cuts == []


def test_no_catalogue_is_written_for_the_seal_alone(blog: Workspace) -> None:
    file = blog.root / DE
    text, seal = parted(file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    extract(blog)
    assert (seal != "", file.read_text(encoding="utf-8")) == (True, text)


def test_what_two_people_edited_at_once_has_no_seal_that_fits(
    blog: Workspace, cuts: list[str]
) -> None:
    base = (blog.root / DE).read_text(encoding="utf-8")
    swap(blog, EN, "First", "The first")
    extract(blog)
    ours = (blog.root / DE).read_text(encoding="utf-8")
    (blog.root / DE).write_text(base, encoding="utf-8")
    (blog.root / EN).write_text(POST, encoding="utf-8")
    swap(blog, EN, "Second", "The second")
    extract(blog)
    theirs = (blog.root / DE).read_text(encoding="utf-8")
    swap(blog, EN, "First", "The first")
    joined = merge3(parse(base), parse(ours), parse(theirs)).catalogue
    (blog.root / DE).write_text(serialize(joined), encoding="utf-8")
    forget(blog)
    cuts.clear()
    found = status(blog)
    assert EN in cuts
    assert found == status(blog, cached=False)
