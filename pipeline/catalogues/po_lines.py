"""The lines of a `.po` file, checked one by one and brought into one spelling.

A parser that meets a damaged file tends to guess; a translator is better served by the line that
is wrong. So every line is checked here, before a parser sees it, and comments are read here too,
since white space at their ends and empty ones count for us.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.errors import CatalogueError
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above one entry, and where the entry is."""

    line: int
    """The line of its `msgid`, from 1."""
    translator_comments: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A `.po` file whose every line is sound."""

    lines: tuple[str, ...]
    """As many as the file has, one blank between words, comments of people left empty."""
    heads: tuple[Head, ...]
    """One for each entry, in order."""
    trailing: tuple[str, ...]
    """Comments of translators below the last entry."""


@dataclass(slots=True)
class _State:
    """Where the scan stands; it lives only while one file is scanned."""

    path: str
    number: int = 0
    last: str = ""
    """The last word that opened a text, `#` after a comment, `#|` after a previous text."""
    heads: list[Head] = field(default_factory=list)
    above: dict[str, list[str]] = field(default_factory=lambda: {"": [], ".": [], ":": []})
    """The comments since the last entry, by what stands behind their `#`."""

    def error(self, what: str, remedy: str) -> CatalogueError:
        return CatalogueError(what, path=self.path or None, line=self.number, remedy=remedy)


_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TEXT = re.compile(
    rf"(?P<obsolete>#~)?[ \t]*"
    rf"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr\[\d\]|msgstr)[ \t]*)?(?P<text>{_STRING})[ \t]*"
)
_PREVIOUS = re.compile(
    rf"#~?\|[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid)[ \t]*)?(?P<text>{_STRING})[ \t]*"
)
_FLAGS = re.compile(r"(?:#~[ \t]*)?#,(?P<text>.*)", re.DOTALL)
_COMMENT = re.compile(r"(?:#~[ \t]*)?#(?![~|])(?P<mark>[.:]?) ?(?P<text>.*)", re.DOTALL)
_EMPTY = re.compile(r"#~?\|?[ \t]*")
_HALF_TEXT = re.compile(r'(?:#~?\|?)?[ \t]*(?:msg[a-z_]+(?:\[\d+\])?)?[ \t]*"')
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069(:\d+)?|(\S+)")

_ISOLATE = re.compile("[\u2068\u2069]")
_KNOWN_ESCAPES = frozenset('abfnrtv\\"')
_OPEN = frozenset({"msgctxt", "msgid", "msgid_plural"})
_MAY_FOLLOW = {"msgctxt": ("msgid",), "msgid": ("msgid_plural", "msgstr")}
_ENTRY_STARTS = ("msgctxt", "msgid")


def scan_lines(text: str, path: str = "") -> Scan:
    """The checked lines of a `.po` file; the first line that is wrong raises `CatalogueError`."""
    state = _State(path)
    lines = tuple(_line(raw, state) for raw in _split(text))
    if state.last in _OPEN:
        raise state.error(
            say("the file ends inside an entry"),
            say("Get the whole file again from where it came from; this one was cut off"),
        )
    return Scan(lines, tuple(state.heads), tuple(state.above[""]))


def _split(text: str) -> Iterator[str]:
    # Not str.splitlines(): it takes U+2028, U+0085 and others, which texts may hold, for line ends.
    text = text.removeprefix("\ufeff")
    end = "\n" if "\n" in text else "\r"
    return (line.removesuffix("\r") for line in text.split(end))


def _line(raw: str, state: _State) -> str:
    state.number += 1
    line = raw.lstrip(" \t")
    if not line:
        return ""
    if "\0" in line:
        raise state.error(say("the line holds a NUL character"), say("Save the file as UTF-8 text"))
    for pattern, read in _READERS:
        if match := pattern.fullmatch(line):
            return read(match, state)
    raise _unreadable(line, state)


def _read_text(match: re.Match[str], state: _State) -> str:
    word = match["word"] or ""
    _check_order(word, state)
    if word == "msgid":
        state.heads.append(_head(state))
    state.last = word or state.last
    parts = (match["obsolete"], word, _checked(match["text"], state))
    return " ".join(part for part in parts if part)


def _read_previous(match: re.Match[str], state: _State) -> str:
    word = match["word"] or ""
    if not word and state.last != "#|":
        raise state.error(say("a text is continued that was not begun"), say("Remove the line"))
    _check_closed(state)
    state.last = "#|"
    # The parser drops `#~|` lines and takes `#|` ones of obsolete entries, so it gets the latter.
    return " ".join(part for part in ("#|", word, _checked(match["text"], state)) if part)


def _read_flags(match: re.Match[str], state: _State) -> str:
    _check_closed(state)
    state.last = "#"
    flags = match["text"].strip()
    return f"#, {flags}" if flags else ""


def _read_comment(match: re.Match[str], state: _State) -> str:
    _check_closed(state)
    state.last = "#"
    mark, text = match["mark"], match["text"]
    state.above[mark] += references_of(text) if mark == ":" else (text,)
    return ""


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _State], str]], ...] = (
    (_TEXT, _read_text),
    (_FLAGS, _read_flags),
    (_COMMENT, _read_comment),
    (_PREVIOUS, _read_previous),
    (_EMPTY, lambda _match, _state: ""),
)


def _head(state: _State) -> Head:
    above = state.above
    head = Head(state.number, tuple(above[""]), tuple(above["."]), tuple(above[":"]))
    for comments in above.values():
        comments.clear()
    return head


def references_of(text: str) -> Iterator[str]:
    """The files that a `#:` line names; gettext puts isolates around names with spaces."""
    for isolated, line, plain in _REFERENCE.findall(text):
        # A file that somebody damaged may have one isolate without the other.
        if name := _ISOLATE.sub("", plain or isolated + line):
            yield name


def _check_order(word: str, state: _State) -> None:
    last = state.last
    if not word:
        if not last.startswith("msg"):
            raise state.error(say("a text is continued that was not begun"), say("Remove the line"))
    elif word not in _followers(last):
        wanted = say(" or ").join(_followers(last))
        raise state.error(
            say("{word} stands where {wanted} should", word=word, wanted=wanted),
            say("Put back what is missing"),
        )


def _followers(last: str) -> tuple[str, ...]:
    if last == "msgid_plural":
        return ("msgstr[0]",)
    if last.startswith("msgstr["):
        return (f"msgstr[{int(last[7]) + 1}]", *_ENTRY_STARTS)
    return _MAY_FOLLOW.get(last, _ENTRY_STARTS)


def _check_closed(state: _State) -> None:
    if state.last in _OPEN:
        raise state.error(
            say("a comment stands inside an entry, below its {word}", word=state.last),
            say("Move it above the entry, or put back the msgstr that is missing"),
        )


def _checked(text: str, state: _State) -> str:
    if "\x04" in text:
        raise state.error(
            say("the text holds the control character U+0004, which gettext keeps for itself"),
            say("Remove it"),
        )
    if "\\" not in text:
        return text
    for escaped in _ESCAPE.findall(text):
        if escaped not in _KNOWN_ESCAPES:
            escape = f"\\{escaped}"
            raise state.error(
                say("{escape} is not an escape that gettext knows", escape=escape),
                say("Write {escape} for a backslash", escape="\\\\"),
            )
    return _ESCAPE.sub(_without_bell, text) if "\\a" in text else text


def _without_bell(match: re.Match[str]) -> str:
    # The one escape of gettext that the parser does not know.
    return "\a" if match[1] == "a" else match[0]


def _unreadable(line: str, state: _State) -> CatalogueError:
    if _CONFLICT.match(line):
        return state.error(
            say("a merge conflict was left here"),
            say("Keep one of the two sides and remove the lines with <<<<<<<, ======= and >>>>>>>"),
        )
    if half := _HALF_TEXT.match(line):
        if re.match(_STRING, line[half.end() - 1 :]):
            return state.error(
                say("something stands behind the closing quotation mark"),
                say("Write {escape} for a quotation mark inside a text", escape='\\"'),
            )
        return state.error(
            say("the text is not closed with a quotation mark"),
            say("Close it; if it is the last line, the file was cut off"),
        )
    return state.error(
        say("the line is not part of a gettext catalogue"),
        say("Start it with # to make it a comment"),
    )
