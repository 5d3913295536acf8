"""What of a blog's findings `check` tells of, and what it leaves out."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogues.po import parse, serialize
from pipeline.errors import SettingsError
from pipeline.model.finding import Finding, Severity
from pipeline.storage import stamps
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.baseline import write_baseline
from pipeline.workflows.check import WHOLE, CheckReport, Scope, check, checking
from pipeline.workflows.extract import extract
from pipeline.workflows.look import look_at

SETTINGS = "[tvilling]\nlanguages = en, sv\n"
SV_A, SV_B = "locales/sv/LC_MESSAGES/a.po", "locales/sv/LC_MESSAGES/b.po"


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # No file is too young to be believed, so that the cache is used where it may be.
    monkeypatch.setattr(stamps, "_DOUBT", -(10**18))
    put(tmp_path, "setup.cfg", SETTINGS)
    put(tmp_path, "posts/en/a.md", "---\ntitle: Ay\n---\n\nOne <b>bold</b>.\n\nTwo.\n")
    put(tmp_path, "posts/en/b.md", "---\ntitle: Bee\n---\n\nThree, [see](a.md).\n\nFour.\n")
    extract(open_workspace(tmp_path))
    return tmp_path


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def translate(root: Path, path: str, *comments: str, **translations: str) -> None:
    """Puts translations by the first word of their text, and comments above the first of them."""
    found = parse((root / path).read_text(encoding="utf-8"))
    entries = []
    for entry in found.entries:
        msgstr = translations.get(entry.msgid.split()[0].strip(".,"), entry.msgstr)
        notes = comments if msgstr != entry.msgstr else entry.translator_comments
        entries.append(entry._replace(msgstr=msgstr, translator_comments=tuple(notes)))
    put(root, path, serialize(replace(found, entries=tuple(entries))))


def report_of(root: Path, scope: Scope = WHOLE, *, settings: str = "") -> CheckReport:
    """The report, which is the same the first time, from the cache, and without it."""
    put(root, "setup.cfg", SETTINGS + settings)
    reports = []
    for cached in (True, True, True, False):
        workspace = open_workspace(root)
        running = checking(workspace, scope, look=look_at(workspace, cached=cached))
        findings = tuple(running)
        reports.append(replace(running.report, findings=findings))
    assert reports[1:] == reports[:1] * 3
    return reports[0]


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(f.path, f.rule, f.msgid) for f in findings]


def rules(report: CheckReport) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_a_page_without_any_translation_is_one_finding(blog: Path) -> None:
    found = report_of(blog).findings
    assert [(f.path, f.line, f.message) for f in found] == [
        (SV_A, 1, "none of the 3 texts is translated (4 words)"),
        (SV_B, 1, "none of the 3 texts is translated (4 words)"),
    ]


def test_every_text_of_it_is_told_of_where_that_is_asked_for(blog: Path) -> None:
    in_full = report_of(blog, Scope(in_full=True))
    assert told(in_full.findings[:3]) == [
        (SV_A, "missing", "Ay"),
        (SV_A, "missing", "One <b>bold</b>."),
        (SV_A, "missing", "Two."),
    ]
    assert len(in_full.findings) == 6


def test_to_ask_for_every_text_changes_nothing_for_those_who_ask_later(blog: Path) -> None:
    before = report_of(blog)
    report_of(blog, Scope(in_full=True))
    assert report_of(blog) == before


def test_a_page_with_a_translation_tells_of_each_missing_text(blog: Path) -> None:
    translate(blog, SV_A, Two="Två.")
    assert told(report_of(blog).findings) == [
        (SV_A, "missing", "Ay"),
        (SV_A, "missing", "One <b>bold</b>."),
        (SV_B, "missing", ""),
    ]


def test_severities_are_those_of_the_settings_and_a_change_counts_at_once(blog: Path) -> None:
    section = "[tvilling:checks]\nmissing = "
    seen = [
        [finding.severity for finding in report_of(blog, settings=settings).findings]
        for settings in ("", f"{section}note\n", f"{section}off\n", "")
    ]
    assert seen == [[Severity.ERROR] * 2, [Severity.NOTE] * 2, [], [Severity.ERROR] * 2]


def test_a_check_that_is_not_there_is_an_error_of_the_settings(blog: Path) -> None:
    put(blog, "setup.cfg", f"{SETTINGS}[tvilling:checks]\nmising = note\n")
    with pytest.raises(SettingsError) as caught:
        check(open_workspace(blog))
    assert str(caught.value) == (
        "setup.cfg:4: there is no check named 'mising'. Did you mean missing?"
    )


@pytest.mark.parametrize(
    ("severity", "fails"),
    [
        pytest.param(None, False, id="never"),
        pytest.param(Severity.ERROR, False, id="a warning is no error"),
        pytest.param(Severity.WARNING, True, id="a warning is one"),
        pytest.param(Severity.NOTE, True, id="a warning is more than a note"),
    ],
)
def test_the_exit_code_asks_for_the_least_severity(
    blog: Path, severity: Severity | None, *, fails: bool
) -> None:
    report = report_of(blog, settings="[tvilling:checks]\nmissing = warning\n")
    assert report.fails_on(severity) is fails


def test_findings_of_some_rules_and_languages_may_be_asked_for(blog: Path) -> None:
    translate(blog, SV_A, One="<b>Fet.", Two="Två.")
    some = report_of(blog, Scope(rules=frozenset({"tags"}), langs=frozenset({"sv"})))
    assert (rules(some), rules(report_of(blog, Scope(langs=frozenset({"en"}))))) == (["tags"], [])


@pytest.mark.parametrize(
    ("scope", "what"),
    [
        (Scope(rules=frozenset({"x"})), "there is no check named 'x'"),
        (Scope(langs=frozenset({"x"})), "'x' is none of the blog's languages"),
        (Scope(since="x"), "git finds no common past with 'x'"),
        (Scope(since="--output=x"), "'--output=x' is no commit"),
    ],
    ids=["a rule", "a language", "a commit", "an option of git's"],
)
def test_what_is_not_there_cannot_be_asked_for(blog: Path, scope: Scope, what: str) -> None:
    with pytest.raises(SettingsError) as caught:
        list(checking(open_workspace(blog), scope))
    assert caught.value.what.startswith(what)


IGNORES = {
    "a reason": (["tvilling: ignore tags -- it is so"], []),
    "a dash that a text program made": (["tvilling: ignore tags – it is so"], []),
    "several checks": (["tvilling: ignore tags, links -- it is so"], ["ignores"]),
    "no reason": (["tvilling: ignore tags"], ["ignores", "tags"]),
    "no check": (["tvilling: ignore"], ["ignores", "tags"]),
    "an unknown check": (["tvilling: ignore tag -- it is so"], ["ignores", "tags"]),
    "another check": (["tvilling: ignore links -- it is so"], ["ignores", "tags"]),
    "an ordinary comment": (["it is so"], ["tags"]),
}


@pytest.mark.parametrize(("comments", "expected"), IGNORES.values(), ids=IGNORES)
def test_a_translator_may_ignore_a_finding_with_a_reason(
    blog: Path, comments: list[str], expected: list[str]
) -> None:
    translate(blog, SV_A, *comments, One="<b>En fet.")
    seen = [f.rule for f in report_of(blog).findings if f.msgid.startswith("One")]
    assert sorted(seen) == expected


def test_an_ignore_that_is_no_longer_needed_is_noted(blog: Path) -> None:
    translate(blog, SV_A, "tvilling: ignore tags -- it is so", One="En <b>fet</b>.")
    note = next(f for f in report_of(blog).findings if f.rule == "ignores")
    assert (note.severity, note.message) == (
        Severity.NOTE,
        "the ignore of tags ignores nothing; delete it",
    )


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_an_author_may_ignore_findings_in_every_language(blog: Path, suffix: str) -> None:
    comment = "<!-- tvilling: note Mind this. -->\n<!-- tvilling: ignore tags -- it is so -->"
    put(blog, f"posts/en/c.{suffix}", f"{comment}\n\n<p>Five <b>bold</b>.</p>\n\n<p>Six</p>\n")
    extract(open_workspace(blog))
    translate(blog, "locales/sv/LC_MESSAGES/c.po", Five="<b>Fem.")
    seen = [f.rule for f in report_of(blog, Scope(posts=("c",))).findings]
    assert seen == ["missing"]


def test_files_may_be_left_out_for_a_reason_and_lines_that_do_nothing_are_noted(
    blog: Path,
) -> None:
    settings = (
        "[tvilling:checks]\nignore =\n  posts/en/a.* -- it is so\n  posts/sv/** -- it was so\n"
        "[tvilling:check:missing]\nignore = locales/*/LC_MESSAGES/b.po -- it is so\n"
    )
    report = report_of(blog, settings=settings)
    assert ([(f.path, f.line, f.message) for f in report.findings], report.ignored) == (
        [("setup.cfg", 6, "to ignore posts/sv/** leaves out no finding; delete the line")],
        2,
    )


def test_the_baseline_knows_what_was_there_and_says_what_is_gone(blog: Path) -> None:
    translate(blog, SV_A, One="<b>En fet.")
    workspace = open_workspace(blog)
    assert write_baseline(workspace, checking(workspace, Scope(knows_baseline=False))) == 4
    known = report_of(blog)
    assert (known.findings, known.known, known.unneeded) == ((), 4, ())
    # Something mended, something new, and everything somewhere else.
    translate(blog, SV_A, One="En <b>fet</b>.", Two="<i>Två.")
    path = blog / "posts/en/a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\n", "---\n\n\n\n"), "utf-8")
    later = report_of(blog)
    assert (told(later.findings), later.known, later.unneeded) == (
        [(SV_A, "tags", "Two.")],
        2,
        ((SV_A, "missing", "Two."), (SV_A, "tags", "One <b>bold</b>.")),
    )


def test_to_begin_with_a_page_of_the_baseline_brings_on_nothing(blog: Path) -> None:
    workspace = open_workspace(blog)
    write_baseline(workspace, checking(workspace))
    translate(blog, SV_A, Two="Två.")
    report = report_of(blog)
    assert (report.findings, report.known, report.unneeded) == ((), 3, ())


def test_the_baseline_has_one_text_however_it_came_about(blog: Path) -> None:
    workspace = open_workspace(blog)
    texts = []
    for cached in (True, False):
        found = list(
            checking(workspace, Scope(knows_baseline=False), look=look_at(workspace, cached=cached))
        )
        for findings in (found, found[::-1]):
            write_baseline(workspace, findings)
            texts.append((blog / "locales/check-baseline.json").read_text(encoding="utf-8"))
    assert texts == texts[:1] * 4


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"version": 1, "findings": [[1]]}'])
def test_a_baseline_that_cannot_be_read_is_an_error_of_the_settings(blog: Path, text: str) -> None:
    put(blog, "locales/check-baseline.json", text)
    with pytest.raises(SettingsError) as caught:
        check(open_workspace(blog))
    assert (caught.value.path, caught.value.exit_code) == ("locales/check-baseline.json", 2)


def test_a_language_below_its_threshold_is_an_error(blog: Path) -> None:
    settings = "[tvilling:checks]\nmissing = off\nthreshold = 10\nthreshold_sv = {}\n"
    translate(blog, SV_A, Two="Två.", One="En <b>fet</b>.", Ay="A")
    seen = [
        [(f.path, f.line, f.rule, f.message) for f in report_of(blog, settings=written).findings]
        for written in (
            settings.format(50),
            settings.format(50.1),
            settings.format("50\nthreshold_of = strings"),
        )
    ]
    message = "50 % of the words are translated into sv (4 of 8); the blog asks for 50.1 %"
    assert seen == [[], [("setup.cfg", 6, "threshold", message)], []]


def test_two_posts_with_one_slug_are_told_of_each_other(blog: Path) -> None:
    put(blog, "posts/en/c.md", "---\ntitle: Other\nslug: ay\n---\n\nText.\n")
    extract(open_workspace(blog))
    seen = [(f.path, f.line, f.message) for f in report_of(blog).findings if f.rule == "slugs"]
    assert seen == [
        (
            "posts/en/a.md",
            2,
            "the slug ay is that of posts/en/c.md:3 too; one of them will get another address",
        ),
        (
            "posts/en/c.md",
            3,
            "the slug ay is that of posts/en/a.md:2 too; one of them will get another address",
        ),
    ]


def test_translated_slugs_count_before_the_page_is_finished(blog: Path) -> None:
    for name in "cd":
        put(blog, f"posts/en/{name}.md", f"---\ntitle: T\nslug: {name}\n---\n\nText {name}.\n")
    put(blog, "posts/sv/e.md", "---\ntitle: Hej du\n---\n\nText.\n")
    extract(open_workspace(blog))
    for name in "cd":
        translate(blog, f"locales/sv/LC_MESSAGES/{name}.po", **{name: "hej-du"})
    seen = [f.path for f in report_of(blog).findings if f.rule == "slugs"]
    assert seen == [
        "locales/sv/LC_MESSAGES/c.po",
        "locales/sv/LC_MESSAGES/d.po",
        "posts/sv/e.md",
    ]


def test_the_same_slug_in_two_languages_is_none_of_our_business(blog: Path) -> None:
    put(blog, "posts/sv/c.md", "---\ntitle: Ay\n---\n\nText.\n")
    extract(open_workspace(blog))
    assert [f for f in report_of(blog).findings if f.rule == "slugs"] == []


def test_a_finished_page_tells_of_links_to_posts_that_are_not(blog: Path) -> None:
    translate(blog, SV_B, Bee="Bi", Three="Tre, [se](a.md).", Four="Fyra.")
    seen = [told([f for f in report_of(blog).findings if f.rule == "twins"])]
    translate(blog, SV_A, Two="Två.", One="En <b>fet</b>.", Ay="A")
    seen.append(told(report_of(blog).findings))
    assert seen == [[(SV_B, "twins", "")], []]


def test_a_link_may_lead_out_of_the_language_for_a_reason(blog: Path) -> None:
    note = "tvilling: ignore twins -- it is a source in English"
    translate(blog, SV_B, note, Three="Tre, [se](a.md).")
    translate(blog, SV_B, Bee="Bi", Four="Fyra.")
    assert rules(report_of(blog)) == ["missing"]


class Git:
    """The blog under version control, everything committed on `main`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self("init", "-q", "-b", "main")
        put(root, ".gitignore", ".tvilling/\n")
        self.commit()
        self("checkout", "-q", "-b", "work")

    def __call__(self, *words: str) -> None:
        who = ["-c", "user.name=Example", "-c", "user.email=example@example.org"]
        subprocess.run(["git", "-C", str(self.root), *who, *words], check=True)

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", "Example")


SINCE_MAIN = Scope(since="main")


def test_a_branch_that_changed_nothing_has_nothing_to_answer_for(blog: Path) -> None:
    Git(blog)
    assert report_of(blog, SINCE_MAIN).findings == ()


@pytest.mark.parametrize("commits", [True, False], ids=["committed", "not committed"])
def test_a_branch_answers_for_the_texts_that_it_changed(blog: Path, *, commits: bool) -> None:
    git = Git(blog)
    path = blog / "posts/en/a.md"
    path.write_text(path.read_text("utf-8").replace("Two.", "Two, changed."), "utf-8")
    put(blog, "posts/en/c.md", "New.\n\nNewer.\n")
    extract(open_workspace(blog))
    if commits:
        git.commit()
    assert told(report_of(blog, SINCE_MAIN).findings) == [
        (SV_A, "missing", "Two, changed."),
        ("locales/sv/LC_MESSAGES/c.po", "missing", "New."),
        ("locales/sv/LC_MESSAGES/c.po", "missing", "Newer."),
    ]


def test_a_branch_answers_for_the_translations_that_it_changed(blog: Path) -> None:
    translate(blog, SV_A, One="<b>En fet.")
    Git(blog)
    translate(blog, SV_A, Two="<i>Två.")
    assert told(report_of(blog, SINCE_MAIN).findings) == [(SV_A, "tags", "Two.")]


def test_what_was_changed_on_the_other_branch_meanwhile_is_not_its_fault(blog: Path) -> None:
    git = Git(blog)
    git("checkout", "-q", "main")
    put(blog, "posts/en/c.md", "New.\n")
    git.commit()
    git("checkout", "-q", "work")
    assert report_of(blog, SINCE_MAIN).findings == ()


def test_a_blog_in_a_folder_of_a_repository_is_seen_as_one(blog: Path) -> None:
    inner = blog / "inner"
    inner.mkdir()
    for name in ("setup.cfg", "posts", "locales"):
        (blog / name).rename(inner / name)
    Git(blog)
    translate(inner, SV_A, Two="<i>Två.")
    assert told(report_of(inner, SINCE_MAIN).findings) == [(SV_A, "tags", "Two.")]
