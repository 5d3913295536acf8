"""What was changed by hand in a CMS, taken into the blog: what `tvilling pull` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.model.target import Target
from pipeline.publish.plan import Options
from pipeline.storage.workspace import Workspace
from pipeline.workflows.connection import Secret, connected, meet
from pipeline.workflows.prepared import planned, prepare
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.publish_sites import sites_to_read, taken_from_sites
from pipeline.workflows.pulling import PullReport, take_back
from pipeline.workflows.sites import connected_sites


def pull(
    workspace: Workspace,
    target: Target,
    names: Sequence[str] = (),
    *,
    now: datetime,
    secret: Secret,
    dry_run: bool = False,
    tell: Tell = silent,
) -> PullReport:
    """The edits by hand of the named posts (all, if none), written into posts and catalogues.

    Nothing is written to the CMS; a dry run writes no file either.
    """
    prepared = prepare(workspace, target, names, now, tell)
    if target.sites:
        with connected_sites(workspace, target, secret, read_only=True) as sites:
            asked = sites_to_read(workspace, sites, prepared)
            report = taken_from_sites(workspace, asked, prepared, writes=not dry_run)
        return replace(report, problems=(*prepared.problems, *report.problems))
    with connected(workspace, target, secret, read_only=True) as cms:
        site = meet(cms, workspace)
        plan = planned(cms, prepared, Options(links_terms=site.is_prepared))
    report = take_back(workspace, prepared.blog, plan, writes=not dry_run)
    return replace(report, problems=(*prepared.problems, *report.problems))
