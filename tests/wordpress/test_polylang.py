"""Polylang is no package of any registry, so what is tested with it depends on a copy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def test_polylang_is_used_where_a_copy_of_it_is_named() -> None:
    """The tests against it are those of `tests/localcms_rest` and of publishing, run once more."""
    folder = os.environ.get("POLYLANG_SRC")
    if not folder:
        pytest.skip("nothing is tested with Polylang, as POLYLANG_SRC names no copy of it")
    assert (Path(folder) / "polylang.php").exists()
