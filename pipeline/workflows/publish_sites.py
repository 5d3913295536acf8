"""Posts published to one site per language: `tvilling publish` for a target of several sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.publish.plan import Action, Options, Plan
from pipeline.publish.sites import (
    Sites,
    plan_for_sites,
    plans_by_site,
    publish_to_sites,
    tell_sites,
)
from pipeline.storage.workspace import Workspace
from pipeline.workflows.explaining import explained
from pipeline.workflows.media import media_bytes
from pipeline.workflows.prepared import Prepared
from pipeline.workflows.pulling import PullReport, take_back
from pipeline.workflows.sites import as_sites, joined_plan, joined_pull
from pipeline.workflows.unpublish import Confirm, prune

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport
    from pipeline.publish.applying import Report

Again = Callable[[], Prepared]
"""Reads the blog again, after files of it were written."""
Whole = tuple[Plan, "Report | None", PullReport | None, Prepared]


def publish_each(
    workspace: Workspace,
    connections: dict[str, Transport],
    prepared: Prepared,
    options: Options,
    again: Again,
    *,
    dry_run: bool,
    theirs: bool,
    pruned: Confirm | None,
) -> Whole:
    """The plan for all sites as one, what became of it, and what was taken back before."""
    pulled = None
    sites = _sites(workspace, connections, prepared, options)
    if theirs:
        pulled = taken_from_sites(workspace, sites, prepared, writes=not dry_run)
        if pulled.agreed and not dry_run:
            prepared = again()
            options = replace(options, taken=pulled.agreed)
            sites = _sites(workspace, connections, prepared, options)
    report = None
    if dry_run:
        done = plan_for_sites(sites, prepared.twins)
    else:
        done, report = publish_to_sites(sites, prepared.twins, partial(media_bytes, workspace))
    plan = joined_plan(done.plans, done.links)
    if pruned is not None:
        gone = _pruned(connections, prepared, pruned, dry_run=dry_run, ours=options.ours)
        plan = replace(plan, actions=(*plan.actions, *gone))
        if report is not None:
            told = tell_sites(sites.sites, None) if gone else ()
            report = replace(report, outcomes=(*report.outcomes, *gone, *told))
    return plan, report, pulled, prepared


def taken_from_sites(
    workspace: Workspace, sites: Sites, prepared: Prepared, *, writes: bool
) -> PullReport:
    """What was changed by hand on the sites, taken into the blog."""
    plans = plans_by_site(sites, prepared.twins)
    return joined_pull(
        [take_back(workspace, prepared.blog, plan, writes=writes) for plan in plans.values()]
    )


def _sites(
    workspace: Workspace, connections: dict[str, Transport], prepared: Prepared, options: Options
) -> Sites:
    return Sites(
        as_sites(connections),
        prepared.resolver,
        options,
        prepared.wanted,
        prepared.authors,
        partial(explained, rules=workspace.settings.rules),
    )


def sites_to_read(
    workspace: Workspace, connections: dict[str, Transport], prepared: Prepared
) -> Sites:
    """The sites, to look for what was changed by hand."""
    return _sites(workspace, connections, prepared, Options())


def _pruned(
    connections: dict[str, Transport],
    prepared: Prepared,
    pruned: Confirm,
    *,
    dry_run: bool,
    ours: bool,
) -> Sequence[Action]:
    """Versions whose posts are gone, each on the site of its language."""
    found: list[Action] = []
    for lang, cms in connections.items():
        found += prune(cms, prepared.blog, pruned, dry_run=dry_run, ours=ours, langs=(lang,))
    return found
