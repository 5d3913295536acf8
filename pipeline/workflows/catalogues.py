"""Each post's catalogues: as they are on disk, and as the post of today makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogues.collect import collect
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import read
from pipeline.errors import TvillingError
from pipeline.formats.cut import cut
from pipeline.model.catalogue import Catalogue, Key
from pipeline.model.document import Document
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, Group


@dataclass(frozen=True, slots=True)
class Translation:
    """One post in one target language."""

    lang: str
    path: str
    """The catalogue, from the blog's folder."""
    old: Catalogue | None
    """As it is on disk."""
    new: Catalogue
    """In step with the post as it is now."""
    lines: Mapping[Key, int]
    """The line of each entry in the file, from 1."""

    @property
    def is_in_step(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Translated:
    """A post, cut, with its catalogues."""

    group: Group
    document: Document
    translations: tuple[Translation, ...]
    problems: tuple[TvillingError, ...] = ()
    """Why some languages have no translation here: their catalogues cannot be read."""


def translated(blog: Blog) -> Iterator[Translated | TvillingError]:
    """Every post with its catalogues, or why it cannot be cut; in the blog's order."""
    for group in blog.groups:
        try:
            yield translated_group(blog.workspace, group)
        except TvillingError as error:
            yield error


def translated_group(workspace: Workspace, group: Group) -> Translated:
    """The post with its catalogues in every language that nobody wrote it in."""
    settings = workspace.settings
    source = group.source
    document = cut(source.text, source.format, settings.rules, source.path)
    messages = collect(document, source.path, settings.references)
    found: list[Translation] = []
    problems: list[TvillingError] = []
    for lang in group.targets:
        path = workspace.catalogue_path(group.id, lang)
        try:
            old, lines = read_catalogue(workspace, path)
            found.append(
                Translation(lang, path, old, merge(old, messages, lang, source.lang), lines)
            )
        except TvillingError as error:
            problems.append(error)
    return Translated(group, document, tuple(found), tuple(problems))


def read_catalogue(workspace: Workspace, path: str) -> tuple[Catalogue | None, Mapping[Key, int]]:
    """The catalogue and the lines of its entries; nothing where there is no file."""
    text = workspace.read_catalogue(path)
    if text is None:
        return None, {}
    reading = read(text, path)
    return reading.catalogue, reading.lines
