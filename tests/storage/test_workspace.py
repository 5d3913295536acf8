from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import PostError, StorageError
from pipeline.storage.ids import checked_id
from pipeline.storage.settings import Settings
from pipeline.storage.workspace import CatalogueFile, PostFile, Workspace

SUFFIXES = (".md", ".html")


def workspace(root: Path, **settings: str) -> Workspace:
    return Workspace(root, Settings(languages=("en", "sv", "pt-BR"), **settings))  # type: ignore[arg-type]


def touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", encoding="utf-8")


def test_posts_are_found_by_the_pattern_in_the_order_of_their_paths(tmp_path: Path) -> None:
    touch(tmp_path, "posts/sv/hälsa.md", "posts/en/guides/start.html", "posts/en/a.MD")
    assert workspace(tmp_path).post_files(SUFFIXES) == (
        (
            PostFile("posts/en/a.MD", "en", "a"),
            PostFile("posts/en/guides/start.html", "en", "guides/start"),
            PostFile("posts/sv/hälsa.md", "sv", "hälsa"),
        ),
        (),
    )


def test_hidden_files_other_suffixes_and_leftovers_of_writing_are_no_posts(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "posts/en/.a.md",
        "posts/en/.drafts/b.md",
        "posts/en/image.png",
        "posts/en/.tvilling-0123.tmp",
        "posts/README.md",
        "elsewhere/en/c.md",
    )
    assert workspace(tmp_path).post_files(SUFFIXES) == ((), ())


def test_a_file_beside_the_pattern_has_no_language(tmp_path: Path) -> None:
    touch(tmp_path, "posts/a.md")
    assert workspace(tmp_path).post_files(SUFFIXES) == ((PostFile("posts/a.md", "", "a"),), ())


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        pytest.param(
            "{lang}/{id}", "sv/a/b.md", PostFile("sv/a/b.md", "sv", "a/b"), id="languages on top"
        ),
        pytest.param(
            "content/{id}.{lang}",
            "content/x/a.sv.md",
            PostFile("content/x/a.sv.md", "sv", "x/a"),
            id="the language as a second suffix",
        ),
        pytest.param(
            "posts/{id}/index.{lang}",
            "posts/a/index.pt_BR.html",
            PostFile("posts/a/index.pt_BR.html", "pt_BR", "a"),
            id="a folder for each post",
        ),
    ],
)
def test_any_pattern_can_be_read_back(
    tmp_path: Path, pattern: str, path: str, expected: PostFile
) -> None:
    touch(tmp_path, path, ".venv/sv/no.md", "docs/no.txt")
    assert workspace(tmp_path, posts=pattern).post_files(SUFFIXES) == ((expected,), ())


def test_without_a_folder_of_their_own_only_posts_in_a_known_language_count(tmp_path: Path) -> None:
    touch(tmp_path, "en/a.md", "docs/a.md", "README.md", "locales/en/a.md")
    found, _ = workspace(tmp_path, posts="{lang}/{id}").post_files(SUFFIXES)
    assert found == (PostFile("en/a.md", "en", "a"),)


@pytest.mark.parametrize("leads_to", ["file", "folder"])
def test_a_link_that_leaves_the_blog_is_refused_and_the_others_are_found(
    tmp_path: Path, leads_to: str
) -> None:
    touch(tmp_path, "outside/secret.md", "blog/posts/en/a.md")
    target = tmp_path / "outside" / ("secret.md" if leads_to == "file" else "")
    link = tmp_path / "blog" / "posts" / "en" / "link.md"
    link.symlink_to(target)
    found, problems = workspace(tmp_path / "blog").post_files(SUFFIXES)
    assert found == (PostFile("posts/en/a.md", "en", "a"),)
    assert list(map(str, problems)) == [
        "posts/en/link.md: leads out of the blog's folder. Replace the link by the file"
    ]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path, "posts/en/a.md")
    (tmp_path / "posts" / "en" / "round").symlink_to(tmp_path / "posts" / "en")
    (tmp_path / "posts" / "en" / "self.md").symlink_to("self.md")
    found, problems = workspace(tmp_path).post_files(SUFFIXES)
    assert found == (PostFile("posts/en/a.md", "en", "a"),)
    assert [str(problem) for problem in problems] == [
        "posts/en/self.md: the symbolic link leads nowhere. Mend or delete it"
    ]


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "posts/en/a.md")
    (tmp_path / "posts" / "en" / os.fsdecode(b"f\xf6r.md")).write_text("", encoding="utf-8")
    found, problems = workspace(tmp_path).post_files(SUFFIXES)
    assert found == (PostFile("posts/en/a.md", "en", "a"),)
    assert [str(p) for p in problems] == [
        "posts/en/f\\xf6r.md: the name of the file is not UTF-8. Rename it"
    ]


def test_a_deep_tree_is_walked_to_its_end(tmp_path: Path) -> None:
    deep = "posts/en/" + "x/" * 300 + "a.md"
    touch(tmp_path, deep)
    assert workspace(tmp_path).post_files(SUFFIXES)[0][0].path == deep


def test_catalogues_are_found_with_their_language_and_id(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "locales/pt_BR/LC_MESSAGES/guides/start.po",
        "locales/sv/LC_MESSAGES/terms.po",
        "locales/sv/notes.po",
        "locales/sv/LC_MESSAGES/a.mo",
    )
    assert workspace(tmp_path).catalogue_files() == (
        CatalogueFile("locales/pt_BR/LC_MESSAGES/guides/start.po", "pt-BR", "guides/start"),
        CatalogueFile("locales/sv/LC_MESSAGES/terms.po", "sv", "terms"),
    )


def test_catalogue_paths_are_what_gettext_expects(tmp_path: Path) -> None:
    blog = workspace(tmp_path)
    assert (blog.catalogue_path("a/b", "pt-BR"), blog.terms_path("sv")) == (
        "locales/pt_BR/LC_MESSAGES/a/b.po",
        "locales/sv/LC_MESSAGES/terms.po",
    )


def test_nothing_is_written_through_a_link_that_leaves_the_blog(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "locales").symlink_to(tmp_path / "outside")
    with pytest.raises(StorageError, match="leads out of the folder"):
        workspace(tmp_path / "blog").write("locales/sv/LC_MESSAGES/a.po", "text")
    assert list((tmp_path / "outside").iterdir()) == []


def test_the_state_folder_tells_git_to_leave_it_alone(tmp_path: Path) -> None:
    folder = workspace(tmp_path).state()
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "id",
    [
        "",
        "../../etc/passwd",
        "/etc/passwd",
        "a//b",
        "a/./b",
        "a/../b",
        ".hidden",
        "a/.hidden",
        "a\\b",
        "a\nb",
        "a\0b",
        " a",
        "a/ b",
        "x" * 300,
        "terms",
        "Terms",
        "\ud800",
    ],
)
def test_an_id_that_is_no_good_name_is_refused(id: str) -> None:
    with pytest.raises(PostError):
        checked_id(id, "posts/en/a.md")


@pytest.mark.parametrize("id", ["a", "guides/start", "hälsa", "2024-05-01 note", "a.b", "x/terms"])
def test_an_ordinary_id_stays_as_it_is(id: str) -> None:
    assert checked_id(id, "posts/en/a.md") == id


def test_two_spellings_of_one_letter_are_one_id() -> None:
    assert checked_id("ha\u0308lsa", "posts/en/a.md") == "hälsa"


def test_a_name_means_a_path_where_the_user_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "posts/en/a.md")
    monkeypatch.chdir(tmp_path / "posts" / "en")
    blog = workspace(tmp_path)
    assert (blog.relative("a.md"), blog.relative("posts/en/a.md")) == (
        "posts/en/a.md",
        "posts/en/a.md",
    )
