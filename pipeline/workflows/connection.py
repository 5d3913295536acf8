"""The way to a target: the embedded CMS, started for as long as it is needed, or a WordPress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.model.target import Target
from pipeline.storage.lock import locked
from pipeline.storage.workspace import Workspace
from pipeline.workflows.serve import USER, database, local_app
from pipeline.workflows.stopping import Stop

if TYPE_CHECKING:
    from pipeline.cms.discovery import Site
    from pipeline.cms.transport import Transport

Secret = Callable[[Target], str]
"""From a target to the application password of its user; asked for no target that is local."""


@contextmanager
def connected(
    workspace: Workspace,
    target: Target,
    secret: Secret,
    *,
    read_only: bool = False,
    stop: Stop | None = None,
) -> Iterator[Transport]:
    """A connection to the target, as long as the block lasts."""
    stop = stop or Stop()
    way = _to_local if target.kind == "local" else _to_wordpress
    with way(workspace, target, secret) as (url, user, password):
        from pipeline.cms.transport import Transport

        with (
            Transport(
                url,
                user,
                password,
                read_only,
                parallel=target.parallel,
                sleep=stop.wait,
                is_stopped=stop.is_asked,
            ) as transport,
            stop.heeded(),
        ):
            yield transport


def meet(cms: Transport, workspace: Workspace) -> Site:
    """The site at the other end, to which conversations are held in its own words from now on.

    Raises `CmsError` where something stands in the way of publishing.
    """
    from pipeline.cms.discovery import require

    site = cms.connect()
    require(site, workspace.settings.languages)
    if not site.is_prepared:
        from pipeline.publish.core_dialect import in_core_words

        cms.dialect = in_core_words
    return site


@contextmanager
def _to_wordpress(
    _workspace: Workspace, target: Target, secret: Secret
) -> Iterator[tuple[str, str, str]]:
    yield target.url, target.user, secret(target)


@contextmanager
def _to_local(
    workspace: Workspace, _target: Target, _secret: Secret
) -> Iterator[tuple[str, str, str]]:
    """The embedded CMS on a free port, with a password that lives only in this process.

    One process at a time, since a new password ends the one before.
    """
    from pipeline.localcms.auth import create_password
    from pipeline.localcms.server import running
    from pipeline.localcms.store import Store

    path = database(workspace)
    with locked(path.with_name("publish.lock")), running(local_app(workspace)) as url:
        yield url, USER, create_password(Store(path), USER, "publish")
