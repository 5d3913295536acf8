"""How translations are written into Markdown, so that they stay in their place.

A translation must not open a list, a heading or a table cell of its own, so what would is escaped
with a backslash. Whether it would, the Markdown parser itself is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.formats.markdown_blocks import PARSER, parsable, raw_of
from pipeline.formats.markdown_boxes import find_boxes
from pipeline.model.document import Weave

_PLAIN_START = re.compile(r"[^\W\d_]|:[^\s:]")
"""What begins nothing but a text; `:smile:` does so too."""
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_NUMBER = re.compile(r"[0-9]+(?=[.)])")
_ITEM_MARK = re.compile(r"\[(?:[ xX]\]|!\w)")
_BARE_PIPE = re.compile(r"(?<!\\)\|")
_CLOSING_MARKS = re.compile(r"(?:^|(?<=[ \t]))#(?=#*$)")
_BLANK_LINES = re.compile(r"(\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+")
_FIRST_TAG = re.compile(r"^(<[^<>]*>)\s*")
_CLOSED = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*$")
_DELIMITERS = re.compile(r"[|:\- \t]+")
_BRACKET = re.compile(r"[\[\]]")
_BRACE_OR_COLON = re.compile(r"[{:]")
_ESCAPED = re.compile(r'\\(["\\])')
_CLOSING_BRACES = re.compile(r"([>%])\}\}")
_BRACKETS = str.maketrans({"[": "(", "]": ")"})


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a paragraph or list item.

    A line end in the text is a hard break; `line_break` is how the source writes one, with what the
    next line starts with. Where the source has none, a line end in the translation is a space.
    """

    line_break: str = ""

    def __call__(self, source: str, msgstr: str) -> str:
        lines = [line for line in _LINE_ENDS.split(msgstr.strip()) if line]
        if not lines:
            return source
        if not self.line_break:
            return escape_start(" ".join(lines), source)
        # A backslash that a translator put before the line end would make our break a text.
        whole = [line.removesuffix("\\").rstrip() for line in lines[:-1]] + lines[-1:]
        first, *rest = [line for line in whole if line]
        woven = [escape_start(first, source), *(_escape_continuation(line) for line in rest)]
        return self.line_break.join(woven)


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """The text of a heading that `#` marks."""

    def __call__(self, source: str, msgstr: str) -> str:
        line = _CLOSING_MARKS.sub(r"\\#", one_line(msgstr) or source)
        # Braces at the end would be read as the heading's id and classes.
        is_new = line.endswith("}") and not source.endswith("}")
        return line[:-1] + "&#125;" if is_new else line


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a table cell; `starts_line` where no `|` stands before the row's first cell."""

    starts_line: bool = False

    def __call__(self, source: str, msgstr: str) -> str:
        line = _BARE_PIPE.sub(r"\\|", one_line(msgstr) or source)
        if line.endswith("\\"):
            # Before a `|`, any backslash would escape it, and two stand for one.
            bare = line.rstrip("\\")
            line = bare + "&#92;" * ((len(line) - len(bare) + 1) // 2)
        return escape_start(line, source) if self.starts_line else line


@dataclass(frozen=True, slots=True)
class AltText:
    """The text between `![` and `]`."""

    def __call__(self, source: str, msgstr: str) -> str:
        return _escape_unbalanced(one_line(msgstr) or source)


@dataclass(frozen=True, slots=True)
class LabelledAlt:
    """The text of `![text][]` or `![text]`, by which the address is found."""

    label: str

    def __call__(self, source: str, msgstr: str) -> str:
        return f"{AltText()(source, msgstr)}][{self.label}" if msgstr.strip() else source


@dataclass(frozen=True, slots=True)
class ImageTitle:
    """The title of an image, between the quotation marks that end with `close`."""

    close: str

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        line = re.sub(rf"(?<!\\){re.escape(self.close)}", rf"\\{self.close}", one_line(msgstr))
        return line.replace("(", r"\(") if self.close == ")" else line


@dataclass(frozen=True, slots=True)
class BoxTitle:
    """The title of a box, on the line of its mark; `is_label` where it stands in brackets."""

    is_label: bool

    def __call__(self, source: str, msgstr: str) -> str:
        line = one_line(msgstr) or source
        if self.is_label:
            return _BRACKET.sub(r"", line) or source
        return _BRACE_OR_COLON.sub(_entity, line)


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a shortcode, between quotation marks of one kind."""

    quote: str
    is_hugo: bool

    def read(self, written: str) -> str:
        """What a reader sees of the argument."""
        return _ESCAPED.sub(r"\1", written) if self.is_hugo and self.quote == '"' else written

    def __call__(self, source: str, msgstr: str) -> str:
        line = _CLOSING_BRACES.sub(r"\1 }}", one_line(msgstr)) or source
        if not self.is_hugo:
            line = line.translate(_BRACKETS)
        elif self.quote == '"':
            return line.replace("\\", "\\\\").replace('"', '\\"')
        return line.replace(self.quote, "’")


@dataclass(frozen=True, slots=True)
class Code:
    """The lines of a code block; `prefix` stands before each line but the first."""

    line_end: str
    prefix: str

    def __call__(self, source: str, msgstr: str) -> str:  # noqa: ARG002
        lines = [_unclosed(line) for line in re.split(r"\r\n|\r|\n", msgstr)]
        begun = [lines[0], *(self.prefix + line if line else "" for line in lines[1:])]
        return self.line_end.join(begun)


@dataclass(frozen=True, slots=True)
class InHtml:
    """A text in a block of HTML, which a blank line would end."""

    weave: Weave
    starts_block: bool
    """Whether the block starts with this text, so that its first tag makes the block."""
    prefix: str = ""
    """What the quotes and lists around the block put before each of its lines."""

    def __call__(self, source: str, msgstr: str) -> str:
        if not self.prefix:
            return self._woven(source, msgstr)
        woven = self._woven(source.replace("\n" + self.prefix, "\n"), msgstr)
        return woven.replace("\n", "\n" + self.prefix)

    def _woven(self, source: str, msgstr: str) -> str:
        woven = self.weave(source, msgstr).strip("\r\n")
        if not woven.strip():
            return source
        if "\n" not in source:
            # A comment's block ends with its line, which to the parser is at a line feed.
            woven = woven.replace("\n", "\r") if "\r" in source else one_line(woven)
        if not _BLANK_LINES.search(source):
            woven = _BLANK_LINES.sub(r"\1", woven)
        if not self.starts_block or _is_html(woven):
            return woven
        # Text behind the tag, on its line, would make it a paragraph of Markdown.
        apart = _FIRST_TAG.sub(r"\1\n", woven, count=1)
        return apart if _is_html(apart) else escape_start(one_line(woven))


def _is_html(markdown: str) -> bool:
    return next(iter(PARSER.events(parsable(markdown))), None) == {"Start": "HtmlBlock"}


def one_line(text: str) -> str:
    """The text without line ends.

    >>> one_line("one\\n two ")
    'one two'
    """
    return _LINE_ENDS.sub(" ", text.strip())


def escape_start(line: str, source: str = "") -> str:
    r"""The line, escaped where it would not be the text of a paragraph.

    A mark that the source's text starts with too is harmless in its place.

    >>> escape_start("# one"), escape_start("1. two"), escape_start("three")
    ('\\# one', '1\\. two', 'three')
    """
    if _PLAIN_START.match(line) or not line:
        return line
    if _is_mark_of_box(line):
        return f"\\{line}"
    # A text may start on the second line of its paragraph, behind the mark of a box.
    is_harmless = _is_text(f"x\n\n{line}", 2) and _is_text(f"x\n{line}", 1)
    if is_harmless and not _ITEM_MARK.match(line):
        return line
    if source.split(None, 1)[:1] == line.split(None, 1)[:1] and not _is_text(f"x\n\n{source}", 2):
        return line
    return _escaped(line)


def _escape_continuation(line: str) -> str:
    if _DELIMITERS.fullmatch(line) or _is_mark_of_box(line):
        return _escaped(line)  # it could make a table of the line before
    if _PLAIN_START.match(line) or _is_text(f"x\n{line}", 1):
        return line
    return _escaped(line)


def _is_mark_of_box(line: str) -> bool:
    return line[0] in "!?=:" and bool(find_boxes(raw_of(line)))


def _is_text(markdown: str, paragraphs: int) -> bool:
    starts = [event for event in PARSER.events(parsable(markdown)) if _is_block(event)]
    return starts == [{"Start": "Paragraph"}] * paragraphs


def _is_block(event: object) -> bool:
    if not isinstance(event, dict):
        return event == "Rule"
    tag = event.get("Start")
    return tag in _BLOCKS if isinstance(tag, str) else bool(tag and _BLOCKS & tag.keys())


_BLOCKS = frozenset(
    "Paragraph Heading BlockQuote CodeBlock HtmlBlock List FootnoteDefinition"
    " DefinitionList Table MetadataBlock".split()
)


def _escaped(line: str) -> str:
    number = _NUMBER.match(line)
    at = number.end() if number else 0
    return f"{line[:at]}\\{line[at:]}"


def _escape_unbalanced(text: str) -> str:
    depth = 0
    for mark in re.findall(r"\\.|[\[\]]", text):
        depth += {"[": 1, "]": -1}.get(mark, 0)
        if depth < 0:
            break
    text = text + "\\" if re.search(r"(?<!\\)(?:\\\\)*\\$", text) else text
    return text if depth == 0 else re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _unclosed(line: str) -> str:
    # A line of a fence alone would end the code; with four spaces before it, it is text.
    return "    " + line.lstrip() if _CLOSED.match(line) else line
