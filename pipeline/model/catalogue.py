"""The translations of one post into one language: what a `.po` file says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Key = tuple[str | None, str]
"""What gettext identifies a message by: `(msgctxt, msgid)`."""


class Message(NamedTuple):
    """A text to translate, as it stands in a post today; equal texts in one context are one."""

    msgid: str
    msgctxt: str | None = None
    comments: tuple[str, ...] = ()
    """What translators are told (`#.`): first where the text stands, then notes of the author."""
    references: tuple[str, ...] = ()
    """The files it stands in (`#:`), with `:line` behind if the blog wants lines."""

    @property
    def key(self) -> Key:
        return (self.msgctxt, self.msgid)


class Entry(NamedTuple):
    """One entry of a catalogue."""

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    is_fuzzy: bool = False
    """Whether a person has to look at the translation before it counts."""
    is_obsolete: bool = False
    """Whether the post no longer holds the text; the translation is kept for when it returns."""
    previous_msgid: str | None = None
    """For a fuzzy entry: the text that `msgstr` was the translation of (`#|`)."""
    previous_msgctxt: str | None = None
    comments: tuple[str, ...] = ()
    """For translators, from the post (`#.`)."""
    translator_comments: tuple[str, ...] = ()
    """By translators (`# `); never changed by us."""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """Flags other than `fuzzy`, in their order; kept."""
    msgid_plural: str | None = None
    """Plural forms are never written by us, but what a translator's tool wrote is kept."""
    msgstr_plural: tuple[str, ...] = ()
    previous_msgid_plural: str | None = None

    @property
    def key(self) -> Key:
        return (self.msgctxt, self.msgid)

    @property
    def is_translated(self) -> bool:
        """Whether the translation may be published: there, reviewed, and still in the post."""
        return bool(self.msgstr) and not self.is_fuzzy and not self.is_obsolete

    @property
    def is_missing(self) -> bool:
        return not self.msgstr and not self.is_obsolete


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One `.po` file."""

    entries: tuple[Entry, ...] = ()
    """In document order, the obsolete ones last."""
    headers: tuple[tuple[str, str], ...] = ()
    """The fields of the header entry, in their order, unknown ones too."""
    header_comments: tuple[str, ...] = ()
    """The comment lines above the header entry, without `# `."""
    header_flags: tuple[str, ...] = ()
    """The flags of the header entry, `fuzzy` too, which gettext writes into templates; kept."""

    def header(self, name: str) -> str | None:
        """The value of the header field of that name (case counts not), or nothing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def translations(self) -> dict[Key, str]:
        """What may be published, by message."""
        return {entry.key: entry.msgstr for entry in self.entries if entry.is_translated}
