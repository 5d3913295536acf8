from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pipeline.catalogues.po import parse, serialize
from pipeline.errors import CatalogueError, PostError
from pipeline.storage import cache, stamps
from pipeline.storage.cache_values import News
from pipeline.storage.cache_version import version_of
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.check import Scope, check, checking
from pipeline.workflows.extract import extract
from pipeline.workflows.ranking import Sort
from pipeline.workflows.status import status

LONG_AGO = 1_500_000_000
"""Seconds; files of that time are beyond doubt."""

SETTINGS = "[tvilling]\nlanguages = en, sv, de\n"
HELLO = "---\ntitle: Hello\ncategories: [News]\n---\n\nFirst.\n\nSecond.\n"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode("utf-8"))


def age(root: Path, seconds: int = LONG_AGO) -> None:
    """Makes every file of the blog look old; see `beyond_doubt`."""
    for path in root.rglob("*"):
        if path.is_file() and ".tvilling" not in path.parts:
            os.utime(path, (seconds, seconds))


@contextlib.contextmanager
def beyond_doubt() -> Iterator[None]:
    """While the block lasts, no file is too young to be believed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "_DOUBT", -(10**18))
        yield


def reports(workspace: Workspace, *, cached: bool) -> tuple[object, ...]:
    """Everything that commands find out without writing, errors as texts."""
    extracted = extract(workspace, writes=False, cached=cached)
    counted = status(workspace, cached=cached)
    return (
        extracted.changes,
        extracted.orphans,
        [str(problem) for problem in extracted.problems],
        counted.rows,
        counted.totals,
        counted.orphans,
        [str(problem) for problem in counted.problems],
        short_of(workspace, cached=cached),
        check(workspace, cached=cached),
    )


def short_of(workspace: Workspace, *, cached: bool) -> tuple[object, ...]:
    """What is shown of the blog where few rows fit."""
    short = status(workspace, sort=Sort.HURT, most=2, cached=cached)
    problems = [str(problem) for problem in short.problems]
    return (short.rows, short.left_out, short.totals, short.orphans, problems)


def opened(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[str]:
    """The names of the files of the blog that the work reads."""
    read: list[str] = []
    original = Workspace.read_seen

    def noting(workspace: Workspace, path: str) -> bytes:
        read.append(path)
        return original(workspace, path)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "read_seen", noting)
        work()
    return sorted(read)


@pytest.fixture
def blog(tmp_path: Path) -> Workspace:
    write(tmp_path, "setup.cfg", SETTINGS)
    write(tmp_path, "posts/en/a.md", HELLO)
    write(tmp_path, "posts/en/b.html", "<p>Third</p>")
    return open_workspace(tmp_path)


SV_A, SV_B = "locales/sv/LC_MESSAGES/a.po", "locales/sv/LC_MESSAGES/b.po"


def everything(workspace: Workspace) -> None:
    extract(workspace)
    status(workspace)
    check(workspace)


def test_where_nothing_has_changed_no_file_is_opened(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        everything(blog)
        assert opened(monkeypatch, lambda: everything(blog)) == []


LOOKING_ON = """
import sys
from pathlib import Path
from pipeline.storage import stamps
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.check import check
from pipeline.workflows.extract import extract
from pipeline.workflows.status import status

stamps._DOUBT = -(10**18)
opened = set()
for number in range(3):
    for command in (extract, status, check):
        blog = open_workspace(Path())
        if number == 2 and not opened:
            sys.addaudithook(lambda event, about: event == "open" and opened.add(str(about[0])))
        command(blog)
here = [path for name in opened if (path := Path(name).absolute()).is_relative_to(Path.cwd())]
print(sorted(str(path) for path in here if not path.is_dir()))
"""


def test_where_nothing_has_changed_python_itself_sees_no_file_opened_but_the_settings(
    blog: Workspace,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOKING_ON],
        cwd=blog.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"['{blog.root}/setup.cfg']\n"


def test_what_status_said_of_a_blog_is_remembered_until_a_file_changes(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        everything(blog)
        said = short_of(blog, cached=True)
        with monkeypatch.context() as patch:
            patch.setattr(cache.Cache, "settled", None)  # no page is counted again
            again = short_of(blog, cached=True)
        write(blog.root, "posts/en/b.html", "<p>Third</p><p>Fourth</p>")
        extract(blog)
        changed = short_of(blog, cached=True)
    assert (said, again, changed) == (
        said,
        said,
        short_of(blog, cached=False),
    )
    assert said[:3] != changed[:3]


def test_where_one_post_has_changed_it_and_its_catalogues_are_opened(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        everything(blog)
        write(blog.root, "posts/en/b.html", "<p>Third, changed</p>")
        assert set(opened(monkeypatch, lambda: extract(blog))) == {
            "posts/en/b.html",
            SV_B,
            SV_B.replace("/sv/", "/de/"),
        }


def test_a_file_that_changed_a_moment_ago_is_looked_into_once_more(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(blog)
    assert SV_A in opened(monkeypatch, lambda: extract(blog))


def test_an_edit_that_hides_behind_size_and_time_is_seen_all_the_same(blog: Workspace) -> None:
    everything(blog)
    age(blog.root)
    everything(blog)
    write(blog.root, "posts/en/a.md", HELLO.replace("First", "Fiftx"))
    age(blog.root)
    assert [change.path for change in extract(blog, writes=False).pending] == [
        SV_A,
        SV_A.replace("/sv/", "/de/"),
    ]


def test_an_edit_within_one_tick_of_the_clock_is_seen(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(blog)
    before = blog.scan_posts()
    extract(blog)
    write(blog.root, "posts/en/a.md", HELLO.replace("First", "Fiftx"))
    # Neither the size nor any time of the file tells of the edit.
    monkeypatch.setattr(Workspace, "scan_posts", lambda _: before)
    assert len(extract(blog, writes=False).pending) == 2


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_cache_is_thrown_away_and_made_anew(
    blog: Workspace, content: bytes
) -> None:
    extract(blog)
    path = blog.root / ".tvilling" / cache.NAME
    path.write_bytes(content)
    with beyond_doubt():
        expected = reports(blog, cached=False)
        assert (reports(blog, cached=True), reports(blog, cached=True)) == (expected, expected)
    assert path.read_bytes()[:16] == b"SQLite format 3\0"


def test_a_database_of_another_program_is_thrown_away(blog: Workspace) -> None:
    path = blog.root / ".tvilling" / cache.NAME
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE post (path, secret)")
        db.execute("INSERT INTO post VALUES ('posts/en/a.md', 'x')")
        db.commit()
    assert reports(blog, cached=True) == reports(blog, cached=False)


def test_a_cache_that_is_damaged_in_the_middle_does_no_harm(blog: Workspace) -> None:
    with beyond_doubt():
        everything(blog)
        path = blog.root / ".tvilling" / cache.NAME
        data = path.read_bytes()
        for start in range(100, len(data), 997):
            path.write_bytes(data[:start] + b"\xff" * 64 + data[start + 64 :])
            assert len(extract(blog, writes=False).changes) == 6


def test_the_cache_of_another_version_is_not_believed(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        version = version_of(blog.settings)
        monkeypatch.setattr(cache, "version_of", lambda _: version._replace(asked="another"))
        assert opened(monkeypatch, lambda: extract(blog)) != []


def installed_anew(monkeypatch: pytest.MonkeyPatch, blog: Workspace) -> None:
    version = version_of(blog.settings)
    monkeypatch.setattr(cache, "version_of", lambda _: version._replace(program="elsewhere"))


def test_the_same_program_installed_anew_believes_the_cache(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        installed_anew(monkeypatch, blog)
        assert opened(monkeypatch, lambda: everything(blog)) == []


def test_another_program_in_the_same_place_does_not_believe_the_cache(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        installed_anew(monkeypatch, blog)
        monkeypatch.setattr(cache, "program_content", lambda: b"another")
        assert opened(monkeypatch, lambda: extract(blog)) != []


def test_a_cache_that_came_with_a_commit_is_not_believed_by_a_program_installed_anew(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        for words in (["init", "--quiet"], ["add", "--force", ".tvilling/cache.sqlite"]):
            subprocess.run(["git", *words], cwd=blog.root, check=True)
        assert opened(monkeypatch, lambda: extract(blog)) == []
        installed_anew(monkeypatch, blog)
        assert opened(monkeypatch, lambda: extract(blog)) != []


def test_where_git_does_not_tell_the_cache_is_not_believed_either(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beyond_doubt():
        everything(blog)
        (blog.root / ".git").mkdir()  # no repository to git, as one of another user is none
        installed_anew(monkeypatch, blog)
        assert opened(monkeypatch, lambda: extract(blog)) != []


def test_a_blog_that_is_fetched_anew_with_its_cache_is_read_but_not_worked_out_again(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    everything(blog)
    before = reports(blog, cached=False)
    copy = tmp_path_factory.mktemp("fetched") / "blog"
    shutil.copytree(blog.root, copy, copy_function=shutil.copyfile)
    fetched = open_workspace(copy)
    installed_anew(monkeypatch, fetched)
    monkeypatch.setattr("pipeline.formats.cut.cut", None)
    monkeypatch.setattr("pipeline.workflows.catalogues.cut", None)
    assert opened(monkeypatch, lambda: status(fetched)) == [
        *sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*.po")),
        "posts/en/a.md",
        "posts/en/b.html",
    ]
    assert check(fetched) == before[-1]
    monkeypatch.undo()
    assert reports(fetched, cached=True) == before


def test_a_folder_that_can_only_be_read_is_worked_on_without_a_cache(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(blog)

    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(cache, "_write", refuse)
    assert reports(blog, cached=True) == reports(blog, cached=False)


def test_a_link_that_leads_out_of_the_blog_is_no_place_for_a_cache(blog: Workspace) -> None:
    outside = blog.root.parent / f"{blog.root.name}-outside"
    outside.mkdir()
    (blog.root / ".tvilling").symlink_to(outside)
    everything(blog)
    assert list(outside.iterdir()) == []


def test_findings_come_out_of_the_cache_as_they_were_be_they_few_or_many(
    blog: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = "".join(f"\n\nA text, number {number}." for number in range(30))
    write(blog.root, "posts/en/long.md", f"# Long{texts}\n")
    with beyond_doubt():
        extract(blog)
        path = "locales/sv/LC_MESSAGES/long.po"
        begun = (blog.root / path).read_text(encoding="utf-8")
        write(blog.root, path, begun.replace('msgid "Long"\nmsgstr ""', 'msgid "Long"\nmsgstr "L"'))
        everything(blog)
        everything(blog)
        again: list[object] = []
        assert opened(monkeypatch, lambda: again.append(check(blog))) == []
    assert again == [check(blog, cached=False)]
    assert sum(finding.path == path for finding in check(blog).findings) == 30


def test_a_cache_that_went_while_the_command_ran_does_not_pass_as_whole(blog: Workspace) -> None:
    with beyond_doubt():
        everything(blog)
        everything(blog)
        write(blog.root, "posts/en/a.md", HELLO + "\nFourth.\n")
        with pytest.MonkeyPatch.context() as patch:
            original = cache.Cache.save

            def deleting(kept: cache.Cache, news: News) -> None:
                Path(kept.path).unlink(missing_ok=True)
                original(kept, news)

            patch.setattr(cache.Cache, "save", deleting)
            extract(blog)
            extract(blog)
        assert len(extract(blog).changes) == 6


def test_what_was_found_of_a_post_does_not_stay_with_another_of_the_same_text(
    blog: Workspace,
) -> None:
    write(blog.root, "posts/sv/x.md", "---\nid: c\n---\nOne")
    everything(blog)
    write(blog.root, "posts/en/y.md", "---\nid: c\n---\nOne")
    extract(blog, writes=False)
    assert reports(blog, cached=True) == reports(blog, cached=False)


TEXTS = (
    "One",
    "One thing",
    "Two\n\nThree",
    "# Four\n\nFive [link](https://example.org)",
    "See [b](b.md)",
    "",
)
NAMES = ("a", "b", "c")


class CacheAgainstNone(RuleBasedStateMachine):
    """Whatever happens to a blog, commands say with the cache what they say without it."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.root = self.top / "blog"
        write(self.top, "outside.po", "")
        self.doubt = beyond_doubt()
        write(self.root, "setup.cfg", SETTINGS)

    def teardown(self) -> None:
        if self.is_sure:
            self.doubt.__exit__(None, None, None)
        shutil.rmtree(self.top)

    is_sure = False

    @precondition(lambda self: not self.is_sure)
    @rule()
    def believe_young_files(self) -> None:
        self.doubt.__enter__()
        self.is_sure = True

    @rule(
        name=st.sampled_from(NAMES),
        lang=st.sampled_from(["en", "sv"]),
        text=st.sampled_from(TEXTS),
        head=st.sampled_from(
            [
                "",
                "---\ntags: [Tea]\n---\n",
                "---\nid: c\n---\n",
                "---\ntitle: T\nslug: s\n---\n",
                "---\nlang: de\n---\n",
                "---\nx: [",
            ]
        ),
    )
    def put_post(self, name: str, lang: str, text: str, head: str) -> None:
        write(self.root, f"posts/{lang}/{name}.md", head + text)

    @rule(name=st.sampled_from(NAMES), lang=st.sampled_from(["en", "sv"]))
    def remove_post(self, name: str, lang: str) -> None:
        (self.root / f"posts/{lang}/{name}.md").unlink(missing_ok=True)

    def catalogues(self) -> list[Path]:
        found = self.root.glob("locales/*/LC_MESSAGES/*.po")
        return sorted(path for path in found if not path.is_symlink())

    @precondition(lambda self: self.catalogues())
    @rule(data=st.data(), msgstr=st.sampled_from(["", "Ett", "<b>Två"]))
    def translate(self, data: st.DataObject, msgstr: str) -> None:
        path = data.draw(st.sampled_from(self.catalogues()))
        try:
            found = parse(path.read_text(encoding="utf-8"))
        except CatalogueError:
            return
        entries = tuple(entry._replace(msgstr=msgstr) for entry in found.entries)
        path.write_text(serialize(replace(found, entries=entries)), encoding="utf-8")

    @precondition(lambda self: self.catalogues())
    @rule(data=st.data(), text=st.sampled_from(["", "no catalogue", 'msgid "x"\nmsgstr "y"\n']))
    def damage_catalogue(self, data: st.DataObject, text: str) -> None:
        data.draw(st.sampled_from(self.catalogues())).write_text(text, encoding="utf-8")

    @precondition(lambda self: self.catalogues())
    @rule(data=st.data())
    def remove_catalogue(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.catalogues())).unlink()

    @precondition(lambda self: self.catalogues())
    @rule(data=st.data())
    def replace_catalogue_by_a_link(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.catalogues()))
        path.unlink()
        path.symlink_to(self.top / "outside.po")

    @rule(seconds=st.integers(LONG_AGO, LONG_AGO + 2))
    def touch_all(self, seconds: int) -> None:
        for path in self.root.rglob("*"):
            if path.is_file() and not path.is_symlink() and ".tvilling" not in path.parts:
                os.utime(path, (seconds, seconds))

    @rule(
        more=st.sampled_from(
            [
                "",
                "references = line\n",
                "languages = en, sv\n",
                "title = X\n",
                "[tvilling:checks]\nmissing = note\nslugs = off\n",
                "[tvilling:checks]\nthreshold = 50\nignore = posts/en/a.md -- so it is\n",
            ]
        )
    )
    def change_settings(self, more: str) -> None:
        head = "[tvilling]\n" if "languages" in more else SETTINGS
        write(self.root, "setup.cfg", head + more)

    @rule()
    def delete_cache(self) -> None:
        (self.root / ".tvilling" / cache.NAME).unlink(missing_ok=True)

    @rule(cached=st.booleans())
    def extract_all(self, cached: bool) -> None:
        extract(open_workspace(self.root), cached=cached)

    @rule(name=st.sampled_from(NAMES))
    def extract_one(self, name: str) -> None:
        with contextlib.suppress(PostError):
            extract(open_workspace(self.root), [name])

    @rule()
    def count(self) -> None:
        status(open_workspace(self.root))

    @rule(in_full=st.booleans())
    def look_for_faults(self, *, in_full: bool) -> None:
        list(checking(open_workspace(self.root), Scope(in_full=in_full)))

    @invariant()
    def the_cache_changes_no_report(self) -> None:
        workspace = open_workspace(self.root)
        assert reports(workspace, cached=True) == reports(workspace, cached=False)


CacheAgainstNone.TestCase.settings = hypothesis_settings(max_examples=20, stateful_step_count=20)
test_commands_say_with_the_cache_what_they_say_without_it = CacheAgainstNone.TestCase
