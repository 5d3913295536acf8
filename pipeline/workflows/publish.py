"""Posts and their translations, linked, in a CMS: what `tvilling publish` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.cms.discovery import Problem, lacks
from pipeline.errors import CmsError, TvillingError
from pipeline.model.version import Twins
from pipeline.publish.applying import Report
from pipeline.publish.authors import has_authors, read_users, with_authors
from pipeline.publish.choosing import narrowed
from pipeline.publish.conversation import plan_conversation
from pipeline.publish.plan import Action, Options, Plan
from pipeline.publish.resolve import Resolver, media_paths
from pipeline.publish.versions import BuildRules
from pipeline.storage.journal import Unended, last_unended
from pipeline.storage.settings import Target
from pipeline.storage.workspace import Workspace
from pipeline.workflows.addresses import slug_rules
from pipeline.workflows.applying import applied, journal_path
from pipeline.workflows.blog import Blog, read_blog, selected
from pipeline.workflows.connection import Secret, connected, meet
from pipeline.workflows.explaining import explained
from pipeline.workflows.media import media_files
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.publish_sites import publish_each
from pipeline.workflows.pulling import PullReport, take_back
from pipeline.workflows.sites import connected_sites
from pipeline.workflows.stopping import Stop
from pipeline.workflows.unpublish import Confirm, prune
from pipeline.workflows.versions import SHAPES, build_blog

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published, or would be."""

    target: Target
    plan: Plan
    report: Report | None
    """What became of the plan; nothing for a dry run."""
    problems: tuple[TvillingError, ...] = ()
    """Why some posts are in no plan."""
    pulled: PullReport | None = None
    """With `theirs`: what was taken back from the CMS before that, or would be."""
    unended: Unended | None = None
    """The run before this one, if it never said how it ended."""
    lack: Problem | None = None
    """What the site lacks for doing all as well as it could be done."""


def publish(
    workspace: Workspace,
    target: Target,
    names: Sequence[str] = (),
    *,
    now: datetime,
    secret: Secret,
    dry_run: bool = False,
    ours: bool = False,
    theirs: bool = False,
    pruned: Confirm | None = None,
    tell: Tell = silent,
    stop: Stop | None = None,
) -> PublishReport:
    """The report of publishing the named posts (all, if none).

    A dry run sends no request that writes, and writes no file. With `ours`, what was changed by
    hand in the CMS is overwritten; with `theirs` it is taken into the blog first. With `pruned`,
    what was published of posts that are gone goes into the trash, if that says yes.
    """
    prepared = prepare(workspace, target, names, now, tell)
    options = Options(ours=ours, named=prepared.wanted or frozenset())
    if target.sites:
        with connected_sites(workspace, target, secret, read_only=dry_run, stop=stop) as sites:
            whole, done, pulled, prepared = publish_each(
                workspace,
                sites,
                prepared,
                options,
                lambda: prepare(workspace, target, names, now, tell),
                dry_run=dry_run,
                theirs=theirs,
                pruned=pruned,
            )
        return PublishReport(target, whole, done, prepared.problems, pulled)
    pulled = None
    journal = journal_path(workspace, target)
    with connected(workspace, target, secret, read_only=dry_run, stop=stop) as cms:
        unended = last_unended(journal)
        site = meet(cms, workspace)
        lack = lacks(site)
        options = replace(options, links_terms=site.is_prepared)
        plan = planned(cms, prepared, options)
        if theirs:
            pulled = take_back(workspace, prepared.blog, plan, writes=not dry_run)
        if pulled is not None and pulled.agreed and not dry_run:
            prepared = prepare(workspace, target, names, now, tell)
            plan = planned(cms, prepared, replace(options, taken=pulled.agreed))
        plan = explained(plan, workspace.settings.rules)
        gone: tuple[Action, ...] = ()
        if dry_run:
            if pruned is not None:
                gone = prune(cms, prepared.blog, pruned, dry_run=True, ours=ours)
            whole = replace(plan, actions=(*plan.actions, *gone))
            return PublishReport(target, whole, None, prepared.problems, pulled, unended, lack)
        report = applied(cms, workspace, plan, journal, now, tell)
        if pruned is not None and report.error is None:
            try:
                gone = prune(cms, prepared.blog, pruned, dry_run=False, ours=ours)
            except CmsError as error:
                report = replace(report, error=error)
    whole = replace(plan, actions=(*plan.actions, *gone))
    report = replace(report, outcomes=(*report.outcomes, *gone))
    return PublishReport(target, whole, report, prepared.problems, pulled, unended, lack)


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
