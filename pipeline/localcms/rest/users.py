"""`/wp/v2/users`: who may write posts, who is asking, and with which password."""

from __future__ import annotations

from typing import Any

from pipeline.localcms import store_users
from pipeline.localcms.auth import Login
from pipeline.localcms.records import UserRecord
from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.errors import RestError, denied
from pipeline.localcms.rest.paging import PAGING, limit_of, listed, offset_of
from pipeline.localcms.rest.params import Param, one_of, validate
from pipeline.localcms.rest.permissions import capabilities
from pipeline.localcms.rest.posts_read import CONTEXT
from pipeline.localcms.slugs import sanitize_title

_WHO = Param("who", one_of("authors"))


def read_me(call: Call) -> Reply:
    """The user; with `context` "edit" also what the user may do."""
    context = validate([CONTEXT], call.params).get(CONTEXT) or "view"
    user = _login(call).user
    shown = _shown(call, user)
    if context == "edit":
        shown |= {
            "username": user.login,
            "email": user.email,
            "roles": [user.role],
            "capabilities": capabilities(user),
            "extra_capabilities": {user.role: True},
        }
    return Reply(shown)


def list_users(call: Call) -> Reply:
    """A page of those who may write posts, for those who may write them too."""
    values = validate((CONTEXT, _WHO, *PAGING), call.params)
    if values.get(CONTEXT) == "edit" and not call.can("list_users"):
        message = "Sorry, you are not allowed to list users."
        raise denied(call.user, "rest_forbidden_context", message)
    if not call.can("edit_posts"):
        message = "Sorry, you are not allowed to query users by this parameter."
        raise denied(call.user, "rest_forbidden_who", message)
    with call.store.reading() as db:
        users = store_users.all_users(db)
    start = offset_of(values)
    shown = [_shown(call, user) for user in users[start : start + limit_of(values)]]
    return listed(call, values, shown, len(users))


def _shown(call: Call, user: UserRecord) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "url": "",
        "description": "",
        "link": f"{call.base}/",
        "slug": sanitize_title(user.login),
        "meta": [],
        "_links": {"self": [{"href": f"{call.base}/wp-json/wp/v2/users/{user.id}"}]},
    }


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
