"""Regular `.po` files, read in one sweep.

Nearly every file is regular: those that we, Poedit, Weblate and gettext's own tools write follow
one line grammar. Whatever does not follow it to the letter is left to the library in
`po_library`, and where both read a file, they read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogues.po_lines import references_of
from pipeline.model.catalogue import Entry

Placed = tuple[Entry, int]
"""An entry, the header one too, and the line of its `msgid`, from 1."""


def regular_entries(text: str) -> list[Placed] | None:
    """The entries of a regular file, in order; nothing for any other text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    # A carriage return alone may be a line end, and the other two are errors.
    if "\r" in text or "\0" in text or "\x04" in text:
        return None
    try:
        return list(_sweep(text))
    except Irregular:
        return None


class Irregular(Exception):  # nothing is wrong: another reader takes over
    """The file does not follow the grammar."""


def _sweep(text: str) -> Iterator[Placed]:
    above = _Above()
    live, count = _LIVE.match, text.count
    position, start, line, end = 0, 0, 1, len(text)
    while position < end:
        match = live(text, position) or _OBSOLETE.match(text, position)
        if match is None:
            raise Irregular
        msgid = match.start(_MSGID)
        line += count("\n", start, msgid)
        yield _entry(match, above), line
        start, position = msgid, match.end()


_MSGID = 9
"""The number of the group that holds the text of the msgid."""


def _grammar(mark: str, previous: str) -> re.Pattern[str]:
    """One entry with the empty lines below it; each of its lines begins with the mark.

    What stands between the quotation marks is looked at afterwards: here it would cost more than
    all the rest.
    """
    text = rf'"(.*(?:"\n{mark}".*)*)"'
    old = rf'"(.*(?:"\n{previous}".*)*)"'
    forms = rf'((?:\n{mark}msgstr\[\d\][ ]".*"(?:\n{mark}".*")*)+)'
    return re.compile(
        rf"((?:\#(?:[ ][^\n]*+)?\n)*+)"
        rf"((?:\#\.(?:[ ][^\n]*+)?\n)*+)"
        rf"((?:\#:[ ][^\n]*+\n)*+)"
        rf"(?:\#,[ ]([^\n]*+)\n)?+"
        rf"(?:{previous}msgctxt[ ]{old}\n)?+"
        rf"(?:{previous}msgid[ ]{old}\n)?+"
        rf"(?:{previous}msgid_plural[ ]{old}\n)?+"
        rf"(?:{mark}msgctxt[ ]{text}\n)?+"
        rf"{mark}msgid[ ]{text}\n"
        rf"(?:{mark}msgstr[ ]{text}"
        rf"|{mark}msgid_plural[ ]{text}{forms})"
        rf"(?:\n++|\Z)",
        re.VERBOSE | re.ASCII,
    )


_LIVE = _grammar("", r"\#\|[ ]")
_OBSOLETE = _grammar(r"\#~[ ]", r"\#~\|[ ]")
_FORM = re.compile(r'\n(?:#~ )?msgstr\[(\d)\] "(.*(?:"\n(?:#~ )?".*)*)"', re.ASCII)


class _Notes(dict[str, tuple[str, ...]]):
    """Comments of the post by the lines that hold them."""

    def __missing__(self, lines: str) -> tuple[str, ...]:
        is_one = 0 <= lines.find("\n") == len(lines) - 1
        found = (lines[3:-1],) if is_one else tuple([line[3:] for line in lines.split("\n")[:-1]])
        self[lines] = found
        return found


class _References(dict[str, tuple[str, ...]]):
    """References by the lines that hold them."""

    def __missing__(self, lines: str) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for line in lines.split("\n")[:-1]:
            # An isolate, which is beyond ASCII, may stand around a name with spaces.
            found += tuple(line[2:].split() if line.isascii() else references_of(line[2:]))
        self[lines] = found
        return found


class _Flags(dict[str | None, tuple[bool, tuple[str, ...]]]):
    """Whether an entry is fuzzy, and its other flags, by the line that holds them."""

    def __missing__(self, line: str | None) -> tuple[bool, tuple[str, ...]]:
        flags = [flag.strip() for flag in (line or "").split(",")]
        others = tuple(flag for flag in flags if flag and flag != "fuzzy")
        found = self[line] = ("fuzzy" in flags, others)
        return found


class _Above:
    """What stands above entries, read once for each way it is written; most ways recur."""

    def __init__(self) -> None:
        self.notes = _Notes()
        self.references = _References()
        self.flags = _Flags()


def _entry(match: re.Match[str], above: _Above) -> Entry:
    remarks, notes, places, flag_line, *written = match.groups()
    old_context, old, old_plural, context, msgid, msgstr, plural, forms = written
    is_fuzzy, flags = above.flags[flag_line]
    # The marks are looked for here, too: of most entries, no text needs a call.
    if '"' in msgid or "\\" in msgid:
        msgid = unquoted(msgid)
    if msgstr and ('"' in msgstr or "\\" in msgstr):
        msgstr = unquoted(msgstr)
    return Entry(
        msgid,
        msgstr or "",
        context and unquoted(context),
        is_fuzzy,
        match.re is _OBSOLETE,
        old and unquoted(old),
        old_context and unquoted(old_context),
        above.notes[notes],
        tuple([line[2:] for line in remarks.split("\n")[:-1]]) if remarks else (),
        above.references[places],
        flags,
        plural and unquoted(plural),
        _forms(forms) if forms else (),
        old_plural and unquoted(old_plural),
    )


def _forms(lines: str) -> tuple[str, ...]:
    found = _FORM.findall(lines)
    if [int(number) for number, _ in found] != list(range(len(found))):
        raise Irregular
    return tuple(unquoted(text) for _, text in found)


_JOINT = re.compile(r'"\n(?:#~\|? |#\| )?"')
"""Between two lines of one text."""

_INSIDE = re.compile(r'[^"\\\n]*+(?:\\[\\"ntrvfb][^"\\\n]*+)*+')
"""What may stand between the quotation marks of a line."""

_ESCAPE = re.compile(r"\\(.)")
_MEANINGS = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "v": "\v",
    "f": "\f",
    "b": "\b",
    '"': '"',
    "\\": "\\",
}


def unquoted(text: str) -> str:
    """The text that was written between the first quotation mark and the last.

    Raises `Irregular` where nothing can have been written so.
    """
    if '"' not in text and "\\" not in text:
        return text
    lines = _JOINT.split(text)
    if not all(map(_INSIDE.fullmatch, lines)):
        raise Irregular
    return _ESCAPE.sub(lambda match: _MEANINGS[match[1]], "".join(lines))
