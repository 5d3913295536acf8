"""What a CMS shows of each page beside what we have: asked, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pipeline.model.cms_page import CmsPage, CmsState
from pipeline.model.target import Target
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.remote import RemotePost
from pipeline.storage.ids import RESERVED
from pipeline.storage.workspace import Workspace
from pipeline.workflows.connection import Secret
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.publish import publish
from pipeline.workflows.status_report import StatusReport


def with_cms(
    report: StatusReport,
    workspace: Workspace,
    target: Target,
    names: Sequence[str] = (),
    *,
    now: datetime,
    secret: Secret,
    tell: Tell = silent,
) -> StatusReport:
    """The report with what the target shows of each page, as far as it is asked for.

    The plan for publishing is made, so this says what `tvilling publish` would do; no request
    writes. What is wrong with single posts is in the report already.
    """
    planned = publish(workspace, target, names, now=now, secret=secret, dry_run=True, tell=tell)
    plan = planned.plan
    actions = {(a.name, a.lang): a for a in plan.actions if a.thing is Thing.POST and a.lang}
    return report._replace(
        target=target.name,
        rows=tuple(
            row._replace(cms=_page((row.post, row.lang), actions, plan.remote.posts))
            if row.post != RESERVED
            else row
            for row in report.rows
        ),
    )


Place = tuple[str, str]


def _page(
    place: Place, actions: Mapping[Place, Action], remote: Mapping[Place, RemotePost]
) -> CmsPage:
    action, there = actions.get(place), remote.get(place)
    reason = action.reason if action is not None else ""
    if there is None:
        return CmsPage(CmsState.NOT_PUBLISHED, reason=reason)
    return CmsPage(_state(action, there), there.status, there.link, reason)


def _state(action: Action | None, there: RemotePost) -> CmsState:
    if there.is_trashed:
        return CmsState.TRASHED
    if there.is_edited:
        return CmsState.EDITED
    if action is None or action.verb is not Verb.UNCHANGED:
        return CmsState.BEHIND
    return CmsState.PUBLISHED if there.status == "publish" else CmsState.NOT_PUBLIC
