"""A server on this computer that says what a test wrote down for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # so that `tests` is found however pytest starts

from tests.cms.scripted_server import ScriptedServer, serving


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving() as server:
        yield server


@pytest.fixture
def other_server() -> Iterator[ScriptedServer]:
    with serving() as server:
        yield server
