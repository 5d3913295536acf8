from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse, serialize
from pipeline.errors import PostError
from pipeline.model.catalogue import Catalogue
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.extract import CatalogueChange, extract
from pipeline.workflows.status import status
from pipeline.workflows.wants import Outcome

SETTINGS = "[tvilling]\nlanguages = en, sv\n"


def blog(root: Path, files: dict[str, str]) -> Workspace:
    for path, text in {"setup.cfg": SETTINGS, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8"))
    return open_workspace(root)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tvilling" not in path.parts
    }


def change_catalogue(root: Path, path: str, change: Callable[[Catalogue], Catalogue]) -> None:
    file = root / path
    text = serialize(change(parse(file.read_text(encoding="utf-8"))))
    file.write_bytes(text.encode("utf-8"))


def filled(catalogue: Catalogue) -> Catalogue:
    from dataclasses import replace

    entries = (entry._replace(msgstr=f"{entry.msgid} på svenska") for entry in catalogue.entries)
    return replace(catalogue, entries=tuple(entries))


HELLO = "---\ntitle: Hello\ncategories: [News]\n---\n\nFirst paragraph.\n\nSecond paragraph.\n"
SV_HELLO = "locales/sv/LC_MESSAGES/hello.po"
SV_TERMS = "locales/sv/LC_MESSAGES/terms.po"


def test_catalogues_are_created_then_left_alone(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    assert extract(workspace).changes == (
        CatalogueChange("hello", "sv", SV_HELLO, Outcome.CREATED, new=3),
        CatalogueChange("terms", "sv", SV_TERMS, Outcome.CREATED, new=1),
    )
    before = tree(tmp_path)
    assert [change.outcome for change in extract(workspace).changes] == ["unchanged"] * 2
    assert tree(tmp_path) == before


def test_a_changed_post_updates_its_catalogue_and_loses_no_translation(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    change_catalogue(tmp_path, SV_HELLO, filled)
    changed = HELLO.replace("First paragraph.", "The first paragraph.").replace("Second", "Third")
    blog(tmp_path, {"posts/en/hello.md": changed.replace("Third paragraph.", "Quite new text.")})
    assert extract(workspace).changes[0] == CatalogueChange(
        "hello", "sv", SV_HELLO, Outcome.UPDATED, new=1, fuzzy=1, obsolete=1
    )
    text = (tmp_path / SV_HELLO).read_text(encoding="utf-8")
    assert "First paragraph. på svenska" in text
    assert "Second paragraph. på svenska" in text


def test_a_catalogue_that_another_tool_wrapped_is_not_written_for_that(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    path = tmp_path / SV_HELLO
    text = path.read_text(encoding="utf-8")
    wrapped = text.replace('msgid "First paragraph."', 'msgid ""\n"First "\n"paragraph."')
    assert wrapped != text
    path.write_bytes(wrapped.encode())
    extract(workspace)
    assert path.read_text(encoding="utf-8") == wrapped


def test_only_the_posts_that_are_named_are_done(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/a.md": "One", "posts/en/b.md": "Two"})
    assert [change.post for change in extract(workspace, ["b"]).changes] == ["b"]
    assert [change.post for change in extract(workspace, ["posts/en/a.md"]).changes] == ["a"]
    assert [change.post for change in extract(workspace, ["posts/en"]).changes] == ["a", "b"]


def test_an_unknown_post_is_answered_with_those_like_it(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/welcome.md": "One"})
    with pytest.raises(PostError) as caught:
        extract(workspace, ["welcom"])
    assert str(caught.value) == "there is no post named 'welcom'. Did you mean welcome?"


def test_a_catalogue_whose_post_is_gone_is_named_and_kept(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    (tmp_path / "posts/en/hello.md").unlink()
    assert extract(workspace).orphans == (SV_HELLO,)
    assert (tmp_path / SV_HELLO).exists()


def test_a_post_that_cannot_be_read_does_not_make_its_catalogue_unused(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    (tmp_path / "posts/en/hello.md").write_bytes(b"\xff")
    report = extract(workspace)
    assert (report.orphans, len(report.problems)) == ((), 1)


def test_twins_by_hand_need_no_catalogue(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/a.md": "One", "posts/sv/a.md": "Ett"})
    assert extract(workspace).changes == ()
    assert [(row.lang, row.coverage.state) for row in status(workspace).rows] == [
        ("en", "source"),
        ("sv", "source"),
    ]


def test_a_catalogue_beside_a_twin_by_hand_is_named(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    blog(tmp_path, {"posts/sv/hello.md": "Hej"})
    assert extract(workspace).orphans == (SV_HELLO,)


def test_front_matter_decides_on_id_and_language(tmp_path: Path) -> None:
    files = {
        "posts/en/2024-01-hej.md": "---\nid: hello\nlang: sv\n---\nHej\n",
        "posts/loose.html": "---\nlang: EN\n---\n<p>Loose</p>\n",
    }
    report = extract(blog(tmp_path, files))
    assert report.problems == ()
    assert [(change.post, change.lang) for change in report.changes] == [
        ("hello", "en"),
        ("loose", "sv"),
    ]


def test_without_writing_the_report_is_the_same_and_nothing_changes(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    before = tree(tmp_path)
    dry = extract(workspace, writes=False)
    assert tree(tmp_path) == before
    assert dry == extract(workspace)


def test_terms_of_all_posts_share_one_catalogue(tmp_path: Path) -> None:
    files = {
        "posts/en/a.md": "---\ncategories: [News]\ntags: [Tea, News]\n---\nOne\n",
        "posts/en/b.md": "---\ncategories: News\n---\nTwo\n",
        "posts/sv/c.md": "---\ntags: [Kaffe]\n---\nTre\n",
    }
    workspace = blog(tmp_path, files)
    extract(workspace)
    into_sv = parse((tmp_path / SV_TERMS).read_text(encoding="utf-8"))
    assert [entry.key for entry in into_sv.entries] == [
        ("category", "News"),
        ("post_tag", "News"),
        ("post_tag", "Tea"),
    ]
    assert into_sv.entries[0].references == ("posts/en/a.md", "posts/en/b.md")


def test_status_counts_posts_as_they_are_now_and_writes_nothing(tmp_path: Path) -> None:
    workspace = blog(tmp_path, {"posts/en/hello.md": HELLO})
    extract(workspace)
    change_catalogue(tmp_path, SV_HELLO, filled)
    assert status(workspace).rows[1].coverage.state == "complete"
    blog(tmp_path, {"posts/en/hello.md": f"{HELLO}\nNobody has translated this.\n"})
    before = tree(tmp_path)
    report = status(workspace)
    assert tree(tmp_path) == before
    row = report.rows[1]
    assert (row.coverage.state, row.coverage.missing.strings) == ("outdated", 1)
    total = report.totals[0]
    assert (total.lang, total.pages, total.complete) == ("sv", 1, 0)


def test_texts_that_are_no_posts_by_the_ends_of_their_names_are_named(tmp_path: Path) -> None:
    files = ("posts/en/scraped.txt", "posts/en/letter.docx", "posts/en/photo.jpg", "posts/notes.md")
    workspace = blog(
        tmp_path, {"posts/en/hello.md": HELLO, **dict.fromkeys(files, "---\nlang: en\n---\nA")}
    )
    named = ("posts/en/letter.docx", "posts/en/scraped.txt")
    assert [extract(workspace).no_posts for _ in range(2)] == [named, named]
    assert extract(workspace, ["hello"]).no_posts == ()
