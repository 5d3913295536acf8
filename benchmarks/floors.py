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

_BUILD = """\
import multiprocessing, os, sys
from pyromark import Markdown, Options
PARSER = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH
                  | Options.ENABLE_FOOTNOTES | Options.ENABLE_TASKLISTS)
TEXTS = {"Paragraph", "Heading", "Item", "TableCell"}
SOURCE, TARGET = sys.argv[1:3]
def build(name):
    with open(f"{SOURCE}/{name}", "rb", buffering=0) as file:
        raw = file.read()
    at = raw.find(b"\\n---\\n") + 5
    body = raw[at:]
    texts = {}
    for event, span in PARSER.events_with_range(body.decode()):
        if type(event) is dict and (tag := event.get("End")):
            kind = tag if type(tag) is str else next(iter(tag))
            if kind in TEXTS:
                texts.setdefault(body[span["start"]:span["end"]].decode().strip(), kind)
    blocks = []
    for text, kind in texts.items():
        text = text.replace("\\\\", "\\\\\\\\").replace('"', '\\\\"').replace("\\n", " ")
        blocks.append(f'#. {kind}\\n#: {name}\\nmsgid "{text}"\\nmsgstr ""\\n')
    with open(f"{TARGET}/{name}.po", "wb", buffering=0) as file:
        file.write("\\n".join(blocks).encode())
if __name__ == "__main__":
    names = sorted(os.listdir(SOURCE))
    os.makedirs(TARGET)
    cores = len(os.sched_getaffinity(0))
    if cores == 1:
        for name in names:
            build(name)
    else:
        with multiprocessing.get_context("fork").Pool(cores) as pool:
            for _ in pool.imap_unordered(build, names, 50):
                pass
"""


def _python(script: str, *folders: Path, cores: int = 0) -> Command:
    words = [sys.executable, "-c", script, *map(str, folders)]
    return Command(words, Path.cwd(), cores, fine=(0,))


def look(*folders: Path) -> Command:
    """Every file below the folders is asked for its size and times; none is opened."""
    return _python(_LOOK, *folders)


def read(*folders: Path) -> Command:
    """Every file below the folders is read."""
    return _python(_READ, *folders)


def build(posts: Path, target: Path, cores: int) -> Command:
    """Every post is parsed, and what a catalogue needs of it is written to `target`.

    The least that extraction can do: the parser's events, one text for each block, one file; no
    front matter, no merging, no contexts, no checks. `target` must not be there yet.
    """
    return _python(_BUILD, posts, target, cores=cores)
