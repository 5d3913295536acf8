"""Quotes that begin with `[!note] Title`, as the boxes that Obsidian and Hugo make of them.

The parser knows those without a title, of the names that GitHub has. It writes the others as it
writes `\\[!note]`, which is a text; so the marks are told by a sign before them.
"""

from __future__ import annotations

import re

from pipeline.formats.directives import without_directives
from pipeline.formats.markdown_blocks import PARSER, raw_of, text_of

_MARK = re.compile(rb"\[!\w")
_ALERT = r"\[!(?P<name>\w[\w-]*)\][-+]?[ \t]*(?P<title>[^\n]*?)(?:\n|(?P<end></p>))"
_START_TAG = re.compile(r"<(?!/|br\b|img\b)")
_PARAGRAPH = {"Start": "Paragraph"}
_SIGN = "\ue000"


def html_with_alerts(text: str) -> str:
    r"""The HTML of a Markdown text without directives, in which such a quote is a box.

    >>> html_with_alerts("> [!x]\n> One")
    '<blockquote class="markdown-alert-x">\n<p>One</p>\n</blockquote>\n'
    >>> html_with_alerts("> [!x] A *b*\n> One").splitlines()[1]
    '<p class="markdown-alert-title">A <em>b</em></p>'
    >>> html_with_alerts("> \\[!x]")
    '<blockquote>\n<p>[!x]</p>\n</blockquote>\n'
    """
    html = _html(text)
    if "<p>[!" not in html:
        return html
    sign = _SIGN
    while sign in html or sign in text:
        sign += _SIGN
    signed = _html(_with_signs(text, sign))
    return re.sub(rf"<blockquote>\n<p>{sign}{_ALERT}", _alert, signed).replace(sign, "")


def _html(text: str) -> str:
    return without_directives(PARSER.html(text))


def _with_signs(text: str, sign: str) -> str:
    raw = raw_of(text)
    starts = [
        span["start"] for event, span in PARSER.events_with_range(text) if event == _PARAGRAPH
    ]
    for at in reversed([at for at in starts if _MARK.match(raw, at)]):
        raw = raw[:at] + sign.encode() + raw[at:]
    return text_of(raw)


def _alert(match: re.Match[str]) -> str:
    title = match["title"].removesuffix("<br />").strip()
    if len(_START_TAG.findall(title)) != title.count("</"):
        return match[0]  # what begins in the title ends in the text below
    shown = f'<p class="markdown-alert-title">{title}</p>\n' if title else ""
    body = "" if match["end"] else "<p>"
    return f'<blockquote class="markdown-alert-{match["name"].lower()}">\n{shown}{body}'
