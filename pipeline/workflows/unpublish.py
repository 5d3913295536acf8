"""Posts put into the trash of a CMS: what `tvilling unpublish` does, and `publish --prune`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import PostError, SettingsError
from pipeline.model.language import parse_tag
from pipeline.model.target import Target
from pipeline.publish.plan import Action, Verb
from pipeline.publish.remote import RemotePost
from pipeline.publish.resolve import Place
from pipeline.publish.retiring import read_gone, read_published, retire, retirements
from pipeline.publish.sites import Site, tell_sites
from pipeline.publish.standing import PRUNED, UNPUBLISHED
from pipeline.speech import say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog
from pipeline.workflows.connection import Secret, connected, meet
from pipeline.workflows.index import read_blog
from pipeline.workflows.sites import connected_sites

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport

Confirm = Callable[[Sequence[Action]], bool]
"""Whether the person wants these versions to go into the trash."""


@dataclass(frozen=True, slots=True)
class UnpublishReport:
    """What was put into the trash, or would be."""

    target: Target
    actions: tuple[Action, ...]
    is_done: bool
    """Whether it was done; not for a dry run, nor where the person said no."""


def unpublish(
    workspace: Workspace,
    target: Target,
    names: Sequence[str],
    *,
    lang: str | None = None,
    secret: Secret,
    confirm: Confirm,
    dry_run: bool = False,
    ours: bool = False,
) -> UnpublishReport:
    """The report of putting the versions of the named posts into the trash.

    Without `lang`, those in all languages go. Where `lang` is the language that the post was
    written in, its translations go with it: none is ever more public than its source. Names are
    ids of posts, which need not be in the blog any more.
    """
    blog = read_blog(workspace)
    wanted = {name: _languages(blog, name, lang) for name in (_id_of(blog, name) for name in names)}
    with _connected(workspace, target, secret, dry_run) as sites:
        chosen: dict[Place, RemotePost] = {}
        for langs, cms in sites:
            posts = cms.run(read_published(wanted))
            chosen |= {
                (post, language): there
                for (post, language), there in posts.items()
                if language in wanted[post] and language in langs
            }
        missing = next((name for name in wanted if not any(p == name for p, _ in chosen)), None)
        if missing is not None:
            what = (
                say("{post} is not published on {target}", post=missing, target=target.name)
                if lang is None
                else say(
                    "{post} is not published on {target} in {lang}",
                    post=missing,
                    target=target.name,
                    lang=lang,
                )
            )
            raise PostError(
                what,
                remedy=say("Name posts by their ids; tvilling status lists those of the blog"),
            )
        actions = retirements(chosen, ours=ours)
        if dry_run or not _agreed(actions, confirm):
            return UnpublishReport(target, actions, is_done=False)
        done = _retired(sites, blog, chosen, actions)
    return UnpublishReport(target, done, is_done=True)


Connections = Sequence[tuple[Sequence[str], "Transport"]]
"""The sites of a target, each with its languages."""


@contextmanager
def _connected(
    workspace: Workspace, target: Target, secret: Secret, dry_run: bool
) -> Iterator[Connections]:
    languages = workspace.settings.languages
    if target.sites:
        with connected_sites(workspace, target, secret, read_only=dry_run) as found:
            yield [((lang,), cms) for lang, cms in found.items()]
        return
    with connected(workspace, target, secret, read_only=dry_run) as cms:
        meet(cms, workspace)
        yield [(languages, cms)]


def _retired(
    sites: Connections, blog: Blog, chosen: dict[Place, RemotePost], actions: Sequence[Action]
) -> tuple[Action, ...]:
    """What became of the versions; on several sites translations go before their sources."""
    if len(sites) == 1:
        return sites[0][1].run(retire(chosen, actions, UNPUBLISHED))
    sources = {(group.id, group.source.lang) for group in blog.groups}
    done: list[Action] = []
    for is_source in (False, True):
        for langs, cms in sites:
            part = [
                action
                for action in actions
                if action.lang in langs and ((action.name, action.lang) in sources) is is_source
            ]
            done += cms.run(retire(chosen, part, UNPUBLISHED))
    names = {name for name, _ in chosen}
    told = tell_sites([Site(langs[0], cms.run) for langs, cms in sites], names)
    return (*done, *told)


def _id_of(blog: Blog, name: str) -> str:
    """The id of the post that the name, or the path of its file, means."""
    path = blog.workspace.relative(name)
    posts = (post for group in blog.groups for post in group.posts)
    return next((post.id for post in posts if post.path == path and post.id != name), name)


def _languages(blog: Blog, name: str, lang: str | None) -> tuple[str, ...]:
    languages = blog.workspace.settings.languages
    if lang is None:
        return languages
    tag = parse_tag(lang)
    if tag not in languages:
        raise SettingsError(
            say("{tag!r} is not a language of the blog", tag=tag),
            remedy=say("Choose one of {languages}", languages=", ".join(languages)),
        )
    group = next((group for group in blog.groups if group.id == name), None)
    return languages if group is not None and group.source.lang == tag else (tag,)


def _agreed(actions: Sequence[Action], confirm: Confirm) -> bool:
    going = [action for action in actions if action.verb is Verb.TRASH]
    return bool(going) and confirm(going)


def prune(
    cms: Transport,
    blog: Blog,
    confirm: Confirm,
    *,
    dry_run: bool,
    ours: bool,
    langs: Sequence[str] | None = None,
) -> tuple[Action, ...]:
    """What happened, or would, to published versions whose posts are gone from the blog.

    `langs` are the languages of the CMS, if it does not have all. Raises `PostError` where posts
    cannot be read, since those would count as gone.
    """
    if blog.problems or not blog.groups:
        raise PostError(
            say("nobody can tell which posts are gone while some cannot be read")
            if blog.problems
            else say("there are no posts here, so all that was published would count as gone"),
            remedy=say("Mend the posts first, or publish without --prune"),
        )
    posts = cms.run(read_gone(blog.ids, langs or blog.workspace.settings.languages))
    actions = retirements(posts, ours=ours)
    if dry_run or not _agreed(actions, confirm):
        return actions if dry_run else ()
    return cms.run(retire(posts, actions, PRUNED))
