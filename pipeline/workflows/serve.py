"""What `tvilling serve` shows: the embedded CMS, and the working files side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.storage.workspace import Workspace

if TYPE_CHECKING:
    from flask import Flask

DATABASE = "local.sqlite"
USER = "editor"
_PASSWORD_NAME = "serve"  # noqa: S105  # the name that the password is listed under


@dataclass(frozen=True, slots=True)
class Access:
    """How to sign in to the embedded CMS's API."""

    user: str
    password: str
    """Empty where one was made before: it is shown once and kept nowhere."""


def database(workspace: Workspace) -> Path:
    """Where the embedded CMS keeps what was published to it."""
    return workspace.state() / DATABASE


def local_app(workspace: Workspace) -> Flask:
    """The embedded CMS over the blog's database."""
    from pipeline.localcms.app import create_app
    from pipeline.localcms.records import BlogInfo

    settings = workspace.settings
    return create_app(database(workspace), BlogInfo(settings.title, settings.languages))


def access(workspace: Workspace, *, renew: bool = False) -> Access:
    """The way in: with a new password on the first call for a blog, or when it is to be renewed."""
    from pipeline.localcms import store_users
    from pipeline.localcms.auth import create_password
    from pipeline.localcms.store import Store

    store = Store(database(workspace))
    with store.reading() as db:
        user = store_users.find_by_login(db, USER)
        has_one = user is not None and any(
            password.name == _PASSWORD_NAME for password in store_users.passwords(db, user.id)
        )
    if has_one and not renew:
        return Access(USER, "")
    return Access(USER, create_password(store, USER, _PASSWORD_NAME))


def served_app(workspace: Workspace) -> Flask:
    """The embedded CMS, and under `/_preview/` each post beside its translation."""
    from pipeline.localcms.site.views import asset_address
    from pipeline.preview.app import create_preview
    from pipeline.workflows.preview import WorkingFiles

    app = local_app(workspace)
    app.register_blueprint(create_preview(WorkingFiles(workspace), asset_address("site.css")))
    return app


def serve(workspace: Workspace, port: int, on_ready: Callable[[str], None]) -> None:
    """Serves the blog until Ctrl-C; `on_ready` is told its address once it can be visited."""
    from pipeline.localcms.server import serve_forever

    serve_forever(served_app(workspace), port, on_ready)
