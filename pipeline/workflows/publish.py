"""Posts and their translations, linked, in a CMS: what `tvilling publish` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.cms.discovery import Problem, lacks
from pipeline.errors import CmsError, TvillingError
from pipeline.model.target import Target
from pipeline.publish.applying import Report
from pipeline.publish.plan import Action, Options, Plan
from pipeline.storage.journal import Unended, last_unended
from pipeline.storage.workspace import Workspace
from pipeline.workflows.applying import applied, journal_path
from pipeline.workflows.connection import Secret, connected, meet
from pipeline.workflows.explaining import explained
from pipeline.workflows.prepared import planned, prepare
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.publish_sites import publish_each
from pipeline.workflows.pulling import PullReport, take_back
from pipeline.workflows.sites import connected_sites
from pipeline.workflows.stopping import Stop
from pipeline.workflows.unpublish import Confirm, prune

if TYPE_CHECKING:
    pass


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
