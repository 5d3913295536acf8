"""What is right and wrong with a blog's setup: what `tvilling doctor` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.cms.discovery import lacks, problems
from pipeline.errors import CmsError, SettingsError, TvillingError
from pipeline.formats.detect import SUFFIXES
from pipeline.model.target import Target
from pipeline.speech import say
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.blog import Blog
from pipeline.workflows.connection import Secret, connected
from pipeline.workflows.extract import extract
from pipeline.workflows.index import read_blog


class Level(StrEnum):
    """How good or bad a thing is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    level: Level
    subject: str
    """A word or two: what was looked at."""
    message: str
    remedy: str = ""
    exit_code: int = 0
    """What the command exits with for it."""


def doctor(start: Path, target: str | None, secret: Secret) -> Iterator[Diagnosis]:
    """One diagnosis after the other: settings, posts, catalogues, then the CMS.

    Without settings that can be read, nothing else can be looked at.
    """
    try:
        workspace = open_workspace(start)
        chosen = workspace.settings.target(target)
    except SettingsError as error:
        for problem in getattr(error, "problems", (error,)):
            yield _failed("settings", problem)
        return
    yield _settings(workspace)
    yield from _posts(workspace)
    yield from _catalogues(workspace)
    sites = workspace.settings.sites_of(chosen) or ((None, chosen),)
    for lang, site in sites:
        languages = workspace.settings.languages if lang is None else (lang,)
        yield from _cms(workspace, site, languages, secret)


def _settings(workspace: Workspace) -> Diagnosis:
    settings = workspace.settings
    names = ", ".join(settings.languages)
    return Diagnosis(
        Level.OK,
        "settings",
        say(
            "{title!r} in {names}, at {root}",
            title=settings.title,
            names=names,
            root=workspace.root,
        ),
    )


def _posts(workspace: Workspace) -> Iterator[Diagnosis]:
    blog = read_blog(workspace)
    for problem in blog.problems:
        yield _failed("posts", problem)
    if not blog.groups:
        yield Diagnosis(
            Level.WARN,
            "posts",
            say("there are no posts at {posts}", posts=workspace.settings.posts),
            say("Write the first one, or correct posts in setup.cfg"),
        )
        return
    yield Diagnosis(Level.OK, "posts", _counts(blog))


def _counts(blog: Blog) -> str:
    total = sum(len(group.posts) for group in blog.groups)
    by_language = {
        lang: sum(post.lang == lang for group in blog.groups for post in group.posts)
        for lang in blog.workspace.settings.languages
    }
    told = ", ".join(
        say("{number} in {lang}", number=number, lang=lang) for lang, number in by_language.items()
    )
    return say("{total} can be read: {told}", total=total, told=told)


def _catalogues(workspace: Workspace) -> Iterator[Diagnosis]:
    report = extract(workspace, writes=False)
    for path in report.no_posts:
        yield Diagnosis(
            Level.WARN,
            "posts",
            say("{path} is no post, by the end of its name", path=path),
            say("Rename it to end in {ends}", ends=", ".join(SUFFIXES)),
        )
    posts = {post.path for group in read_blog(workspace).groups for post in group.posts}
    for problem in report.problems:
        if problem.path and problem.path.endswith(".po"):
            yield _failed("catalogues", problem)
    if report.orphans:
        yield Diagnosis(
            Level.WARN,
            "catalogues",
            say(
                "{number} belong to no post: {orphans}",
                number=len(report.orphans),
                orphans=", ".join(report.orphans[:3]),
            ),
            say("Delete them if the posts are gone for good"),
        )
    if report.pending:
        yield Diagnosis(
            Level.WARN,
            "catalogues",
            say(
                "{number} of {number2} are not in step with their posts",
                number=len(report.pending),
                number2=len(report.changes),
            ),
            say("Run: tvilling extract"),
        )
    elif posts:
        yield Diagnosis(
            Level.OK,
            "catalogues",
            say("{number} in step with their posts", number=len(report.changes)),
        )


def _cms(
    workspace: Workspace, target: Target, languages: Sequence[str], secret: Secret
) -> Iterator[Diagnosis]:
    name = f"CMS {target.name}"
    try:
        with connected(workspace, target, secret, read_only=True) as cms:
            site = cms.connect()
    except TvillingError as error:
        yield _failed(name, error)
        return
    where = target.url or say("embedded, on this machine")
    roles = ", ".join(site.me.roles) or say("without a role")
    yield Diagnosis(
        Level.OK,
        name,
        say("{where}, signed in as {name} ({roles})", where=where, name=site.me.name, roles=roles),
    )
    for problem in problems(site, languages):
        yield Diagnosis(
            Level.FAIL, name, problem.what, problem.remedy, exit_code=CmsError.exit_code
        )
    lack = lacks(site)
    if lack is not None:
        yield Diagnosis(Level.WARN, name, lack.what, lack.remedy)
    if site.me.is_filtered:
        yield Diagnosis(
            Level.WARN,
            name,
            say(
                "the user {name} may not write every kind of HTML, so posts may lose some",
                name=site.me.name,
            ),
            say(
                "Give the user the role of an editor; on a network of sites and where "
                "DISALLOW_UNFILTERED_HTML is set, ask whoever looks after the site"
            ),
        )


def _failed(subject: str, error: TvillingError) -> Diagnosis:
    place = f"{error.where}: " if error.where else ""
    message = f"{place}{error.what}"
    return Diagnosis(Level.FAIL, subject, message, error.remedy, error.exit_code)
