"""The plan for a blog and a CMS: pure, so the same two always give the same plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.version import Status, Term, Twins
from pipeline.publish.comparing import (
    Blog,
    Known,
    compared,
    payload_now,
    restoring,
    with_fields,
)
from pipeline.publish.hand_edits import gone_files
from pipeline.publish.linking import (
    as_members,
    languages_of,
    members_of,
    needs_link,
    stranger_among,
)
from pipeline.publish.payload import Payload, payload_of
from pipeline.publish.plan import Action, Notice, Options, Plan, Thing, Verb
from pipeline.publish.remote import Remote, RemotePost, RemoteTerm
from pipeline.publish.resolve import (
    Addresses,
    MediaFile,
    Place,
    Resolver,
    anchors_of,
    files_of,
    public_address,
)
from pipeline.publish.standing import Standing, standing_of
from pipeline.publish.terms import TermGroup, TermPlace
from pipeline.publish.turns import links_of, order_of
from pipeline.publish.versions import Edition, as_edition
from pipeline.speech import N_, say


def make_plan(
    twins: Sequence[Twins],
    groups: Sequence[TermGroup],
    remote: Remote,
    resolver: Resolver,
    options: Options,
) -> Plan:
    """What has to change in that CMS for it to have these versions.

    The terms of the versions are joined and their slugs settled already. An action names the
    fields that differ, and what was changed by hand, as far as `remote` holds the text of its
    version. An edit by hand that the blog has too is no conflict.
    """
    gone = {} if options.ours else _gone(twins, remote, resolver)
    plan = _planned(twins, groups, remote, resolver, options, gone)
    agreed = {
        (action.name, action.lang): remote.posts[action.name, action.lang].etag
        for action in plan.conflicts
        if _is_agreed(action, remote)
    }
    if not agreed:
        return plan
    taken = replace(options, taken={**options.taken, **agreed})
    return _planned(twins, groups, remote, resolver, taken, gone)


def _is_agreed(action: Action, remote: Remote) -> bool:
    """Whether the blog says the same wherever somebody changed the CMS by hand.

    A new address does not count, since nothing but the CMS may know of it.
    """
    place = (action.name, action.lang)
    there = remote.posts.get(place)
    if action.thing is not Thing.POST or there is None or place not in remote.texts:
        return False
    changed = {difference.field for difference in action.differences}
    if not there.is_edited or there.is_trashed or "slug" in changed:
        return False
    return changed.isdisjoint(action.fields) if changed else not action.fields


def _gone(twins: Sequence[Twins], remote: Remote, resolver: Resolver) -> dict[Place, str]:
    """The versions that lost a file by hand, each with what to say of it."""
    found = {
        (version.post, version.lang): gone_files(
            as_edition(version), remote.texts.get((version.post, version.lang)), resolver, remote
        )
        for group in twins
        for version in group.versions
    }
    return {place: say(_GONE).format(", ".join(paths)) for place, paths in found.items() if paths}


_GONE = N_(
    "its file {} was deleted from the media of the CMS by hand; take it out of the post, or "
    "upload it again with --ours"
)


def _planned(
    twins: Sequence[Twins],
    groups: Sequence[TermGroup],
    remote: Remote,
    resolver: Resolver,
    options: Options,
    gone: Mapping[Place, str],
) -> Plan:
    standing = standing_of(twins, remote, options, gone)
    standing = replace(standing, open=restoring(standing.open, remote, options))
    blog = Blog(resolver, anchors_of(twins))
    files = _files(standing.open.values(), resolver)
    used = {
        (term.taxonomy, lang, term.key)
        for (_, lang), edition in standing.open.items()
        for term in edition.categories + edition.tags
    }
    kept = _used_groups(groups, used)
    addresses = _expected(standing, remote, files)
    known = Known(addresses, frozenset(used), frozenset(file.sha256 for file in files))
    order = order_of(standing.open, links_of(standing.open, resolver, blog.anchors))
    posts = [_post_action(standing.open[place], blog, known, remote) for place in order]
    stopped = [with_fields(action, twins, blog, known, remote) for action in standing.stopped]
    return Plan(
        actions=(
            *_term_actions(kept, remote, options),
            *_file_actions(files, remote),
            *(action for action, _ in posts),
            *_link_actions(twins, standing.open, remote),
            *stopped,
        ),
        notices=(
            *(notice for _, notices in posts for notice in notices),
            *_link_notices(twins, remote),
        ),
        blog=tuple(twins),
        groups=kept,
        order=order,
        remote=remote,
        resolver=resolver,
        options=options,
        editions=standing.open,
        lowered=standing.lowered,
    )


def _used_groups(groups: Iterable[TermGroup], used: set[TermPlace]) -> tuple[TermGroup, ...]:
    kept = (
        replace(
            group,
            terms=tuple(
                (lang, term)
                for lang, term in group.terms
                if (group.taxonomy, lang, group.key) in used
            ),
        )
        for group in groups
    )
    return tuple(group for group in kept if group.terms)


def _files(editions: Iterable[Edition], resolver: Resolver) -> tuple[MediaFile, ...]:
    files = (file for edition in editions for file in files_of(edition, resolver))
    return tuple({file.sha256: file for file in files}.values())


def _expected(standing: Standing, remote: Remote, files: Iterable[MediaFile]) -> Addresses:
    """Where things will be; what the CMS has not named yet gets a name that it never gives."""
    written = {*standing.open, *standing.lowered}
    posts = {
        place: public_address(post.link)
        for place, post in remote.posts.items()
        if post.status == Status.PUBLISH and place not in written
    }
    for place, edition in standing.open.items():
        there = remote.posts.get(place)
        is_live = there is not None and not there.is_trashed
        stays = (
            is_live
            and there is not None
            and not payload_of(edition, "", "").has_moved(there.fingerprint)
        )
        if there is not None and stays:
            posts |= {place: public_address(there.link)} if there.status == "publish" else {}
        elif edition.status is Status.PUBLISH:
            posts[place] = f"tvilling:{place[1]}/{place[0]}"
    posts |= addresses_abroad(remote)
    uploaded = {
        file.sha256: public_address(remote.files[file.slug].link)
        if file.slug in remote.files
        else f"tvilling:{file.sha256}"
        for file in files
    }
    return Addresses(posts, uploaded)


def addresses_abroad(remote: Remote) -> dict[Place, str]:
    """Where readers find the versions that other sites have."""
    abroad = remote.abroad or {}
    return {place: post.link for place, post in abroad.items() if post.status == Status.PUBLISH}


def _post_action(
    edition: Edition, blog: Blog, known: Known, remote: Remote
) -> tuple[Action, list[Notice]]:
    payload, notes = payload_now(edition, blog, known)
    there = remote.posts.get((edition.post, edition.lang))
    notices = [Notice(edition.post, edition.lang, note) for note in notes]
    action = Action(_verb(payload, there), Thing.POST, edition.post, edition.lang, edition.title)
    if there is None:
        return action, notices
    reason = say(_RESTORED) if there.is_trashed else ""
    action = replace(action, url="" if there.is_trashed else there.link, reason=reason)
    return compared(action, payload, edition, blog, remote), notices


_RESTORED = N_("it comes back out of the trash")


def _verb(payload: Payload, there: RemotePost | None) -> Verb:
    if there is None:
        return Verb.CREATE
    return Verb.UNCHANGED if there.has(payload.fingerprint) else Verb.UPDATE


def _file_actions(files: Iterable[MediaFile], remote: Remote) -> list[Action]:
    return [
        Action(Verb.UPLOAD, Thing.FILE, file.path)
        for file in files
        if file.slug not in remote.files
    ]


def _term_actions(groups: Iterable[TermGroup], remote: Remote, options: Options) -> list[Action]:
    actions = []
    for group in groups:
        there = [remote.terms.get((group.taxonomy, lang, group.key)) for lang, _ in group.terms]
        for (lang, term), found in zip(group.terms, there, strict=True):
            verb = term_verb(term, found)
            if verb is not Verb.UNCHANGED:
                thing, reason = Thing(group.taxonomy), say(_TERM_REASONS.get(verb, ""))
                actions.append(Action(verb, thing, group.key, lang, term.name, reason=reason))
        members = [term for term in there if term is not None]
        listed = [(term.lang, term.id, term.translations) for term in members]
        if options.links_terms and needs_link(listed):
            langs = tuple(term.lang for term in members)
            actions.append(Action(Verb.LINK, Thing(group.taxonomy), group.key, fields=langs))
    return actions


_TERM_REASONS = {Verb.CONFLICT: N_("its name was changed by hand in the CMS and is left as it is")}


def term_verb(term: Term, there: RemoteTerm | None) -> Verb:
    """What happens to the term; one that somebody else made is used as it is."""
    if there is None:
        return Verb.CREATE
    if not there.key or there.fingerprint == term_fingerprint(term):
        return Verb.UNCHANGED
    return Verb.UPDATE if there.etag == there.published_etag else Verb.CONFLICT


def term_fingerprint(term: Term) -> str:
    """What tells whether this name is what was published last."""
    return hashlib.sha256(term.name.encode()).hexdigest()[:32]


def _link_actions(
    twins: Iterable[Twins], editions: Mapping[Place, Edition], remote: Remote
) -> list[Action]:
    langs = languages_of(remote.posts)
    actions = []
    for group in twins:
        members = members_of(group.post, remote.posts, langs)
        is_ours = any((group.post, version.lang) in editions for version in group.versions)
        if is_ours and needs_link(as_members(members)):
            languages = tuple(member.place[1] for member in members)
            actions.append(Action(Verb.LINK, Thing.POST, group.post, fields=languages))
    return actions


def _link_notices(twins: Iterable[Twins], remote: Remote) -> list[Notice]:
    langs = languages_of(remote.posts)
    members = ((t, as_members(members_of(t.post, remote.posts, langs))) for t in twins)
    strangers = ((t, stranger_among(each)) for t, each in members)
    text = say("somebody linked one of its languages to post {} in the CMS, which is left so")
    return [Notice(t.post, t.source, text.format(n)) for t, n in strangers if n is not None]
