"""Versions put into the trash of the CMS: never deleted, and never anything that is not ours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pipeline.publish.linking import live
from pipeline.publish.messages import Conversation, Request
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.reading import POSTS, read_lists, read_posts
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import POST_FIELDS, RemotePost, read_post
from pipeline.publish.resolve import Place
from pipeline.speech import N_, say

_LIVE = "publish,future,draft,pending,private"
_EDITED = N_("it was changed by hand in the CMS; put it into the trash all the same with --ours")
_CHANGED = N_("it was changed in the CMS meanwhile; run it again")


def read_published(posts: Iterable[str]) -> Conversation[dict[Place, RemotePost]]:
    """The versions of those posts outside the trash."""
    found = yield from read_posts(posts)
    return {place: post for place, post in found.items() if live(post)}


def read_gone(
    ids: Collection[str], langs: Collection[str]
) -> Conversation[dict[Place, RemotePost]]:
    """The versions outside the trash, in those languages, whose posts are none of the blog's.

    What carries no key of ours was not published by us, and does not count.
    """
    items = yield from read_lists(POSTS, [(("status", _LIVE), ("_fields", POST_FIELDS))])
    posts = map(read_post, items)
    ours = (post for post in posts if post.place[0] and post.place[1] in langs)
    return {post.place: post for post in ours if post.place[0] not in ids}


def retirements(posts: Mapping[Place, RemotePost], *, ours: bool) -> tuple[Action, ...]:
    """What happens to the versions; those changed by hand stay unless they are overwritten."""
    return tuple(_retirement(post, ours=ours) for _, post in sorted(posts.items()))


def _retirement(post: RemotePost, *, ours: bool) -> Action:
    is_kept = post.is_edited and not ours
    verb, reason = (Verb.CONFLICT, say(_EDITED)) if is_kept else (Verb.TRASH, "")
    return Action(verb, Thing.POST, *post.place, reason=reason, url=post.link)


def retire(
    posts: Mapping[Place, RemotePost], actions: Iterable[Action], fingerprint: str
) -> Conversation[tuple[Action, ...]]:
    """What became of each action; translations go before their sources, if given in that order.

    Sent again after a lost answer, a request finds its work done, and that is fine too.
    """
    outcomes = []
    for action in actions:
        if action.verb is Verb.TRASH:
            there = posts[action.name, action.lang]
            action = yield from _trash(action, there, fingerprint)
        outcomes.append(action)
    return tuple(outcomes)


def _trash(action: Action, there: RemotePost, fingerprint: str) -> Conversation[Action]:
    params = (
        ("tvilling_if_match", there.etag),
        ("tvilling_fingerprint", fingerprint),
        ("_fields", "id,status"),
    )
    about = f"post {action.name} [{action.lang}]"
    answer = yield Request("DELETE", f"{POSTS}/{there.id}", params, about=about)
    if answer.is_fine or answer.status in (404, 410):
        return action
    is_late, is_doubtful = answer.status == 412, not 400 <= answer.status < 500
    if is_late or is_doubtful:
        shown = (("context", "edit"), ("_fields", POST_FIELDS))
        again = yield Request("GET", f"{POSTS}/{there.id}", shown)
        now = read_post(again.json) if again.is_fine else None
        if now is not None and now.is_trashed and now.fingerprint == fingerprint:
            return action
    if is_late:
        return replace(action, verb=Verb.CONFLICT, reason=say(_CHANGED))
    return replace(action, verb=Verb.FAILED, reason=str(refusal(answer, say("the CMS refused it"))))
