"""The segments of one Markdown block, with the bytes they cover.

Nine blocks of ten are text without anything odd in it. For them, what is cut is plain from the
source alone, which takes a third of the time of looking at every event; a test proves that both
ways give the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.formats.markdown_blocks import KINDS, Block, Step, raw_of
from pipeline.formats.markdown_labels import keep_labels, labels_in
from pipeline.formats.markdown_weave import BoxTitle, Cell, Code, HeadingLine, ImageTitle, Prose
from pipeline.model.document import Kind, Weave

Cut = tuple[int, int, str, str, Kind, Weave]
"""Where a segment stands, from and to, and its source, msgid, kind and weave."""

_LETTER = re.compile(r"[^\W\d_]")
_BREAKING_ENDS = frozenset(" \t\\>")
_SPACE = re.compile(rb"\s*")
_ODD_STARTS = frozenset({"http", "mail", "www.", "impo", "expo"})
"""What addresses and the JavaScript of MDX begin with."""
_PROSE_START = re.compile(r"(?![:?=\x0b\x0c])[^\[\]{}<>\\$|&!\n\r/@]{0,9}?[^\W\d_]")
_ATX = re.compile(rb"#{1,6}(?:[ \t\r\n]|$)")
_TITLE = re.compile(r"""\s(?P<open>["'(])(?P<title>.+)(?P<close>["')])\s*$""", re.DOTALL)
_LABEL = re.compile(rb"\[(?:\\.|[^\]\\])*\]:[ \t\r\n>]*(?:<[^<>\r\n]*>|[^\s<]\S*)", re.DOTALL)
_QUOTED_LINE = re.compile(r"(\r\n|\r|\n)[ \t]*(?:>[ \t]*)+")
_PROSE = Prose()
_HEADING_LINE = HeadingLine()
_CELL = Cell()
_FIRST_CELL = Cell(starts_line=True)
_BACKSLASH = ord("\\")
_HASH = ord("#")
_KINDS: dict[tuple[str, str], tuple[Kind, Weave]] = {
    (name, place): (KINDS.get(place, Kind.PARAGRAPH), _PROSE)
    for name in ("Paragraph", "Text")
    for place in ("", "BlockQuote", "FootnoteDefinition", "Box", *KINDS)
}
"""Of most blocks: what they are, and how they are written."""
_ATX_HEADING: tuple[Kind, Weave] = (Kind.HEADING, _HEADING_LINE)
_LEAF_KINDS = {
    "Heading": Kind.HEADING,
    "TableCell": Kind.TABLE_CELL,
    "DefinitionListTitle": Kind.TERM,
}


def plain_cut(block: Block, raw: bytes) -> Cut | None:
    """The one segment of a block without anything odd; nothing where it has to be looked at."""
    name, begins, _, place, steps, _ = block
    if not steps:
        return None
    start, end = steps[0][1]["start"], end_of(steps, raw)
    source = raw[start:end].decode("utf-8", "surrogatepass")
    if not _is_plain(source) and not _starts_with_link(steps, source):
        return None
    msgid = _joined_lines(source, steps) if "\n" in source or "\r" in source else source
    if msgid is None or raw[start - 1] == _BACKSLASH or ("<" in source and "<!--" in source):
        return None
    if msgid is not source and name == "DefinitionListTitle":
        return None  # each line is a term
    if name == "Heading" and _is_atx(begins, start, raw):
        kind, weave = _ATX_HEADING
    else:
        found = _KINDS.get((name, place.name))
        kind, weave = found or (kind_of(block), weave_of(block, start, raw))
    if "[" in msgid and msgid.count("[") != msgid.count("]("):
        weave = keep_labels(msgid, labels_in(steps), weave)
    if "<" in msgid:
        from pipeline.formats.markdown_tags import hide_attributes  # only few texts hold tags

        msgid, weave = hide_attributes(msgid, weave)
    return trimmed(start, end, source, msgid, kind, weave)


def _is_plain(source: str) -> bool:
    """Whether the text surely begins with prose, so that nothing before it is for a program."""
    if " " not in source:
        return source.isalpha()  # else it may be an address
    if source[0].isalpha() or _PROSE_START.match(source):
        return source[:4] not in _ODD_STARTS
    return False


def _starts_with_link(steps: Sequence[Step], source: str) -> bool:
    # Where there is a link, what stands in brackets is never taken for a shortcode.
    if source[:1] != "[" or len(steps) < 3:
        return False
    text = steps[1][0]
    if not is_link(steps[0]) or "Text" not in text:
        return False
    words = str(text["Text"])
    return words[:1].isalpha() and words[:4] not in _ODD_STARTS


def end_of(steps: Sequence[Step], raw: bytes) -> int:
    """Where the text of a block ends."""
    end = int(steps[-1][1]["end"])
    # The parser leaves out the brackets of `[label][]`.
    return end + 2 if raw[end : end + 2] == b"[]" else end


def is_link(step: Step) -> bool:
    """Whether a link starts there."""
    return "Start" in step[0] and "Link" in step[0]["Start"]


def _joined_lines(source: str, steps: Sequence[Step]) -> str | None:
    """The lines as one, if each begins with prose and none ends in a hard break."""
    text = source.replace("\r\n", "\n") if "\r" in source else source
    if "\r" in text:
        return None
    first, *rest = text.split("\n")
    lines = [first]
    for line in rest:
        line = line.lstrip(" \t>")
        if lines[-1][-1:] in _BREAKING_ENDS:
            return None
        is_prose = line[:1].isalpha() or _PROSE_START.match(line)
        if not is_prose and (line[:1] != "[" or not any(map(is_link, steps))):
            return None
        lines.append(line)
    return " ".join(lines)


def trimmed(start: int, end: int, source: str, msgid: str, kind: Kind, weave: Weave) -> Cut | None:
    """The cut without white space at its ends, where anything is left."""
    # To look for one sign is a tenth of the work of looking for three.
    if "<" in msgid and "](<" in msgid and "`" not in source:
        msgid = _without_new_links(source, msgid)
    core = source.strip()
    if core is source:
        return (start, end, source, msgid, kind, weave) if source and msgid else None
    start += len(raw_of(source[: source.index(core)]))
    end = start + len(raw_of(core))
    msgid = msgid.strip()
    return (start, end, core, msgid, kind, weave) if core and msgid else None


def _without_new_links(source: str, msgid: str) -> str:
    r"""The folded text, in which a tag over two lines behind `](` is no address either.

    >>> _without_new_links("[a](<b\nc>)", "[a](<b c>)")
    '[a]\\(<b c>)'
    """
    written, folded = source.split("](<"), msgid.split("](<")
    if len(written) != len(folded):
        return msgid
    parts = [folded[0]]
    for before, after in zip(written[1:], folded[1:], strict=True):
        address = before.partition(">")[0]
        is_one_line = "\n" not in address and "\r" not in address
        parts.append(("](<" if is_one_line else "]\\(<") + after)
    return "".join(parts)


def weave_of(block: Block, start: int, raw: bytes, line_break: str = "") -> Weave:
    """How the translation of a block is written, whose text starts there."""
    if block.name == "TableCell":
        found = _SPACE.match(raw, block.place.row)
        return _CELL if found and found.end() < start else _FIRST_CELL
    if block.name == "Heading" and _is_atx(block.start, start, raw):
        return _HEADING_LINE
    return Prose(line_break) if line_break else _PROSE


def _is_atx(block: int, text: int, raw: bytes) -> bool:
    """Whether the heading that starts there, with its text behind, is written with `#`."""
    begins = raw[block] == _HASH and block < text
    return begins or _ATX.match(raw[block : block + 7].lstrip()) is not None


def kind_of(block: Block) -> Kind:
    """What the block is for translators."""
    return _LEAF_KINDS.get(block.name) or KINDS.get(block.place.name, Kind.PARAGRAPH)


def cut_code(block: Block, raw: bytes) -> Cut | None:
    """The segment of a code block; none where it is empty."""
    spans = [span for _, span in block.steps if span["end"] > span["start"]]
    if not spans:
        return None
    start, end = spans[0]["start"], spans[-1]["end"]
    line_start = max(raw.rfind(b"\n", 0, start), raw.rfind(b"\r", 0, start)) + 1
    prefix = text_at(raw, line_start, start)
    line_end = "\r\n" if b"\r\n" in raw[start:end] else "\n"
    code = "".join(text_at(raw, span["start"], span["end"]) for span in spans)
    msgid = "\n".join(re.split(r"\r\n|\r|\n", code)).strip()
    weave = Code(line_end, prefix)
    return trimmed(start, end, text_at(raw, start, end), msgid, Kind.CODE, weave)


def cut_box_title(block: Block, raw: bytes) -> Cut | None:
    """The title of a box (`!!! note "Title"`, `::: tip Title`)."""
    is_label = raw[block.start - 1 : block.start] == b"["
    return named(block.start, block.end, Kind.CAPTION, BoxTitle(is_label), raw)


def cut_definition(block: Block, raw: bytes) -> Cut | None:
    """The title of a link definition."""
    label = _LABEL.match(raw, block.start, block.end)
    return title_within(label.end() if label else block.start, block.end, raw)


def title_within(start: int, end: int, raw: bytes) -> Cut | None:
    """The title at the end of an address."""
    text = text_at(raw, start, end)
    match = _TITLE.search(text)
    if match is None or _CLOSING[match["open"]] != match["close"]:
        return None
    title_start = start + len(raw_of(text[: match.start("title")]))
    title_end = title_start + len(raw_of(match["title"]))
    return named(title_start, title_end, Kind.ATTRIBUTE, ImageTitle(match["close"]), raw)


_CLOSING = {'"': '"', "'": "'", "(": ")"}


def named(start: int, end: int, kind: Kind, weave: Weave, raw: bytes) -> Cut | None:
    """The segment of a text that is told by where it stands; none without a letter."""
    source = text_at(raw, start, end)
    # Within such a text, a line never starts with `>` but in a quote.
    msgid = " ".join(_QUOTED_LINE.sub(r"\1", source).split())
    return trimmed(start, end, source, msgid, kind, weave) if _LETTER.search(msgid) else None


def text_at(raw: bytes, start: int, end: int) -> str:
    """The text between two positions."""
    return raw[start:end].decode("utf-8", "surrogatepass")


def plain_text(steps: Sequence[Step]) -> str:
    """What a reader sees of a heading, as one line without markup."""
    if len(steps) == 1 and "Text" in steps[0][0]:
        return " ".join(str(steps[0][0]["Text"]).split())
    words = [
        event.get("Text") or event.get("Code") or "" if isinstance(event, dict) else " "
        for event, _ in steps
    ]
    return " ".join("".join(words).split())
