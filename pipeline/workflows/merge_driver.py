"""Three versions of a catalogue joined for git: what `tvilling merge-driver` does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.three_way import merge3
from pipeline.errors import CatalogueError, TvillingError
from pipeline.model.catalogue import Catalogue, Key
from pipeline.speech import N_, say
from pipeline.storage.files import decode, read_bytes, write_text


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of the files."""

    conflicts: tuple[Key, ...] = ()
    """What two people translated differently; both translations are in the file."""
    problems: tuple[TvillingError, ...] = ()
    """Why the files could not be joined; then none of them was touched."""


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> MergeReport:
    """The report of joining the files into `ours`; `name` is what messages call the catalogue.

    What cannot be read as a catalogue is left as it is.
    """
    catalogues: list[Catalogue] = []
    problems: list[TvillingError] = []
    sides = (N_("common version"), N_("our version"), N_("their version"))
    for file, side in zip((base, ours, theirs), sides, strict=True):
        try:
            catalogues.append(_read(file, f"{name} ({say(side)})"))
        except TvillingError as error:
            problems.append(error)
    if problems:
        return MergeReport(problems=tuple(problems))
    joined = merge3(*catalogues)
    if joined.catalogue != catalogues[1]:
        write_text(ours, serialize(joined.catalogue), name)
    return MergeReport(joined.conflicts)


def _read(file: Path, name: str) -> Catalogue:
    return parse(decode(read_bytes(file, name), name, CatalogueError), name)


def setup_lines() -> Iterable[str]:
    """The commands that make git use the driver."""
    yield 'git config merge.tvilling.name "join catalogues entry by entry"'
    yield 'git config merge.tvilling.driver "tvilling merge-driver %O %A %B %P"'
    line = "*.po merge=tvilling"
    yield f'grep -qsxF "{line}" .gitattributes || echo "{line}" >> .gitattributes'
