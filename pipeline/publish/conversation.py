"""The two conversations of publishing: one that only asks and makes the plan, one that applies it.

    plan = transport.run(plan_conversation(blog, resolver))
    report = transport.run(apply_conversation(plan, read_file))

Stopped at any point, by a lost answer or a killed process, the two together lead to the same
state when they are run again: posts and terms carry keys that the CMS keeps unique, files carry
their hash, and an update says which state it was meant for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.errors import CmsError
from pipeline.model.version import Twins
from pipeline.publish.applying import Report, progress_of, report_of
from pipeline.publish.lowering import lower
from pipeline.publish.messages import Conversation
from pipeline.publish.plan import Options, Plan, Verb
from pipeline.publish.planning import make_plan
from pipeline.publish.reading import read_remote, read_texts
from pipeline.publish.reading_names import read_names
from pipeline.publish.reading_slugs import read_taken_slugs
from pipeline.publish.remote import Remote, RemotePost
from pipeline.publish.resolve import Place, Resolver, files_of, targets
from pipeline.publish.slugs import DEFAULT_SLUGS, SlugRules
from pipeline.publish.terms import TermGroup, join_terms
from pipeline.publish.verifying import verify_links
from pipeline.publish.versions import as_edition, settle_slugs
from pipeline.publish.writing_files import ReadFile, write_files
from pipeline.publish.writing_posts import write_posts
from pipeline.publish.writing_terms import write_terms

__all__ = ["apply_conversation", "plan_conversation"]


def plan_conversation(
    blog: Iterable[Twins],
    resolver: Resolver,
    options: Options = Options(),  # noqa: B008 (a frozen value)
    slugs: SlugRules = DEFAULT_SLUGS,
    abroad: Mapping[Place, RemotePost] | None = None,
) -> Conversation[Plan]:
    """What has to change in the CMS; no request but GET is sent.

    `blog` holds the posts to publish, all or some; `resolver` knows the files of all of them.
    `abroad` is what the blog's other sites have, where each language has a site of its own.
    """
    joined, groups = join_terms(tuple(blog), slugs)
    remote = yield from _remote(joined, groups, resolver)
    remote = replace(remote, abroad=abroad)
    places = {place: post.slug for place, post in remote.posts.items() if not post.is_trashed}
    settled = settle_slugs(joined, places, slugs.max_length)
    plan = make_plan(settled, groups, remote, resolver, options)
    blocked = yield from read_taken_slugs(plan)
    if blocked:
        settled = settle_slugs(joined, places, slugs.max_length, blocked)
        plan = make_plan(settled, groups, remote, resolver, options)
    differing = [
        action.name
        for action in plan.actions
        if action.verb in (Verb.UPDATE, Verb.CONFLICT) and (action.name, action.lang) in places
    ]
    if not differing:
        return plan
    texts = yield from read_texts(differing)
    detailed = replace((yield from read_names(remote, texts)), texts=texts)
    return make_plan(settled, groups, detailed, resolver, options)


def _remote(
    blog: tuple[Twins, ...], groups: tuple[TermGroup, ...], resolver: Resolver
) -> Conversation[Remote]:
    versions = [as_edition(version) for twins in blog for version in twins.versions]
    linked = [post for version in versions for post, _ in targets(version, resolver)]
    files = [file.slug for version in versions for file in files_of(version, resolver)]
    posts = dict.fromkeys([*(twins.post for twins in blog), *linked])
    return (yield from read_remote(posts, groups, files))


def apply_conversation(plan: Plan, read_file: ReadFile) -> Conversation[Report]:
    """What publishing did; terms and files first, then posts, then a look at the result.

    A version that the CMS refuses, or that somebody changed meanwhile, is reported and does not
    stop the others. `read_file` gives the bytes of a file of the blog. Where the CMS cannot be
    asked any more, or the user wants to stop, the report says how far it came, and why.
    """
    progress = progress_of(plan)
    if not plan.has_changes:
        return report_of(progress)
    try:
        yield from write_terms(progress, plan.groups)
        yield from write_files(progress, read_file)
        yield from lower(progress)
        yield from write_posts(progress)
        yield from verify_links(progress)
    except CmsError as error:
        return report_of(progress, error)
    return report_of(progress)
