"""Markup that runs code or changes the page, and that only the translation has.

A translation is text by another hand. What it must not bring: scripts, frames, forms, styles,
event handlers, drawings that hold scripts, addresses that run code (also when their letters are
written as entities, in pieces, or in Markdown), comments that are not closed and so hide what
follows. What the source has itself is left alone.

| English | Swedish | |
|---|---|---|
| `Read more.` | `Läs mer.<script src=x></script>` | found |
| `Read more.` | `<b onclick="x()">Läs mer.</b>` | found |
| `<a href="/a">Read more.</a>` | `<a href="java&Tab;script:x">Läs mer.</a>` | found |
| `[Read more.](/a)` | `[Läs mer.](javascript:x)` | found |
| `Read more.` | `Läs mer. <!-- ` | found |
| `About JavaScript: a primer` | `Om javascript: en introduktion` | right |
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.checks.markup import attributes_anywhere, opened_anywhere
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, together
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say

_ELEMENTS = frozenset(
    "applet base button dialog embed form frame frameset iframe input link math meta noembed "
    "noframes noscript object plaintext portal script select style svg template textarea title "
    "xmp".split()
)
_ATTRIBUTES = frozenset({"style", "srcdoc", "formaction", "action", "background", "http-equiv"})
_SCHEMES = r"(?:javascript|vbscript|data|livescript|mocha):"

# Browsers skip white space and control characters inside a scheme; to skip more is safe.
_SKIPPED = re.compile(r"[\0-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_OPENINGS = re.compile(r"<[!?](?!--)")
_ADDRESS = re.compile(_SCHEMES)
_MARKDOWN_ADDRESS = re.compile(rf"(?:\]\(<?|\]:<?|<)({_SCHEMES}[^)>]*)")
_SHOWN = 40


def _compare(_page: PageUnderCheck, entry: Entry) -> str:
    _, added = differences(_dangers(entry.msgid), _dangers(entry.msgstr))
    return (
        say("the translation brings {added}, which is not safe", added=together(added))
        if added
        else ""
    )


def _dangers(text: str) -> Iterator[str]:
    yield from (f"<{name}>" for name in opened_anywhere(text) if name in _ELEMENTS)
    yield from _OPENINGS.findall(text)
    # It would hide all that follows; comments that are closed are for the rule `markup`.
    if text.rfind("<!--") > text.rfind("-->"):
        yield "<!--"
    for name, value in attributes_anywhere(text):
        if name.startswith("on") or name in _ATTRIBUTES:
            yield f'{name}="{value[:_SHOWN]}"'
        elif _ADDRESS.match(address := _squeezed(value)):
            yield address[:_SHOWN]
    # Markdown knows entities, and a backslash before punctuation.
    plain = _squeezed(html.unescape(text).replace("\\", ""))
    yield from (address[:_SHOWN] for address in _MARKDOWN_ADDRESS.findall(plain))


def _squeezed(text: str) -> str:
    return _SKIPPED.sub("", text).lower()


RULE = Rule(
    "unsafe",
    Severity.ERROR,
    N_(
        "A translation brings a script, frame, form, style, event handler or `javascript:`, "
        "`vbscript:` or `data:` address that its source does not have."
    ),
    in_markup(_compare),
)
