"""What the CMS has by now, while a plan is applied, and what became of each part of the plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import TvillingError
from pipeline.model.version import Status
from pipeline.publish.comparing import Blog, Known
from pipeline.publish.linking import languages_of
from pipeline.publish.plan import DONE, Action, Notice, Plan, Thing, Verb, totals
from pipeline.publish.planning import addresses_abroad
from pipeline.publish.remote import RemoteFile, RemotePost, RemoteTerm
from pipeline.publish.resolve import Addresses, Place, anchors_of, files_of, public_address
from pipeline.publish.terms import TermPlace


@dataclass(frozen=True, slots=True)
class Report:
    """What publishing did."""

    outcomes: tuple[Action, ...] = ()
    """One for each action of the plan, with what really happened, and for what turned up."""
    notices: tuple[Notice, ...] = ()
    error: TvillingError | None = None
    """Why the run ended before its time; nothing where it came to its end."""

    @property
    def failures(self) -> tuple[Action, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.verb is Verb.FAILED)

    @property
    def conflicts(self) -> tuple[Action, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.verb is Verb.CONFLICT)

    @property
    def is_fine(self) -> bool:
        """Whether all is published that was ready to be."""
        return self.error is None and not self.failures and not self.conflicts

    @property
    def summary(self) -> str:
        """How many of each kind there were, as one line."""
        return totals(self.outcomes, DONE)


Name = tuple[Thing, str, str]
"""What an action is about: thing, name and language."""


@dataclass(slots=True)
class Progress:
    """What the CMS has by now: the one thing here that changes, since conversations move on."""

    plan: Plan
    blog: Blog
    posts: dict[Place, RemotePost]
    public: dict[Place, str]
    """Where readers find the posts."""
    terms: dict[TermPlace, RemoteTerm]
    files: dict[str, RemoteFile]
    """By SHA-256."""
    addresses: dict[str, str]
    """Where readers find the files, by SHA-256."""
    langs: tuple[str, ...]
    planned: dict[Name, Action]
    outcomes: dict[Name, Action] = field(default_factory=dict)
    links: dict[tuple[Thing, str], Action] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    notes: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    """What is to be known of each version as it was written last."""

    @property
    def known(self) -> Known:
        """What payloads depend on; it follows what is kept here from now on."""
        return Known(Addresses(self.public, self.addresses), self.terms, self.addresses)

    def keep(self, post: RemotePost) -> None:
        """Takes note of a post as the CMS has it now."""
        self.posts[post.place] = post
        if post.status == Status.PUBLISH:
            self.public[post.place] = public_address(post.link)
        else:
            self.public.pop(post.place, None)

    def keep_file(self, sha256: str, file: RemoteFile) -> None:
        """Takes note of an uploaded file."""
        self.files[sha256] = file
        self.addresses[sha256] = public_address(file.link)

    def note(self, action: Action) -> None:
        """Takes note of what became of a thing; the last word counts."""
        self.outcomes[action.thing, action.name, action.lang] = action

    def verb_of(self, thing: Thing, name: str, lang: str) -> Verb | None:
        """What became of the thing, or nothing yet."""
        outcome = self.outcomes.get((thing, name, lang))
        return None if outcome is None else outcome.verb


def progress_of(plan: Plan) -> Progress:
    """Where applying the plan starts."""
    progress = Progress(
        plan=plan,
        blog=Blog(plan.resolver, anchors_of(plan.blog)),
        posts={},
        public={},
        terms=dict(plan.remote.terms),
        files={},
        addresses={},
        langs=languages_of((*plan.remote.posts, *plan.editions)),
        planned={(a.thing, a.name, a.lang): a for a in plan.actions if a.verb is not Verb.LINK},
    )
    progress.public.update(addresses_abroad(plan.remote))
    for post in plan.remote.posts.values():
        progress.keep(post)
    for edition in plan.editions.values():
        for file in files_of(edition, plan.resolver):
            if file.slug in plan.remote.files:
                progress.keep_file(file.sha256, plan.remote.files[file.slug])
    return progress


def report_of(progress: Progress, error: TvillingError | None = None) -> Report:
    """What became of every action of the plan, and of what turned up on the way.

    An error says why the run ended before all was done.
    """
    outcomes = {**progress.planned, **progress.outcomes}
    if error is not None or progress.plan.has_changes:
        _settle(progress, outcomes, Verb.UNCHANGED if error is None else Verb.LEFT)
    links = progress.links.values()
    noted = (Notice(*place, text) for place, texts in progress.notes.items() for text in texts)
    notices = dict.fromkeys((*progress.plan.notices, *noted, *progress.notices))
    return Report((*outcomes.values(), *links), tuple(notices), error)


def _settle(progress: Progress, outcomes: dict[Name, Action], verb: Verb) -> None:
    """What was planned and turned out to need no request is unchanged, or left to the next run."""
    for name, action in progress.planned.items():
        if name not in progress.outcomes and action.verb in (Verb.CREATE, Verb.UPDATE, Verb.UPLOAD):
            outcomes[name] = Action(
                verb, action.thing, action.name, action.lang, action.title, url=action.url
            )
