from __future__ import annotations

from typing import Literal

import pytest

from pipeline.catalogues.collect import collect
from pipeline.model.catalogue import Message
from pipeline.model.document import Document, Kind, Segment


def _weave(source: str, msgstr: str) -> str:
    return msgstr


def _segment(text: str, kind: Kind = Kind.PARAGRAPH, under: str = "", note: str = "") -> Segment:
    return Segment(text, text, kind, _weave, under=under, note=note)


DOCUMENT = Document(
    (
        "\n\n",
        _segment("Start", Kind.HEADING),
        "\n",
        _segment("A dog", under="Start", note="An old\n dog"),
        "\n\n",
        _segment("A cat", under="Start"),
        "\n",
        _segment("A dog", Kind.LIST_ITEM, under="Start\nhere", note="An old dog"),
    )
)


def test_equal_texts_are_joined_in_reading_order() -> None:
    assert collect(DOCUMENT, "posts/en/a.md") == (
        Message("Start", None, ("heading",), ("posts/en/a.md",)),
        Message(
            "A dog",
            None,
            ("paragraph, under: Start", "list item, under: Start here", "An old dog"),
            ("posts/en/a.md",),
        ),
        Message("A cat", None, ("paragraph, under: Start",), ("posts/en/a.md",)),
    )


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ("file", ["a.md"]),
        ("line", ["a.md:3", "a.md:4", "a.md:7", "a.md:6"]),
        ("none", []),
    ],
    ids=["the file alone", "each line", "nothing"],
)
def test_references_name(references: Literal["file", "line", "none"], expected: list[str]) -> None:
    messages = collect(DOCUMENT, "a.md", references)
    found = [reference for message in messages for reference in message.references]
    assert list(dict.fromkeys(found)) == expected
