"""An empty embedded CMS for each test that wants one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from tests.publish.in_process_cms import InProcessCms, new_cms


@pytest.fixture
def cms(tmp_path: Path) -> InProcessCms:
    return new_cms(tmp_path / "blog.sqlite")
