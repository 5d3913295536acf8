"""The part of a conversation that reads back what was written, and mends links between twins."""

from __future__ import annotations

from pipeline.publish.applying import Progress
from pipeline.publish.linking import Member, are_linked, as_members, members_of, needs_link
from pipeline.publish.messages import Conversation, Request, ask_all
from pipeline.publish.plan import WRITES, Action, Thing, Verb
from pipeline.publish.reading import POSTS, read_posts
from pipeline.publish.repeating import TRIES
from pipeline.publish.writing_posts import PARAMS, links_to_make
from pipeline.speech import say


def verify_links(progress: Progress) -> Conversation[None]:
    """Every version that was touched read back, and linked with its twins both ways.

    The look after a request says whether it helped, whatever the answer to it was.
    """
    touched = _touched(progress)
    yield from _look(progress, touched)
    broken = unlinked = [post for post in touched if needs_link(_members(progress, post))]
    for _ in range(TRIES):
        if not unlinked:
            break
        yield from ask_all([_link(progress, post) for post in unlinked])
        yield from _look(progress, unlinked)
        unlinked = [post for post in unlinked if needs_link(_members(progress, post))]
    for post in broken:
        _judge(progress, post)


def _touched(progress: Progress) -> list[str]:
    actions = (*progress.outcomes.values(), *progress.plan.actions)
    touched = (a.name for a in actions if a.thing is Thing.POST and a.verb in WRITES)
    return list(dict.fromkeys(touched))


def _look(progress: Progress, posts: list[str]) -> Conversation[None]:
    for post in (yield from read_posts(posts)).values():
        progress.keep(post)


def _members(progress: Progress, post: str) -> list[Member]:
    return as_members(members_of(post, progress.posts, progress.langs))


def _link(progress: Progress, post: str) -> Request:
    first = members_of(post, progress.posts, progress.langs)[0]
    body = {"translations": links_to_make(progress, post, first), "lang": first.place[1]}
    return Request("POST", f"{POSTS}/{first.id}", PARAMS, body, about=f"links of post {post}")


def _judge(progress: Progress, post: str) -> None:
    members = _members(progress, post)
    is_linked = are_linked(members)
    reason = "" if is_linked else say("the CMS does not link its languages both ways")
    verb = Verb.LINK if is_linked else Verb.FAILED
    langs = tuple(lang for lang, _, _ in members)
    link = Action(verb, Thing.POST, post, fields=langs, reason=reason)
    progress.links[Thing.POST, post] = link
