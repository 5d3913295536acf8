"""Which versions may be written, and why the others may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.model.version import Status, Twins, Version
from pipeline.publish.hand_edits import unlinked
from pipeline.publish.linking import languages_of, live, members_of
from pipeline.publish.plan import Action, Options, Thing, Verb
from pipeline.publish.remote import Remote, RemotePost
from pipeline.publish.resolve import Place
from pipeline.publish.statuses import least_public, limited, status_of
from pipeline.publish.versions import Edition, as_edition
from pipeline.speech import N_, say

UNPUBLISHED, PRUNED = "unpublished", "pruned"
"""The fingerprints of what we put in the trash: on demand, and because its post was gone."""

_EDITED = N_(
    "it was changed by hand in the CMS; take the change over with --theirs, or overwrite it with "
    "--ours"
)
_TRASHED = N_(
    "it was put in the trash of the CMS by hand; publish it again with --ours, or delete the post"
)
_UNLINKED = N_(
    "its link to its twin [{}] was taken away by hand in the CMS; link the two again with --ours"
)
_UNFINISHED = N_("its translation is not finished any more")
_LOWERED = N_("its translation is held back, and no more public than its source")
_UNPUBLISHED = N_("it was unpublished; to publish it again, name it: tvilling publish {}")


@dataclass(frozen=True, slots=True)
class Standing:
    """The versions of a blog, sorted by whether they may be written."""

    open: Mapping[Place, Edition] = field(default_factory=dict)
    """In their order, and no more public than their sources."""
    stopped: tuple[Action, ...] = ()
    """The conflicts, and the versions held back."""
    lowered: Mapping[Place, Status] = field(default_factory=dict)
    """The versions held back that have to become less public, since their sources do."""


def standing_of(
    blog: Sequence[Twins], cms: Remote, options: Options, others: Mapping[Place, str] | None = None
) -> Standing:
    """Which versions may be written to a CMS that has those posts.

    `others` are conflicts that nobody sees who looks at the posts alone, with their reasons.
    """
    langs = languages_of(cms.posts)
    free: dict[Place, Edition] = {}
    stopped: list[Action] = []
    lowered: dict[Place, Status] = {}
    for twins in blog:
        reasons = {v.lang: _conflict(v, cms, langs, options, others or {}) for v in twins.versions}
        conflicts = {lang: reason for lang, reason in reasons.items() if reason}
        asleep = [] if twins.post in options.named else _unpublished(twins, cms.posts)
        source = _source(twins, {**conflicts, **dict.fromkeys(asleep, "")}, cms)
        held = [_held(each.post, each.lang, each.reason, cms.posts) for each in twins.held]
        for version in twins.versions:
            place = (version.post, version.lang)
            if version.lang in asleep:
                stopped.append(_sleeping(version, cms.posts))
            elif version.lang in conflicts:
                stopped.append(_conflicting(version, conflicts[version.lang], cms.posts))
            elif source is None:
                held.append(_orphan(version, twins, cms.posts))
            elif as_edition(version).is_provisional and _is_out(version, cms.posts):
                held.append(_held(*place, say(_UNFINISHED), cms.posts))
            else:
                free[place] = _within(version, source, twins)
        for action in held:
            less = _lowered(action, source, twins, cms)
            if less is not None:
                lowered[action.name, action.lang] = less
                action = replace(action, verb=Verb.UPDATE, fields=("status",), reason=say(_LOWERED))
            stopped.append(action)
    return Standing(free, tuple(stopped), lowered)


@dataclass(frozen=True, slots=True)
class _Source:
    """How public the source of a post is, and when it is to be."""

    status: Status
    date: datetime | None = None


def _within(version: Version, source: _Source, twins: Twins) -> Edition:
    """The version, no more public than its source."""
    edition = as_edition(version)
    is_source = version.lang == twins.source
    return edition if is_source else limited(edition, source.status, source.date)


def _lowered(action: Action, source: _Source | None, twins: Twins, cms: Remote) -> Status | None:
    """The status of a version held back, where its source is to be less public than it is."""
    there = live(cms.posts.get((action.name, action.lang)))
    if there is None or there.is_edited or action.lang == twins.source:
        return None
    if source is None and cms.abroad is not None:
        # Nobody would take notice on this site that the source is gone from the other.
        source = _Source(Status.DRAFT)
    if source is None:
        return None
    now = status_of(there.status)
    less = least_public(now, source.status)
    # A page that is out is not taken back to wait for a day: it waits as a draft.
    less = Status.DRAFT if less is Status.FUTURE and now is not Status.FUTURE else less
    return None if less is now else less


def _conflict(
    version: Version,
    remote: Remote,
    langs: Sequence[str],
    options: Options,
    others: Mapping[Place, str],
) -> str:
    """Why writing the version would undo what somebody did in the CMS, or nothing."""
    if options.ours:
        return ""
    place = (version.post, version.lang)
    there = remote.posts.get(place)
    if there is None:
        return _stranger(version, remote.posts, langs)
    if there.is_edited and options.taken.get(place) != there.etag:
        return say(_TRASHED) if there.is_trashed else say(_EDITED)
    twin = unlinked(version.post, version.lang, remote, tuple(langs))
    return say(_UNLINKED).format(twin) if twin else others.get(place, "")


def _unpublished(twins: Twins, remote: Mapping[Place, RemotePost]) -> list[str]:
    """The languages that were unpublished and that nobody touched since."""
    places = {version.lang: remote.get((twins.post, version.lang)) for version in twins.versions}
    return [
        lang
        for lang, there in places.items()
        if there is not None
        and there.is_trashed
        and there.fingerprint == UNPUBLISHED
        and not there.is_edited
    ]


def _is_out(edition: Version, remote: Mapping[Place, RemotePost]) -> bool:
    """Whether the CMS shows a finished translation, whose place no draft takes."""
    there = live(remote.get((edition.post, edition.lang)))
    return there is not None and status_of(there.status) is not Status.DRAFT


def _sleeping(version: Version, remote: Mapping[Place, RemotePost]) -> Action:
    held = _held(version.post, version.lang, say(_UNPUBLISHED).format(version.post), remote)
    return replace(held, title=version.title)


def _stranger(version: Version, remote: Mapping[Place, RemotePost], langs: Sequence[str]) -> str:
    siblings = members_of(version.post, remote, langs)
    linked = (dict(post.translations).get(version.lang) for post in siblings)
    stranger = next((number for number in linked if number is not None), None)
    if stranger is None:
        return ""
    return say(
        "the CMS links its twin to post {stranger}, which Tvilling did not "
        "write; unlink that, or put this one in its place with --ours",
        stranger=stranger,
    )


def _source(twins: Twins, conflicts: Mapping[str, str], cms: Remote) -> _Source | None:
    """The source version as readers will find it; nothing where the CMS will not have it.

    What we may not write counts as it is there: an editor who takes the source back to a draft
    takes its translations back too.
    """
    ours = next((v for v in twins.versions if v.lang == twins.source), None)
    if ours is not None and twins.source not in conflicts:
        return _Source(ours.status, ours.date)
    place = (twins.post, twins.source)
    there = cms.posts.get(place) or (cms.abroad or {}).get(place)
    if there is None or there.is_trashed:
        return None
    status = status_of(there.status)
    return _Source(status if ours is None else least_public(ours.status, status), there.date)


def _held(post: str, lang: str, reason: str, remote: Mapping[Place, RemotePost]) -> Action:
    there = remote.get((post, lang))
    is_there = there is not None and not there.is_trashed
    if is_there:
        reason = say("{reason}; what was published before stays as it is", reason=reason)
    url = there.link if there is not None and is_there else ""
    return Action(Verb.HELD, Thing.POST, post, lang, reason=reason, url=url)


def _orphan(version: Version, twins: Twins, remote: Mapping[Place, RemotePost]) -> Action:
    reason = say("its source ({source}) is not in the CMS", source=twins.source)
    held = _held(version.post, version.lang, reason, remote)
    return replace(held, title=version.title)


def _conflicting(version: Version, reason: str, remote: Mapping[Place, RemotePost]) -> Action:
    there = remote.get((version.post, version.lang))
    url = there.link if there is not None else ""
    place = (version.post, version.lang, version.title)
    return Action(Verb.CONFLICT, Thing.POST, *place, reason=reason, url=url)
