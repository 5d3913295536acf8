"""How a blog writes the addresses of its posts."""

from __future__ import annotations

from pipeline.publish.slugs import SlugRules
from pipeline.storage.workspace import Workspace


def slug_rules(workspace: Workspace) -> SlugRules:
    """The blog's way to write slugs, by its setting `transliteration`."""
    pairs = workspace.settings.publishing.transliteration
    return SlugRules(by_language={lang: dict(letters) for lang, letters in pairs})
