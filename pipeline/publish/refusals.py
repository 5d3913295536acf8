"""What the CMS says when it refuses, turned into what an editor can do about it."""

from __future__ import annotations

import re
from html import unescape

from pipeline.errors import CmsError, CmsRefused, CmsUnreachable
from pipeline.publish.messages import Answer
from pipeline.speech import N_, say

_EDITOR = N_("Give the user the role of an editor")
_REMEDIES = {
    "rest_not_logged_in": N_(
        "Check the user and the application password, and that the site has "
        "application passwords switched on"
    ),
    "incorrect_password": N_("Make a new application password in the user's profile, and use that"),
    "invalid_username": N_("Check the user's name"),
    "rest_cannot_create": _EDITOR,
    "rest_cannot_edit": _EDITOR,
    "rest_cannot_publish": _EDITOR,
    "rest_cannot_edit_others": _EDITOR,
    "rest_cannot_assign_term": _EDITOR,
    "rest_forbidden_context": _EDITOR,
    "tvilling_mark_lost": N_("Put back what is missing, or delete that post"),
    "rest_no_route": N_("Check the address of the site, and that its REST API is switched on"),
    "rest_upload_sideload_error": N_("The site does not take files of this kind; use JPEG or PNG"),
}
_STATUS_REMEDIES = {
    401: _REMEDIES["rest_not_logged_in"],
    403: N_("Give the user the role of an editor, and look for a security plug-in in the way"),
    413: N_("The server limits how much may be sent at once; raise the limit or make it smaller"),
    429: N_("Wait a while and run it again; what is done stays done"),
}
_ASK = N_("Run it again; if it stays, ask whoever looks after the site")
_TAG = re.compile(r"<[^>]*>")


def refusal(answer: Answer, what: str) -> CmsError:
    """The error for an answer that is none of the expected ones."""
    said = f"{answer.status} {answer.code}".strip() if answer.status else say("no answer")
    message = _message(answer)
    error = CmsRefused if answer.status < 500 else CmsUnreachable
    remedy = say(_REMEDIES.get(answer.code) or _STATUS_REMEDIES.get(answer.status, _ASK))
    return error(f"{what}: {message} ({said})" if message else f"{what} ({said})", remedy=remedy)


def _message(answer: Answer) -> str:
    message = answer.json.get("message") if isinstance(answer.json, dict) else None
    if not isinstance(message, str):
        return ""
    return " ".join(unescape(_TAG.sub("", message)).split())[:300].rstrip(".")
