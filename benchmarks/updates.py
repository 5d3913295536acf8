"""What real edits of real pages cost their translators: `python -m benchmarks.updates FOLDER`.

Each folder below FOLDER holds one edit: `en.old` and `sv.old` in step, `en.new` after the edit,
and `sv.new`, what the translator then made of it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogues.collect import collect
from pipeline.catalogues.edits import Edit, bare_words, classify
from pipeline.catalogues.links import without_addresses
from pipeline.catalogues.merge import merge
from pipeline.catalogues.similarity import similarity
from pipeline.formats.cut import cut
from pipeline.formats.detect import format_of
from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.model.document import Document, Segment

LEAST_KIN = 50.0
"""How alike, in percent, two Swedish texts are of which one was made from the other."""


@dataclass(frozen=True, slots=True)
class Update:
    """One edit, as catalogues."""

    name: str
    before: Catalogue
    """What was translated before the edit: all of it."""
    after: Catalogue
    """What merging made of it."""
    wanted: dict[Key, str]
    """What the translator wrote for the new page, by text."""

    @property
    def shared(self) -> set[Key]:
        """The texts that the edit left alone."""
        return {entry.key for entry in self.before.entries} & self.wanted.keys()

    @property
    def changed(self) -> list[Entry]:
        """What became of the texts that the old page did not have."""
        live = (entry for entry in self.after.entries if not entry.is_obsolete)
        return [entry for entry in live if entry.key not in self.shared]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one changed text."""

    update: str
    entry: Entry
    result: str
    """Such as `fuzzy, right partner`."""
    edit: Edit | None
    """What was changed, where there is a partner."""
    score: float
    """How alike the words of the text and of the one it was made from are, in percent."""


def updates(folder: Path) -> Iterator[Update]:
    """Every edit below the folder whose pages have as many texts in both languages."""
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        pages = {path.name[:6]: _cut(path) for path in case.iterdir()}
        before = _aligned(pages["en.old"], pages["sv.old"])
        wanted = _aligned(pages["en.new"], pages["sv.new"])
        if before is None or wanted is None:
            continue
        messages = collect(pages["en.old"], case.name)
        old = merge(None, messages, "sv", "en")
        entries = tuple(entry._replace(msgstr=before[entry.key]) for entry in old.entries)
        old = replace(old, entries=entries)
        new = merge(old, collect(pages["en.new"], case.name), "sv", "en")
        yield Update(case.name, old, new, wanted)


def _cut(path: Path) -> Document:
    text = path.read_text("utf-8")
    format = format_of(path.name, text)
    assert format is not None
    return cut(text, format)


def _aligned(source: Document, target: Document) -> dict[Key, str] | None:
    """The texts of one page by those of the other, segment by segment."""
    pairs: list[tuple[Segment, Segment]] = list(zip(source.segments, target.segments, strict=False))
    if len(source.segments) != len(target.segments):
        return None
    return {first.key: second.msgid for first, second in reversed(pairs)}


def outcomes(update: Update) -> Iterator[Outcome]:
    """What became of each changed text, judged by what the translator wrote for it."""
    free = [entry for entry in update.before.entries if entry.key not in update.shared]
    for entry in update.changed:
        wanted = update.wanted[entry.key]
        kin = max(free, key=lambda old: similarity(old.msgstr, wanted), default=None)
        if kin is not None and similarity(kin.msgstr, wanted) < LEAST_KIN:
            kin = None
        edit = classify(kin.msgid, entry.msgid) if kin else None
        score = similarity(bare_words(kin.msgid), bare_words(entry.msgid)) if kin else 0.0
        yield Outcome(update.name, entry, _result(entry, kin, wanted), edit, score)


def _result(entry: Entry, kin: Entry | None, wanted: str) -> str:
    if not entry.msgstr:
        return "left to translate: less than 80 % alike" if kin else "left to translate: new text"
    if entry.is_fuzzy:
        right = kin is not None and entry.msgstr == kin.msgstr
        return "fuzzy, right partner" if right else "fuzzy, WRONG partner"
    return "kept, as the translator has it" if entry.msgstr == wanted else "kept, but not the same"


def is_address_edit(outcome: Outcome) -> bool:
    """Whether link addresses alone were changed, down to the last character."""
    return outcome.edit is Edit.ADDRESS


def lost(update: Update) -> set[Key]:
    """The texts that the edit left alone and that are not translated as before; none, we hope."""
    before = update.before.translations
    return {key for key in update.shared if update.after.translations.get(key) != before[key]}


def main(folder: Path) -> None:
    """Writes the figures, and each text that found no partner or a wrong one."""
    found = list(updates(folder))
    results = [outcome for update in found for outcome in outcomes(update)]
    shared = sum(len(update.shared) for update in found)
    print(f"{len(found)} edits; {shared} texts left alone, {sum(len(lost(u)) for u in found)} lost")
    for (result, edit), count in sorted(
        Counter((o.result, str(o.edit or "-")) for o in results).items()
    ):
        print(f"{count:4}  {result:45} {edit}")
    for outcome in results:
        if outcome.result not in ("fuzzy, right partner", "kept, as the translator has it"):
            print(f"\n{outcome.update} ({outcome.result}, {outcome.score:.0f} %)")
            print(f"    {without_addresses(outcome.entry.msgid)[:150]!r}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
