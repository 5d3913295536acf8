"""Slugs that other pages of the CMS have, seen before anything is written."""

from __future__ import annotations

from pipeline.publish.messages import Conversation
from pipeline.publish.plan import Plan, Thing, Verb
from pipeline.publish.reading import POSTS, chunks, read_lists
from pipeline.publish.resolve import Place

_LIVE = "publish,future,draft,pending,private"


def read_taken_slugs(plan: Plan) -> Conversation[frozenset[str]]:
    """The slugs that the plan is about to give away, and that pages have which are not ours."""
    wanted = {plan.editions[place].slug for place in _moving(plan)}
    ours = {post.id for post in plan.remote.posts.values()}
    fixed = (("status", _LIVE), ("_fields", "id,slug"))
    lists = [(("slug", slugs), *fixed) for slugs in chunks(sorted(wanted))]
    items = yield from read_lists(POSTS, lists)
    others = (item for item in items if isinstance(item, dict) and item.get("id") not in ours)
    return frozenset(str(item.get("slug", "")) for item in others) & wanted


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
