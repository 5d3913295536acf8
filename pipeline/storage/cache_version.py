"""What results depend on beside the files of the blog: the settings and the program itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

from pipeline.model.check_settings import CheckSettings
from pipeline.speech import spoken
from pipeline.storage.publishing_settings import Publishing
from pipeline.storage.settings import Settings

_LAYOUT = 2
"""Counts the ways in which the cache has been laid out."""

_LIBRARIES = ("pyromark", "yaml", "polib", "rapidfuzz")
"""What cuts posts and reads catalogues beside our own code."""

_NO_MATTER = frozenset({"__pycache__", "cms", "localcms", "preview", "publish", "cli"})
"""Folders of the program that do not see catalogues."""


def version_of(settings: Settings) -> str:
    """A text that changes whenever the results for an unchanged blog may.

    That is on every change of a setting that is not about publishing or checks (see `rules_key`),
    of any file of the program (so nobody has to remember to count up a version), of the folders
    that libraries are installed in, and of Python.
    """
    matters = settings._replace(
        title="",
        targets=(),
        default_target="",
        checks=CheckSettings(),
        publishing=Publishing(transliteration=settings.publishing.transliteration),
        source_url="",
        editor_url="",
    )
    parts = (_LAYOUT, sys.version, matters, *_program(Path(__file__).parents[1]), *_libraries())
    return "\n".join(map(str, parts))


def rules_key(settings: CheckSettings, glossary: bytes) -> bytes:
    """A value that changes whenever what rules say of an unchanged page may.

    `glossary` is the digest of the file. What is done with findings that are known, such as to
    leave out files, changes nothing.
    """
    levels = [(level.rule, level.severity) for level in settings.levels]
    options = [(option.rule, option.name, option.value) for option in settings.options]
    named = [name for name, _ in settings.named]
    return repr((levels, options, named, glossary, spoken())).encode()


def _program(package: Path) -> Iterator[str]:
    """The source files of the package with their stamps, as one number for each folder."""
    waiting = [str(package)]
    while waiting:
        folder = waiting.pop()
        found = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    stat = entry.stat()
                    found.append((entry.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
                elif "." not in entry.name and entry.name not in _NO_MATTER:
                    waiting.append(entry.path)
        yield f"{folder} {crc32(repr(sorted(found)).encode())}"


def _libraries() -> Iterator[str]:
    """The folders of the libraries; whatever is installed or removed there changes their time."""
    origins = (spec.origin for spec in map(find_spec, _LIBRARIES) if spec and spec.origin)
    for folder in sorted({_installed_in(origin) for origin in origins}):
        yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116


def _installed_in(origin: str) -> str:
    """The folder that holds the package, or the one module."""
    folder = os.path.dirname(origin)  # noqa: PTH120
    return os.path.dirname(folder) if origin.endswith("__init__.py") else folder  # noqa: PTH120
