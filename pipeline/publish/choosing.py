"""A plan for the whole blog narrowed to some of its posts.

Links, terms and slugs depend on the other posts too, so the plan is made for all of them: what is
published for one post is the same whether it is named or not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from pipeline.publish.plan import Action, Plan, Thing
from pipeline.publish.resolve import files_of
from pipeline.publish.terms import TermGroup


def narrowed(plan: Plan, posts: Collection[str]) -> Plan:
    """The part of the plan that concerns the posts: they, their terms, and their files."""
    order = tuple(place for place in plan.order if place[0] in posts)
    editions = [plan.editions[place] for place in order]
    terms = {(t.taxonomy, e.lang, t.key) for e in editions for t in e.categories + e.tags}
    files = {file.path for e in editions for file in files_of(e, plan.resolver)}

    def is_used(action: Action) -> bool:
        return (action.thing, action.lang, action.name) in terms

    concerns: Mapping[Thing, Callable[[Action], bool]] = {
        Thing.POST: lambda action: action.name in posts,
        Thing.FILE: lambda action: action.name in files,
        Thing.CATEGORY: is_used,
        Thing.TAG: is_used,
    }
    return replace(
        plan,
        actions=tuple(action for action in plan.actions if concerns[action.thing](action)),
        notices=tuple(notice for notice in plan.notices if notice.post in posts),
        groups=tuple(group for group in map(_only(terms), plan.groups) if group.terms),
        order=order,
        lowered={place: status for place, status in plan.lowered.items() if place[0] in posts},
    )


def _only(terms: Collection[tuple[str, str, str]]) -> Callable[[TermGroup], TermGroup]:
    def keep(group: TermGroup) -> TermGroup:
        used = (
            (lang, term) for lang, term in group.terms if (group.taxonomy, lang, group.key) in terms
        )
        return replace(group, terms=tuple(used))

    return keep
