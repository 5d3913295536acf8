"""The main job from end to end, proved by reading the pages that come out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.errors import CmsUnreachable
from pipeline.model.version import Status
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.speech import say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.prove import Proof, prove_links
from pipeline.workflows.publish import PublishReport
from pipeline.workflows.serve import served_app

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport

_THERE = frozenset((Verb.CREATE, Verb.UPDATE, Verb.LINK, Verb.UNCHANGED))


@dataclass(frozen=True, slots=True)
class Shown:
    """The blog while it is served."""

    url: str
    """Of its home page."""
    proof: Proof


@contextmanager
def shown(workspace: Workspace, published: PublishReport, port: int = 0) -> Iterator[Shown]:
    """The blog, served as long as the block lasts, with the proof that its twins are linked."""
    from pipeline.cms.transport import Transport
    from pipeline.localcms.server import running

    with running(served_app(workspace), port) as base:
        urls = [f"{base}{urlsplit(action.url).path}" for action in _posts(published)]
        # Nobody in particular: a reader.
        with Transport(base, "", "") as reader:
            yield Shown(f"{base}/", prove_links(urls, partial(_page, reader)))


def _page(reader: Transport, url: str) -> str:
    reply = reader.look(url)
    if reply.status != 200:
        raise CmsUnreachable(
            say("a published page is answered with {status}", status=reply.status), path=url
        )
    return reply.text


def _posts(published: PublishReport) -> Iterator[Action]:
    """What became of the posts that readers can see."""
    actions = published.report.outcomes if published.report else published.plan.actions
    editions = published.plan.editions
    for action in actions:
        if action.thing is Thing.POST and action.verb in _THERE and action.url:
            edition = editions.get((action.name, action.lang))
            if edition is None or edition.status is Status.PUBLISH:
                yield action
