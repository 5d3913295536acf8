"""Runs of inline content: what a translator reads of one, and how a translation is written back.

In a msgid inline tags keep the attributes that concern translators (`href`, `src`, `alt`, `title`,
`lang`, ...) as the source spells them; `class`, `style`, `rel` and the like are hidden. White space
is folded and dropped around `<br>`; a line end stays where it is one to the reader. An `<svg>` or
`<math>` is shown as `<svg/>` or `<math/>`. Weaving puts what is hidden back: to the tag that looks
the same, else to one of the same name with the same address, else to the next one of that name.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.formats.html_elements import HIDDEN, INLINE, RAW_TEXT, VISIBLE
from pipeline.formats.html_tokens import Attribute, Token, Type, attributes, name_of, tokenise
from pipeline.formats.inline_text import fold, without_openers

_AROUND_BREAK = re.compile(r"[ \t\n\f\r]*(<br>)[ \t\n\f\r]*")
_LINE_END = re.compile(r"\r\n?|\n")
_BLANK_LINES = re.compile(r"[ \t]*\r?\n[ \t]*\r?\n\s*")


@dataclass(frozen=True, slots=True)
class InlineText:
    """Inline content in its place; `is_preserved` where white space is text (`<pre>`)."""

    is_preserved: bool = False

    def __call__(self, source: str, msgstr: str) -> str:
        # A blank line would end the paragraph in a text without `<p>`.
        text = msgstr if self.is_preserved else _BLANK_LINES.sub("\n", msgstr)
        return "".join(_woven(source, text)) if "<" in text else text


@dataclass(frozen=True, slots=True)
class RawText:
    """The content of `<title>` or `<textarea>`, where only the end tag means something."""

    name: str

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        # A comment means nothing here, but WordPress sees its blocks all the same.
        return re.sub(rf"<(?=/{self.name}|!--)", "&lt;", msgstr, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentText:
    """Text in a comment."""

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        return fold(without_openers(re.sub(r"--(?=!?>)", "-&#45;", msgstr)))


def spell(text: str, tokens: list[Token], start: int, end: int) -> str:
    """What a translator reads of the text from `start` to `end`, of which these are the tokens.

    >>> spell(t := '<B CLASS=x>one</B>  two<br />', tokenise(t), 0, len(t))
    '<b>one</b>  two<br>'
    """
    parts: list[str] = []
    position = start
    for type, token_start, token_end, name in tokens:
        spelling = _SPELLINGS.get(type)
        if spelling:
            parts += (text[position:token_start], spelling(text[token_start:token_end], name))
            position = token_end
    return "".join([*parts, text[position:end]])


def fold_inline(html: str) -> str:
    """The text with white space as a browser shows it.

    >>> fold_inline("one <br> two\\n  three")
    'one<br>two three'
    """
    folded = fold(html)
    return _AROUND_BREAK.sub(r"\1", folded) if "<br>" in folded else folded


def fold_lines(html: str) -> str:
    """The text folded line by line, for where WordPress shows each line as one.

    >>> fold_lines("one  two \\n  three<br>\\nfour")
    'one two\\nthree<br>four'
    """
    if "\n" not in html and "\r" not in html:
        return fold_inline(html)
    lines = (fold(line).strip(" ") for line in _LINE_END.split(html))
    return _AROUND_BREAK.sub(r"\1", "\n".join(line for line in lines if line))


@lru_cache(maxsize=4096)
def visible_tag(tag: str) -> str:
    """The start tag as a translator sees it.

    >>> visible_tag('<A class="x" HREF="y" rel=z>')
    '<a HREF="y">'
    """
    name = name_of(tag)
    if name not in INLINE:
        return fold(_without_hidden(tag, name))
    shown = [fold(tag[a.start : a.end]) for a in attributes(tag) if is_visible(tag, name, a)]
    return f"<{' '.join([name, *shown])}>"


def _without_hidden(tag: str, name: str) -> str:
    parts, position = [], 0
    for each in attributes(tag):
        if not is_visible(tag, name, each):
            parts.append(tag[position : each.start].rstrip())
            position = each.end
    return "".join([*parts, tag[position:]])


def is_visible(tag: str, name: str, attribute: Attribute) -> bool:
    """Whether a translator sees the attribute of the tag."""
    value = tag[attribute.value_start : attribute.value_end]
    if attribute.name == "class" and "notranslate" in value.split():
        return True
    if name not in INLINE:
        return attribute.name not in HIDDEN and not attribute.name.startswith("data-")
    return attribute.name in VISIBLE and not value.startswith("data:")


_SPELLINGS: dict[Type, Callable[[str, str], str]] = {
    Type.START: lambda tag, _: visible_tag(tag),
    Type.END: lambda _, name: f"</{name}>",
    Type.OPAQUE: lambda _, name: f"<{name}/>",
}


class _Tags:
    """The start tags of a source text, each handed out once."""

    def __init__(self, tags: list[str]) -> None:
        self.used: set[int] = set()
        self.tags = tags
        self.by_key: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for index, tag in enumerate(tags):
            for key in _keys(tag):
                self.by_key[key].append(index)

    def take(self, key: tuple[str, ...]) -> str | None:
        """The first tag with that key that is left."""
        queue = self.by_key.get(key)
        while queue:
            index = queue.popleft()
            if index not in self.used:
                self.used.add(index)
                return self.tags[index]
        return None


def _keys(tag: str) -> tuple[tuple[str, ...], ...]:
    """What a tag can be found by, the surest first."""
    name = name_of(tag)
    address = next(
        (tag[a.value_start : a.value_end] for a in attributes(tag) if a.name in {"href", "src"}), ""
    )
    return ("looks", visible_tag(tag)), ("leads", name, address), ("is", name)


def _woven(source: str, msgstr: str) -> Iterator[str]:
    source_tokens = tokenise(source)
    pieces = {kind: _pieces(source, source_tokens, kind) for kind in Type}
    tokens = tokenise(msgstr)
    restored = restored_tags(pieces[Type.START], msgstr, tokens)
    kept = {kind: _by_name(pieces[kind]) for kind in (Type.END, Type.OPAQUE)}
    copied = {*pieces[Type.COMMENT], *pieces[Type.OTHER]}
    for token in tokens:
        piece = msgstr[token.start : token.end]
        same = kept[token.type].get(token.name) if token.type in kept else None
        if token.start in restored:
            yield restored[token.start]
        elif same:
            yield same.popleft()
        elif piece in copied:
            yield piece
        else:
            harmless = piece if _is_harmless(piece, token) else f"&lt;{piece[1:]}"
            yield without_openers(harmless)


def _is_harmless(piece: str, token: Token) -> bool:
    """Whether a piece of a translation leaves the text behind it as it is."""
    if token.type is Type.START:
        return name_of(piece) not in RAW_TEXT
    if token.type is Type.OTHER:
        return piece.endswith(">")
    return token.type is not Type.COMMENT


def _pieces(text: str, tokens: list[Token], kind: Type) -> list[str]:
    return [text[token.start : token.end] for token in tokens if token.type is kind]


def _by_name(pieces: list[str]) -> dict[str, deque[str]]:
    found: dict[str, deque[str]] = {}
    for piece in pieces:
        found.setdefault(name_of(piece), deque()).append(piece)
    return found


def restored_tags(source_tags: list[str], msgstr: str, tokens: list[Token]) -> dict[int, str]:
    """The start tags to write, by their position in the translation."""
    left = _Tags(source_tags)
    wanted = {
        token.start: msgstr[token.start : token.end] for token in tokens if token.type is Type.START
    }
    restored: dict[int, str] = {}
    for rank in range(3):
        for position, tag in wanted.items():
            if position not in restored:
                source_tag = left.take(_keys(tag)[rank])
                if source_tag is not None:
                    restored[position] = merge_tags(source_tag, without_openers(tag))
    return restored


def merge_tags(source: str, tag: str) -> str:
    """The source's tag with the visible attributes of the other one.

    >>> merge_tags('<a class="x" href="en" title="Go" />', '<a href="sv" lang="sv">')
    '<a class="x" href="sv" lang="sv" />'
    """
    if visible_tag(source) == visible_tag(tag):
        return source
    name = name_of(source)
    if name not in INLINE:
        hidden = [a for a in attributes(source) if not is_visible(source, name, a)]
        kept = "".join(f" {source[a.start : a.end]}" for a in hidden)
        return f"{tag[: len(name) + 1]}{kept}{tag[len(name) + 1 :]}"
    wanted = {each.name: tag[each.start : each.end] for each in attributes(tag)}
    position = len(name) + 1
    parts = [source[:position]]
    for each in attributes(source):
        text = _merged(source, each, name, wanted.pop(each.name, None))
        gap = source[position : each.start]
        parts.append(gap + text if text else gap.rstrip())
        position = each.end
    parts += [f" {text}" for text in wanted.values()]
    # A slash would become part of a value without quotes.
    parts.append(" " if source.startswith("/", position) and parts[-1][-1] not in "\"'" else "")
    return "".join([*parts, source[position:]])


def _merged(source: str, attribute: Attribute, name: str, wanted: str | None) -> str:
    text = source[attribute.start : attribute.end]
    if wanted is None:
        return "" if is_visible(source, name, attribute) else text
    return text if fold(text) == fold(wanted) else wanted
