"""Which versions may be written, and why the others may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.version import Twins, Version
from pipeline.publish.linking import languages_of, members_of
from pipeline.publish.plan import Action, Options, Thing, Verb
from pipeline.publish.remote import RemotePost
from pipeline.publish.resolve import Place
from pipeline.publish.statuses import least_public, limited, status_of
from pipeline.publish.versions import Edition, as_edition

_EDITED = (
    "it was changed by hand in the CMS; take the change over into the post or the catalogue, "
    "or overwrite it with --ours"
)
_TRASHED = "it was put in the trash of the CMS; take it out again, or make it anew with --ours"


@dataclass(frozen=True, slots=True)
class Standing:
    """The versions of a blog, sorted by whether they may be written."""

    open: Mapping[Place, Edition] = field(default_factory=dict)
    """In their order, and no more public than their sources."""
    stopped: tuple[Action, ...] = ()
    """The conflicts, and the versions held back."""


def standing_of(
    blog: Sequence[Twins], remote: Mapping[Place, RemotePost], options: Options
) -> Standing:
    """Which versions may be written to a CMS that has those posts."""
    langs = languages_of(remote)
    free: dict[Place, Edition] = {}
    stopped: list[Action] = []
    for twins in blog:
        stopped += [_held(held.post, held.lang, held.reason, remote) for held in twins.held]
        conflicts = {
            version.lang: reason
            for version in twins.versions
            if not options.ours and (reason := _conflict(version, remote, langs))
        }
        source = _source(twins, conflicts, remote)
        for version in twins.versions:
            if version.lang in conflicts:
                stopped.append(_conflicting(version, conflicts[version.lang], remote))
            elif source is None:
                stopped.append(_orphan(version, twins, remote))
            else:
                edition = as_edition(version)
                is_source = version.lang == twins.source
                limit = edition if is_source else limited(edition, source.status, source.date)
                free[version.post, version.lang] = limit
    return Standing(free, tuple(stopped))


def _conflict(version: Version, remote: Mapping[Place, RemotePost], langs: Sequence[str]) -> str:
    """Why writing the version would undo what somebody did in the CMS, or nothing."""
    there = remote.get((version.post, version.lang))
    if there is None:
        return _stranger(version, remote, langs)
    if there.is_trashed:
        return _TRASHED
    return _EDITED if there.is_edited else ""


def _stranger(version: Version, remote: Mapping[Place, RemotePost], langs: Sequence[str]) -> str:
    siblings = members_of(version.post, remote, langs)
    linked = (dict(post.translations).get(version.lang) for post in siblings)
    stranger = next((number for number in linked if number is not None), None)
    if stranger is None:
        return ""
    return (
        f"the CMS links its twin to post {stranger}, which Tvilling did not write; unlink that, "
        "or put this one in its place with --ours"
    )


def _source(
    twins: Twins, conflicts: Mapping[str, str], remote: Mapping[Place, RemotePost]
) -> Version | None:
    """The source version as readers will find it; nothing where the CMS will not have it.

    What we may not write counts as it is there: an editor who takes the source back to a draft
    takes its translations back too.
    """
    ours = next((v for v in twins.versions if v.lang == twins.source), None)
    there = remote.get((twins.post, twins.source))
    if ours is not None and twins.source not in conflicts:
        return ours
    if there is None or there.is_trashed:
        return None
    status = status_of(there.status)
    if ours is not None:
        return replace(ours, status=least_public(ours.status, status), date=there.date)
    example = next(iter(twins.versions), None)
    return None if example is None else replace(example, status=status, date=there.date)


def _held(post: str, lang: str, reason: str, remote: Mapping[Place, RemotePost]) -> Action:
    there = remote.get((post, lang))
    is_there = there is not None and not there.is_trashed
    stays = "; what was published before stays as it is" if is_there else ""
    url = there.link if there is not None and is_there else ""
    return Action(Verb.HELD, Thing.POST, post, lang, reason=f"{reason}{stays}", url=url)


def _orphan(version: Version, twins: Twins, remote: Mapping[Place, RemotePost]) -> Action:
    reason = f"its source ({twins.source}) is not in the CMS"
    held = _held(version.post, version.lang, reason, remote)
    return replace(held, title=version.title)


def _conflicting(version: Version, reason: str, remote: Mapping[Place, RemotePost]) -> Action:
    there = remote.get((version.post, version.lang))
    url = there.link if there is not None else ""
    place = (version.post, version.lang, version.title)
    return Action(Verb.CONFLICT, Thing.POST, *place, reason=reason, url=url)
