"""The part of a conversation that writes versions; every write may be repeated without harm."""

from __future__ import annotations

from pipeline.errors import CmsRefused
from pipeline.publish.applying import Progress
from pipeline.publish.comparing import payload_now
from pipeline.publish.linking import (
    Member,
    are_linked,
    as_members,
    members_of,
    needs_link,
)
from pipeline.publish.messages import Answer, Conversation, Request
from pipeline.publish.payload import Payload, fields_json
from pipeline.publish.plan import WRITES, Action, Notice, Thing, Verb
from pipeline.publish.reading import POSTS, read_posts
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import POST_FIELDS, RemotePost, key_of, read_post
from pipeline.publish.resolve import Place, image_of
from pipeline.publish.versions import Edition

_PARAMS = (("context", "edit"), ("_fields", POST_FIELDS))
_CHANGED = "it was changed in the CMS while it was published; run it again"


def write_posts(progress: Progress) -> Conversation[None]:
    """Every version that may be written, as it is to be, in the order of the plan.

    The second round sends again what links to an address that only the first round made known:
    posts that link to each other in a circle, and those that link to one that moved.
    """
    for _ in range(2):
        for place in progress.plan.order:
            if progress.verb_of(Thing.POST, *place) not in (Verb.FAILED, Verb.CONFLICT):
                yield from _write(progress, place)


def _write(progress: Progress, place: Place) -> Conversation[None]:
    edition = progress.plan.editions[place]
    if _waits_for_source(progress, edition):
        _note(progress, edition, Verb.FAILED, "its source could not be written")
        return
    payload, notes = payload_now(edition, progress.blog, progress.known)
    progress.notes[place] = notes
    there = progress.posts.get(place)
    if there is None:
        yield from _create(progress, edition, payload)
    elif there.fingerprint != payload.fingerprint or there.is_edited:
        yield from _update(progress, edition, payload, there)


def _waits_for_source(progress: Progress, edition: Edition) -> bool:
    source = progress.blog.anchors.sources[edition.post]
    verb = progress.verb_of(Thing.POST, edition.post, source)
    return edition.lang != source and verb in (Verb.FAILED, Verb.CONFLICT)


def _body(progress: Progress, edition: Edition, payload: Payload) -> dict[str, object]:
    terms = {place: term.id for place, term in progress.terms.items()}
    image = image_of(edition, progress.plan.resolver)
    file = progress.files.get(image.sha256) if image is not None else None
    there = progress.posts.get((edition.post, edition.lang))
    fields = fields_json(payload, terms, file.id if file is not None else 0, is_new=there is None)
    return {**fields, "translations": _links(progress, edition.post, there)}


def _links(progress: Progress, post: str, there: RemotePost | None) -> dict[str, int]:
    """All versions to link: languages that are not ours stay linked as they were."""
    members = {m.place[1]: m.id for m in members_of(post, progress.posts, progress.langs)}
    return {**dict(there.translations if there is not None else ()), **members}


def _create(progress: Progress, edition: Edition, payload: Payload) -> Conversation[None]:
    body = _body(progress, edition, payload)
    own = {"lang": edition.lang, "tvilling_key": key_of(edition.post)}
    answer = yield Request("POST", POSTS, _PARAMS, {**body, **own})
    if answer.is_fine:
        _keep(progress, edition, payload, answer, Verb.CREATE)
    elif answer.code == "tvilling_key_exists":
        yield from _continue(progress, edition, payload, answer.data.get("post_id"))
    else:
        _note(progress, edition, Verb.FAILED, str(refusal(answer, "the CMS refused it")))


def _continue(
    progress: Progress, edition: Edition, payload: Payload, number: object
) -> Conversation[None]:
    """The version that an earlier request made, whose answer was lost, brought up to date."""
    there = yield from _read_again(number)
    if there is None or (there.is_edited and not progress.plan.options.ours):
        _note(progress, edition, Verb.CONFLICT, _CHANGED)
    elif there.fingerprint == payload.fingerprint and not there.is_edited:
        progress.keep(there)
        _note(progress, edition, Verb.CREATE)
    else:
        progress.keep(there)
        yield from _update(progress, edition, payload, there)


def _update(
    progress: Progress, edition: Edition, payload: Payload, there: RemotePost
) -> Conversation[None]:
    body = {**_body(progress, edition, payload), "tvilling_if_match": there.etag}
    answer = yield Request("POST", f"{POSTS}/{there.id}", _PARAMS, body)
    if answer.status == 412:
        yield from _changed_meanwhile(progress, edition, payload, there)
    elif answer.is_fine:
        _keep(progress, edition, payload, answer, Verb.UPDATE)
    else:
        _note(progress, edition, Verb.FAILED, str(refusal(answer, "the CMS refused it")))


def _changed_meanwhile(
    progress: Progress, edition: Edition, payload: Payload, there: RemotePost
) -> Conversation[None]:
    """A conflict, unless it was this very request, sent again after its answer was lost."""
    now = yield from _read_again(there.id)
    if now is not None and now.fingerprint == payload.fingerprint and not now.is_edited:
        progress.keep(now)
        _note(progress, edition, Verb.UPDATE)
    else:
        _note(progress, edition, Verb.CONFLICT, _CHANGED)


def _read_again(number: object) -> Conversation[RemotePost | None]:
    if not isinstance(number, int):
        return None
    answer = yield Request("GET", f"{POSTS}/{number}", _PARAMS)
    return read_post(answer.json) if answer.is_fine else None


def _keep(
    progress: Progress, edition: Edition, payload: Payload, answer: Answer, verb: Verb
) -> None:
    written = read_post(answer.json)
    place = (edition.post, edition.lang)
    if written.place != place:
        raise CmsRefused(
            f"the CMS took {edition.post} [{edition.lang}] for {written.place[0]} "
            f"[{written.place[1]}]",
            path=written.link,
            remedy=f"Add the language {edition.lang} to the site, and delete that post",
        )
    progress.keep(written)
    was_made = progress.verb_of(Thing.POST, *place) is Verb.CREATE
    _note(progress, edition, Verb.CREATE if was_made else verb)
    sent_slug = verb is Verb.CREATE or payload.has_chosen_slug
    if sent_slug and written.slug != payload.slug:
        message = f"the slug {payload.slug} was taken; it is {written.slug} now"
        progress.notices.append(Notice(edition.post, edition.lang, message))


def _note(progress: Progress, edition: Edition, verb: Verb, reason: str = "") -> None:
    place = (edition.post, edition.lang)
    there = progress.posts.get(place)
    planned = progress.planned.get((Thing.POST, *place))
    fields = planned.fields if planned is not None else ()
    url = there.link if there is not None else ""
    progress.note(
        Action(verb, Thing.POST, *place, edition.title, fields=fields, reason=reason, url=url)
    )


def verify_links(progress: Progress) -> Conversation[None]:
    """Every version that was touched read back, and linked with its twins both ways."""
    touched = _touched(progress)
    yield from _look(progress, touched)
    broken = [post for post in touched if needs_link(_members(progress, post))]
    for post in broken:
        yield from _link(progress, post)
    yield from _look(progress, broken)
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


def _link(progress: Progress, post: str) -> Conversation[None]:
    first = members_of(post, progress.posts, progress.langs)[0]
    links = _links(progress, post, first)
    yield Request("POST", f"{POSTS}/{first.id}", _PARAMS, {"translations": links})


def _judge(progress: Progress, post: str) -> None:
    """The look after the request says whether it helped, whatever the answer to it was."""
    members = _members(progress, post)
    is_linked = are_linked(members)
    reason = "" if is_linked else "the CMS does not link its languages both ways"
    verb = Verb.LINK if is_linked else Verb.FAILED
    langs = tuple(lang for lang, _, _ in members)
    link = Action(verb, Thing.POST, post, fields=langs, reason=reason)
    progress.links[Thing.POST, post] = link
