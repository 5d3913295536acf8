"""Targets that are one site per language: which other target has each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.errors import SettingsError
from pipeline.model.language import parse_tag
from pipeline.model.target import Target
from pipeline.speech import say
from pipeline.storage.ini import Section

SITES = "sites"
"""The kind of such a target."""

Refuse = Callable[[str, str, str], None]
"""Is told a key (or nothing, for the section), what is wrong, and what to do."""


def named_sites(section: Section, refuse: Refuse) -> tuple[tuple[str, str], ...]:
    """The languages that the section has, each with the name of a target."""
    found: dict[str, str] = {}
    for key, name in section.values.items():
        if key == "kind":
            continue
        try:
            found[parse_tag(key)] = name.strip()
        except SettingsError:
            remedy = say("Write a language and the name of a target, such as: sv = live-sv")
            refuse(key, say("{key} is no language", key=key), remedy)
    return tuple(found.items())


def check_sites(
    sites: Sequence[tuple[str, str]],
    languages: Sequence[str],
    targets: Mapping[str, Target],
    refuse: Refuse,
) -> None:
    """Nothing; tells what is wrong with the sites of the languages."""
    for lang in languages:
        if lang not in dict(sites):
            key, example = lang.lower(), f"live-{lang.lower()}"
            remedy = say("Add a line such as: {key} = {example}", key=key, example=example)
            refuse("", say("the language {lang} has no site", lang=lang), remedy)
    taken: dict[str, str] = {}
    for lang, name in sites:
        problem = _problem(lang, name, languages, targets, taken)
        if problem is not None:
            refuse(lang.lower(), *problem)
        elif name in targets:
            taken.setdefault(targets[name].url, lang)


def _problem(
    lang: str,
    name: str,
    languages: Sequence[str],
    targets: Mapping[str, Target],
    taken: Mapping[str, str],
) -> tuple[str, str] | None:
    """What is wrong with the site of one language, and what to do; nothing if it is right."""
    target = targets.get(name)
    if languages and lang not in languages:
        remedy = say("Use {listed}, or delete it", listed=", ".join(languages))
        return say("{lang} is no language of the blog", lang=lang), remedy
    if target is None:
        remedy = say("Describe it in a section [tvilling:target:{name}]", name=name)
        return say("{lang} names {name!r}, which is no target", lang=lang, name=name), remedy
    if target.kind == SITES:
        remedy = say("Name the target of a WordPress")
        what = say("{lang} names {name!r}, which is several sites itself", lang=lang, name=name)
        return what, remedy
    if target.kind == "local":
        remedy = say(
            "Name the target of a WordPress; the embedded CMS has all languages in one site"
        )
        what = say("{lang} names {name!r}, which has no address of its own", lang=lang, name=name)
        return what, remedy
    if target.url in taken:
        remedy = say(
            "Give each language a site of its own, or publish to one with kind = wordpress"
        )
        return say(
            "{lang} has the same site as {other}", lang=lang, other=taken[target.url]
        ), remedy
    return None
