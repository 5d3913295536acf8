"""Versions that may not be written, and yet may not stay more public than their source."""

from __future__ import annotations

from pipeline.model.version import Status
from pipeline.publish.applying import Progress
from pipeline.publish.messages import Conversation, Request
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.reading import POSTS
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import POST_FIELDS, read_post
from pipeline.publish.resolve import Place
from pipeline.speech import N_, say

LOWERED = "lowered"
"""The fingerprint of such a version: what it says is no longer what was published."""

_CHANGED = N_("it was changed in the CMS while it was published; run it again")


def lower(progress: Progress) -> Conversation[None]:
    """The versions held back, as public as their sources are by now."""
    for place, status in progress.plan.lowered.items():
        yield from _lower(progress, place, status)


def _lower(progress: Progress, place: Place, status: Status) -> Conversation[None]:
    there = progress.posts[place]
    body = {
        "status": status.value,
        "tvilling_if_match": there.etag,
        "tvilling_fingerprint": LOWERED,
    }
    params = (("context", "edit"), ("_fields", POST_FIELDS))
    about = f"post {place[0]} [{place[1]}]"
    answer = yield Request("POST", f"{POSTS}/{there.id}", params, body, about=about)
    action = progress.planned[Thing.POST, *place]
    if answer.is_fine:
        progress.keep(read_post(answer.json))
        progress.note(action)
        return
    is_late, is_doubtful = answer.status == 412, not 400 <= answer.status < 500
    if is_late or is_doubtful:
        again = yield Request("GET", f"{POSTS}/{there.id}", params)
        now = read_post(again.json) if again.is_fine else None
        if now is not None and now.fingerprint == LOWERED:
            progress.keep(now)
            progress.note(action)
            return
    reason = say(_CHANGED) if is_late else str(refusal(answer, say("the CMS refused it")))
    verb = Verb.CONFLICT if is_late else Verb.FAILED
    progress.note(Action(verb, Thing.POST, *place, action.title, reason=reason, url=there.link))
