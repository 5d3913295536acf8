"""A text and its translation under one check."""

from __future__ import annotations

from pipeline.checks.glossary import Glossary
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule
from pipeline.checks.run import check_page
from pipeline.checks.table import RULES
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.post import Format

BY_NAME = {rule.name: rule for rule in RULES}


def found(
    rule: str | Rule,
    msgid: str,
    msgstr: str,
    *,
    langs: tuple[str, str] = ("en", "sv"),
    format: Format = Format.MARKDOWN,
    kind: str = "paragraph",
    msgctxt: str | None = None,
    glossary: Glossary | None = None,
    options: dict[tuple[str, str], str | int | float | bool | tuple[str, ...]] | None = None,
) -> list[str]:
    """What the rule says of the translation."""
    entry = Entry(msgid, msgstr, msgctxt, comments=(kind,))
    catalogue = Catalogue((entry,))
    page = PageUnderCheck(
        post="a",
        lang=langs[1],
        source_lang=langs[0],
        path="locales/sv/LC_MESSAGES/a.po",
        source_path="posts/en/a.md",
        format=format,
        catalogue=catalogue,
        on_disk=catalogue,
        glossary=glossary,
        options=options or {},
    )
    asked = BY_NAME[rule] if isinstance(rule, str) else rule
    return [finding.message for finding in check_page(page, (asked,))]
