"""Slugs that other pages of the CMS have, seen before anything is written."""

from __future__ import annotations

from pipeline.publish.messages import Conversation
from pipeline.publish.plan import Plan, Thing, Verb
from pipeline.publish.reading import POSTS, chunks, read_all
from pipeline.publish.resolve import Place

_LIVE = "publish,future,draft,pending,private"


def read_taken_slugs(plan: Plan) -> Conversation[frozenset[str]]:
    """The slugs that the plan is about to give away, and that pages have which are not ours."""
    wanted = {plan.editions[place].slug for place in _moving(plan)}
    ours = {post.id for post in plan.remote.posts.values()}
    taken: set[str] = set()
    for slugs in chunks(sorted(wanted)):
        params = (("slug", slugs), ("status", _LIVE), ("_fields", "id,slug"))
        for item in (yield from read_all(POSTS, params)):
            if isinstance(item, dict) and item.get("id") not in ours:
                taken.add(str(item.get("slug", "")))
    return frozenset(taken & wanted)


def _moving(plan: Plan) -> list[Place]:
    """The versions that are about to get an address: new ones, and those with another slug."""
    places = [
        (action.name, action.lang)
        for action in plan.actions
        if action.thing is Thing.POST and action.verb in (Verb.CREATE, Verb.UPDATE) and action.lang
    ]
    return [place for place in places if place in plan.editions and _moves(plan, place)]


def _moves(plan: Plan, place: Place) -> bool:
    edition, there = plan.editions[place], plan.remote.posts.get(place)
    return there is None or (edition.has_chosen_slug and edition.slug != there.slug)
