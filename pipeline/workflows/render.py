"""Translated posts as files, for a static site generator or to look at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.catalogues.coverage import coverage
from pipeline.errors import SettingsError, TvillingError
from pipeline.formats.own_language import in_language
from pipeline.formats.render import render as woven
from pipeline.model.coverage import PageState
from pipeline.model.language import folder_of
from pipeline.model.version import Held
from pipeline.speech import N_, say
from pipeline.storage.files import NewFiles, refuse_outside, write_text
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group, selected
from pipeline.workflows.catalogues import Translated, Translation, translated_group
from pipeline.workflows.holding import reason_to_forbid, reason_to_hold
from pipeline.workflows.index import read_blog
from pipeline.workflows.processes import mapped
from pipeline.workflows.progress import Tell, silent


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was rendered."""

    written: tuple[str, ...]
    """The files that are new or changed, from the folder of the output."""
    unchanged: tuple[str, ...]
    held: tuple[Held, ...]
    problems: tuple[TvillingError, ...] = ()


def render(
    workspace: Workspace,
    output: Path,
    names: Sequence[str] = (),
    *,
    partial: bool = False,
    tell: Tell = silent,
) -> RenderReport:
    """The report of writing the translations of the named posts (all, if none) below `output`.

    Translations that are not complete are held back; with `partial` their missing texts stay in
    the source language, but what a check forbids is held back all the same.
    """
    refuse_posts_folder(
        workspace,
        output,
        N_("translations written to {output} would be taken for posts written by hand"),
        say("Choose another folder, such as: tvilling render -o build"),
    )
    blog = selected(read_blog(workspace), names)
    found: list[_Result] = [*blog.problems]
    seen = frozenset(workspace.scan_catalogues().stamps)
    task = _Task(workspace, output, partial, seen, NewFiles(output))
    for number, results in enumerate(mapped(_results, task, blog.groups), 1):
        tell(N_("Rendering"), number, len(blog.groups))
        found.extend(results)
    files = [result for result in found if isinstance(result, _File)]
    return RenderReport(
        tuple(file.path for file in files if file.is_new),
        tuple(file.path for file in files if not file.is_new),
        tuple(result for result in found if isinstance(result, Held)),
        tuple(result for result in found if isinstance(result, TvillingError)),
    )


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    is_new: bool


_Result = _File | Held | TvillingError


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with every post."""

    workspace: Workspace
    output: Path
    partial: bool
    seen: frozenset[str]
    """The catalogues that are in the blog's folder."""
    new_files: NewFiles


def _results(task: _Task, group: Group) -> list[_Result]:
    try:
        item = translated_group(task.workspace, group, seen=task.seen)
    except TvillingError as error:
        return [error]
    return [*item.problems, *(_rendered(task, item, each) for each in item.translations)]


def _rendered(task: _Task, item: Translated, translation: Translation) -> _Result:
    workspace, output = task.workspace, task.output
    reason = _reason(item, translation, task.partial)
    if reason:
        return Held(item.group.id, translation.lang, reason)
    path = _path(workspace, item, translation.lang)
    try:
        text = _text(item, translation)
        if not os.path.lexists(f"{output}/{path}"):
            task.new_files.write(path, text)
            return _File(path, is_new=True)
        refuse_outside(output, path)
        return _File(path, write_text(output / path, text, str(output / path)))
    except TvillingError as error:
        return error


def _reason(item: Translated, translation: Translation, partial: bool) -> str:
    if not partial:
        return reason_to_hold(item, translation)
    if coverage(translation.new).state is PageState.UNTRANSLATED:
        return say("not translated yet")
    return reason_to_forbid(item, translation)


def _path(workspace: Workspace, item: Translated, lang: str) -> str:
    source = item.group.source.path
    return workspace.pattern.path(
        _spelt_like(source, workspace, lang), item.group.id, PurePosixPath(source).suffix
    )


def _spelt_like(source: str, workspace: Workspace, lang: str) -> str:
    """The tag as a folder name: with `_` where the blog's own folders have one."""
    place = workspace.pattern.place(source)
    return folder_of(lang) if place and "_" in place.lang else lang


def _text(item: Translated, translation: Translation) -> str:
    text = woven(item.document, translation.new.translations)
    return in_language(text, item.post.lang, translation.lang)


def refuse_posts_folder(workspace: Workspace, output: Path, what: str, remedy: str) -> None:
    """Raises `SettingsError` where files written to the folder would be taken for posts.

    `what` is the message, with a place for the `{output}`.
    """
    root = Path(os.path.realpath(workspace.root))
    real = Path(os.path.realpath(output))
    posts = root / workspace.pattern.folder
    if real == root or (posts != root and real.is_relative_to(posts)):
        raise SettingsError(
            say(what, output=output),
            remedy=remedy,
        )
