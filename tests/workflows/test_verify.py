from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import StorageError
from pipeline.model.document import Document
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.verify import Difference, verify_blog, verify_paths


def write(root: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def test_the_posts_of_a_blog_are_verified(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "setup.cfg": b"[tvilling]\nlanguages = en, sv\n",
            "posts/en/a.md": b"# One\n\nTwo\n",
            "posts/sv/b.html": b"<p>Tre</p>\n",
            "elsewhere.md": b"Not a post\n",
        },
    )
    report = verify_blog(open_workspace(tmp_path))
    assert (report.identical, report.segments, report.is_proved) == (2, 3, True)


def test_files_and_folders_are_verified_and_others_are_counted(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a/b/c.md": b"One\r\n\r\nTwo\n",
            "a/image.png": b"\x89PNG\0",
            "a/d.html": b"<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->",
            "alone.markdown": "\ufeffEtt\n".encode(),
        },
    )
    report = verify_paths([tmp_path / "a", tmp_path / "alone.markdown"])
    assert (report.identical, report.skipped, report.is_proved) == (3, 1, True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="there is no such file or folder"):
        verify_paths([tmp_path / "no.md"])


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b"\xff\n", "b.md": b"Two\n"})
    report = verify_paths([tmp_path])
    assert (report.identical, len(report.problems), report.is_proved) == (1, 1, False)


def test_the_first_line_that_differs_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pipeline.workflows.verify.cut", lambda *_: Document(("One\n", "Too\n", "Three"))
    )
    write(tmp_path, {"a.md": b"One\nTwo\nThree\n"})
    path = tmp_path / "a.md"
    assert verify_paths([path]).differences == (
        Difference(str(path), 2, "Two", "Too", "the pieces do not join to the post"),
    )


def test_a_missing_line_is_a_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workflows.verify.cut", lambda *_: Document(("One",)))
    write(tmp_path, {"a.md": b"One\n\n"})
    assert [d.line for d in verify_paths([tmp_path]).differences] == [2]
