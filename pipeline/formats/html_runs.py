"""The segments of one run of inline content.

What surrounds a text without being part of it stays out of the msgid: white space, line breaks,
icons, empty elements, comments, tags without a partner in the run, and elements such as `<strong>`
that hold all of the text and have no attribute that concerns a translator.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from pipeline.formats.html_attributes import Cut, is_kept_as_it_is, text_attributes
from pipeline.formats.html_elements import PLAIN_WRAPPERS, VOID
from pipeline.formats.html_outline import Run
from pipeline.formats.html_tokens import Token, Type, matches, with_text
from pipeline.formats.inline import InlineText, fold_inline, fold_lines, spell, visible_tag
from pipeline.formats.inline_text import has_words, is_address, is_blank, trim
from pipeline.formats.shortcode_texts import shortcode_texts
from pipeline.formats.shortcodes import CAPTION_NAMES, is_lone_shortcode, parse_shortcode
from pipeline.model.document import Kind, Segment


def cut_run(text: str, run: Run, under: str = "") -> list[Cut]:
    """The text of the run, if there is any, and the texts in attributes of tags around it.

    `under` is the heading that the run stands under.
    """
    if _is_text_throughout(text, run):
        return [_text_cut(text, run, run.start, run.end, run.markup, under)]
    if not run.markup:
        return []
    tokens = with_text(run.markup, run.start, run.end)
    first, last = _Core(text, run, tokens).bounds()
    if first > last:
        return attribute_cuts(text, tokens)
    before, core, behind = tokens[:first], tokens[first : last + 1], tokens[last + 1 :]
    return [
        *attribute_cuts(text, before),
        _text_cut(text, run, core[0].start, core[-1].end, core, under),
        *attribute_cuts(text, behind),
    ]


def _is_text_throughout(text: str, run: Run) -> bool:
    """Whether the run starts and ends with text for translators, so that nothing is peeled off.

    That is so of most runs: of 7 in 8 in news pages, which then take half as long (10 us, not 20).
    """
    markup = run.markup
    if not markup:
        return _is_prose(text[run.start : run.end])
    head, tail = text[run.start : markup[0].start], text[markup[-1].end : run.end]
    return has_words(head) and not is_blank(tail)


def _is_prose(text: str) -> bool:
    """Whether a run of nothing but text is for translators."""
    only = text.strip()
    return has_words(only) and not is_address(only) and not is_lone_shortcode(only)


def attribute_cuts(text: str, tokens: list[Token]) -> list[Cut]:
    """The texts in attributes of tags and shortcodes."""
    return [
        Cut(token.start + start, token.start + end, segment)
        for token in tokens
        if (texts_of := _TEXTS_IN.get(token.type))
        for start, end, segment in texts_of(text[token.start : token.end])
    ]


_TEXTS_IN = {Type.START: text_attributes, Type.SHORTCODE: shortcode_texts}


def _text_cut(text: str, run: Run, start: int, end: int, tokens: list[Token], under: str) -> Cut:
    kind, is_preserved = run.place.kind, run.place.is_preserved
    head, tail = trim(text[start:end])
    start, end = start + head, start + tail
    source = text[start:end]
    msgid = spell(text, tokens, start, end) if tokens else source
    if not is_preserved:
        msgid = fold_lines(msgid) if run.place.has_lines else fold_inline(msgid)
    weave = _PRESERVED if is_preserved else _FOLDED
    under = "" if kind is Kind.HEADING else under
    return Cut(start, end, Segment(source, msgid, kind, weave, None, under))


_FOLDED, _PRESERVED = InlineText(), InlineText(is_preserved=True)


class _Core:
    """Peels off a run what is no part of its text."""

    def __init__(self, text: str, run: Run, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.pairs = matches(tokens)
        self.sets_images_apart = run.place.name[1:] in CAPTION_NAMES
        self.is_code = run.place.is_code

    @cached_property
    def shown(self) -> list[int]:
        """How many tokens before each one a reader sees."""
        return list(accumulate(map(self._is_shown, self.tokens), initial=0))

    def bounds(self) -> tuple[int, int]:
        """The indices of the first and the last token of the text; (0, -1) without one."""
        first, last = 0, len(self.tokens) - 1
        while first <= last:
            if behind := self._behind(first, last):
                first = behind
            elif before := self._before(first, last):
                last = before - 1
            elif self._is_wrapped(first, last):
                first, last = first + 1, last - 1
            else:
                break
        return (first, last) if self._has_prose(first, last) else (0, -1)

    def _piece(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def _is_shown(self, token: Token) -> bool:
        if token.type is Type.TEXT:
            return not is_blank(self.text[token.start : token.end])
        if token.type is Type.OPAQUE:
            return token.name == "math"
        if token.type is Type.START:
            return token.name in VOID - {"br", "wbr"} and not self._is_apart(token)
        return token.type is Type.SHORTCODE

    def _is_apart(self, token: Token) -> bool:
        return self.sets_images_apart and token.name == "img"

    def _is_empty(self, first: int, last: int) -> bool:
        inner = self.tokens[first + 1] if first < last else self.tokens[first]
        if inner.type is Type.TEXT and self._is_shown(inner):
            return False
        return self.shown[first] == self.shown[last + 1]

    def _behind(self, first: int, last: int) -> int:
        """The index behind what is peeled off at the start; 0 for nothing."""
        token = self.tokens[first]
        if token.type is Type.TEXT:
            return 0 if self._is_shown(token) else first + 1
        if token.type is Type.START and token.name not in VOID:
            end = self.pairs.get(first, first)
            if end > last:
                return first + 1
            return end + 1 if self._is_empty(first, end) else 0
        if token.type is Type.END:
            return first + 1
        return first + 1 if self._is_empty(first, first) else 0

    def _before(self, first: int, last: int) -> int:
        """The index of what is peeled off at the end; 0 for nothing."""
        token = self.tokens[last]
        if token.type is Type.TEXT:
            return 0 if self._is_shown(token) else last
        if token.type is Type.END:
            start = self.pairs.get(last, last)
            if start < first:
                return last
            return start if self._is_empty(start, last) else 0
        if token.type is Type.START and token.name not in VOID:
            return last
        return last if self._is_empty(last, last) else 0

    def _is_wrapped(self, first: int, last: int) -> bool:
        token = self.tokens[first]
        if token.type is Type.SHORTCODE:
            return self._is_wrapped_in_shortcode(first, last)
        is_pair = token.type is Type.START and self.pairs.get(first) == last
        is_plain = token.name in PLAIN_WRAPPERS or (self.is_code and token.name == "code")
        if not is_pair or not is_plain:
            return False
        return visible_tag(self._piece(first)) == f"<{token.name}>"

    def _is_wrapped_in_shortcode(self, first: int, last: int) -> bool:
        if first == last or self.tokens[last].type is not Type.SHORTCODE:
            return False
        opener = parse_shortcode(self._piece(first))
        closer = parse_shortcode(self._piece(last))
        return bool(
            opener
            and closer
            and (opener.is_closer, closer.is_closer) == (False, True)
            and opener.name == closer.name
        )

    def _has_prose(self, first: int, last: int) -> bool:
        if first > last:
            return False
        if first == last and self.tokens[first].type is Type.TEXT:
            return _is_prose(self._piece(first))
        texts = [text for text in self._texts(first, last) if not is_blank(text)]
        if len(texts) == 1 and is_address(texts[0]) and not self._has_link(first, last):
            return False
        return any(map(has_words, texts)) or has_words(" ".join(texts))

    def _has_link(self, first: int, last: int) -> bool:
        # Where an address leads to may be another page in another language.
        return any(token.name == "a" for token in self.tokens[first : last + 1])

    def _texts(self, first: int, last: int) -> Iterator[str]:
        """The text, without elements that stay as they are."""
        index = first
        while index <= last:
            token = self.tokens[index]
            if token.type is Type.TEXT:
                yield self._piece(index)
            elif token.type is Type.START and is_kept_as_it_is(self._piece(index)):
                index = self.pairs.get(index, index)
            index += 1
