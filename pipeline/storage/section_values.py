"""The values of one section of the settings, read key by key; what is wrong is told, not raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.errors import SettingsError
from pipeline.speech import say
from pipeline.storage.ini import Section
from pipeline.storage.setting_values import Reader, listed

FILE = "setup.cfg"
"""The name of the settings file, which stands in the blog's folder."""

Problems = list[SettingsError]
"""What is wrong with the settings, as it is found."""


def section_values(
    section: Section,
    readers: Mapping[str, Reader],
    problems: Problems,
    others: Callable[[str], Reader | None] = lambda _: None,
) -> dict[str, object]:
    """The section's values by key; what cannot be read goes to `problems`.

    `others` are readers of keys that cannot be listed.
    """
    values: dict[str, object] = {}
    for key, written in section.values.items():
        try:
            reader = readers.get(key) or others(key) or _refused(key, readers)
            values[key] = reader(written)
        except ValueError as error:
            what, remedy = error.args
            refusing(section, problems)(key, f"{key} {what}", remedy)
    return values


def _refused(key: str, readers: Mapping[str, Reader]) -> Reader:
    if "password" in key:
        raise ValueError(
            say("does not belong in a file"),
            say("Delete the line; the password is read from the environment or asked for"),
        )
    raise ValueError(
        say("is no key that Tvilling knows"), say("Use one of {listed}", listed=listed(readers))
    )


def refusing(section: Section, problems: Problems) -> Callable[[str, str, str], None]:
    """Takes a key of the section (or nothing, for the section), what is wrong, and a remedy."""

    def refuse(key: str, what: str, remedy: str) -> None:
        line = section.lines.get(key, section.line)
        problems.append(SettingsError(what, path=FILE, line=line, remedy=remedy))

    return refuse


def missing(section: Section, key: str, example: str) -> SettingsError:
    """The problem that a section lacks a key."""
    return SettingsError(
        say("[{name}] does not say {key}", name=section.name, key=key),
        path=FILE,
        line=section.line,
        remedy=say("Add a line such as: {key} = {example}", key=key, example=example),
    )
