"""The rules of a blog, as its settings and its glossary make them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model.check_settings import CheckSettings
from pipeline.storage.cache_version import rules_key
from pipeline.storage.section_values import FILE
from pipeline.storage.settings import raise_problems
from pipeline.storage.stamps import digest_of
from pipeline.storage.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.checks.chosen import Chosen
    from pipeline.checks.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Applied:
    """What the pages of a blog are checked by."""

    chosen: Chosen
    glossary: Glossary | None


def applied_to(workspace: Workspace) -> Applied:
    """What the blog's pages are checked by; raises `SettingsError` where that makes no sense."""
    return applied(workspace.settings.checks, glossary_text(workspace))


@functools.lru_cache(2)
def applied(settings: CheckSettings, glossary: str | None) -> Applied:
    """The same, of the settings and the text of the glossary."""
    # Imported here: where nothing has changed, nobody needs the rules themselves.
    from pipeline.checks.chosen import choose
    from pipeline.checks.glossary import parse_glossary

    chosen, problems = choose(settings, FILE)
    raise_problems(problems)
    return Applied(chosen, None if glossary is None else parse_glossary(glossary, "glossary.csv"))


def key_of_rules(workspace: Workspace) -> bytes:
    """The `rules_key` of the blog's settings and glossary."""
    glossary = glossary_text(workspace)
    found = b"" if glossary is None else digest_of(glossary.encode("utf-8", "surrogatepass"))
    return rules_key(workspace.settings.checks, found)


def glossary_text(workspace: Workspace) -> str | None:
    """The text of the blog's glossary; nothing where it has none."""
    return workspace.read_catalogue(glossary_path(workspace))


def glossary_path(workspace: Workspace) -> str:
    """Where the glossary is, from the blog's folder."""
    return f"{workspace.settings.locales}/glossary.csv"
