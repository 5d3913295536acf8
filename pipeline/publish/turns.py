"""In what order versions are written, and which of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.publish.order import waves, write_order
from pipeline.publish.plan import Plan
from pipeline.publish.resolve import Anchors, Place, Resolver, anchors_of, targets
from pipeline.publish.versions import Edition


@dataclass(frozen=True, slots=True)
class Links:
    """For each version, those that come before it."""

    must: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    """Its source, since a translation is linked with it."""
    should: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    """Those that it links to, whose addresses stand in its text."""


def links_of(editions: Mapping[Place, Edition], resolver: Resolver, anchors: Anchors) -> Links:
    """What each of the versions waits for."""
    return Links(
        {place: ((place[0], anchors.sources[place[0]]),) for place in editions},
        {
            (post, lang): tuple(
                (target, reader)
                for target, written in targets(edition, resolver)
                for reader in (lang, anchors.sources.get(target, written))
            )
            for (post, lang), edition in editions.items()
        },
    )


def order_of(editions: Mapping[Place, Edition], links: Links) -> tuple[Place, ...]:
    """The versions, each after its source, and after what it links to where that can be."""
    return write_order(tuple(editions), links.must, links.should)


def turns_of(plan: Plan) -> tuple[tuple[Place, ...], ...]:
    """The versions to be written, in groups: those of one group do not depend on one another."""
    editions = {place: plan.editions[place] for place in plan.order}
    links = links_of(editions, plan.resolver, anchors_of(plan.blog))
    return waves(plan.order, links.must, links.should)
