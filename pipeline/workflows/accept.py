"""Outdated translations declared valid: what `tvilling accept` does."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.catalogues.accepting import ACCEPTED, acceptable, change_of
from pipeline.catalogues.accepting import accept as accepted
from pipeline.errors import PostError, SettingsError, TvillingError
from pipeline.model.catalogue import Catalogue, Entry, Key
from pipeline.model.language import parse_tag
from pipeline.speech import say
from pipeline.storage.ids import RESERVED
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group, selected
from pipeline.workflows.catalogues import (
    Translation,
    read_catalogue,
    text_over,
    translated_group,
)
from pipeline.workflows.index import read_blog
from pipeline.workflows.terms import term_translations


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One translation that was declared valid."""

    post: str
    """The id of the post, or `terms`."""
    lang: str
    path: str
    """The catalogue, from the blog's folder."""
    msgid: str
    """The text as the post has it now."""
    change: str
    """What was changed in it since it was translated."""


@dataclass(frozen=True, slots=True)
class AcceptReport:
    """What was accepted."""

    accepted: tuple[Acceptance, ...]
    problems: tuple[TvillingError, ...] = ()


class Accepted(NamedTuple):
    """What was accepted before, and where the catalogue says so."""

    what: Acceptance
    line: int
    """Of the entry in the catalogue, from 1."""


def accept(
    workspace: Workspace, post: str, lang: str | None = None, strings: Sequence[str] = ()
) -> AcceptReport:
    """The outdated translations of the post that are valid from now on.

    The post `terms` is the categories and tags of the blog. `lang` leaves out other languages;
    `strings` leave out what holds none of these texts. Raises `PostError` for a string that no
    outdated text holds, and then nothing is written.
    """
    tag = parse_tag(lang) if lang else None
    read = _of_terms if post == RESERVED else _of_posts
    translations, problems = read(workspace, post, tag)
    _refuse_unknown(strings, [translation for _, translation in translations], post)
    found: list[Acceptance] = []
    for id, translation in translations:
        entries = _chosen(acceptable(translation.new), strings)
        if entries:
            _write(workspace, translation, {entry.key for entry in entries})
            found.extend(_acceptances(id, translation, entries))
    return AcceptReport(tuple(found), tuple(problems))


def accepted_so_far(workspace: Workspace, posts: Sequence[str] = ()) -> tuple[Accepted, ...]:
    """What was accepted in the posts (in all, if none is named), as the catalogues say.

    A catalogue that cannot be read is left out; `tvilling check` reports it.
    """
    blog = read_blog(workspace)
    targets = workspace.settings.languages
    paths = [(RESERVED, lang, workspace.terms_path(lang)) for lang in targets if not posts]
    for group in selected(blog, posts).groups:
        paths += [(group.id, lang, workspace.catalogue_path(group.id, lang)) for lang in targets]
    found: list[Accepted] = []
    for post, lang, path in paths:
        with contextlib.suppress(TvillingError):
            catalogue, lines = read_catalogue(workspace, path)
            found += _noted(post, lang, path, catalogue or Catalogue(), lines)
    return tuple(found)


def _noted(
    post: str, lang: str, path: str, catalogue: Catalogue, lines: Mapping[Key, int]
) -> Iterator[Accepted]:
    for entry in catalogue.entries:
        for comment in entry.translator_comments:
            if comment.startswith(ACCEPTED):
                change = comment.removeprefix(ACCEPTED)
                line = lines.get(entry.key, 0)
                yield Accepted(Acceptance(post, lang, path, entry.msgid, change), line)


Read = tuple[list[tuple[str, Translation]], list[TvillingError]]
"""The catalogues with the ids of their posts, and what cannot be read."""


def _of_posts(workspace: Workspace, post: str, tag: str | None) -> Read:
    blog = selected(read_blog(workspace), (post,))
    translations: list[tuple[str, Translation]] = []
    problems = list(blog.problems)
    for group in blog.groups:
        item = translated_group(workspace, group, _targets(group, tag))
        problems.extend(item.problems)
        translations.extend((group.id, translation) for translation in item.translations)
    return translations, problems


def _of_terms(workspace: Workspace, post: str, tag: str | None) -> Read:
    found = list(term_translations(read_blog(workspace)))
    translations = [
        (post, item) for item in found if isinstance(item, Translation) and tag in {None, item.lang}
    ]
    return translations, [item for item in found if isinstance(item, TvillingError)]


def _targets(group: Group, tag: str | None) -> tuple[str, ...]:
    if tag is None:
        return group.targets
    if tag not in group.targets:
        raise SettingsError(
            say("{id} is not translated into {tag!r}", id=group.id, tag=tag),
            remedy=say("Choose one of {targets}", targets=", ".join(group.targets))
            if group.targets
            else "",
        )
    return (tag,)


def _refuse_unknown(strings: Sequence[str], translations: Iterable[Translation], post: str) -> None:
    outdated = [entry for found in translations for entry in acceptable(found.new)]
    for string in strings:
        if not _chosen(outdated, (string,)):
            raise PostError(
                say("no outdated text of {post} holds {string!r}", post=post, string=string),
                remedy=say("tvilling check {post} names the outdated ones", post=post),
            )


def _chosen(entries: Iterable[Entry], strings: Sequence[str]) -> list[Entry]:
    wanted = [" ".join(string.split()) for string in strings]
    return [entry for entry in entries if not wanted or _holds(entry.msgid, wanted)]


def _holds(msgid: str, wanted: Collection[str]) -> bool:
    text = " ".join(msgid.split())
    return any(string in text for string in wanted)


def _write(workspace: Workspace, translation: Translation, keys: Collection[Key]) -> None:
    new = accepted(translation.new, keys)
    workspace.write(translation.path, text_over(workspace, translation, new))


def _acceptances(
    post: str, translation: Translation, entries: Iterable[Entry]
) -> Iterator[Acceptance]:
    for entry in entries:
        yield Acceptance(post, translation.lang, translation.path, entry.msgid, change_of(entry))
