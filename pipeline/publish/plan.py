"""What has to change in the CMS, as values: printed it is the dry run, applied it is publishing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from pipeline.model.version import Status, Twins
from pipeline.publish.hand_edits import Difference
from pipeline.publish.remote import Remote
from pipeline.publish.resolve import Place, Resolver
from pipeline.publish.terms import TermGroup
from pipeline.publish.versions import Edition
from pipeline.speech import N_, ngettext, say


class Verb(StrEnum):
    """What happens to one thing in the CMS."""

    CREATE = "create"
    UPDATE = "update"
    LINK = "link"  # the language versions do not all know of one another
    UPLOAD = "upload"
    TRASH = "trash"  # it goes to the trash of the CMS, where it can be fetched again
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"  # somebody changed it by hand, so it is left alone
    HELD = "held"  # not ready to be published
    FAILED = "failed"  # the CMS refused it; never part of a plan
    LEFT = "left"  # the run ended before it; never part of a plan either


WRITES = frozenset((Verb.CREATE, Verb.UPDATE, Verb.LINK, Verb.UPLOAD, Verb.TRASH))


class Thing(StrEnum):
    """What an action is about."""

    CATEGORY = "category"
    TAG = "post_tag"
    FILE = "file"
    POST = "post"


_NOUNS = {
    Thing.CATEGORY: N_("category"),
    Thing.TAG: N_("tag"),
    Thing.FILE: N_("file"),
    Thing.POST: N_("post"),
}
_VERBS = {
    Verb.CREATE: N_("create"),
    Verb.UPDATE: N_("update"),
    Verb.LINK: N_("link"),
    Verb.UPLOAD: N_("upload"),
    Verb.TRASH: N_("trash"),
    Verb.UNCHANGED: N_("unchanged"),
    Verb.CONFLICT: N_("conflict"),
    Verb.HELD: N_("held"),
    Verb.FAILED: N_("failed"),
    Verb.LEFT: N_("left"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """What happens, or happened, to one version, term or file."""

    verb: Verb
    thing: Thing
    name: str
    """The post's id, the term's key, or the file's path."""
    lang: str = ""
    """Empty for files and links, which have none of their own."""
    title: str = ""
    """The post's title or the term's name, for people."""
    fields: tuple[str, ...] = ()
    """For an update or a conflict: what differs, in WordPress's words; for a link: the languages
    that are to know of each other."""
    reason: str = ""
    """Why it is held, in conflict, or failed, as a sentence."""
    url: str = ""
    """Where it is in the CMS, as far as known."""
    differences: tuple[Difference, ...] = ()
    """For a conflict: what somebody changed by hand."""


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """Something an editor should know that stops nothing."""

    post: str
    lang: str
    message: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who publishes decides."""

    ours: bool = False
    """Whether what was changed by hand in the CMS is overwritten."""
    taken: Mapping[Place, str] = field(default_factory=dict)
    """The versions whose edits by hand were taken into the blog, with their etags by then."""
    named: frozenset[str] = frozenset()
    """The posts that the person named; one that was unpublished is published again only then."""
    links_terms: bool = True
    """Whether the CMS can be told which categories and tags are the same in two languages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to change, and all that applying it needs."""

    actions: tuple[Action, ...] = ()
    """Terms, files, then posts in the order in which they are written."""
    notices: tuple[Notice, ...] = ()
    blog: tuple[Twins, ...] = ()
    """What is to be published, its terms joined, its slugs settled."""
    groups: tuple[TermGroup, ...] = ()
    order: tuple[Place, ...] = ()
    """The versions that may be written, each after those it links to."""
    remote: Remote = field(default_factory=Remote)
    resolver: Resolver = field(default_factory=Resolver)
    options: Options = field(default_factory=Options)
    editions: Mapping[Place, Edition] = field(default_factory=dict)
    lowered: Mapping[Place, Status] = field(default_factory=dict)
    """The versions held back that are to become less public, as their sources do."""

    @property
    def has_changes(self) -> bool:
        """Whether applying it would write."""
        return any(action.verb in WRITES for action in self.actions)

    @property
    def conflicts(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.verb is Verb.CONFLICT)


def describe(plan: Plan) -> list[str]:
    """The plan as lines of text, one for each change, and the totals; the unchanged are counted.

    >>> describe(Plan((Action(Verb.CREATE, Thing.POST, "hello", "sv", "Hej"),)))
    ['create     post hello [sv] "Hej"', '1 to create']
    """
    changes = (action for action in plan.actions if action.verb is not Verb.UNCHANGED)
    lines = [line for action in changes for line in action_lines(action)]
    return [*lines, *map(notice_line, plan.notices), totals(plan.actions)]


def notice_line(notice: Notice) -> str:
    """One notice as a line of text."""
    return f"{say('note'):10} {notice.post} [{notice.lang}]: {notice.message}"


def action_line(action: Action) -> str:
    """One action as a line of text."""
    parts = [f"{say(_VERBS[action.verb]):10}", say(_NOUNS[action.thing]), action.name]
    parts += [f"[{action.lang}]"] if action.lang else []
    parts += [f'"{action.title}"'] if action.title else []
    behind = "; ".join(filter(None, (", ".join(action.fields), action.reason)))
    return " ".join(parts) + (f": {behind}" if behind else "")


def action_lines(action: Action) -> list[str]:
    """One action as a line of text, with a line below for all that was changed by hand."""
    shown = (each for each in action.differences if each.shown)
    return [action_line(action), *(f"    {each.field}: {each.shown}" for each in shown)]


PLANNED = {
    Verb.CREATE: "{number} to create",
    Verb.UPDATE: "{number} to update",
    Verb.LINK: "{number} to link",
    Verb.UPLOAD: "{number} to upload",
    Verb.TRASH: "{number} to put in the trash",
    Verb.CONFLICT: "{number} in conflict",
    Verb.HELD: "{number} held back",
    Verb.UNCHANGED: "{number} unchanged",
    Verb.FAILED: "{number} failed",
    Verb.LEFT: "{number} left to do",
}
"""For one and for many alike, which other languages tell apart."""
DONE = {
    **PLANNED,
    Verb.CREATE: "{number} created",
    Verb.UPDATE: "{number} updated",
    Verb.LINK: "{number} linked",
    Verb.UPLOAD: "{number} uploaded",
    Verb.TRASH: "{number} put in the trash",
}


def totals(actions: Iterable[Action], words: Mapping[Verb, str] = PLANNED) -> str:
    """How many actions there are of each kind, as one line, in these words."""
    counts = Counter(action.verb for action in actions)
    named = [ngettext(told, told, counts[verb]) for verb, told in words.items() if counts[verb]]
    return ", ".join(named) or say("nothing to publish")


def as_json(plan: Plan) -> dict[str, object]:
    """The plan as values that JSON has, for machines that decide."""
    return {
        "changes": plan.has_changes,
        "actions": [asdict(action) for action in plan.actions],
        "notices": [asdict(notice) for notice in plan.notices],
    }
