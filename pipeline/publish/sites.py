"""One site per language: a blog's versions published each to the site of its language.

All sites are looked at before any is written to. Then the steps are such that, stopped at any
point, no translation is more public than its source is on the other site:

1. translations that have to become less public,
2. sources,
3. everything, after another look: a source that could not be written holds its translations,
4. once more where links lead to what the step before made known,
5. the addresses of twins, told to the sites.

Whoever calls runs the conversations; nothing here opens anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from pipeline.errors import TvillingError
from pipeline.model.version import Held, Status, Twins
from pipeline.publish.across import Member, action_of, differing, read_members, tell, to_be_told
from pipeline.publish.applying import Report
from pipeline.publish.authors import has_authors, read_users, with_authors
from pipeline.publish.choosing import narrowed
from pipeline.publish.conversation import apply_conversation, plan_conversation
from pipeline.publish.linking import live
from pipeline.publish.messages import Conversation
from pipeline.publish.plan import WRITES, Action, Options, Plan, Thing, Verb
from pipeline.publish.reading import read_me, read_posts
from pipeline.publish.remote import Remote, RemotePost
from pipeline.publish.resolve import Place, Resolver
from pipeline.publish.standing import standing_of
from pipeline.publish.statuses import PUBLICITY, least_public, status_of
from pipeline.publish.writing_files import ReadFile

Result = TypeVar("Result")
Posts = Mapping[Place, RemotePost]
_ROUNDS = 2
"""How often everything is gone through: the second time for links that the first made known."""


class Run(Protocol):
    """What runs conversations with one site."""

    def __call__(self, conversation: Conversation[Result], /) -> Result: ...


@dataclass(frozen=True, slots=True)
class Site:
    """The site of one language."""

    lang: str
    run: Run


@dataclass(frozen=True, slots=True)
class SitesPlan:
    """What has to change on all sites together."""

    plans: Mapping[str, Plan]
    """By language."""
    links: tuple[Action, ...] = ()
    """The addresses of twins that are to be told."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites of a blog, and all that publishing to them needs."""

    sites: Sequence[Site]
    """In the order of the blog's languages."""
    resolver: Resolver
    options: Options = field(default_factory=Options)
    wanted: Collection[str] | None = None
    """The posts that are meant; nothing where all are."""
    authors: Mapping[str, str] | None = None
    """Which user of each site an author is; nothing where the blog does not say."""
    shown: Callable[[Plan], Plan] = lambda plan: plan
    """Makes a plan fit to be shown."""

    @property
    def langs(self) -> tuple[str, ...]:
        return tuple(site.lang for site in self.sites)


def only(blog: Iterable[Twins], lang: str) -> tuple[Twins, ...]:
    """The posts with the versions in that language alone; of the others, the headings."""
    return tuple(
        replace(
            twins,
            versions=tuple(version for version in twins.versions if version.lang == lang),
            held=tuple(held for held in twins.held if held.lang == lang),
            elsewhere=(
                *(Held(v.post, v.lang, "", v.anchors) for v in twins.versions if v.lang != lang),
                *(held for held in twins.held if held.lang != lang),
            ),
        )
        for twins in blog
    )


def plan_for_sites(sites: Sites, blog: Sequence[Twins]) -> SitesPlan:
    """What publishing would change, as it will be where each step succeeds; only GET is sent."""
    looked = _look(sites, blog)
    plans = _plans(sites, blog, _as_expected(sites, blog, looked))
    links = _links(sites, blog)
    return SitesPlan(plans, tuple(action_of(member) for each in links.values() for member in each))


def plans_by_site(sites: Sites, blog: Sequence[Twins]) -> Mapping[str, Plan]:
    """The plan for each site as all sites are now, by language; only GET is sent."""
    return _plans(sites, blog, _as_found(sites, blog, _look(sites, blog)))


def publish_to_sites(
    sites: Sites, blog: Sequence[Twins], read_file: ReadFile
) -> tuple[SitesPlan, Report]:
    """What publishing did, and what it had to do."""
    looked = _look(sites, blog)
    plans = first = _plans(sites, blog, _as_found(sites, blog, looked))
    reports: list[Report] = []

    def apply(chosen: Callable[[str, Plan], Collection[str]]) -> bool:
        """Whether anything was to be written, of the chosen posts of each plan."""
        parts = {lang: narrowed(plan, chosen(lang, plan)) for lang, plan in plans.items()}
        for site in sites.sites:
            reports.append(site.run(apply_conversation(parts[site.lang], read_file)))
            error = reports[-1].error
            if error is not None:
                raise error
        return any(part.has_changes for part in parts.values())

    def steps() -> None:
        nonlocal plans
        apply(lambda lang, plan: _lowered(plan, lang, sources))
        apply(lambda lang, _: {post for post, source in sources.items() if source == lang})
        for _ in range(_ROUNDS):
            plans = _plans(sites, blog, _as_found(sites, blog, _look(sites, blog)))
            if not apply(lambda _, plan: {action.name for action in plan.actions} | set(sources)):
                break

    sources = {twins.post: twins.source for twins in blog}
    links: tuple[Action, ...] = ()
    try:
        if any(plan.has_changes for plan in plans.values()):
            steps()
        else:
            reports += [Report(plan.actions, plan.notices) for plan in plans.values()]
        links = _told(sites, blog)
    except TvillingError as error:
        # What was done until then is told all the same; the next run goes on from there.
        return SitesPlan(first), replace(_joined(reports), error=error)
    whole = _joined(reports)
    done = SitesPlan(first, links)
    return done, replace(whole, outcomes=(*whole.outcomes, *links))


def tell_sites(sites: Sequence[Site], posts: Collection[str] | None) -> tuple[Action, ...]:
    """The last step alone, for the versions of those posts, or of all."""
    links = _to_tell(sites, posts)
    return tuple(action for site in sites for action in site.run(tell(links[site.lang])))


def _look(sites: Sites, blog: Sequence[Twins]) -> dict[str, dict[Place, RemotePost]]:
    """What each site has of the blog in its own language."""
    return {site.lang: site.run(_found(site.lang, blog)) for site in sites.sites}


def _found(lang: str, blog: Sequence[Twins]) -> Conversation[dict[Place, RemotePost]]:
    yield from read_me()
    found = yield from read_posts(twins.post for twins in blog)
    return {place: post for place, post in found.items() if place[1] == lang}


Looked = Mapping[str, dict[Place, RemotePost]]


def _plans(sites: Sites, blog: Sequence[Twins], posts: Posts) -> dict[str, Plan]:
    """The plan for each site, where the others have those posts."""
    plans = {}
    for site in sites.sites:
        abroad = {place: post for place, post in posts.items() if place[1] != site.lang}
        twins = only(blog, site.lang)
        if sites.authors is not None and has_authors(twins):
            twins = with_authors(twins, sites.authors, site.run(read_users()))
        asked = plan_conversation(twins, sites.resolver, sites.options, abroad=abroad)
        plan = sites.shown(site.run(asked))
        plans[site.lang] = plan if sites.wanted is None else narrowed(plan, sites.wanted)
    return plans


def _wanted_sources(sites: Sites, blog: Sequence[Twins], looked: Looked) -> dict[Place, RemotePost]:
    """The sources as they are to be, of those that may be written."""
    found: dict[Place, RemotePost] = {}
    for lang in sites.langs:
        own = [twins for twins in only(blog, lang) if twins.source == lang]
        free = standing_of(own, Remote(looked[lang], abroad={}), sites.options).open
        named = {place: edition for place, edition in free.items() if _is_meant(sites, place)}
        for place, edition in named.items():
            there = live(looked[lang].get(place)) or _new(place)
            found[place] = replace(there, status=edition.status.value, date=edition.date)
    return found


def _is_meant(sites: Sites, place: Place) -> bool:
    return sites.wanted is None or place[0] in sites.wanted


def _new(place: Place) -> RemotePost:
    """A version that the site will have; nobody knows its address yet."""
    link = f"tvilling:{place[1]}/{place[0]}"
    return RemotePost(0, place, Status.DRAFT.value, "", link, "", "", "")


def _as_found(sites: Sites, blog: Sequence[Twins], looked: Looked) -> Posts:
    """What the sites have; a source no more public than it is and than it is to be."""
    there = {place: post for posts in looked.values() for place, post in posts.items()}
    wanted = _wanted_sources(sites, blog, looked)
    return {
        place: _least(post, wanted[place]) if place in wanted else post
        for place, post in there.items()
    }


def _least(there: RemotePost, wanted: RemotePost) -> RemotePost:
    if there.is_trashed:
        return there
    less = least_public(status_of(there.status), status_of(wanted.status))
    return replace(
        there, status=less.value, date=wanted.date if less != there.status else there.date
    )


def _as_expected(sites: Sites, blog: Sequence[Twins], looked: Looked) -> Posts:
    """What the sites will have, where everything can be written that may be."""
    there = {place: post for posts in looked.values() for place, post in posts.items()}
    there |= _wanted_sources(sites, blog, looked)
    for lang in sites.langs:
        abroad = {place: post for place, post in there.items() if place[1] != lang}
        remote = Remote(looked[lang], abroad=abroad)
        for place, edition in standing_of(only(blog, lang), remote, sites.options).open.items():
            if _is_meant(sites, place):
                known = live(looked[lang].get(place)) or _new(place)
                there[place] = replace(known, status=edition.status.value, date=edition.date)
    return there


def _lowered(plan: Plan, lang: str, sources: Mapping[str, str]) -> set[str]:
    """The posts whose translations the site shows to more people than it may."""
    lowered = {post for post, _ in plan.lowered}
    for place, edition in plan.editions.items():
        there = live(plan.remote.posts.get(place))
        if there is not None and sources[place[0]] != lang:
            now = status_of(there.status)
            if PUBLICITY.index(edition.status) < PUBLICITY.index(now):
                lowered.add(place[0])
    return lowered


def _links(sites: Sites, blog: Sequence[Twins]) -> dict[str, tuple[Member, ...]]:
    wanted = [twins.post for twins in blog if sites.wanted is None or twins.post in sites.wanted]
    return _to_tell(sites.sites, wanted)


def _to_tell(sites: Sequence[Site], posts: Collection[str] | None) -> dict[str, tuple[Member, ...]]:
    found = {site.lang: site.run(read_members(site.lang, posts)) for site in sites}
    members = [member for each in found.values() for member in each]
    told = to_be_told(members, [site.lang for site in sites])
    return {lang: differing(each, told) for lang, each in found.items()}


def _told(sites: Sites, blog: Sequence[Twins]) -> tuple[Action, ...]:
    links = _links(sites, blog)
    return tuple(action for site in sites.sites for action in site.run(tell(links[site.lang])))


def _joined(reports: Sequence[Report]) -> Report:
    """What became of everything: the last word on it, but for what was written before."""
    outcomes: dict[tuple[Thing, str, str, str], Action] = {}
    for report in reports:
        for action in report.outcomes:
            name = (action.thing, action.name, action.lang, action.url.partition("?")[0])
            name = name if not action.lang else (*name[:3], "")
            before = outcomes.get(name)
            if before is None or not _keeps(before, action):
                outcomes[name] = action
    notices = dict.fromkeys(notice for report in reports[-1:] for notice in report.notices)
    notices |= dict.fromkeys(notice for report in reports for notice in report.notices)
    return Report(tuple(outcomes.values()), tuple(notices))


def _keeps(before: Action, now: Action) -> bool:
    """Whether what was done before says more."""
    if before.verb is Verb.CREATE:
        return now.verb in (Verb.UPDATE, Verb.UNCHANGED)
    return before.verb in WRITES and now.verb in (Verb.UNCHANGED, Verb.HELD)
