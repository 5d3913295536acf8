"""Whether a Markdown text has anything to translate."""

from __future__ import annotations

import re

from pipeline.formats.directives import parse_directive

_LETTER = re.compile(r"[^\W\d_]")
_LEFT_ALONE = re.compile(
    r"""<([A-Za-z][\w-]*)\b[^<>]*\btranslate=["']?no\b[^<>]*>.*?</\1\s*>""",
    re.DOTALL | re.IGNORECASE,
)
_BARE_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z](?![^<>]*(?:alt|title|label)=)[^<>]*>", re.DOTALL)
_ADDRESS = re.compile(r"\b(?:https?://|www\.|mailto:)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MATH = re.compile(r"\$\$[^$]*\$\$|(?<![\w$\\])\$(?!\s)[^$\n]*[^$\s\\]\$(?![\w$])")
_TEX = re.compile(r"\s*\\(?:begin(?P<name>\{\w+\*?\})|\\(?P<bracket>[\[(]))")
_TEX_ENDS = {"[": "\\\\]", "(": "\\\\)"}
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_COMMENT = re.compile(rb"<!--((?:(?!-->).)*)-->", re.DOTALL)


def has_words(text: str) -> bool:
    """Whether somebody would translate the text: not an address, a formula or numbers alone.

    >>> [has_words(t) for t in ("One", "12 %", "<https://example.com/>", "$x + y$", "<br>")]
    [True, False, False, False, False]
    """
    if "<" in text:
        text = _without_tags(text)
    if "$" in text:
        text = _MATH.sub("", text)
    if text.startswith("\\"):
        text = _without_tex(text)
    if "&" in text:
        text = _ENTITY.sub("", text)
    # Word for word: the first one mostly tells, and addresses are slow to look for.
    return any(_LETTER.search(_without_addresses(word)) for word in text.split())


def _without_tex(text: str) -> str:
    """What stands behind the formulas with which a text begins."""
    at = 0
    while opening := _TEX.match(text, at):
        name = opening["name"]
        closing = f"\\end{name}" if name else _TEX_ENDS[opening["bracket"]]
        end = text.find(closing, opening.end())
        if end < 0:
            break
        at = end + len(closing)
    return text[at:]


def _without_addresses(text: str) -> str:
    if "://" in text or "@" in text or "www." in text or "mailto:" in text:
        return _ADDRESS.sub("", text)
    return text


def _without_tags(text: str) -> str:
    if "translate" in text.lower():
        text = _LEFT_ALONE.sub("", text)
    return _BARE_TAG.sub("", _without_addresses(text))


def without_outer_directives(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """What is left of a span when directives at its ends, and white space, are taken away."""
    if b"tvilling:" not in raw[start:end]:
        return start, end
    comments = [m for m in _COMMENT.finditer(raw, start, end) if _is_directive(m)]
    for match in comments:
        if raw[start : match.start()].strip():
            break
        start = match.end()
    for match in reversed(comments):
        if match.start() < start or raw[match.end() : end].strip():
            break
        end = match.start()
    return start, end


def _is_directive(comment: re.Match[bytes]) -> bool:
    return parse_directive(comment[1].decode("utf-8", "replace")) is not None
