"""The words that a blog has settled how to translate, and those that stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import SettingsError, TvillingError
from pipeline.model.language import parse_tag
from pipeline.speech import N_, say

COLUMNS = ("source", "target", "term", "translation", "note", "forbidden")
"""The first line of the file; the last two may be left out."""
_NEEDED = COLUMNS[:4]
_BETWEEN = "|"
_REASONS = (
    N_("unexpected end of data"),
    N_("',' expected after '\"'"),
)
"""What `csv` finds wrong; looked up when it says so."""


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary."""

    source: str
    """The language of the term; empty for any."""
    target: str
    """The language that the line is about; empty for any."""
    term: str
    translations: tuple[str, ...] = ()
    """What the term may be called, any of them; none means that it stays as it is."""
    note: str = ""
    """For translators: shown when the term is missed."""
    forbidden: tuple[str, ...] = ()
    """What the term is not to be called."""

    def is_for(self, source: str, target: str) -> bool:
        """Whether the line is about translating from the one language into the other."""
        return _covers(self.source, source) and _covers(self.target, target)


def _covers(wanted: str, lang: str) -> bool:
    return not wanted or lang == wanted or lang.startswith(f"{wanted}-")


# Equal only to itself, so that what is made of it for a pair of languages is found again at once.
@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The entries of the blog's glossary."""

    terms: tuple[Term, ...] = ()


def parse_glossary(text: str, path: str = "") -> Glossary:
    """The glossary that a CSV file holds.

    Its first line names the columns; several translations or forbidden words stand with `|`
    between them. Raises `SettingsError` with the line of what is wrong.

    >>> parse_glossary("source,target,term,translation\\nen,sv,pull request,ändringsförslag").terms
    (Term(source='en', target='sv', term='pull request', translations=('ändringsförslag',), \
note='', forbidden=()),)
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        _look_at_head(reader.fieldnames or (), path)
        return Glossary(tuple(_terms(reader, path)))
    except csv.Error as error:
        raise SettingsError(
            say("the glossary is no CSV: {error}", error=say(str(error))),
            path=path,
            line=reader.line_num + 1,
            remedy=say('Put a value with a comma or a line break between "quotation marks"'),
        ) from None


def _look_at_head(names: Iterable[str], path: str) -> None:
    found = [name.strip().lower() for name in names]
    missing = [name for name in _NEEDED if name not in found]
    unknown = [name for name in found if name not in COLUMNS]
    if missing or unknown:
        told = (
            say("the first line of the glossary lacks {column!r}", column=missing[0])
            if missing
            else say("the first line of the glossary has {column!r}", column=unknown[0])
        )
        raise SettingsError(
            told,
            path=path,
            line=1,
            remedy=say("Begin the file with {columns}", columns=",".join(COLUMNS)),
        )


def _terms(reader: csv.DictReader[str], path: str) -> Iterator[Term]:
    for row in reader:
        values = {
            name.strip().lower(): (value or "").strip()
            for name, value in row.items()
            if isinstance(name, str) and not isinstance(value, list)
        }
        if len(values) != len(row):
            what = say("a line of the glossary has more values than columns")
            raise _problem(what, path, reader.line_num)
        if any(values.values()):
            yield _term(values, path, reader.line_num)


def _term(values: Mapping[str, str], path: str, line: int) -> Term:
    if not values["term"]:
        raise _problem(say("a line of the glossary has no term"), path, line)
    return Term(
        _lang(values["source"], path, line),
        _lang(values["target"], path, line),
        values["term"],
        _several(values["translation"]),
        values.get("note", ""),
        _several(values.get("forbidden", "")),
    )


def _lang(written: str, path: str, line: int) -> str:
    if written in ("", "*"):
        return ""
    try:
        return parse_tag(written)
    except TvillingError as error:
        raise SettingsError(error.what, path=path, line=line, remedy=error.remedy) from None


def _several(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in written.split(_BETWEEN))))


def _problem(what: str, path: str, line: int) -> SettingsError:
    return SettingsError(
        what,
        path=path,
        line=line,
        remedy=say('Put a value with a comma between "quotation marks"'),
    )
