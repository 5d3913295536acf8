"""Why a translation is held back: law 7, nothing unfinished or unsafe is published."""

from __future__ import annotations

from pipeline.catalogues.coverage import coverage
from pipeline.formats.block_tree import first_other_block
from pipeline.model.coverage import Coverage, PageState
from pipeline.model.post import Format, Post
from pipeline.speech import N_, ngettext, say
from pipeline.workflows.catalogues import Translated, Translation
from pipeline.workflows.findings import blocking_findings

_STATES = {
    PageState.UNTRANSLATED: N_("not translated yet"),
    PageState.PARTIAL: N_("not finished"),
    PageState.OUTDATED: N_("outdated, since the post was changed"),
}


def reason_to_hold(item: Translated, translation: Translation) -> str:
    """Why the translation is not published, or nothing where it is."""
    found = coverage(translation.new)
    if found.state is not PageState.COMPLETE:
        return f"{say(_STATES.get(found.state, found.state))}: {_left(found)}"
    return reason_to_forbid(item, translation)


def reason_in_blocks(post: Post, rendered: str) -> str:
    """Why WordPress would not read the rendered version as the post's blocks, or nothing."""
    other = first_other_block(post.text, rendered) if post.format is Format.BLOCKS else None
    if other is None:
        return ""
    number, name = other
    return say(
        "a translation changes the blocks of the page, first at block {number} ({name}); "
        "compare its comments with the post's",
        number=number,
        name=name,
    )


def reason_to_forbid(item: Translated, translation: Translation) -> str:
    """What a check forbids to publish, as a sentence, or nothing where nothing is wrong."""
    found = blocking_findings(item, translation)
    if not found:
        return ""
    first = f"{found[0].path}:{found[0].line}: {found[0].message}"
    if len(found) == 1:
        return first
    return say("{first}, and {number} more like it", first=first, number=len(found) - 1)


def _left(found: Coverage) -> str:
    parts = {
        N_("{number} missing"): found.missing.strings,
        N_("{number} to review"): found.fuzzy.strings,
    }
    left = say(" and ").join(say(what, number=number) for what, number in parts.items() if number)
    return ngettext(
        "{left}, of {number} text", "{left}, of {number} texts", found.total.strings, left=left
    )
