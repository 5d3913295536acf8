"""What is checked: one post in one target language, as values that a workflow has put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.checks.glossary import Glossary
from pipeline.checks.markup import same_markup
from pipeline.checks.prose import Texts, readable
from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.model.coverage import Coverage
from pipeline.model.document import Document
from pipeline.model.post import Format

OptionValue = str | int | float | bool | tuple[str, ...]
Options = Mapping[tuple[str, str], OptionValue]
"""By the name of the rule and of the option."""


# Without slots, so that what several rules read is worked out once and kept.
@dataclass(frozen=True)
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
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the page is translated."""
    options: Options = field(default_factory=dict)
    """What the blog has set; `check_page` adds the defaults of the rules that it applies."""
    glossary: Glossary | None = None
    """Nothing where the blog has none."""
    is_in_full: bool = False
    """Whether each text is told of on its own even where none at all is translated."""

    def option(self, rule: str, name: str) -> Any:  # noqa: ANN401  # the type of its default
        """What the option of the rule is on this blog."""
        return self.options[rule, name]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What the post holds now."""
        return tuple([entry for entry in self.catalogue.entries if not entry.is_obsolete])

    @cached_property
    def translations(self) -> tuple[Entry, ...]:
        """What would be published."""
        return tuple([entry for entry in self.catalogue.entries if entry.is_translated])

    @cached_property
    def texts(self) -> tuple[Texts, ...]:
        """What readers see of the translations that are not their sources."""
        return tuple(readable(self.translations, self.format))

    @cached_property
    def marked(self) -> tuple[Entry, ...]:
        """The translations whose markup is not plainly that of their sources."""
        found = self.translations
        return tuple([e for e in found if not same_markup(e.msgid, e.msgstr, self.format)])


def source_lines(document: Document) -> dict[Key, int]:
    """The line of the post on which each text stands first."""
    lines: dict[Key, int] = {}
    for line, segment in document.lines():
        lines.setdefault(segment.key, line)
    return lines
