"""Texts of HTML in one spelling, so that two ways to write the same compare as equal."""

from __future__ import annotations

import html as entities
import re

from pipeline.formats.blocks import cut_blocks
from pipeline.formats.detect import format_of
from pipeline.formats.html import cut_html
from pipeline.formats.html_outline import CLASSIC_TOP
from pipeline.formats.html_tokens import Token, Type, attributes, tokenise
from pipeline.formats.markdown_html import markdown_to_html
from pipeline.model.document import Piece
from pipeline.model.post import DEFAULT_RULES, ExtractionRules, Format

_SAME = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
_SHOWN = ("href", "src", "alt", "title")
_LINE_END = re.compile(r"\r\n?|\n")
_BREAK = re.compile(r" ?<br> ?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)


def inline_form(html: str) -> str:
    """The text of a message with its tags, all spelt in one way, on one line.

    >>> inline_form("<B class=x>One</B>\\n&amp; <a title='t' href=u>two</a>")
    '<strong>One</strong><br>&amp; <a href="u" title="t">two</a>'
    """
    joined = "".join(_spelt(html, token) for token in tokenise(html))
    return _BREAK.sub("<br>", " ".join(joined.split()))


def _spelt(html: str, token: Token) -> str:
    written = html[token.start : token.end]
    name = _SAME.get(token.name, token.name)
    if token.type is Type.START:
        values = {a.name: written[a.value_start : a.value_end] for a in attributes(written)}
        shown = ((key, entities.unescape(values[key])) for key in _SHOWN if key in values)
        return f"<{name}{''.join(f' {key}={_quoted(value)}' for key, value in shown)}>"
    if token.type is Type.END:
        return f"</{name}>"
    if token.type is Type.COMMENT:
        return ""
    # In a message, a line end is one that a reader sees.
    return _LINE_END.sub("<br>", entities.escape(entities.unescape(written), quote=False))


def _quoted(value: str) -> str:
    return f'"{entities.escape(value)}"'


def page_pieces(content: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[Piece, ...]:
    """The body of a published page, cut as a post of its format is."""
    has_blocks = format_of("page.html", content) is Format.BLOCKS
    return cut_blocks(content, rules) if has_blocks else cut_html(content, rules, CLASSIC_TOP)


def forms_of(content: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[str, ...]:
    """The form of each text of a published page, in reading order."""
    return tuple(map(inline_form, texts_of(content, rules)))


def texts_of(content: str, rules: ExtractionRules = DEFAULT_RULES) -> tuple[str, ...]:
    """Each text of a published page as it is written there, in reading order."""
    pieces = page_pieces(content, rules)
    return tuple(piece.msgid for piece in pieces if not isinstance(piece, str))


def markup_of(content: str, rules: ExtractionRules = DEFAULT_RULES) -> str:
    """All of a published page but its texts, without white space."""
    pieces = page_pieces(content, rules)
    return "".join("".join(piece.split()) if isinstance(piece, str) else "\0" for piece in pieces)


def definitions_of(body: str) -> str:
    """The lines of Markdown that say where links by name lead, and what footnotes say."""
    return "\n".join(_DEFINITION.findall(body))


def html_of(text: str, format: Format, definitions: str = "") -> str:
    """The inline HTML of one text of a post, as its page shows it; empty where it has no text."""
    if format is not Format.MARKDOWN:
        return text
    pieces = cut_html(markdown_to_html(f"{text}\n\n{definitions}"), DEFAULT_RULES)
    return next((piece.msgid for piece in pieces if not isinstance(piece, str)), "")
