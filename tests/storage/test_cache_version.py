"""What tells one installation of the program from another."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from pipeline.storage import cache_version

LIBRARIES = ("pyromark", "PyYAML", "polib", "rapidfuzz")


def test_the_version_of_each_library_counts() -> None:
    found = [name.lower() for name in cache_version._releases()]
    assert len(found) == len(LIBRARIES)
    for library, told in zip(LIBRARIES, found, strict=True):
        assert told.startswith((f"{library.lower()}-", f"{library.lower()} "))
        assert version(library) in told


def test_a_library_that_installers_left_no_folder_for_is_asked_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache_version, "_folders", list)
    assert list(cache_version._releases()) == [f"{name} {version(name)}" for name in LIBRARIES]
