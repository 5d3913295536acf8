from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling
from pipeline.errors import PostError, SettingsError
from pipeline.model.catalogue import Catalogue
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.accept import Acceptance, accept
from pipeline.workflows.extract import extract
from pipeline.workflows.status import status

POST = "The dogs run home thruogh the rain.\n\nThe cats stay where they ar.\n"
MENDED = POST.replace("thruogh", "through").replace("they ar.", "they are.")
SV = "locales/sv/LC_MESSAGES/pets.po"
DE = "locales/de/LC_MESSAGES/pets.po"


def _change(root: Path, path: str, change: Callable[[Catalogue], Catalogue]) -> None:
    file = root / path
    file.write_text(serialize(change(parse(file.read_text("utf-8")))), "utf-8")


def _filled(catalogue: Catalogue) -> Catalogue:
    entries = tuple(entry._replace(msgstr=entry.msgid.upper()) for entry in catalogue.entries)
    return replace(catalogue, entries=entries)


@pytest.fixture
def mended(tmp_path: Path) -> Workspace:
    """A blog whose one post was translated into two languages, and then its slips were mended."""
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv, de\n", "utf-8")
    post = tmp_path / "posts" / "en" / "pets.md"
    post.parent.mkdir(parents=True)
    post.write_text(POST, "utf-8")
    workspace = open_workspace(tmp_path)
    extract(workspace)
    for path in (SV, DE):
        _change(tmp_path, path, _filled)
    post.write_text(MENDED, "utf-8")
    return workspace


def _states(workspace: Workspace) -> dict[str, tuple[str, int]]:
    rows = status(workspace).rows
    return {r.lang: (r.coverage.state, r.coverage.fuzzy.strings) for r in rows if r.lang != "en"}


def test_an_accepted_post_is_complete_again_in_every_language(mended: Workspace) -> None:
    assert _states(mended) == {"sv": ("outdated", 2), "de": ("outdated", 2)}
    assert len(accept(mended, "pets").accepted) == 4
    assert _states(mended) == {"sv": ("complete", 0), "de": ("complete", 0)}
    assert extract(mended).pending == ()


def test_one_text_in_one_language_can_be_accepted(mended: Workspace) -> None:
    report = accept(mended, "posts/en/pets.md", "sv", ["stay  where"])
    assert report.accepted == (
        Acceptance(
            "pets",
            "sv",
            SV,
            "The cats stay where they are.",
            "…stay where they [-ar-]{+are+}.",
        ),
    )
    assert _states(mended) == {"sv": ("outdated", 1), "de": ("outdated", 2)}


def test_what_was_accepted_is_noted_in_the_catalogue(mended: Workspace) -> None:
    extract(mended)
    accept(mended, "pets", "sv")
    text = (mended.root / SV).read_text("utf-8")
    assert "# Still valid after an edit: …stay where they [-ar-]{+are+}.\n#. paragraph" in text


def test_a_text_that_nothing_holds_is_refused_and_nothing_is_written(mended: Workspace) -> None:
    before = (mended.root / SV).read_bytes()
    with pytest.raises(PostError, match="no outdated text of pets holds 'birds'"):
        accept(mended, "pets", strings=["dogs", "birds"])
    assert (mended.root / SV).read_bytes() == before


def test_a_language_that_the_post_is_not_translated_into_is_refused(mended: Workspace) -> None:
    with pytest.raises(SettingsError, match="pets is not translated into 'fr'"):
        accept(mended, "pets", "fr")


def _run(workspace: Workspace, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(workspace.root), "accept", *arguments])


def test_the_command_lists_each_translation_with_its_change(mended: Workspace) -> None:
    first, second = _run(mended, "pets", "--lang", "sv"), _run(mended, "pets", "--lang", "sv")
    assert (first.output, second.output) == (
        f"accepted  {SV}: …dogs run home [-thruogh-]{{+through+}} the rain.\n"
        f"accepted  {SV}: …stay where they [-ar-]{{+are+}}.\n"
        "2 translations accepted.\n",
        "Nothing is outdated, so there is nothing to accept.\n",
    )


def test_an_unknown_text_exits_1_and_a_wrong_language_2(mended: Workspace) -> None:
    codes = [
        _run(mended, "pets", "--string", "birds").exit_code,
        _run(mended, "pets", "--lang", "fr").exit_code,
        _run(mended, "pets", "--lang", "?").exit_code,
        _run(mended, "birds").exit_code,
    ]
    assert codes == [1, 2, 2, 1]


LOG = f"""\
{SV}:17: …dogs run home [-thruogh-]{{+through+}} the rain.
{SV}:23: …stay where they [-ar-]{{+are+}}.
"""


def test_the_log_lists_what_was_accepted_and_where_it_is_noted(mended: Workspace) -> None:
    assert _run(mended, "--log").output == "Nothing has been accepted so far.\n"
    _run(mended, "pets", "--lang", "sv")
    outputs = [_run(mended, "--log", *more).output for more in ((), ("pets",), ("--lang", "de"))]
    assert outputs == [LOG, LOG, "Nothing has been accepted so far.\n"]
    lines = (mended.root / SV).read_text("utf-8").splitlines()
    assert lines[16].startswith('msgid "The dogs run home')
    assert '"line": 17' in _run(mended, "--log", "--json").output


def test_without_a_post_and_without_the_log_the_usage_is_told(mended: Workspace) -> None:
    assert _run(mended).exit_code == 2


def test_a_changed_tag_can_be_accepted_too(mended: Workspace) -> None:
    post = mended.root / "posts" / "en" / "pets.md"
    terms = "locales/sv/LC_MESSAGES/terms.po"
    post.write_text(f"---\ntags: [Dogs and other animls]\n---\n{MENDED}", "utf-8")
    extract(mended)
    _change(mended.root, terms, _filled)
    post.write_text(f"---\ntags: [Dogs and other animals]\n---\n{MENDED}", "utf-8")
    change = "Dogs and other [-animls-]{+animals+}"
    assert _run(mended, "terms", "--lang", "sv").output == (
        f"accepted  {terms}: {change}\n1 translation accepted.\n"
    )
    found = parse((mended.root / terms).read_text("utf-8")).entries[0]
    assert (found.msgid, found.msgstr, found.is_fuzzy, found.translator_comments) == (
        "Dogs and other animals",
        "DOGS AND OTHER ANIMLS",
        False,
        (f"Still valid after an edit: {change}",),
    )
    assert f"{terms}:" in _run(mended, "--log").output
    assert extract(mended).pending[0].lang == "de"
