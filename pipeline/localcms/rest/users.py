"""`/wp/v2/users/me`: who is asking, and with which password."""

from __future__ import annotations

from typing import Any

from pipeline.localcms.auth import Login
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError
from pipeline.localcms.rest.params import validate
from pipeline.localcms.rest.permissions import capabilities
from pipeline.localcms.rest.posts_read import CONTEXT
from pipeline.localcms.slugs import sanitize_title


def read_me(call: Call) -> Reply:
    """The user; with `context` "edit" also what the user may do."""
    context = validate([CONTEXT], call.params).get(CONTEXT) or "view"
    user = _login(call).user
    shown: dict[str, Any] = {
        "id": user.id,
        "name": user.name,
        "url": "",
        "description": "",
        "link": f"{call.base}/",
        "slug": sanitize_title(user.login),
        "meta": [],
        "_links": {"self": [{"href": f"{call.base}/wp-json/wp/v2/users/{user.id}"}]},
    }
    if context == "edit":
        shown |= {
            "username": user.login,
            "email": user.email,
            "roles": [user.role],
            "capabilities": capabilities(user),
            "extra_capabilities": {user.role: True},
        }
    return Reply(shown)


def read_password(call: Call) -> Reply:
    """What the password is called that the request came with."""
    password = _login(call).password
    return Reply(
        {
            "uuid": password.uuid,
            "app_id": "",
            "name": password.name,
            "created": password.created,
            "last_used": None,
            "last_ip": None,
        }
    )


def _login(call: Call) -> Login:
    if call.login is None:
        raise RestError("rest_not_logged_in", "You are not currently logged in.", 401)
    return call.login
