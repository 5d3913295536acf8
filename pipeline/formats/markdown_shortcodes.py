"""Shortcodes in Markdown: Hugo's (`{{< x >}}`, `{{% x %}}`), Jekyll's and WordPress's.

What stands between a pair is prose, and so are the arguments of some names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.formats.byte_search import stands_next_to
from pipeline.formats.markdown_prose import Cut, named
from pipeline.formats.markdown_weave import Argument
from pipeline.formats.markdown_words import has_words
from pipeline.formats.shortcodes import OPAQUE_NAMES, TEXT_ARGUMENTS, is_choice
from pipeline.model.document import Kind

_TEMPLATE = rb"\{\{[<%](?:(?!\{\{|[%>]\}\}).)*[%>]\}\}|\{%(?:(?!\{%|%\}).)*%\}|\{\{[^{}]*\}\}"
_SHORTCODE = re.compile(
    _TEMPLATE + rb"|\[/?[a-z][\w-]*(?:\s[^\[\]=]*=[^\[\]]*)?/?\]|\[TOC\]", re.DOTALL
)
_OPENER = re.compile(
    rb"(?:\{\{(?P<hugo>[<%])\s*|\[)(?P<name>[A-Za-z][\w/-]*)[^{}\[\]]*?(?:[%>]\}\}|\])"
)
_ARGUMENT = re.compile(
    rb"""(?P<name>[A-Za-z][\w-]*)\s*=\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|`(?P<raw>[^`]*)`"""
    rb"""|'(?P<single>[^'\\]*)')""",
    re.DOTALL,
)

_ARGUMENTS = {name.encode(): kind for name, kind in TEXT_ARGUMENTS.items()}
_TAB = re.compile(rb"\{\{[<%]\s*tab\s")
_CAPTIONED = re.compile(
    rb"\[(?P<name>caption|wp_caption)\s[^\[\]]*\](?P<inner>[^\[\]\r\n]*)\[/(?P=name)\]"
)

_NAME = {b"name": Kind.BUTTON}

CODE_NAMES = frozenset({*OPAQUE_NAMES, "highlight", "katex", "math", "mermaid", "chart"})
"""Shortcodes whose content is for programs."""


_NAMES = "|".join(sorted(CODE_NAMES)).encode()
_CODE = re.compile(
    rb"^[ \t>]*(?:\{\{[<%]\s*|\[|\{%-?\s*(?!raw))(?P<opens>" + _NAMES + rb")\b"
    rb"|(?:\{\{[<%]\s*/\s*|\[/|\{%-?\s*end)(?P<closes>" + _NAMES + rb")\b",
    re.MULTILINE | re.IGNORECASE,
)


def find_shortcodes(raw: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the shortcodes between two positions stand."""
    return (match.span() for match in _SHORTCODE.finditer(raw, start, end))


def cut_arguments(shortcodes: Iterable[tuple[int, int]], raw: bytes) -> Iterator[Cut]:
    """The segments in the arguments of shortcodes."""
    for start, end in shortcodes:
        # The name of a tab is what a reader clicks on; of anything else, it is for programs.
        texts = _ARGUMENTS | _NAME if _TAB.match(raw, start) else _ARGUMENTS
        for match in _ARGUMENT.finditer(raw, start, end):
            kind = texts.get(match["name"].lower())
            group = match.lastgroup or ""
            cut = kind and _argument(match, group, kind, raw)
            if cut:
                yield cut


def _argument(match: re.Match[bytes], group: str, kind: Kind, raw: bytes) -> Cut | None:
    is_hugo = match.string[match.pos : match.pos + 1] == b"{"
    weave = Argument(_QUOTES[group], is_hugo)
    cut = named(match.start(group), match.end(group), kind, weave, raw)
    if cut is None or not has_words(cut[3]) or is_choice(cut[3]):
        return None
    start, end, source, msgid, _, _ = cut
    return start, end, source, weave.read(msgid), kind, weave


_QUOTES = {"double": '"', "raw": "`", "single": "'"}


def within_pair(raw: bytes, start: int, end: int) -> tuple[int, int] | None:
    """What stands between `[x]` and `[/x]`, or Hugo's way, where the text is one such pair."""
    if raw[start : start + 1] not in {b"{", b"["}:
        return None
    opener = _OPENER.match(raw, start, end)
    if opener is None:
        return None
    name = re.escape(opener["name"])
    closing = (
        rb"\{\{[<%]\s*/\s*" + name + rb"\s*[%>]\}\}" if opener["hugo"] else rb"\[/" + name + rb"\]"
    )
    closers = [match.span() for match in re.finditer(closing, raw[opener.end() : end])]
    is_pair = len(closers) == 1 and opener.end() + closers[0][1] == end
    return (opener.end(), opener.end() + closers[0][0]) if is_pair else None


def within_caption(raw: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where an image in HTML and its caption stand, if WordPress's shortcode is all of the text."""
    match = _CAPTIONED.fullmatch(raw, start, end) if raw[start : start + 1] == b"[" else None
    return match.span() if match and b"<img" in match["inner"].lower() else None


def code_ranges(raw: bytes) -> list[tuple[int, int]]:
    """Where shortcodes hold code or an address: from the opening one, on a line of its own or
    first on its line, to the closing one.

    What Jekyll has between `{% raw %}` and `{% endraw %}` is text that holds braces.
    """
    if not stands_next_to(raw, b"[", b"/", 1) and not stands_next_to(raw, b"{", b"{%", 1):
        return []
    found = []
    opener: re.Match[bytes] | None = None
    for match in _CODE.finditer(raw):
        if match["opens"]:
            opener = opener or match
        elif opener and opener["opens"].lower() == match["closes"].lower():
            found.append((opener.start(), match.end()))
            opener = None
    return found
