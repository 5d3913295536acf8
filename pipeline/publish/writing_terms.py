"""The part of a conversation that makes and links categories and tags."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.version import Term
from pipeline.publish.applying import Progress
from pipeline.publish.linking import Member, are_linked, stranger_among
from pipeline.publish.messages import Answer, Conversation, Request
from pipeline.publish.plan import Action, Notice, Thing, Verb
from pipeline.publish.planning import term_fingerprint, term_verb
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import TERM_FIELDS, TERM_ROUTES, RemoteTerm, key_of, read_term
from pipeline.publish.terms import TermGroup

_PARAMS = (("context", "edit"), ("_fields", TERM_FIELDS))


def write_terms(progress: Progress, groups: Sequence[TermGroup]) -> Conversation[None]:
    """Every term in its language, linked with the same term in the others."""
    for group in groups:
        for lang, term in group.terms:
            yield from _write_term(progress, group, lang, term)
        yield from _link(progress, group)


def _members(progress: Progress, group: TermGroup) -> list[RemoteTerm]:
    places = ((group.taxonomy, lang, group.key) for lang, _ in group.terms)
    return [progress.terms[place] for place in places if place in progress.terms]


def _write_term(progress: Progress, group: TermGroup, lang: str, term: Term) -> Conversation[None]:
    there = progress.terms.get((group.taxonomy, lang, group.key))
    verb = term_verb(term, there)
    thing = Thing(group.taxonomy)
    if verb is Verb.CREATE:
        answer = yield _creation(progress, group, lang, term)
        written = yield from _made(answer, group, lang)
    elif verb is Verb.UPDATE and there is not None:
        answer = yield _renaming(there, term)
        written = read_term(answer.json, group.taxonomy) if answer.is_fine else None
    else:
        return
    if written is None:
        reason = str(refusal(answer, "it could not be written"))
        progress.note(Action(Verb.FAILED, thing, group.key, lang, term.name, reason=reason))
    else:
        progress.terms[group.taxonomy, lang, group.key] = written
        progress.note(Action(verb, thing, group.key, lang, term.name))


def _creation(progress: Progress, group: TermGroup, lang: str, term: Term) -> Request:
    fields: dict[str, object] = {
        "name": term.name,
        "slug": term.slug,
        "lang": lang,
        "translations": {member.lang: member.id for member in _members(progress, group)},
        "tvilling_key": key_of(group.key),
        "tvilling_fingerprint": term_fingerprint(term),
    }
    return Request("POST", TERM_ROUTES[group.taxonomy], _PARAMS, fields)


def _renaming(there: RemoteTerm, term: Term) -> Request:
    fields = {
        "name": term.name,
        "tvilling_fingerprint": term_fingerprint(term),
        "tvilling_if_match": there.etag,
    }
    return Request("POST", f"{TERM_ROUTES[there.taxonomy]}/{there.id}", _PARAMS, fields)


def _made(answer: Answer, group: TermGroup, lang: str) -> Conversation[RemoteTerm | None]:
    """The new term, or the one that is there already because somebody was faster."""
    if answer.is_fine:
        return _in(lang, read_term(answer.json, group.taxonomy))
    number = answer.data.get("term_id", answer.data.get("post_id"))
    if not isinstance(number, int):
        return None
    again = yield Request("GET", f"{TERM_ROUTES[group.taxonomy]}/{number}", _PARAMS)
    return _in(lang, read_term(again.json, group.taxonomy)) if again.is_fine else None


def _in(lang: str, term: RemoteTerm) -> RemoteTerm | None:
    # Polylang may name the term of another language, which must not be used here.
    return term if term.lang == lang else None


def _link(progress: Progress, group: TermGroup) -> Conversation[None]:
    terms = _members(progress, group)
    members = _as_read(progress, group, terms)
    if are_linked(members):
        return
    stranger = stranger_among(members)
    if stranger is not None:
        message = f"somebody linked it to {group.taxonomy} {stranger} in the CMS, which is left so"
        progress.notices.append(Notice(group.key, terms[0].lang, message))
        return
    first = terms[0]
    ids = {**dict(first.translations), **{lang: number for lang, number, _ in members}}
    answer = yield Request(
        "POST", f"{TERM_ROUTES[group.taxonomy]}/{first.id}", _PARAMS, {"translations": ids}
    )
    reason = "" if answer.is_fine else str(refusal(answer, "its languages cannot be linked"))
    verb = Verb.LINK if answer.is_fine else Verb.FAILED
    thing, langs = Thing(group.taxonomy), tuple(term.lang for term in terms)
    progress.links[thing, group.key] = Action(verb, thing, group.key, fields=langs, reason=reason)


def _as_read(progress: Progress, group: TermGroup, terms: Sequence[RemoteTerm]) -> list[Member]:
    """The terms with what they list, those that changed since they were read left out.

    A term lists twins that were made after it, but its answer is older; the last one made says
    for all of them whether the CMS links them.
    """
    thing = Thing(group.taxonomy)
    made = [t for t in terms if progress.verb_of(thing, group.key, t.lang) is Verb.CREATE]
    listed = made[-1].translations if made else None
    return [(term.lang, term.id, term.translations if listed is None else listed) for term in terms]
