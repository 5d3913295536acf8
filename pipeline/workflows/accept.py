"""Outdated translations declared valid: what `tvilling accept` does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogues.accepting import accept as accepted
from pipeline.catalogues.accepting import acceptable, change_of
from pipeline.catalogues.po import serialize
from pipeline.errors import PostError, SettingsError, TvillingError
from pipeline.model.catalogue import Entry, Key
from pipeline.model.language import parse_tag
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group, read_blog, selected
from pipeline.workflows.catalogues import Translation, translated_group


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One translation that was declared valid."""

    post: str
    """The id of the post."""
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


def accept(
    workspace: Workspace, post: str, lang: str | None = None, strings: Sequence[str] = ()
) -> AcceptReport:
    """The outdated translations of the post that are valid from now on.

    `lang` leaves out other languages; `strings` leave out what holds none of these texts. Raises
    `PostError` for a string that no outdated text holds, and then nothing is written.
    """
    tag = parse_tag(lang) if lang else None
    blog = selected(read_blog(workspace), (post,))
    translations: list[tuple[str, Translation]] = []
    problems = list(blog.problems)
    for group in blog.groups:
        item = translated_group(workspace, group, _targets(group, tag))
        problems.extend(item.problems)
        translations.extend((group.id, translation) for translation in item.translations)
    _refuse_unknown(strings, [translation for _, translation in translations], post)
    found: list[Acceptance] = []
    for id, translation in translations:
        entries = _chosen(acceptable(translation.new), strings)
        if entries:
            _write(workspace, translation, {entry.key for entry in entries})
            found.extend(_acceptances(id, translation, entries))
    return AcceptReport(tuple(found), tuple(problems))


def _targets(group: Group, tag: str | None) -> tuple[str, ...]:
    if tag is None:
        return group.targets
    if tag not in group.targets:
        raise SettingsError(
            f"{group.id} is not translated into {tag!r}",
            remedy=f"Choose one of {', '.join(group.targets)}" if group.targets else "",
        )
    return (tag,)


def _refuse_unknown(strings: Sequence[str], translations: Iterable[Translation], post: str) -> None:
    outdated = [entry for found in translations for entry in acceptable(found.new)]
    for string in strings:
        if not _chosen(outdated, (string,)):
            raise PostError(
                f"no outdated text of {post} holds {string!r}",
                remedy=f"tvilling check {post} names the outdated ones",
            )


def _chosen(entries: Iterable[Entry], strings: Sequence[str]) -> list[Entry]:
    wanted = [" ".join(string.split()) for string in strings]
    return [entry for entry in entries if not wanted or _holds(entry.msgid, wanted)]


def _holds(msgid: str, wanted: Collection[str]) -> bool:
    text = " ".join(msgid.split())
    return any(string in text for string in wanted)


def _write(workspace: Workspace, translation: Translation, keys: Collection[Key]) -> None:
    workspace.write(translation.path, serialize(accepted(translation.new, keys)))


def _acceptances(
    post: str, translation: Translation, entries: Iterable[Entry]
) -> Iterator[Acceptance]:
    for entry in entries:
        yield Acceptance(post, translation.lang, translation.path, entry.msgid, change_of(entry))
