"""The blog's posts as versions to publish, and why some of them are held back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline.errors import TvillingError
from pipeline.formats.classic_html import classic_html
from pipeline.formats.native_blocks import native_blocks
from pipeline.formats.page import heading_ids, read_page
from pipeline.formats.render import render
from pipeline.formats.summary import first_paragraph
from pipeline.model.target import Content
from pipeline.model.version import Held, Page, Status, Twins
from pipeline.publish.statuses import least_public
from pipeline.publish.versions import (
    EXCERPT_FIELDS,
    BuildRules,
    Edition,
    build_twins,
    build_version,
)
from pipeline.speech import N_, say
from pipeline.workflows.blog import Blog, Group, Source
from pipeline.workflows.catalogues import Translated, Translation, translated
from pipeline.workflows.holding import reason_in_blocks
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.terms import TermNames, term_names
from pipeline.workflows.unfinished import Rendering, rendering


@dataclass(frozen=True, slots=True)
class Built:
    """Everything that may be published."""

    twins: tuple[Twins, ...]
    """By post."""
    problems: tuple[TvillingError, ...] = ()
    """Why some posts or languages are in no twins."""


Shape = Callable[[str, str], str]
"""From the HTML of a body, and its language, to what the CMS is to keep."""

SHAPES: Mapping[Content, Callable[[str], str]] = {"blocks": native_blocks, "classic": classic_html}


def _blocks(html: str, _lang: str) -> str:
    return native_blocks(html)


def build_blog(
    blog: Blog, rules: BuildRules, shape: Shape = _blocks, *, tell: Tell = silent
) -> Built:
    """Every post of the blog in every language that it is complete in."""
    twins: list[Twins] = []
    names, problems = term_names(blog)
    found = [*blog.problems, *problems]
    for number, item in enumerate(translated(blog), 1):
        tell(N_("Building"), number, len(blog.groups))
        if isinstance(item, TvillingError):
            found.append(item)
            continue
        found.extend(item.problems)
        try:
            twins.append(_shaped(_twins(item, rules, names), shape))
        except TvillingError as error:
            found.append(error)
    return Built(tuple(twins), tuple(found))


def _shaped(twins: Twins, shape: Shape) -> Twins:
    return replace(
        twins, versions=tuple(replace(v, html=shape(v.html, v.lang)) for v in twins.versions)
    )


def _twins(item: Translated, rules: BuildRules, names: Mapping[str, TermNames]) -> Twins:
    group = item.group
    source_page = read_page(item.post.text, item.post.format, item.post.path)
    editions = [_by_hand(group, post, source_page, rules) for post in group.posts]
    held: list[Held] = []
    for translation in item.translations:
        made = rendering(item, translation, source_page, group.source.workspace.settings.publishing)
        reason = made.reason or reason_in_blocks(item.post, made.text)
        if reason:
            anchors = _anchors(source_page, _page_so_far(item, translation))
            held.append(Held(group.id, translation.lang, reason, anchors))
        else:
            edition = _translation(item, translation.lang, made, source_page, rules, names)
            editions.append(edition)
    return build_twins(group.id, group.source.lang, editions, held)


def _by_hand(group: Group, post: Source, source_page: Page, rules: BuildRules) -> Edition:
    is_source = post is group.source
    page = source_page if is_source else read_page(post.text, post.format, post.path)
    return build_version(
        group.id,
        post.lang,
        page,
        post.path,
        rules,
        anchors=_anchors(source_page, page),
        summary=_summary(page),
    )


def _translation(
    item: Translated,
    lang: str,
    made: Rendering,
    source_page: Page,
    rules: BuildRules,
    names: Mapping[str, TermNames],
) -> Edition:
    known = names[lang]
    page = read_page(made.text, item.post.format, item.post.path)
    edition = build_version(
        item.group.id,
        lang,
        page,
        item.post.path,
        rules,
        term_names=known.shown,
        anchors=_anchors(source_page, page),
        source_page=source_page,
        summary=_summary(page),
    )
    edition = replace(edition, notes=(*edition.notes, *_untranslated_terms(edition, known)))
    if made.is_provisional:
        draft = least_public(edition.status, Status.DRAFT)
        return replace(edition, status=draft, is_provisional=True)
    return replace(edition, html=made.notice + edition.html)


def _summary(page: Page) -> str:
    """The text for lists, where the front matter has none."""
    has_own = any(page.fields.get(name) for name in EXCERPT_FIELDS)
    return "" if has_own else first_paragraph(page.html)


def _page_so_far(item: Translated, translation: Translation) -> Page:
    """The page with every translation there is, unreviewed ones too; never to be published."""
    source = item.group.source
    there = {entry.key: entry.msgstr for entry in translation.new.entries if not entry.is_obsolete}
    return read_page(render(item.document, there), source.format, source.path)


def _untranslated_terms(edition: Edition, names: TermNames) -> tuple[str, ...]:
    shown = [*edition.categories, *edition.tags]
    return tuple(
        say("the name {name!r} is not translated and is shown as it is", name=term.name)
        for term in shown
        if (term.taxonomy, term.name) in names.untranslated
    )


def _anchors(source: Page, target: Page) -> tuple[tuple[str, str], ...]:
    """The ids of the same headings; none where the two do not have the same headings."""
    ours, theirs = heading_ids(source.html), heading_ids(target.html)
    if len(ours) != len(theirs):
        return ()
    pairs = zip(ours, theirs, strict=True)
    return tuple((one, other) for one, other in pairs if one and other)
