"""What is checked: one post in one target language, as values that a workflow has put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.model.document import Document
from pipeline.model.post import Format


@dataclass(frozen=True, slots=True)
class PageUnderCheck:
    """One post in one target language."""

    post: str
    """The post's id."""
    lang: str
    """The language translated into."""
    source_lang: str
    """The language of the post."""
    path: str
    """The `.po` file, from the blog's folder."""
    source_path: str
    """The post's file, from the blog's folder."""
    format: Format
    catalogue: Catalogue
    """What `tvilling extract` would write: the catalogue merged with the post as it is now."""
    on_disk: Catalogue | None
    """The catalogue as it stands in the file; nothing where there is no file."""
    lines: Mapping[Key, int] = field(default_factory=dict)
    """The line of each entry in the `.po` file, from 1."""
    source_lines: Mapping[Key, int] = field(default_factory=dict)
    """The line of each text in the post, from 1; see `source_lines`."""
    changes: Mapping[Key, str] = field(default_factory=dict)
    """For each outdated entry what changed in its source, as a short word diff."""

    @property
    def entries(self) -> Iterator[Entry]:
        """What the post holds now."""
        return (entry for entry in self.catalogue.entries if not entry.is_obsolete)

    @property
    def translations(self) -> Iterator[Entry]:
        """What would be published."""
        return (entry for entry in self.catalogue.entries if entry.is_translated)


def source_lines(document: Document) -> dict[Key, int]:
    """The line of the post on which each text stands first."""
    lines: dict[Key, int] = {}
    for line, segment in document.lines():
        lines.setdefault(segment.key, line)
    return lines
