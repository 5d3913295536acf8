"""Bad input: a message with place and remedy, the right exit code, and nothing on disk changed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import tvilling

GOOD = "---\ntitle: Good\n---\n\nA good post.\n"
GOOD_PO = "locales/sv/LC_MESSAGES/good.po"


def write(root: Path, files: dict[str, bytes | str]) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        (root / path).write_bytes(data)


def tree(root: Path) -> dict[str, bytes]:
    """The blog's files by path, without what can be made again."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and ".tvilling" not in p.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(root), *arguments])


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {"setup.cfg": "[tvilling]\nlanguages = en, sv\n", "posts/en/good.md": GOOD},
    )
    return tmp_path


HOSTILE_YAML = "---\ntitle: !!python/object/apply:os.system ['touch owned']\n---\nText\n"
BILLION_LAUGHS = (
    "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n"
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "---\nText\n"
)

BAD_POSTS: list[tuple[str, dict[str, bytes | str], list[str]]] = [
    (
        "invalid UTF-8",
        {"posts/en/bad.md": b"one\ntwo \xe5\n"},
        ["posts/en/bad.md:2: is not UTF-8", "Save it as UTF-8"],
    ),
    (
        "UTF-16",
        {"posts/en/bad.md": "text".encode("utf-16")},
        ["posts/en/bad.md:1: is UTF-16", "Save it as UTF-8"],
    ),
    (
        "a NUL byte",
        {"posts/en/bad.md": b"one\n\0\n"},
        ["posts/en/bad.md:2: holds a NUL byte", "Delete it"],
    ),
    (
        "front matter that does not end",
        {"posts/en/bad.md": "---\ntitle: Bad\n"},
        ["posts/en/bad.md:1: the front matter that '---' opens is not closed", "Put a line"],
    ),
    (
        "broken YAML",
        {"posts/en/bad.md": "---\ntitle: [a\n---\nText\n"},
        ["posts/en/bad.md:"],
    ),
    ("YAML that would run code", {"posts/en/bad.md": HOSTILE_YAML}, ["posts/en/bad.md:"]),
    (
        "an id in another folder",
        {"posts/en/bad.md": "---\nid: ../../x\n---\nText\n"},
        ["posts/en/bad.md:2: the id '../../x' would leave the folder", "Use words"],
    ),
    (
        "an absolute id",
        {"posts/en/bad.md": "---\nid: /etc/x\n---\nText\n"},
        ["posts/en/bad.md:2: the id '/etc/x'"],
    ),
    (
        "the id of the catalogue of terms",
        {"posts/en/terms.md": "Text\n"},
        ["posts/en/terms.md: the id 'terms' is the name of the catalogue"],
    ),
    (
        "an id that is no text",
        {"posts/en/bad.md": "---\nid: 2024\n---\nText\n"},
        ["posts/en/bad.md:2: id: is read as 2024, which is no text", "Put it in quotes"],
    ),
    (
        "a language that YAML takes for a truth value",
        {"posts/en/bad.md": "---\nlang: no\n---\nText\n"},
        ["posts/en/bad.md:2: lang: is read as False"],
    ),
    (
        "a language the blog does not have",
        {"posts/de/bad.md": "Text\n"},
        [
            "posts/de/bad.md: the language 'de' is none of the blog's (en, sv)",
            "Correct it, or add the language",
        ],
    ),
    (
        "a language that is none",
        {"posts/en/bad.md": "---\nlang: svenska\n---\nText\n"},
        ["posts/en/bad.md:2: the language 'svenska' is none of the blog's"],
    ),
    (
        "no language",
        {"posts/bad.md": "Text\n"},
        ["posts/bad.md: the language of the post is not known", "Write lang: in its front matter"],
    ),
    (
        "two posts with one id",
        {"posts/en/bad.md": "One\n", "posts/en/bad.html": "<p>Two</p>\n"},
        ["posts/en/bad.html: the id 'bad' is used for en by posts/en/bad.md too", "Rename one"],
    ),
    (
        "one id in two spellings of its letters",
        {"posts/en/h\u00e4lsa.md": "One\n", "posts/en/ha\u0308lsa.md": "Two\n"},
        ["is used for en by"],
    ),
]


@pytest.mark.parametrize(
    ("files", "messages"),
    [pytest.param(files, messages, id=name) for name, files, messages in BAD_POSTS],
)
@pytest.mark.parametrize("command", ["extract", "status", "check"])
def test_a_bad_post_is_reported_and_the_others_are_done(
    blog: Path, command: str, files: dict[str, bytes | str], messages: list[str]
) -> None:
    write(blog, files)
    before = tree(blog)
    result = run(blog, command)
    assert result.exit_code == 1, result.output
    shown = " ".join(result.output.split()).replace("error[malformed] ", "")
    # A finding has a line always: the first, where no other is known.
    shown += shown.replace(":1: ", ": ")
    assert [message for message in messages if message not in shown] == [], result.output
    assert "good" in result.output
    after = tree(blog)
    made = {GOOD_PO} if command == "extract" else set()
    assert set(after) - set(before) == made
    assert {path: after[path] for path in before} == before


def test_yaml_that_unfolds_without_end_is_done_in_no_time(blog: Path) -> None:
    write(blog, {"posts/en/bad.md": BILLION_LAUGHS})
    result = run(blog, "extract")
    assert result.exit_code in (0, 1)
    assert (blog / GOOD_PO).exists()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff---\ntitle: Title\n---\n\nText å.\n", id="a byte order mark"),
        pytest.param("---\r\ntitle: Title\r\n---\r\n\r\nText.\r\n", id="CRLF"),
        pytest.param("---\ntitle: Title\n---\n" + "> " * 2000 + "deep\n", id="a deep quote"),
        pytest.param("<div>" * 3000 + "deep" + "</div>" * 3000, id="deep HTML in Markdown"),
        pytest.param("[" * 5000 + "x", id="brackets that never close"),
        pytest.param("", id="an empty post"),
    ],
)
def test_odd_posts_are_done_and_never_written(blog: Path, text: str) -> None:
    write(blog, {"posts/en/odd.md": text})
    before = tree(blog)
    assert [run(blog, command).exit_code for command in ("verify", "extract", "status")] == [0] * 3
    after = tree(blog)
    assert {path: after[path] for path in before} == before


def test_a_deeply_nested_page_is_done(blog: Path) -> None:
    write(blog, {"posts/en/deep.html": "<div>" * 20_000 + "<p>deep</p>" + "</div>" * 20_000})
    assert [run(blog, command).exit_code for command in ("verify", "extract", "status")] == [0] * 3


def test_a_post_of_20_megabytes_is_done(blog: Path) -> None:
    paragraph = "A long paragraph " + "of very many words " * 1000 + ".\n\n"
    write(blog, {"posts/en/big.md": paragraph * (20_000_000 // len(paragraph) + 1)})
    assert run(blog, "verify").exit_code == 0
    assert run(blog, "extract").exit_code == 0


HEAD = 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'

BAD_CATALOGUES: list[tuple[str, bytes | str, str]] = [
    ("malformed", HEAD + 'msgid "A good post."\nmsgstr Bra\n', f"{GOOD_PO}:7: "),
    ("truncated", HEAD + 'msgid "A good po', f"{GOOD_PO}:6: "),
    ("in Latin-1", HEAD.encode() + 'msgid "A"\nmsgstr "Å"\n'.encode("latin-1"), f"{GOOD_PO}:7: "),
    ("in UTF-16", HEAD.encode("utf-16"), f"{GOOD_PO}:1: is UTF-16"),
    ("declared as Latin-1", HEAD.replace("UTF-8", "ISO-8859-1"), f"{GOOD_PO}:"),
    ("with a NUL", HEAD.encode() + b"\0", f"{GOOD_PO}:6: holds a NUL byte"),
]


@pytest.mark.parametrize(
    ("content", "message"),
    [pytest.param(content, message, id=name) for name, content, message in BAD_CATALOGUES],
)
@pytest.mark.parametrize("command", ["extract", "status", "check"])
def test_a_bad_catalogue_is_reported_and_never_written(
    blog: Path, command: str, content: bytes | str, message: str
) -> None:
    write(blog, {"posts/en/other.md": "Other text.\n", GOOD_PO: content})
    before = tree(blog)
    result = run(blog, command)
    shown = " ".join(result.output.split()).replace("error[malformed] ", "")
    assert (result.exit_code, message in shown) == (1, True), result.output
    after = tree(blog)
    assert {path: after[path] for path in before} == before
    made = {"locales/sv/LC_MESSAGES/other.po"} if command == "extract" else set()
    assert set(after) - set(before) == made


@pytest.mark.parametrize(
    "msgstr",
    [
        "Ett bra inlägg. <script>alert(1)</script>",
        "Ett <b onclick='alert(1)'>bra</b> inlägg.",
        "Ett [bra](javascript:alert(1)) inlägg.",
        "Ett <iframe src='https://example.com'></iframe> inlägg.",
    ],
)
def test_a_hostile_translation_is_an_error_and_is_not_rendered(blog: Path, msgstr: str) -> None:
    run(blog, "extract")
    text = (blog / GOOD_PO).read_text(encoding="utf-8")
    filled = text.replace(
        'msgid "A good post."\nmsgstr ""', f'msgid "A good post."\nmsgstr "{msgstr}"'
    )
    filled = filled.replace('msgid "Good"\nmsgstr ""', 'msgid "Good"\nmsgstr "Bra"')
    write(blog, {GOOD_PO: filled})
    before = tree(blog)
    checked = run(blog, "check")
    assert checked.exit_code == 1
    assert GOOD_PO in checked.output
    rendered = run(blog, "render", "-o", str(blog / "build"))
    assert "held back" in rendered.output
    assert tree(blog) == before


@pytest.mark.parametrize("call", ["replace", "open", "fsync"])
def test_a_full_disk_is_told_and_leaves_every_file_as_it_was(
    blog: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    read = os.open

    def full(*arguments: Any, **more: object) -> int:  # noqa: ANN401
        if call == "open" and not arguments[1] & os.O_WRONLY:
            return read(*arguments)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    run(blog, "extract")
    write(blog, {"posts/en/good.md": GOOD + "\nOne more paragraph.\n"})
    before = tree(blog)
    with monkeypatch.context() as patch:
        patch.setattr(f"pipeline.storage.files.os.{call}", full)
        result = run(blog, "extract")
    assert (result.exit_code, tree(blog)) == (1, before)
    assert f"{GOOD_PO}: cannot be written: the disk is full" in result.output
    assert "Make room and run the command again." in result.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["extract"], ["--help"]])
def test_output_that_cannot_be_written_is_told(blog: Path, words: list[str]) -> None:
    run(blog, "extract")
    with Path("/dev/full").open("wb") as full:
        result = spawn(blog, *words, stdout=full)
    assert (result.returncode, result.stderr) == (
        1,
        "error: the output cannot be written: the disk is full\n"
        "  Make room and run the command again.\n",
    )


@pytest.mark.parametrize(("words", "code"), [(["status"], 0), (["check"], 1), (["--help"], 0)])
def test_a_command_without_any_output_does_its_work(
    blog: Path, words: list[str], code: int
) -> None:
    run(blog, "extract")
    line = f"{sys.executable} -m pipeline {' '.join(words)} >&-"
    closed = subprocess.run(["sh", "-c", line], cwd=blog, stderr=subprocess.PIPE, text=True)
    assert (closed.returncode, closed.stderr) == (code, "")


@pytest.mark.parametrize("word", ["status", "check"])
def test_what_nobody_reads_to_its_end_is_no_success(blog: Path, word: str) -> None:
    run(blog, "extract")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        result = spawn(blog, word, stdout=pipe)
    assert (result.returncode, result.stderr) == (141, "")


def spawn(root: Path, *words: str, stdout: IO[bytes]) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=root,
        env={**os.environ, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_a_leftover_of_a_killed_process_is_never_read(blog: Path) -> None:
    write(
        blog,
        {
            "posts/en/.tvilling-0123456789abcdef.tmp": b"\xff",
            "locales/sv/LC_MESSAGES/.tvilling-0123456789abcdef.tmp": b"\xff",
        },
    )
    assert [run(blog, command).exit_code for command in ("extract", "status")] == [0, 0]


def test_settings_that_are_wrong_stop_every_command_with_exit_code_2(blog: Path) -> None:
    write(blog, {"setup.cfg": "[tvilling]\nlanguages = en\ncolour = red\n"})
    before = tree(blog)
    for command in ("extract", "status", "check", "verify", "publish"):
        result = run(blog, command)
        assert result.exit_code == 2, command
        assert "setup.cfg:2: languages names fewer than two languages" in result.output
        assert "setup.cfg:3: colour is no key that Tvilling knows" in result.output
    assert tree(blog) == before
