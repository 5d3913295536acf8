"""What is published of a translation that is not finished: nothing, a draft, or what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogues.coverage import coverage
from pipeline.errors import PostError
from pipeline.formats.block_tree import same_blocks
from pipeline.formats.render import render
from pipeline.model.coverage import PageState
from pipeline.model.document import Document, Kind
from pipeline.model.post import Format
from pipeline.model.version import Page
from pipeline.speech import say
from pipeline.storage.publishing_settings import INCOMPLETE, Publishing
from pipeline.workflows.catalogues import Translated, Translation
from pipeline.workflows.holding import reason_to_forbid, reason_to_hold
from pipeline.workflows.notices import marked, notice

_INLINE = frozenset(
    (
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.LIST_ITEM,
        Kind.TABLE_CELL,
        Kind.CAPTION,
        Kind.TERM,
        Kind.DEFINITION,
    )
)
"""The texts that may hold tags, so that one can say in which language they are."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation as it may be published, or why not."""

    text: str
    """The post in the target language."""
    reason: str = ""
    """Why it is held back, or nothing."""
    notice: str = ""
    """HTML that stands above the page."""
    is_provisional: bool = False
    """Whether it may be no more than a draft."""


def rendering(
    item: Translated, translation: Translation, source_page: Page, settings: Publishing
) -> Rendering:
    """The translation by the blog's rule, or by its post's own, for what is not finished.

    What a check forbids is held back by every rule.
    """
    translations = translation.new.translations
    whole = render(item.document, translations)
    found = coverage(translation.new)
    rule = rule_of(source_page.fields, item.post.path, settings.incomplete)
    is_empty = found.state is PageState.UNTRANSLATED
    if found.state is PageState.COMPLETE or rule == "hold" or (rule == "draft" and is_empty):
        return Rendering(whole, reason_to_hold(item, translation))
    forbidden = reason_to_forbid(item, translation)
    if rule == "draft":
        return Rendering(whole, forbidden, is_provisional=True)
    source = item.post.lang
    text = _with_marks(item.document, translations, source, translation.lang)
    if item.post.format is Format.BLOCKS and not same_blocks(item.post.text, text):
        text = whole
    above = notice(translation.lang, source, item.post.format, dict(settings.notices))
    return Rendering(text, forbidden, above)


def rule_of(fields: Mapping[str, object], path: str, default: str) -> str:
    """The post's own rule for unfinished translations, or else the blog's."""
    rule = fields.get("incomplete", default)
    if rule not in INCOMPLETE:
        raise PostError(
            say("incomplete: {rule!r} is not known", rule=rule),
            path=path,
            remedy=say("Write one of {incomplete}", incomplete=", ".join(INCOMPLETE)),
        )
    return str(rule)


def _with_marks(
    document: Document, translations: Mapping[tuple[str | None, str], str], source: str, lang: str
) -> str:
    """The post with its missing texts in the source's language, each marked so."""
    missing = {
        segment.key: marked(segment.msgid, source, lang)
        for segment in document.segments
        if segment.kind in _INLINE and not translations.get(segment.key)
    }
    return render(document, {**missing, **translations})
