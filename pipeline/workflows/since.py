"""Which findings a branch has to answer for: those about texts and translations it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogues.po import parse
from pipeline.errors import PostError, TvillingError
from pipeline.formats.cut import cut
from pipeline.formats.detect import format_of
from pipeline.model.finding import Finding
from pipeline.storage.files import decode
from pipeline.storage.git_changes import BranchChanges, OldFiles
from pipeline.storage.workspace import Workspace, catalogue_text

Translations = Mapping[str, frozenset[tuple[str | None, str, bool]]]
"""For each msgid its contexts, with the translation and whether it is fuzzy."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was, and its catalogue as it is."""

    texts: frozenset[str]
    """The msgids of the old post."""
    old: Translations
    new: Translations


class Since:
    """Decides finding by finding; the page looked at last is remembered, as they come by page."""

    def __init__(self, workspace: Workspace, changes: BranchChanges, files: OldFiles) -> None:
        self.workspace = workspace
        self.changes = changes
        self.files = files
        self._place = ("", "")
        self._page = _Page(frozenset(), {}, {})

    def answers_for(self, finding: Finding, catalogue: str, source: str) -> bool:
        """Whether the branch changed what the finding is about."""
        paths = self.changes.paths
        if finding.path not in paths and catalogue not in paths and source not in paths:
            return False
        if not finding.msgid or not catalogue:
            return True
        if self._place != (catalogue, source):
            self._place = (catalogue, source)
            self._page = self._read(catalogue, source)
        page = self._page
        msgid = finding.msgid
        return msgid not in page.texts or page.old.get(msgid) != page.new.get(msgid)

    def _read(self, catalogue: str, source: str) -> _Page:
        new: bytes | None = None
        try:
            new = self.workspace.read_catalogue_bytes(catalogue)
        except TvillingError:
            new = None
        old = _translations(self.files.read(catalogue), catalogue)
        texts = self._texts(source) if source else frozenset(old)
        return _Page(texts, old, _translations(new, catalogue))

    def _texts(self, path: str) -> frozenset[str]:
        data = self.files.read(path)
        if data is None:
            return frozenset()
        try:
            text = decode(data, path, PostError)
            format = format_of(path, text)
            if format is None:
                return frozenset()
            document = cut(text, format, self.workspace.settings.rules, path)
        except TvillingError:
            return frozenset()
        return frozenset(segment.msgid for segment in document.segments)


def _translations(data: bytes | None, path: str) -> Translations:
    """What the catalogue says; nothing where there is none that can be read."""
    if data is None:
        return {}
    try:
        entries = parse(catalogue_text(data, path), path).entries
    except TvillingError:
        return {}
    found: dict[str, frozenset[tuple[str | None, str, bool]]] = {}
    for entry in entries:
        if not entry.is_obsolete:
            state = (entry.msgctxt, entry.msgstr, entry.is_fuzzy)
            found[entry.msgid] = found.get(entry.msgid, frozenset()) | {state}
    return found
