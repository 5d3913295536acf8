"""Messages that are made without their class's own constructor."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from pipeline.catalogues.quick_message import quick_message
from pipeline.model.catalogue import Message


def test_a_quick_message_is_the_message() -> None:
    made = quick_message("a", "menu", ("paragraph",), ("posts/en/a.md",))
    assert made == Message("a", "menu", ("paragraph",), ("posts/en/a.md",))
    assert type(made) is Message


def test_a_quick_message_has_what_the_class_has_where_nothing_is_said() -> None:
    assert quick_message("a") == Message("a")


def test_a_quick_message_is_frozen() -> None:
    made = quick_message("a")
    with pytest.raises(FrozenInstanceError):
        made.msgid = "b"  # type: ignore[misc]
