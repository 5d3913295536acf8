"""What the documents show is what the program does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.checks.document import all_rules, with_rules
from pipeline.cli.app import COMMANDS, GROUPS, tvilling
from pipeline.storage.check_settings import _KEYS as _CHECK_KEYS
from pipeline.storage.settings import _BLOG_KEYS
from pipeline.storage.target_settings import _KEYS as _TARGET_KEYS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SESSION = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def steps(document: str) -> Iterator[tuple[str, str]]:
    """The commands of the sessions that a document shows, each with what it prints."""
    for session in SESSION.findall((ROOT / document).read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output.rstrip("\n")


@pytest.fixture
def example_blog(tmp_path: Path) -> Path:
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def test_the_session_in_the_readme_is_what_the_commands_print(example_blog: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shown = list(steps("README.md"))
    printed = []
    for command, _ in shown:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=example_blog,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = [line.rstrip() for line in done.stdout.rstrip("\n").splitlines()]
        printed.append((command, "\n".join(lines)))
    assert printed == shown


def test_every_command_is_in_a_section_of_the_help_and_in_the_documents() -> None:
    grouped = sorted(name for names in GROUPS.values() for name in names)
    documents = text_of(*(str(path.relative_to(ROOT)) for path in DOCUMENTS))
    untold = [name for name in COMMANDS if f"tvilling {name}" not in documents]
    assert (grouped, untold) == (sorted(COMMANDS), [])


def test_every_setting_is_documented() -> None:
    settings = text_of("docs/configuration.md")
    assert [key for key in (*_BLOG_KEYS, *_TARGET_KEYS) if f"`{key}`" not in settings] == []


def test_every_setting_of_checks_is_documented() -> None:
    settings = text_of("docs/configuration.md")
    keys = (*_CHECK_KEYS, "ignore", "threshold", "severity")
    assert [key for key in keys if f"`{key}`" not in settings] == []


def test_the_checks_are_documented_as_they_are() -> None:
    """Where this fails, `make docs` writes them."""
    document = text_of("docs/checks.md")
    assert document == with_rules(document)


def test_every_check_explains_itself() -> None:
    explained = CliRunner().invoke(tvilling, ["check", "--explain", "missing"]).stdout
    listed = CliRunner().invoke(tvilling, ["check", "--list-rules"]).stdout
    assert (
        "no translation" in explained,
        [rule.name for rule in all_rules() if f"\n{rule.name} " not in f"\n{listed}"],
    ) == (True, [])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_somewhere(document: Path) -> None:
    broken = []
    for file, anchor in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8"))):
        target = document.parent / file if file else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{file}#{anchor}")
    assert broken == []


def anchors(document: Path) -> set[str]:
    """The ids that the headings get on the page of the document."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
