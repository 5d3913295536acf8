"""The plug-in for WordPress as a file: what `tvilling bridge` does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.speech import say
from pipeline.storage.files import read_bytes, write_text

NAME = "tvilling-bridge.php"
_VERSION = re.compile(r"^ \* Version:\s+(\S+)$", re.MULTILINE)
_OURS = "Plugin Name:       Tvilling Bridge"


@dataclass(frozen=True, slots=True)
class BridgeReport:
    """What became of the plug-in."""

    path: Path
    version: str
    is_written: bool
    """Not where the file is there already."""


def plug_in() -> str:
    """The PHP of the plug-in."""
    return files("pipeline.cms.bridge").joinpath(NAME).read_text(encoding="utf-8")


def write_bridge(output: Path) -> BridgeReport:
    """The report of the plug-in written to a file, or into a folder; replaces only its like."""
    path = output / NAME if output.is_dir() else output
    text = plug_in()
    if path.exists() and _OURS not in _text(path):
        raise StorageError(
            say("there is another file of that name already"),
            path=str(path),
            remedy=say("Name another file with -o"),
        )
    version = _VERSION.search(text)
    is_written = write_text(path, text, str(path))
    return BridgeReport(path, version[1] if version else "", is_written)


def _text(path: Path) -> str:
    return read_bytes(path, str(path)).decode("utf-8", "replace")
