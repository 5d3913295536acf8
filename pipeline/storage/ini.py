"""The sections of a `setup.cfg` with the line of each key, which configparser does not tell."""

from __future__ import annotations

import configparser
import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.errors import SettingsError
from pipeline.speech import say

_SECTION = re.compile(r"\[(?P<name>[^\]]+)\]")
_KEY = re.compile(r"(?P<key>[^\s#;\[=:][^=:]*?)\s*[=:]")


class Section(NamedTuple):
    """One section: its keys in lower case, each with its text and line."""

    name: str
    line: int
    values: Mapping[str, str]
    lines: Mapping[str, int]


class Ini(NamedTuple):
    """A file of sections."""

    sections: Mapping[str, Section]
    problems: tuple[SettingsError, ...] = ()
    """What keeps the file, or a part of it, from being read."""


def read_ini(text: str, path: str) -> Ini:
    """The sections of the text; where it cannot be read, none, and why."""
    # No section can be named so, hence no section lends its keys to all the others.
    parser = configparser.ConfigParser(interpolation=None, default_section="\0")
    try:
        parser.read_string(text, path)
    except configparser.MissingSectionHeaderError as error:
        return Ini({}, (_broken(error, path),))
    except configparser.ParsingError as error:
        return Ini({}, tuple(_unreadable(path, line) for line, _ in error.errors))
    except configparser.Error as error:
        return Ini({}, (_broken(error, path),))
    lines = _lines(text)
    return Ini({name: _section(parser[name], lines) for name in parser.sections()})


def _section(proxy: configparser.SectionProxy, lines: Mapping[tuple[str, str], int]) -> Section:
    name = proxy.name
    return Section(
        name,
        lines.get((name, ""), 1),
        dict(proxy),
        {key: lines.get((name, key), 1) for key in proxy},
    )


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Where each key stands, and (under no key) each section."""
    places: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _SECTION.match(line):
            section = match["name"]
            places.setdefault((section, ""), number)
        elif match := _KEY.match(line):
            places.setdefault((section, match["key"].lower()), number)
    return places


def _unreadable(path: str, line: int) -> SettingsError:
    return SettingsError(
        say("the line is neither a [section] nor a key = value"),
        path=path,
        line=line,
        remedy=say("Mend it, or start it with # to make it a comment"),
    )


def _broken(error: configparser.Error, path: str) -> SettingsError:
    line = getattr(error, "lineno", None)
    if isinstance(error, configparser.DuplicateSectionError):
        what = say("the section [{name}] is there twice", name=error.section)
        remedy = say("Make them one")
    elif isinstance(error, configparser.DuplicateOptionError):
        what = say("{key!r} is set twice in [{name}]", key=error.option, name=error.section)
        remedy = say("Delete one of them")
    else:
        what = say("the first line stands in no section")
        remedy = say("Write [tvilling] above it")
    return SettingsError(what, path=path, line=line, remedy=remedy)
