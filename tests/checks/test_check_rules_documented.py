"""Every rule's documentation, and that its examples are as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.checks.document import explained
from pipeline.checks.glossary import parse_glossary
from pipeline.checks.table import RULES
from tests.checks.checked_texts import found

LANGS = {"English": "en", "Swedish": "sv"}
CELL = re.compile(r"`` ?(.*?) ?``|`(.*?)`")
GLOSSARY = re.compile(r"```csv\n(.*?)```", re.DOTALL)


def examples() -> Iterator[tuple[str, tuple[str, str], str, str, str]]:
    """Each row of the tables: rule, languages, source, translation, what is said of it."""
    for rule in RULES:
        langs = "en", "sv"
        for line in explained(rule).splitlines():
            if line.startswith(("| English |", "| Swedish |")):
                first, second = (LANGS[cell.strip()] for cell in line.split("|")[1:3])
                langs = first, second
            elif line.startswith(("| `", "| ``")) and line.endswith(("| found |", "| right |")):
                cells = ("".join(cell) for cell in CELL.findall(line))
                source, target = (cell.replace(r"\n", "\n") for cell in cells)
                yield rule.name, langs, source, target, line.split("|")[-2].strip()


EXAMPLES = {f"{rule}: {msgstr} is {verdict}": (rule, langs, msgid, msgstr, verdict)
            for rule, langs, msgid, msgstr, verdict in examples()}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "langs", "msgid", "msgstr", "verdict"), EXAMPLES.values(), ids=EXAMPLES
)
def test_an_example_is_as_the_documentation_says(
    rule: str, langs: tuple[str, str], msgid: str, msgstr: str, verdict: str
) -> None:
    table = GLOSSARY.search(explained(next(r for r in RULES if r.name == rule)))
    glossary = parse_glossary(table[1]) if table else None
    messages = found(rule, msgid, msgstr, langs=langs, glossary=glossary)
    assert ("found" if messages else "right", len(messages) < 2) == (verdict, True)


def test_every_rule_about_texts_shows_what_it_finds_and_what_it_does_not() -> None:
    of_the_page = {"malformed", "out-of-step", "missing", "fuzzy", "outdated", "ignores"}
    shown = {(rule, verdict) for rule, _, _, _, verdict in EXAMPLES.values()}
    lacking = [
        (rule.name, verdict)
        for rule in RULES
        for verdict in ("found", "right")
        if rule.name not in of_the_page and (rule.name, verdict) not in shown
    ]
    assert lacking == []
