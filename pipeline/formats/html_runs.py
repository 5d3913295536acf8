"""The segments of one run of inline content.

What surrounds a text without being part of it stays out of the msgid: white space, line breaks,
icons, empty elements, comments, tags without a partner in the run, and elements such as `<strong>`
that hold all of the text and have no attribute that concerns a translator.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from pipeline.formats.html_attributes import Cut, text_attributes
from pipeline.formats.html_elements import PLAIN_WRAPPERS, VOID
from pipeline.formats.html_outline import Run, is_kept_as_it_is
from pipeline.formats.html_tokens import Token, Type, matches
from pipeline.formats.inline import InlineText, spell, visible_tag
from pipeline.formats.inline_text import has_words, is_address, is_blank, trim
from pipeline.formats.shortcodes import CAPTION_NAMES, is_lone_shortcode, parse_shortcode
from pipeline.model.document import Segment


def cut_run(text: str, run: Run) -> Iterator[Cut]:
    """The text of the run, if there is any, and the texts in attributes of tags around it."""
    tokens = run.tokens
    if len(tokens) == 1 and tokens[0].type is Type.TEXT:
        first, last = 0, 0 if _is_prose(text[tokens[0].start : tokens[0].end]) else -1
    else:
        first, last = _Core(text, run).bounds()
    if first > last:
        yield from _attribute_cuts(text, tokens)
        return
    yield from _attribute_cuts(text, tokens[:first])
    yield _text_cut(text, run, tokens[first : last + 1])
    yield from _attribute_cuts(text, tokens[last + 1 :])


def _is_prose(text: str) -> bool:
    """Whether a run of nothing but text is for translators."""
    only = text.strip()
    return has_words(only) and not is_address(only) and not is_lone_shortcode(only)


def _attribute_cuts(text: str, tokens: list[Token]) -> Iterator[Cut]:
    for token in tokens:
        if token.type is Type.START:
            for cut in text_attributes(text[token.start : token.end]):
                yield Cut(token.start + cut.start, token.start + cut.end, cut.segment)


def _text_cut(text: str, run: Run, tokens: list[Token]) -> Cut:
    start, end = tokens[0].start, tokens[-1].end
    if tokens[0].type is Type.TEXT:
        start += trim(text[tokens[0].start : tokens[0].end])[0]
    if tokens[-1].type is Type.TEXT:
        end = tokens[-1].start + trim(text[tokens[-1].start : tokens[-1].end])[1]
    cut = [*tokens]
    cut[0] = cut[0]._replace(start=start)
    cut[-1] = cut[-1]._replace(end=end)
    is_preserved = run.place.is_preserved
    msgid = spell(text, cut, is_preserved=is_preserved)
    weave = InlineText(is_preserved)
    return Cut(start, end, Segment(text[start:end], msgid, run.place.kind, weave))


class _Core:
    """Peels off a run what is no part of its text."""

    def __init__(self, text: str, run: Run) -> None:
        self.text = text
        self.tokens = run.tokens
        self.pairs = matches(run.tokens)
        self.sets_images_apart = run.place.name[1:] in CAPTION_NAMES
        self.is_code = run.place.is_code
        shown = (self._is_shown(token) for token in run.tokens)
        self.shown = list(accumulate(shown, initial=0))
        """How many tokens before each one a reader sees."""

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
        return self.shown[first] == self.shown[last + 1]

    def _behind(self, first: int, last: int) -> int:
        """The index behind what is peeled off at the start; 0 for nothing."""
        token = self.tokens[first]
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
        return has_words(self._prose(first, last))

    def _prose(self, first: int, last: int) -> str:
        """The text, without elements that stay as they are."""
        texts, index = [], first
        while index <= last:
            token = self.tokens[index]
            if token.type is Type.TEXT:
                texts.append(self._piece(index))
            elif token.type is Type.START and is_kept_as_it_is(self._piece(index)):
                index = self.pairs.get(index, index)
            index += 1
        return " ".join(texts)
