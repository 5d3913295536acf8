"""A blog on disk: where its posts and catalogues are, reading them, and writing what changed."""

from __future__ import annotations

import functools
import os
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.errors import CatalogueError, PostError, SettingsError, TvillingError
from pipeline.model.language import folder_of, parse_tag
from pipeline.storage.files import decode, read_bytes, refuse_outside, write_text
from pipeline.storage.ids import RESERVED
from pipeline.storage.pattern import Pattern
from pipeline.storage.scan import Scan, files_below
from pipeline.storage.settings import Settings, find_blog, load_settings

STATE = ".tvilling"
"""The folder of what can be made again: the embedded CMS's database, caches; never committed."""

_MESSAGES = "LC_MESSAGES"


class PostFile(NamedTuple):
    """A file that may be a post, and what its path says of it."""

    path: str
    """From the blog's folder, with `/`."""
    lang: str
    """As the path spells it; nothing where the path does not fit the pattern."""
    id: str


class CatalogueFile(NamedTuple):
    """A `.po` file below the folder of catalogues."""

    path: str
    lang: str
    """The tag that its folder means, or the folder's name where that is no tag."""
    id: str


class Workspace(NamedTuple):
    """A blog's folder and its settings."""

    root: Path
    settings: Settings

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.settings.posts)

    def post_files(
        self, suffixes: tuple[str, ...]
    ) -> tuple[tuple[PostFile, ...], tuple[TvillingError, ...]]:
        """The files with one of the suffixes where posts are, by path, and what cannot be seen.

        Files beside the pattern count where posts have a folder of their own, since their front
        matter may still say the language.
        """
        scan = self.scan_posts()
        files = (self.post_file(path) for path in scan.paths if path.lower().endswith(suffixes))
        return tuple(filter(None, files)), scan.problems

    def scan_posts(self) -> Scan:
        """Every file where posts are, those too that are none."""
        return self._scan(self.pattern.folder)

    def scan_catalogues(self) -> Scan:
        """Every file where catalogues are."""
        return self._scan(self.settings.locales)

    def post_file(self, path: str) -> PostFile | None:
        """What the path says of the post; nothing where no post is meant."""
        pattern = self.pattern
        place = pattern.place(path)
        if place is None:
            beside = pattern.folder and not _is_readme(path)
            return PostFile(path, "", PurePosixPath(path).stem) if beside else None
        if not pattern.folder and tag_of(place.lang) not in self.settings.languages:
            return None
        return PostFile(path, place.lang, place.id)

    def catalogue_files(self) -> tuple[CatalogueFile, ...]:
        """Every catalogue there is, those of terms too, by path."""
        return tuple(filter(None, map(self.catalogue_file, self.scan_catalogues().paths)))

    def catalogue_file(self, path: str) -> CatalogueFile | None:
        """What the path says of the catalogue; nothing where it is the path of none."""
        spelt, _, rest = path.removeprefix(f"{self.settings.locales}/").partition("/")
        folder, _, name = rest.partition("/")
        if folder != _MESSAGES or not name.endswith(".po"):
            return None
        return CatalogueFile(path, tag_of(spelt), name.removesuffix(".po"))

    def read_seen(self, path: str) -> bytes:
        """The bytes of a file that a scan has seen, and that is therefore in the blog's folder."""
        return read_bytes(f"{self.root}/{path}", path)

    def read_post(self, path: str) -> str:
        """The text of the post; raises `PostError` where it is no text in UTF-8."""
        return decode(self.read_seen(path), path, PostError)

    def read_catalogue(self, path: str) -> str | None:
        """The text of the catalogue, without a byte order mark; nothing where there is none."""
        data = self.read_catalogue_bytes(path)
        return None if data is None else catalogue_text(data, path)

    def read_catalogue_bytes(self, path: str) -> bytes | None:
        """The bytes of the catalogue, where there is one and it is in the blog's folder."""
        # `exists` costs twice as much where nothing is there.
        if not os.access(f"{self.root}/{path}", os.F_OK):
            return None
        refuse_outside(self.root, path)
        return self.read_seen(path)

    def read_media(self, path: str) -> bytes | None:
        """The bytes of a file that posts show; nothing where there is no file to give away.

        Hidden files hold settings and secrets, and no link in a post makes them public.
        """
        if any(name.startswith(".") for name in path.split("/")):
            return None
        refuse_outside(self.root, path)
        return read_bytes(self.root / path, path) if (self.root / path).is_file() else None

    def catalogue_path(self, id: str, lang: str) -> str:
        """Where the translations of the post into the language are."""
        return f"{self.settings.locales}/{folder_of(lang)}/{_MESSAGES}/{id}.po"

    def terms_path(self, lang: str) -> str:
        """Where the names of categories and tags in the language are."""
        return self.catalogue_path(RESERVED, lang)

    def relative(self, name: str) -> str:
        """The path from the blog's folder that the name means where the user stands.

        A name that is nothing there is taken as a path from the blog's folder.
        """
        here = Path(name).absolute()
        if here.exists() and here.is_relative_to(self.root):
            return here.relative_to(self.root).as_posix()
        return Path(os.path.normpath(name)).as_posix()

    def write(self, path: str, text: str) -> bool:
        """Whether the file of the blog had to be written to hold the text."""
        refuse_outside(self.root, path)
        return write_text(self.root / path, text, path)

    def state(self) -> Path:
        """The folder of what can be made again; git is told to leave it alone."""
        folder = self.root / STATE
        write_text(folder / ".gitignore", "*\n", f"{STATE}/.gitignore")
        return folder

    def _scan(self, folder: str) -> Scan:
        skipped = frozenset({self.settings.locales}) if not folder else frozenset()
        return files_below(self.root, folder, skipped)


def catalogue_text(data: bytes, path: str) -> str:
    """The text of a catalogue, without a byte order mark; raises `CatalogueError`."""
    return decode(data, path, CatalogueError).removeprefix("\ufeff")


def open_workspace(start: Path) -> Workspace:
    """The blog that the folder is in; raises `SettingsError` where it is in none."""
    root = find_blog(start)
    return Workspace(root, load_settings(root))


@functools.cache  # the paths and posts of a blog spell few languages
def tag_of(spelt: str) -> str:
    """The tag that the spelling means; the spelling itself, where that is none."""
    try:
        return parse_tag(spelt)
    except SettingsError:
        return spelt


def _is_readme(path: str) -> bool:
    return PurePosixPath(path).stem.lower() == "readme"
