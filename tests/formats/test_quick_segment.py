"""Segments that are made without their class's own constructor."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from pipeline.formats.markdown_weave import Prose
from pipeline.formats.quick_segment import quick_segment
from pipeline.model.document import Kind, Segment


def test_a_quick_segment_is_the_segment() -> None:
    made = quick_segment("a\nb", "a b", Kind.PARAGRAPH, Prose(), "menu", "Top", "Short")
    assert made == Segment("a\nb", "a b", Kind.PARAGRAPH, Prose(), "menu", "Top", "Short")
    assert type(made) is Segment


def test_a_quick_segment_has_what_the_class_has_where_nothing_is_said() -> None:
    made = quick_segment("a", "a", Kind.TITLE, Prose())
    assert made == Segment("a", "a", Kind.TITLE, Prose())


def test_a_quick_segment_is_frozen() -> None:
    made = quick_segment("a", "a", Kind.TITLE, Prose())
    with pytest.raises(FrozenInstanceError):
        made.note = "b"  # type: ignore[misc]
