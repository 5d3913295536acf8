"""The part of a conversation that writes versions; every write may be repeated without harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.errors import CmsRefused
from pipeline.publish.applying import Progress
from pipeline.publish.comparing import payload_now
from pipeline.publish.linking import members_of
from pipeline.publish.messages import Answer, Conversation, Request
from pipeline.publish.payload import Payload, fields_json
from pipeline.publish.plan import Action, Notice, Thing, Verb
from pipeline.publish.reading import POSTS, read_posts
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import POST_FIELDS, RemotePost, key_of, read_post
from pipeline.publish.repeating import write_all
from pipeline.publish.resolve import Place, image_of
from pipeline.publish.turns import turns_of
from pipeline.publish.versions import Edition
from pipeline.speech import N_, say

PARAMS = (("context", "edit"), ("_fields", POST_FIELDS))
_CHANGED = N_("it was changed in the CMS while it was published; run it again")
_REFUSED = N_("the CMS refused it")
_UNSURE = N_("the CMS never said what became of it")
_LOOK_FIRST = ("tvilling_key_exists", "tvilling_changed")
"""What the CMS says of a write that came twice, or late."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A version on its way."""

    edition: Edition
    payload: Payload
    there: RemotePost | None
    """What it was when it was sent; nothing for a new one."""

    @property
    def place(self) -> Place:
        return (self.edition.post, self.edition.lang)


def write_posts(progress: Progress) -> Conversation[None]:
    """Every version that may be written, as it is to be, after those that it links to.

    The last round sends again what links to an address that only the first ones made known: posts
    that link to each other in a circle, and those that link to one that moved.
    """
    for turn in turns_of(progress.plan):
        yield from _write(progress, turn)
    yield from _write(progress, progress.plan.order)


def _write(progress: Progress, places: Sequence[Place]) -> Conversation[None]:
    jobs = [job for place in places if (job := _job(progress, place)) is not None]
    yield from write_all(
        jobs,
        partial(_request, progress),
        partial(_is_settled, progress),
        partial(_look, progress),
        partial(_fail, progress, say(_UNSURE)),
    )


def _job(progress: Progress, place: Place) -> _Job | None:
    """What is to be sent for the version; nothing where it is as it should be, or cannot be."""
    edition = progress.plan.editions[place]
    if progress.verb_of(Thing.POST, *place) in (Verb.FAILED, Verb.CONFLICT):
        return None
    if _waits_for_source(progress, edition):
        _note(progress, edition, Verb.FAILED, say("its source could not be written"))
        return None
    payload, notes = payload_now(edition, progress.blog, progress.known)
    progress.notes[place] = notes
    there = progress.posts.get(place)
    if there is not None and there.has(payload.fingerprint):
        return None
    return _Job(edition, payload, there)


def _waits_for_source(progress: Progress, edition: Edition) -> bool:
    source = progress.blog.anchors.sources[edition.post]
    verb = progress.verb_of(Thing.POST, edition.post, source)
    return edition.lang != source and verb in (Verb.FAILED, Verb.CONFLICT)


def _request(progress: Progress, job: _Job) -> Request:
    # A list of requests in one must name the language each time: Polylang keeps the last one.
    body = {**_body(progress, job), "lang": job.edition.lang}
    about = f"post {job.edition.post} [{job.edition.lang}]"
    if job.there is None:
        new = {**body, "tvilling_key": key_of(job.edition.post)}
        return Request("POST", POSTS, PARAMS, new, about=about)
    known = {**body, "tvilling_if_match": job.there.etag}
    return Request("POST", f"{POSTS}/{job.there.id}", PARAMS, known, about=about)


def _body(progress: Progress, job: _Job) -> dict[str, object]:
    terms = {place: term.id for place, term in progress.terms.items()}
    image = image_of(job.edition, progress.plan.resolver)
    file = progress.files.get(image.sha256) if image is not None else None
    number = file.id if file is not None else 0
    fields = fields_json(job.payload, terms, number, is_new=job.there is None)
    return {**fields, "translations": links_to_make(progress, job.edition.post, job.there)}


def links_to_make(progress: Progress, post: str, there: RemotePost | None) -> dict[str, int]:
    """All versions to link: languages that are not ours stay linked as they were."""
    members = {m.place[1]: m.id for m in members_of(post, progress.posts, progress.langs)}
    return {**dict(there.translations if there is not None else ()), **members}


def _is_settled(progress: Progress, job: _Job, answer: Answer) -> bool:
    """Whether the answer says what became of the version; that is noted."""
    if answer.is_fine:
        _keep(progress, job, read_post(answer.json))
    elif answer.is_doubtful or answer.code in _LOOK_FIRST:
        return False
    else:
        _fail(progress, say(_REFUSED), job, answer)
    return True


def _look(
    progress: Progress, unsure: Sequence[tuple[_Job, Answer]]
) -> Conversation[list[tuple[_Job, Answer]]]:
    """The versions that are to be sent again, after a look at what is there by now.

    One whose request was answered late, or sent twice, is done; one that is what it was before
    never arrived, or another run published it since. All else somebody changed.
    """
    found = yield from read_posts(job.edition.post for job, _ in unsure)
    again: list[tuple[_Job, Answer]] = []
    for job, answer in unsure:
        now = found.get(job.place)
        if now is not None and now.has(job.payload.fingerprint):
            _keep(progress, job, now)
        elif _may_go_on(progress, job, now, answer):
            if now is not None:
                progress.keep(now)
            again.append((_Job(job.edition, job.payload, now), answer))
        else:
            _note(progress, job.edition, Verb.CONFLICT, say(_CHANGED))
    return again


def _may_go_on(progress: Progress, job: _Job, now: RemotePost | None, answer: Answer) -> bool:
    """Whether writing it once more undoes nothing that somebody else did."""
    if now is None:
        return job.there is None
    if job.there is not None and answer.is_doubtful and now.etag == job.there.etag:
        return True
    # What is as it was published is nobody's edit: others publish the same blog at this moment.
    is_overwritten = job.there is None and progress.plan.options.ours
    return not now.is_trashed and (not now.is_edited or is_overwritten)


def _keep(progress: Progress, job: _Job, written: RemotePost) -> None:
    """Takes note of a version that is in the CMS now as it is to be."""
    if written.place != job.place:
        post, lang = job.place
        raise CmsRefused(
            say(
                "the CMS took {post} [{lang}] for {place} [{place2}]",
                post=post,
                lang=lang,
                place=written.place[0],
                place2=written.place[1],
            ),
            path=written.link,
            remedy=say("Add the language {lang} to the site, and delete that post", lang=lang),
        )
    progress.keep(written)
    was_made = job.there is None or progress.verb_of(Thing.POST, *job.place) is Verb.CREATE
    _note(progress, job.edition, Verb.CREATE if was_made else Verb.UPDATE)
    sent_slug = job.there is None or job.payload.has_chosen_slug
    if sent_slug and written.slug != job.payload.slug:
        message = say(
            "the slug {slug} was taken; it is {slug2} now",
            slug=job.payload.slug,
            slug2=written.slug,
        )
        progress.notices.append(Notice(*job.place, message))


def _fail(progress: Progress, what: str, job: _Job, answer: Answer) -> None:
    _note(progress, job.edition, Verb.FAILED, str(refusal(answer, what)))


def _note(progress: Progress, edition: Edition, verb: Verb, reason: str = "") -> None:
    place = (edition.post, edition.lang)
    there = progress.posts.get(place)
    planned = progress.planned.get((Thing.POST, *place))
    fields = planned.fields if planned is not None else ()
    url = there.link if there is not None else ""
    progress.note(
        Action(verb, Thing.POST, *place, edition.title, fields=fields, reason=reason, url=url)
    )
