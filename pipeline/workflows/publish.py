"""Posts and their translations, linked, in a CMS: what `tvilling publish` does."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pipeline.cms.discovery import require
from pipeline.errors import TvillingError
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from pipeline.publish.messages import Answer, Request
from pipeline.publish.plan import WRITES, Options, Plan
from pipeline.publish.resolve import Resolver, media_paths
from pipeline.publish.versions import BuildRules
from pipeline.storage.settings import Target
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog, read_blog, selected
from pipeline.workflows.choosing import narrowed
from pipeline.workflows.connection import Secret, connected
from pipeline.workflows.media import media_bytes, media_files
from pipeline.workflows.progress import Tell, silent
from pipeline.workflows.versions import SHAPES, build_blog

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published, or would be."""

    target: Target
    plan: Plan
    report: Report | None
    """What became of the plan; nothing for a dry run."""
    problems: tuple[TvillingError, ...] = ()
    """Why some posts are in no plan."""


def publish(
    workspace: Workspace,
    target: Target,
    names: Sequence[str] = (),
    *,
    now: datetime,
    secret: Secret,
    dry_run: bool = False,
    ours: bool = False,
    tell: Tell = silent,
) -> PublishReport:
    """The report of publishing the named posts (all, if none).

    A dry run sends no request that writes. With `ours`, what was changed by hand in the CMS is
    overwritten.
    """
    whole = read_blog(workspace)
    chosen = selected(whole, names)
    built = build_blog(whole, BuildRules(now), SHAPES[target.content], tell=tell)
    wanted = {group.id for group in chosen.groups}
    problems = built.problems if not names else _about(built.problems, chosen)
    resolver = Resolver(_paths(whole), media_files(workspace, media_paths(built.twins)))
    with connected(workspace, target, secret, read_only=dry_run) as cms:
        require(cms.connect(), workspace.settings.languages)
        whole_plan = cms.run(plan_conversation(built.twins, resolver, Options(ours=ours)))
        plan = narrowed(whole_plan, wanted) if names else whole_plan
        if dry_run:
            return PublishReport(target, plan, None, problems)
        applying = apply_conversation(plan, lambda path: media_bytes(workspace, path))
        report = cms.run(_told(applying, plan, tell))
    return PublishReport(target, plan, report, problems)


def _paths(blog: Blog) -> dict[str, tuple[str, str]]:
    posts = (post for group in blog.groups for post in group.posts)
    return {post.path: (post.id, post.lang) for post in posts}


def _about(problems: Sequence[TvillingError], chosen: Blog) -> tuple[TvillingError, ...]:
    """The problems that concern the chosen posts."""
    paths = {post.path for group in chosen.groups for post in group.posts}
    catalogues = {
        chosen.workspace.catalogue_path(group.id, lang)
        for group in chosen.groups
        for lang in group.targets
    }
    about = paths | catalogues | {problem.path for problem in chosen.problems}
    return tuple(problem for problem in problems if problem.path in about)


def _told(
    conversation: Generator[Request, Answer, Result], plan: Plan, tell: Tell
) -> Generator[Request, Answer, Result]:
    """The conversation, telling how many of its writes are sent."""
    total = sum(action.verb in WRITES for action in plan.actions)
    done = 0
    try:
        request = next(conversation)
        while True:
            answer = yield request
            done += request.is_write
            tell("Publishing", min(done, total), total)
            request = conversation.send(answer)
    except StopIteration as stop:
        result: Result = stop.value
        return result
