"""Markdown as the HTML that is published."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator

from pipeline.formats.markdown_alerts import html_with_alerts
from pipeline.formats.markdown_blocks import PARSER, parsable, raw_of, text_of
from pipeline.formats.markdown_box_html import with_boxes
from pipeline.formats.page_headings import Heading, find_headings, slug_of

_ID = re.compile(r"""\sid=["']?([^\s"'<>]+)""")
_COLON = re.compile(r"(?:^|(?<=\r))[ \t>]*(?:[-+*][ \t]+)?:\S", re.MULTILINE)
_FOOTNOTE_LINK = re.compile(
    r'(<sup class="footnote-reference"><a href="#)[^"]*(">)(\d+)(</a></sup>)'
)
_FOOTNOTE = re.compile(
    r'(<div class="footnote-definition" id=")[^"]*("><sup class="footnote-definition-label">)(\d+)'
)


def markdown_to_html(body: str) -> str:
    """The body as HTML: every heading has an id, footnotes have the ids `fn-1`, `fn-2`, ...

    HTML in the body stays as it is; comments that are directives are left out. A box (`!!! note`,
    `::: tip`) becomes an `<aside>`.

    >>> markdown_to_html("## One & two")
    '<h2 id="one-two">One &amp; two</h2>\\n'
    """
    html = html_with_alerts(_without_false_definitions(parsable(with_boxes(body))))
    return _with_heading_ids(_with_footnote_ids(html))


def _without_false_definitions(text: str) -> str:
    """The text in which a colon without a space behind it begins no definition: `:smile:`."""
    if not _COLON.search(text):
        return text
    raw, starts = raw_of(text), []
    for event, span in PARSER.events_with_range(text):
        if event == {"Start": "DefinitionListDefinition"}:
            at = raw.find(b":", span["start"])
            starts += [at] if raw[at + 1 : at + 2].strip() else []
    for at in reversed(starts):
        raw = raw[:at] + b"\\" + raw[at:]
    return text_of(raw)


def _with_footnote_ids(html: str) -> str:
    if 'class="footnote-' not in html:
        return html
    return _FOOTNOTE.sub(r"\1fn-\3\2\3", _FOOTNOTE_LINK.sub(r"\1fn-\3\2\3\4", html))


def _with_heading_ids(html: str) -> str:
    if not re.search(r"<h[1-6]", html, re.IGNORECASE):
        return html
    return "".join(_pieces(html, list(find_headings(html))))


def _pieces(html: str, headings: list[Heading]) -> Iterator[str]:
    given = _new_ids(html, headings)
    at = 0
    for heading in headings:
        if not heading.id:
            yield html[at : heading.name_end]
            yield f' id="{entities.escape(next(given))}"'
            at = heading.name_end
    yield html[at:]


def _new_ids(html: str, headings: list[Heading]) -> Iterator[str]:
    """An id for each heading that has none, like no other id in the text."""
    taken = set(map(entities.unescape, _ID.findall(html)))
    counts: dict[str, int] = {}
    for heading in headings:
        if heading.id:
            continue
        slug = slug_of(heading.text)
        counts[slug] = count = counts.get(slug, 0) + 1
        chosen = slug if count == 1 else f"{slug}-{count}"
        while chosen in taken:
            counts[slug] = count = count + 1
            chosen = f"{slug}-{count}"
        taken.add(chosen)
        yield chosen
