"""What nobody can do without: the bare loops that our figures are compared with.

Each is a script for a process of its own, as commands are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Command

_LOOK = """\
import os, sys
def look(folder):
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                look(entry.path)
            else:
                entry.stat()
for folder in sys.argv[1:]:
    look(folder)
"""

_READ = """\
import os, sys
for top in sys.argv[1:]:
    for folder, _, names in os.walk(top):
        for name in names:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                file.read()
"""


def _python(script: str, *folders: Path) -> Command:
    return Command([sys.executable, "-c", script, *map(str, folders)], Path.cwd(), fine=(0,))


def look(*folders: Path) -> Command:
    """Every file below the folders is asked for its size and times; none is opened."""
    return _python(_LOOK, *folders)


def read(*folders: Path) -> Command:
    """Every file below the folders is read."""
    return _python(_READ, *folders)


def build(posts: Path, target: Path, cores: int, way: str = "") -> Command:
    """Every post is parsed, and a catalogue of it is written to `target`; see `bare_loop.py`.

    `target` must not be there yet.
    """
    script = Path(__file__).with_name("bare_loop.py")
    words = [sys.executable, str(script), str(posts), str(target), way]
    return Command(words, Path.cwd(), cores, fine=(0,))
