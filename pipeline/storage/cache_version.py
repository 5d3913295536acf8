"""What results depend on beside the files of the blog: the settings and the program itself."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pipeline.model.check_settings import CheckSettings
from pipeline.speech import spoken
from pipeline.storage.publishing_settings import Publishing
from pipeline.storage.settings import Settings
from pipeline.storage.stamps import digest_of

_LAYOUT = 2
"""Counts the ways in which the cache has been laid out."""

_LIBRARIES = {"pyromark": "pyromark", "yaml": "PyYAML", "polib": "polib", "rapidfuzz": "rapidfuzz"}
"""What cuts posts and reads catalogues beside our own code: modules, and what they come in."""
_PACKAGE = str(Path(__file__).parents[1])

_NO_MATTER = frozenset({"__pycache__", "cms", "localcms", "preview", "publish", "cli"})
"""Folders of the program that do not see catalogues."""


class Version(NamedTuple):
    """Two texts, of which one changes whenever the results for an unchanged blog may."""

    asked: str
    """Changes with every setting that is not about publishing or checks (see `rules_key`)."""
    program: str
    """How the program looks from outside: the stamps of its files, so nobody has to remember to
    count up a version, and the folders that libraries are installed in. The same program installed
    anew looks different; `program_content` tells."""


def version_of(settings: Settings) -> Version:
    """The version of results under these settings."""
    matters = settings._replace(
        title="",
        targets=(),
        default_target="",
        checks=CheckSettings(),
        publishing=Publishing(transliteration=settings.publishing.transliteration),
        source_url="",
        editor_url="",
    )
    asked = "\n".join(map(str, (_LAYOUT, sys.version, matters)))
    return Version(asked, "\n".join((_stamps(), *_libraries())))


@cache
def program_content() -> bytes:
    """A digest of what the program does: its files, wherever they are, and its libraries.

    To read them takes as long as many a run, so it is asked for where the stamps are not known.
    """
    parts = [name.encode() for name in _releases()]
    for path in sorted(entry.path for entry in _sources()):
        parts += (path.removeprefix(_PACKAGE).encode(), Path(path).read_bytes())
    return digest_of(b"\0".join(parts))


def rules_key(settings: CheckSettings, glossary: bytes) -> bytes:
    """A value that changes whenever what rules say of an unchanged page may.

    `glossary` is the digest of the file. What is done with findings that are known, such as to
    leave out files, changes nothing.
    """
    levels = [(level.rule, level.severity) for level in settings.levels]
    options = [(option.rule, option.name, option.value) for option in settings.options]
    named = [name for name, _ in settings.named]
    return repr((levels, options, named, glossary, spoken())).encode()


def _stamps() -> str:
    """How the source files of the program look from outside, as one number."""
    found = []
    for entry in _sources():
        stat = entry.stat()
        found.append((entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return f"{_PACKAGE} {crc32(repr(sorted(found)).encode())}"


def _sources() -> Iterator[os.DirEntry[str]]:
    """The source files of the program, those left out that do not matter; in no order."""
    waiting = [_PACKAGE]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    yield entry
                elif "." not in entry.name and entry.name not in _NO_MATTER:
                    waiting.append(entry.path)


def _releases() -> Iterator[str]:
    """Each library with its version, as the folders that installers leave beside it are called."""
    # `importlib.metadata` knows it, too, but loads the parser of e-mails, which takes 40 ms.
    names = {name for folder in _folders() for name in os.listdir(folder)}  # noqa: PTH208
    for library in _LIBRARIES.values():
        own = re.compile(rf"{library}-.*\.(?:dist|egg)-info", re.IGNORECASE)
        found = sorted(filter(own.fullmatch, names))
        yield from found or [_asked_for(library)]


def _asked_for(library: str) -> str:
    from importlib.metadata import version

    return f"{library} {version(library)}"


def _libraries() -> Iterator[str]:
    """The folders of the libraries; whatever is installed or removed there changes their time."""
    for folder in _folders():
        yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116


def _folders() -> list[str]:
    """Where the libraries are installed."""
    origins = (spec.origin for spec in map(find_spec, _LIBRARIES) if spec and spec.origin)
    return sorted({_installed_in(origin) for origin in origins})


def _installed_in(origin: str) -> str:
    """The folder that holds the package, or the one module."""
    folder = os.path.dirname(origin)  # noqa: PTH120
    return os.path.dirname(folder) if origin.endswith("__init__.py") else folder  # noqa: PTH120
