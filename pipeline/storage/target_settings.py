"""The sections that describe where to publish to: one target each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.errors import SettingsError
from pipeline.model.target import LOCAL, Target
from pipeline.speech import say
from pipeline.storage.ini import Ini, Section
from pipeline.storage.section_values import FILE, Problems, missing, refusing, section_values
from pipeline.storage.setting_values import Reader, choice, number, text, url
from pipeline.storage.site_settings import SITES, check_sites, named_sites

TARGET = "tvilling:target:"
"""What the name of such a section begins with."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_KEYS: Mapping[str, Reader] = {
    "kind": choice("local", "wordpress", SITES),
    "url": url,
    "user": text,
    "content": choice("blocks", "classic"),
    "parallel": number(1, 16),
}


def read_targets(ini: Ini, problems: Problems) -> tuple[Target, ...]:
    """The targets, the embedded CMS first; what cannot be read goes to `problems`."""
    sections = (each for each in ini.sections.values() if each.name.startswith(TARGET))
    found = {LOCAL.name: LOCAL}
    for section in sections:
        target = _target(section, problems)
        found[target.name] = target
    return tuple(found.values())


def _target(section: Section, problems: Problems) -> Target:
    """The target; where something is wrong with it, whatever could be read."""
    name = section.name.removeprefix(TARGET)
    if not _NAME.fullmatch(name):
        problems.append(
            SettingsError(
                say("{name!r} cannot be the name of a target", name=name),
                path=FILE,
                line=section.line,
                remedy=say("Use small letters a to z, digits and hyphens, beginning with a letter"),
            )
        )
    if section.values.get("kind", "").strip() == SITES:
        return Target(name, "sites", sites=named_sites(section, refusing(section, problems)))
    values = section_values(section, _KEYS, problems)
    if "kind" not in section.values:
        problems.append(missing(section, "kind", "wordpress"))
    if values.get("kind") == "wordpress":
        examples = {"url": "https://blog.example.com", "user": "editor"}
        problems.extend(
            missing(section, key, example)
            for key, example in examples.items()
            if key not in section.values
        )
    return Target(name, **{"kind": "wordpress", **values})  # type: ignore[arg-type]


def check_target_sites(
    ini: Ini, languages: Sequence[str], targets: Sequence[Target], problems: Problems
) -> None:
    """Nothing; what is wrong with the sites that targets name goes to `problems`."""
    known = {target.name: target for target in targets}
    for target in targets:
        if target.kind == SITES:
            refuse = refusing(ini.sections[f"{TARGET}{target.name}"], problems)
            check_sites(target.sites, languages, known, refuse)
