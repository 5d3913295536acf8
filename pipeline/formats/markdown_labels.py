"""Links whose text is the label by which their address is found: `[text]` and `[text][]`.

Who translates the text would lose the link, so the label is written behind the translation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.markdown_blocks import Step
from pipeline.model.document import Weave

_BY_TEXT = frozenset({"Collapsed", "Shortcut"})
_BRACKETS = re.compile(
    r"(?P<code>`+).+?(?P=code)"
    r"|(?<![\\\]])\[(?P<text>(?!\^)[^\[\]\\]*[^\s\[\]\\][^\[\]\\]*)\](?:\[\])?(?![\[(:])"
)


@dataclass(frozen=True, slots=True)
class WithLabels:
    """A text with links or images whose text is their label."""

    weave: Weave
    labels: tuple[str, ...]
    others: frozenset[str]
    """What else stands in brackets, and is no link."""

    def __call__(self, source: str, msgstr: str) -> str:
        return self.weave(source, self._labelled(msgstr))

    def _labelled(self, msgstr: str) -> str:
        """The translation with labels, where it is clear which links they belong to."""
        found = [match for match in _BRACKETS.finditer(msgstr) if match["text"]]
        present = Counter(_key(match["text"]) for match in found)
        gone = []
        for label in self.labels:
            if present[_key(label)]:
                present[_key(label)] -= 1
            else:
                gone.append(label)
        known = {*map(_key, self.labels), *self.others}
        new = [match for match in found if _key(match["text"]) not in known]
        if len(new) != len(gone):
            return msgstr
        for match, label in zip(reversed(new), reversed(gone), strict=True):
            start, end = match.start("text") - 1, match.end()
            msgstr = f"{msgstr[:start]}[{match['text']}][{label}]{msgstr[end:]}"
        return msgstr


def labels_in(steps: Sequence[Step]) -> list[tuple[int, str]]:
    """Where links and images begin whose text is their label, and the label, in order."""
    return [
        (step[1]["start"], " ".join(label.split())) for step in steps if (label := _label(step))
    ]


def keep_labels(msgid: str, found: Sequence[tuple[int, str]], weave: Weave) -> Weave:
    """How a text is written in which these labels stand."""
    if not found:
        return weave
    labels = tuple(label for _, label in found)
    texts = {_key(match["text"]) for match in _BRACKETS.finditer(msgid) if match["text"]}
    return WithLabels(weave, labels, frozenset(texts - set(map(_key, labels))))


def _label(step: Step) -> str:
    tag = step[0].get("Start") if isinstance(step[0], dict) else None
    link = (tag.get("Link") or tag.get("Image")) if isinstance(tag, dict) else None
    return str(link["id"]) if link and link["link_type"] in _BY_TEXT else ""


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()
