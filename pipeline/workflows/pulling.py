"""Edits made by hand in a CMS, taken back into the posts and catalogues of the blog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import TvillingError
from pipeline.publish.plan import Action, Plan, Thing
from pipeline.publish.resolve import Place
from pipeline.speech import N_, say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Blog
from pipeline.workflows.taking import Left, Taken, opened, taken_over


@dataclass(frozen=True, slots=True)
class PullReport:
    """What was taken back, and what was not."""

    taken: tuple[Taken, ...] = ()
    left: tuple[Left, ...] = ()
    paths: tuple[str, ...] = ()
    """The files that were written."""
    agreed: Mapping[Place, str] = field(default_factory=dict)
    """The versions that the blog has as they are in the CMS now, with their etags."""
    problems: tuple[TvillingError, ...] = ()


def take_back(workspace: Workspace, blog: Blog, plan: Plan, *, writes: bool = True) -> PullReport:
    """What the conflicts of the plan bring back into the files of the blog.

    Each file is written as a whole or not at all. Without `writes`, the report says what would be
    taken.
    """
    groups = {group.id: group for group in blog.groups}
    taken: list[Taken] = []
    left: list[Left] = []
    paths: list[str] = []
    agreed: dict[Place, str] = {}
    problems: list[TvillingError] = []
    for action in edited(plan):
        place = (action.name, action.lang)
        text, group = plan.remote.texts[place], groups.get(action.name)
        if group is None or text.published is None:
            left.append(Left(*place, "content", "", "", say(_NOT_KEPT)))
            continue
        try:
            version = opened(workspace, group, plan, place)
            result = taken_over(version, text.published, text, action.differences)
            if writes and result.text is not None and workspace.write(version.path, result.text):
                paths.append(version.path)
        except TvillingError as error:
            problems.append(error)
            continue
        taken += result.taken
        left += result.left
        if not result.left:
            agreed[place] = plan.remote.posts[place].etag
    return PullReport(tuple(taken), tuple(left), tuple(paths), agreed, tuple(problems))


_NOT_KEPT = N_("the CMS did not keep what was published, so that nobody can tell what was changed")


def edited(plan: Plan) -> list[Action]:
    """The conflicts of the plan that are edits of a text, not of the trash or of links."""
    posts = (action for action in plan.conflicts if action.thing is Thing.POST)
    places = ((action, plan.remote.posts.get((action.name, action.lang))) for action in posts)
    return [
        action
        for action, there in places
        if there is not None
        and there.is_edited
        and not there.is_trashed
        and there.place in plan.remote.texts
    ]
