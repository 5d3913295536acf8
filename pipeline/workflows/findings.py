"""What the checks see on a post's catalogues, put together from every part that knows something."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.diff import changes
from pipeline.checks.page import PageUnderCheck, source_lines
from pipeline.checks.run import check_page
from pipeline.checks.table import BLOCKING_RULES
from pipeline.model.coverage import Coverage
from pipeline.model.finding import Finding
from pipeline.model.post import Format
from pipeline.workflows.catalogues import Translated, Translation
from pipeline.workflows.rules import Applied


def findings_of(
    item: Translated,
    translation: Translation,
    rules: Applied,
    counted: Coverage,
    *,
    is_in_full: bool = False,
) -> list[Finding]:
    """What is wrong with one translation of a post, by file and line."""
    page = replace(
        _page(item, translation),
        coverage=counted,
        options=rules.chosen.options,
        glossary=rules.glossary,
        is_in_full=is_in_full,
    )
    return check_page(page, rules.chosen.rules)


def blocking_findings(item: Translated, translation: Translation) -> list[Finding]:
    """What keeps the translation from being published, whatever a blog sets or ignores."""
    return check_page(_page(item, translation), BLOCKING_RULES, ignores=False)


def _page(item: Translated, translation: Translation) -> PageUnderCheck:
    source = item.group.source
    return PageUnderCheck(
        post=item.group.id,
        lang=translation.lang,
        source_lang=source.lang,
        path=translation.path,
        source_path=source.path,
        format=source.format,
        catalogue=translation.new,
        on_disk=translation.old,
        lines=translation.lines,
        source_lines=source_lines(item.document),
        changes=changes(translation.new),
    )


def findings_of_terms(
    translation: Translation, rules: Applied, *, is_in_full: bool = False
) -> list[Finding]:
    """What is wrong with the catalogue of categories and tags."""
    page = PageUnderCheck(
        post="",
        lang=translation.lang,
        source_lang="",
        path=translation.path,
        source_path=translation.path,
        format=Format.MARKDOWN,
        catalogue=translation.new,
        on_disk=translation.old,
        lines=translation.lines,
        changes=changes(translation.new),
        coverage=coverage(translation.new),
        options=rules.chosen.options,
        glossary=rules.glossary,
        is_in_full=is_in_full,
    )
    return check_page(page, rules.chosen.rules)
