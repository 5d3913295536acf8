"""What the rules say of people's own translations: `python -m benchmarks.rules FOLDER [RULE ...]`.

FOLDER holds sets of pages in two languages, such as `news/en/a.html` and `news/sv/a.html`. Pages
that have the same kinds of texts in both languages, in the same order, are paired text by text, by
position, and checked in both directions as if each page were the translation of the other.
Whatever a rule finds there was written and published by people: most of it is either a slip of
theirs or a false alarm.

For each rule it writes how many findings there are in 1,000 texts and what a text costs; with the
names of rules, also what they found, thirty findings of each drawn by lot, with both texts.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule
from pipeline.checks.run import check_page
from pipeline.checks.table import RULES
from pipeline.errors import PostError
from pipeline.formats.cut import cut
from pipeline.formats.detect import format_of
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.finding import Finding

LANGS = "en", "sv"
SHOWN = 30
OF_A_TRANSLATION = tuple(
    rule for rule in RULES if rule.name not in ("malformed", "out-of-step", "missing", "fuzzy")
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with the texts that it is about."""

    finding: Finding
    msgstr: str


def pages(folder: Path, source: str, target: str) -> Iterator[PageUnderCheck]:
    """Every page whose texts have the same kinds in both languages, as a full catalogue."""
    for path in sorted(folder.rglob("*")):
        twin = _twin(path, folder, source, target)
        if twin is not None and path.is_file() and twin.is_file():
            page = _paired(path, twin, source, target)
            if page is not None:
                yield page


def _twin(path: Path, folder: Path, source: str, target: str) -> Path | None:
    """Where the page in the other language is: in the folder of its name, or with its ending."""
    parts = path.relative_to(folder).parts
    if source in parts[:-1]:
        at = parts.index(source)
        return folder.joinpath(*parts[:at], target, *parts[at + 1 :])
    if path.name.startswith(f"{source}."):
        return path.with_name(target + path.name.removeprefix(source))
    return None


def _paired(path: Path, twin: Path, source: str, target: str) -> PageUnderCheck | None:
    text, other = (one.read_text("utf-8") for one in (path, twin))
    format = format_of(path.name, text)
    if format is None:
        return None
    try:
        first, second = cut(text, format).segments, cut(other, format).segments
    except PostError:  # a file that is no text is none of the rules' business
        return None
    if [one.kind for one in first] != [two.kind for two in second]:
        return None
    entries = {
        one.key: Entry(one.msgid, two.msgid, one.msgctxt, comments=(str(one.kind),))
        for one, two in zip(first, second, strict=True)
    }
    catalogue = Catalogue(tuple(entries.values()))
    return PageUnderCheck(
        post=path.stem,
        lang=target,
        source_lang=source,
        path=str(twin),
        source_path=str(path),
        format=format,
        catalogue=catalogue,
        on_disk=catalogue,
    )


def seen(page: PageUnderCheck, rule: Rule) -> Iterator[Seen]:
    """What the rule finds on the page."""
    texts = {entry.msgid: entry.msgstr for entry in page.entries}
    for finding in check_page(page, (rule,)):
        yield Seen(finding, texts.get(finding.msgid, ""))


def measure(found: Sequence[PageUnderCheck]) -> Iterator[tuple[Rule, list[Seen], float]]:
    """What each rule finds, and the seconds of processor time that it took.

    The rules take turns on each page, as they do in `tvilling check`.
    """
    all_seen: dict[str, list[Seen]] = {rule.name: [] for rule in OF_A_TRANSLATION}
    costs: Counter[str] = Counter()
    for page in found:
        for rule in OF_A_TRANSLATION:
            start = time.process_time_ns()
            all_seen[rule.name] += seen(page, rule)
            costs[rule.name] += time.process_time_ns() - start
    for rule in OF_A_TRANSLATION:
        yield rule, all_seen[rule.name], costs[rule.name] / 1e9


def main(folder: Path, names: Sequence[str]) -> None:
    """Writes the figures, and what the named rules found."""
    for source, target in (LANGS, LANGS[::-1]):
        found = list(pages(folder, source, target))
        count = sum(len(page.catalogue.entries) for page in found)
        print(f"\n{source} to {target}: {count} texts of {len(found)} pages")
        for rule, told, cost in measure(found):
            rate, each = len(told) / max(count, 1) * 1000, cost / max(count, 1) * 1e6
            print(f"{rule.name:16} {rule.severity:8} {rate:7.1f} {each:7.1f} us")
            if rule.name in names:
                show(rule, told)


def show(rule: Rule, told: Sequence[Seen]) -> None:
    """Writes some of the findings for a person to judge."""
    print(f"\n{rule.name}: {len(told)} findings")
    for one in random.Random(rule.name).sample(told, min(SHOWN, len(told))):
        print(f"\n* {one.finding.message}\n  < {one.finding.msgid}\n  > {one.msgstr}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
