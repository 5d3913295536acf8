"""The part of a conversation that makes and links categories and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.model.version import Term
from pipeline.publish.applying import Progress
from pipeline.publish.linking import Member, are_linked, stranger_among
from pipeline.publish.messages import Answer, Conversation, Request, ask_all
from pipeline.publish.plan import Action, Notice, Thing, Verb
from pipeline.publish.planning import term_fingerprint, term_verb
from pipeline.publish.reading import read_terms
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import TERM_FIELDS, TERM_ROUTES, RemoteTerm, key_of, read_term
from pipeline.publish.repeating import TRIES, write_all
from pipeline.publish.terms import TermGroup, TermPlace
from pipeline.speech import say

_PARAMS = (("context", "edit"), ("_fields", TERM_FIELDS))


@dataclass(frozen=True, slots=True)
class _Job:
    """A term on its way."""

    group: TermGroup
    lang: str
    term: Term
    verb: Verb

    @property
    def place(self) -> TermPlace:
        return (self.group.taxonomy, self.lang, self.group.key)


def write_terms(progress: Progress, groups: Sequence[TermGroup]) -> Conversation[None]:
    """Every term in its language, linked with the same term in the others.

    First the terms in the language that each was seen in first, so that the others can name them.
    """
    for position in range(max((len(group.terms) for group in groups), default=0)):
        jobs = [
            _job(progress, group, *group.terms[position])
            for group in groups
            if position < len(group.terms)
        ]
        yield from write_all(
            [job for job in jobs if job.verb in (Verb.CREATE, Verb.UPDATE)],
            partial(_request, progress),
            partial(_is_settled, progress),
            partial(_look, progress),
            partial(_fail, progress),
        )
    yield from _link_all(progress, groups)


def _job(progress: Progress, group: TermGroup, lang: str, term: Term) -> _Job:
    there = progress.terms.get((group.taxonomy, lang, group.key))
    return _Job(group, lang, term, term_verb(term, there))


def _members(progress: Progress, group: TermGroup) -> list[RemoteTerm]:
    places = ((group.taxonomy, lang, group.key) for lang, _ in group.terms)
    return [progress.terms[place] for place in places if place in progress.terms]


def _request(progress: Progress, job: _Job) -> Request:
    group, term, there = job.group, job.term, progress.terms.get(job.place)
    about = f"{group.taxonomy} {group.key} [{job.lang}]"
    fields: dict[str, object] = {
        "name": term.name,
        "lang": job.lang,
        "tvilling_fingerprint": term_fingerprint(term),
    }
    if there is not None:
        path = f"{TERM_ROUTES[group.taxonomy]}/{there.id}"
        known = {**fields, "tvilling_if_match": there.etag}
        return Request("POST", path, _PARAMS, known, about=about)
    new = {
        **fields,
        "slug": term.slug,
        "translations": {member.lang: member.id for member in _members(progress, group)},
        "tvilling_key": key_of(group.key),
    }
    return Request("POST", TERM_ROUTES[group.taxonomy], _PARAMS, new, about=about)


def _is_settled(progress: Progress, job: _Job, answer: Answer) -> bool:
    """Whether the answer says what became of the term; that is noted."""
    if answer.is_fine:
        written = read_term(answer.json, job.group.taxonomy)
        # Polylang may name the term of another language, which must not be used here.
        if written.lang == job.lang:
            _keep(progress, job, written)
        else:
            _fail(progress, job, answer)
        return True
    if answer.is_doubtful or answer.status in (409, 412) or _named(answer) is not None:
        return False
    _fail(progress, job, answer)
    return True


def _named(answer: Answer) -> int | None:
    """The id of the term that is there already, where a refusal says so."""
    number = answer.data.get("term_id")
    return number if isinstance(number, int) else None


def _look(
    progress: Progress, unsure: Sequence[tuple[_Job, Answer]]
) -> Conversation[list[tuple[_Job, Answer]]]:
    """The terms to be sent again; those are done that are there by now, whoever made them."""
    found = yield from read_terms([_alone(job) for job, _ in unsure])
    named = yield from _read_named(unsure)
    again: list[tuple[_Job, Answer]] = []
    for job, answer in unsure:
        now = found.get(job.place) or named.get(job.place)
        verb = term_verb(job.term, now)
        if now is not None and verb is Verb.UNCHANGED:
            _keep(progress, job, now)
        elif verb is Verb.CONFLICT or (now is None and job.verb is Verb.UPDATE):
            _fail(progress, job, answer)
        else:
            progress.terms.update({} if now is None else {job.place: now})
            again.append((job, answer))
    return again


def _alone(job: _Job) -> TermGroup:
    return replace(job.group, terms=((job.lang, job.term),))


def _read_named(
    unsure: Sequence[tuple[_Job, Answer]],
) -> Conversation[dict[TermPlace, RemoteTerm]]:
    """The terms that refusals name, as far as they are in the language that is wanted."""
    asked = [(job, number) for job, answer in unsure if (number := _named(answer)) is not None]
    answers = yield from ask_all(
        [
            Request("GET", f"{TERM_ROUTES[j.group.taxonomy]}/{number}", _PARAMS)
            for j, number in asked
        ]
    )
    terms = {
        job.place: read_term(answer.json, job.group.taxonomy)
        for (job, _), answer in zip(asked, answers, strict=True)
        if answer.is_fine
    }
    return {place: term for place, term in terms.items() if term.lang == place[1]}


def _keep(progress: Progress, job: _Job, written: RemoteTerm) -> None:
    progress.terms[job.place] = written
    thing = Thing(job.group.taxonomy)
    progress.note(Action(job.verb, thing, job.group.key, job.lang, job.term.name))


def _fail(progress: Progress, job: _Job, answer: Answer) -> None:
    reason = str(refusal(answer, say("it could not be written")))
    thing = Thing(job.group.taxonomy)
    action = Action(Verb.FAILED, thing, job.group.key, job.lang, job.term.name, reason=reason)
    progress.note(action)


def _link_all(progress: Progress, groups: Sequence[TermGroup]) -> Conversation[None]:
    """The terms of each group linked, where the CMS does not link them yet."""
    unlinked = [group for group in groups if _is_to_link(progress, group)]
    for _ in range(TRIES):
        if not unlinked:
            return
        answers = yield from ask_all([_linking(progress, group) for group in unlinked])
        for group, answer in zip(unlinked, answers, strict=True):
            _note_link(progress, group, answer)
        # To link them twice does no harm.
        unlinked = [g for g, a in zip(unlinked, answers, strict=True) if a.is_doubtful]


def _is_to_link(progress: Progress, group: TermGroup) -> bool:
    members = _as_read(progress, group)
    if are_linked(members) or not progress.plan.options.links_terms:
        return False
    stranger = stranger_among(members)
    if stranger is not None:
        message = say(
            "somebody linked it to {taxonomy} {stranger} in the CMS, which is left so",
            taxonomy=group.taxonomy,
            stranger=stranger,
        )
        progress.notices.append(Notice(group.key, members[0][0], message))
    return stranger is None


def _linking(progress: Progress, group: TermGroup) -> Request:
    terms = _members(progress, group)
    first = terms[0]
    ids = {**dict(first.translations), **{term.lang: term.id for term in terms}}
    return Request(
        "POST",
        f"{TERM_ROUTES[group.taxonomy]}/{first.id}",
        _PARAMS,
        {"translations": ids, "lang": first.lang},
        about=f"links of {group.taxonomy} {group.key}",
    )


def _note_link(progress: Progress, group: TermGroup, answer: Answer) -> None:
    reason = "" if answer.is_fine else str(refusal(answer, say("its languages cannot be linked")))
    verb = Verb.LINK if answer.is_fine else Verb.FAILED
    thing = Thing(group.taxonomy)
    langs = tuple(term.lang for term in _members(progress, group))
    progress.links[thing, group.key] = Action(verb, thing, group.key, fields=langs, reason=reason)


def _as_read(progress: Progress, group: TermGroup) -> list[Member]:
    """The terms with what they list, those that changed since they were read left out.

    A term lists twins that were made after it, but its answer is older; the last one made says
    for all of them whether the CMS links them.
    """
    thing = Thing(group.taxonomy)
    terms = _members(progress, group)
    made = [t for t in terms if progress.verb_of(thing, group.key, t.lang) is Verb.CREATE]
    listed = made[-1].translations if made else None
    return [(term.lang, term.id, term.translations if listed is None else listed) for term in terms]
