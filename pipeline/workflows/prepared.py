"""A blog made ready for publishing, and what of it is planned for a CMS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.errors import TvillingError
from pipeline.model.target import Target
from pipeline.model.version import Twins
from pipeline.publish.authors import has_authors, read_users, with_authors
from pipeline.publish.choosing import narrowed
from pipeline.publish.conversation import plan_conversation
from pipeline.publish.plan import Options, Plan
from pipeline.publish.resolve import Resolver, media_paths
from pipeline.publish.versions import BuildRules
from pipeline.storage.workspace import Workspace
from pipeline.workflows.addresses import slug_rules
from pipeline.workflows.blog import Blog, selected
from pipeline.workflows.index import read_blog
from pipeline.workflows.media import media_files
from pipeline.workflows.progress import Tell
from pipeline.workflows.versions import SHAPES, build_blog

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport


@dataclass(frozen=True, slots=True)
class Prepared:
    """A blog that is ready to be compared with a CMS."""

    blog: Blog
    twins: tuple[Twins, ...]
    resolver: Resolver
    wanted: frozenset[str] | None
    """The ids of the posts that are meant; nothing where all are."""
    problems: tuple[TvillingError, ...]
    authors: Mapping[str, str] | None = None
    """Which user of the CMS each author is; nothing where the blog does not say."""


def prepare(
    workspace: Workspace, target: Target, names: Sequence[str], now: datetime, tell: Tell
) -> Prepared:
    """The whole blog as it is to be published, and which of its posts are meant."""
    whole = read_blog(workspace)
    chosen = selected(whole, names)
    shapes = {lang: SHAPES[site.content] for lang, site in workspace.settings.sites_of(target)}

    def shape(html: str, lang: str) -> str:
        return shapes.get(lang, SHAPES[target.content])(html)

    built = build_blog(whole, rules_of(workspace, now), shape, tell=tell)
    wanted = frozenset(group.id for group in chosen.groups) if names else None
    problems = built.problems if not names else _about(built.problems, chosen)
    resolver = Resolver(_paths(whole), media_files(workspace, media_paths(built.twins)))
    named = workspace.settings.publishing.authors
    authors = None if named is None else dict(named)
    return Prepared(whole, built.twins, resolver, wanted, problems, authors)


def rules_of(workspace: Workspace, now: datetime) -> BuildRules:
    """How the blog builds its versions: its time zone, and its way to write slugs."""
    return BuildRules(now, workspace.settings.publishing.zone, slug_rules(workspace))


def planned(cms: Transport, prepared: Prepared, options: Options) -> Plan:
    """What has to change in the CMS; no request but GET is sent."""
    authors, twins = prepared.authors, prepared.twins
    if authors is not None and has_authors(twins):
        twins = with_authors(twins, authors, cms.run(read_users()))
    whole = cms.run(plan_conversation(twins, prepared.resolver, options))
    return whole if prepared.wanted is None else narrowed(whole, prepared.wanted)


def _paths(blog: Blog) -> dict[str, tuple[str, str]]:
    posts = (post for group in blog.groups for post in group.posts)
    return {post.path: (post.id, post.lang) for post in posts}


def _about(problems: Sequence[TvillingError], chosen: Blog) -> tuple[TvillingError, ...]:
    """The problems that concern the chosen posts."""
    paths = {post.path for group in chosen.groups for post in group.posts}
    catalogues = {
        chosen.workspace.catalogue_path(group.id, lang)
        for group in chosen.groups
        for lang in group.targets
    }
    about = paths | catalogues | {problem.path for problem in chosen.problems}
    return tuple(problem for problem in problems if problem.path in about)
