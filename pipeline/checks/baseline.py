"""The findings that a blog lives with for now, so that only new ones count.

The file names each finding by what it is about, never by its line, and holds one finding a line in
a fixed order, so that it changes only where the blog does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.errors import SettingsError
from pipeline.model.finding import Finding
from pipeline.speech import N_, say

VERSION = 1
_WIDTH = 60


class Known(NamedTuple):
    """What a finding is known by."""

    path: str
    rule: str
    text: str
    """The string concerned, cut if it is long, with a mark that tells it from others of the same
    beginning; nothing for the file as a whole."""


def known_by(finding: Finding) -> Known:
    """The name of the finding, which it keeps while its text stays as it is."""
    return Known(finding.path, finding.rule, _shown(finding.msgid))


def _shown(msgid: str) -> str:
    text = " ".join(msgid.split())
    if len(text) <= _WIDTH:
        return text
    from zlib import crc32

    return f"{text[:_WIDTH]}… {crc32(msgid.encode('utf-8', 'surrogatepass')):08x}"


class Baseline:
    """The known findings, each as often as it was there; those that are met are struck out.

    A page of which nothing was translated is known as one, and so are its texts one by one when
    the first of them gets its translation: work must not bring on what was there before.
    """

    def __init__(self, known: Counter[Known]) -> None:
        self.left = known
        self.pages = {one for one in known if not one.text}
        self.met: set[Known] = set()

    def takes(self, finding: Finding) -> bool:
        """Whether the finding is known."""
        name = known_by(finding)
        if self.left[name] > 0:
            self.left[name] -= 1
            return True
        page = name._replace(text="")
        if page in self.pages:
            self.met.add(page)
            return True
        return False

    def unneeded(self) -> tuple[Known, ...]:
        """What is known and was not met."""
        return tuple(sorted(one for one in +self.left if one not in self.met))


def parse_baseline(text: str, path: str) -> Counter[Known]:
    """The findings in the text; raises `SettingsError` where it is no baseline."""
    try:
        value = json.loads(text)
        if value["version"] != VERSION:
            raise SettingsError(
                say(
                    "is a baseline of version {value}, not {version}",
                    value=value["version"],
                    version=VERSION,
                ),
                path=path,
                remedy=say(_REMEDY),
            )
        rows = [(Known(*map(str, row[:3])), int(row[3])) for row in value["findings"]]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise SettingsError(
            say("cannot be read as a baseline"), path=path, line=line, remedy=say(_REMEDY)
        ) from None
    known: Counter[Known] = Counter()
    for name, times in rows:
        known[name] += times
    return known


_REMEDY = N_("Make it anew with: tvilling check --update-baseline")


def written_baseline(findings: Iterable[Finding]) -> tuple[str, int]:
    """The text of a baseline that knows these findings, and how many they are."""
    known = Counter(map(known_by, findings))
    lines = ",\n".join(_lines(known))
    rows = f"\n{lines}\n  " if lines else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{rows}]\n}}\n', known.total()


def _lines(known: Counter[Known]) -> Iterator[str]:
    for name, times in sorted(known.items()):
        yield f"    {json.dumps([*name, times], ensure_ascii=False)}"
