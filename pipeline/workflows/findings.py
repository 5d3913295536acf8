"""What the checks see on a post's catalogues, put together from every part that knows something."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogues.diff import changes
from pipeline.checks.page import PageUnderCheck, source_lines
from pipeline.checks.rule import Rule
from pipeline.checks.run import check_page
from pipeline.checks.table import RULES
from pipeline.model.finding import Finding
from pipeline.model.post import Format
from pipeline.workflows.catalogues import Translated, Translation


def findings_of(
    item: Translated, translation: Translation, rules: Sequence[Rule] = RULES
) -> list[Finding]:
    """What is wrong with one translation of a post, by file and line."""
    source = item.group.source
    return check_page(
        PageUnderCheck(
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
        ),
        rules,
    )


def findings_of_terms(translation: Translation) -> list[Finding]:
    """What is wrong with the catalogue of categories and tags."""
    return check_page(
        PageUnderCheck(
            post="",
            lang=translation.lang,
            source_lang="",
            path=translation.path,
            source_path=translation.path,
            format=Format.MARKDOWN,
            catalogue=translation.new,
            on_disk=translation.old,
            lines=translation.lines,
        )
    )
