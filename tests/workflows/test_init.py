from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError, StorageError
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.index import read_blog
from pipeline.workflows.init import init


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_blog_can_be_read_at_once(tmp_path: Path) -> None:
    init(tmp_path, "Exempelbloggen")
    blog = read_blog(open_workspace(tmp_path))
    assert blog.problems == ()
    assert blog.workspace.settings.title == "Exempelbloggen"
    assert [(g.id, g.source.lang, g.targets) for g in blog.groups] == [
        ("kaffe", "sv", ("en",)),
        ("welcome", "en", ("sv",)),
    ]


def test_a_blog_is_never_replaced(tmp_path: Path) -> None:
    init(tmp_path, "Mine")
    before = tree(tmp_path)
    with pytest.raises(StorageError, match="init replaces nothing"):
        init(tmp_path, "Yours")
    assert tree(tmp_path) == before


def test_a_folder_with_posts_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "mine.md").write_text("Mine", encoding="utf-8")
    with pytest.raises(StorageError, match="the folder is not empty: it has posts"):
        init(tmp_path)
    assert tree(tmp_path) == {"posts/mine.md": b"Mine"}


def test_what_a_new_repository_has_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours", encoding="utf-8")
    report = init(tmp_path)
    assert report.kept == ("README.md",)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Ours"


@pytest.mark.parametrize("languages", [("en",), ("en", "en"), ("en", "klingonska"), ()])
def test_languages_that_make_no_blog_are_refused_before_anything_is_written(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    with pytest.raises(SettingsError):
        init(tmp_path, languages=languages)
    assert tree(tmp_path) == {}


def test_a_third_language_works(tmp_path: Path) -> None:
    init(tmp_path, languages=("sv", "en", "de"))
    blog = read_blog(open_workspace(tmp_path))
    assert [group.targets for group in blog.groups] == [("en", "de"), ("sv", "de")]
