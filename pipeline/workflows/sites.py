"""Publishing to one site per language: connections to all, and the steps of `publish.sites`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.cms.discovery import Site as Met
from pipeline.cms.discovery import require
from pipeline.errors import CmsRefused
from pipeline.model.target import Target
from pipeline.publish.plan import Action, Plan
from pipeline.publish.remote import Remote
from pipeline.publish.sites import Site
from pipeline.speech import say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.connection import Secret, connected
from pipeline.workflows.pulling import PullReport
from pipeline.workflows.stopping import Stop

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport


@contextmanager
def connected_sites(
    workspace: Workspace,
    target: Target,
    secret: Secret,
    *,
    read_only: bool = False,
    stop: Stop | None = None,
) -> Iterator[dict[str, Transport]]:
    """Connections to the sites by language, each of them looked at before any is used."""
    with ExitStack() as stack:
        found = {}
        for lang, site in workspace.settings.sites_of(target):
            way = connected(workspace, site, secret, read_only=read_only, stop=stop)
            cms = stack.enter_context(way)
            _require(cms.connect(), lang)
            found[lang] = cms
        yield found


def _require(site: Met, lang: str) -> None:
    """Nothing; raises `CmsRefused` where something stands in the way of publishing."""
    require(site, (lang,))
    if not site.is_prepared:
        raise CmsRefused(
            say(
                "the site lacks Tvilling's plug-in, without which twins on several sites cannot be "
                "linked"
            ),
            path=site.root,
            remedy=say("Run: tvilling bridge; it writes the plug-in and says where it belongs"),
        )


def as_sites(connections: Mapping[str, Transport]) -> tuple[Site, ...]:
    """The connections as sites to publish to."""
    return tuple(Site(lang, cms.run) for lang, cms in connections.items())


def joined_plan(plans: Mapping[str, Plan], links: Sequence[Action] = ()) -> Plan:
    """The plans of all sites as one, for showing it."""
    first, *_ = plans.values()
    posts = {place: post for plan in plans.values() for place, post in plan.remote.posts.items()}
    notices = dict.fromkeys(notice for plan in plans.values() for notice in plan.notices)
    return replace(
        first,
        actions=(*(action for plan in plans.values() for action in plan.actions), *links),
        notices=tuple(notices),
        remote=Remote(posts=posts),
    )


def joined_pull(reports: Sequence[PullReport]) -> PullReport:
    """What was taken from all sites."""
    return PullReport(
        tuple(item for report in reports for item in report.taken),
        tuple(item for report in reports for item in report.left),
        tuple(path for report in reports for path in report.paths),
        {place: etag for report in reports for place, etag in report.agreed.items()},
        tuple(problem for report in reports for problem in report.problems),
    )
