"""One version that was edited by hand: its edits, field by field, taken into its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from pipeline.catalogues.diff import compact_diff
from pipeline.catalogues.po import serialize
from pipeline.errors import PostError
from pipeline.formats.cut import cut
from pipeline.formats.front_matter import split
from pipeline.formats.front_matter_values import with_value
from pipeline.formats.inline_form import definitions_of, inline_form
from pipeline.formats.inline_markdown import inline_markdown
from pipeline.formats.render import render, woven
from pipeline.formats.summary import first_paragraph
from pipeline.model.catalogue import Catalogue
from pipeline.model.document import Document, Kind, Segment
from pipeline.model.post import ExtractionRules, Format
from pipeline.publish.hand_edits import Difference
from pipeline.publish.plan import Plan
from pipeline.publish.planning import addresses_abroad
from pipeline.publish.remote import RemoteText
from pipeline.publish.resolve import Addresses, Place, anchors_of, led_addresses, public_address
from pipeline.publish.versions import EXCERPT_FIELDS
from pipeline.speech import say
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group
from pipeline.workflows.carrying import Texts, carried
from pipeline.workflows.catalogues import translated_group


@dataclass(frozen=True, slots=True)
class Taken:
    """One edit that was taken over."""

    post: str
    lang: str
    path: str
    """The file; empty where no file has to say it."""
    field: str
    old: str
    new: str
    shown: str
    """The change on one line, word by word."""


@dataclass(frozen=True, slots=True)
class Left:
    """One edit that has to be carried over by hand."""

    post: str
    lang: str
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a post, with the file that its texts stand in."""

    place: Place
    path: str
    document: Document
    """Of the post that has the texts, or that they translate."""
    format: Format
    led: Mapping[str, str | None]
    rules: ExtractionRules
    catalogue: Catalogue | None = None
    """Nothing for a version that is a post itself."""

    @property
    def texts(self) -> list[str]:
        """What the version says for each segment of the document."""
        there = self._msgstrs()
        return [there.get(segment.key) or segment.msgid for segment in self.document.segments]

    @property
    def body(self) -> str:
        """The body of the version, as text."""
        return split(render(self.document, self._msgstrs()))[1]

    def _msgstrs(self) -> dict[tuple[str | None, str], str]:
        entries = self.catalogue.entries if self.catalogue is not None else ()
        return {entry.key: entry.msgstr for entry in entries if not entry.is_obsolete}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the edits of one version."""

    text: str | None
    """The file as it is to be; nothing where it stays as it is."""
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]


def opened(workspace: Workspace, group: Group, plan: Plan, place: Place) -> Version:
    """The version with its file, as it is now."""
    rules = workspace.settings.rules
    led = _led(plan, place)
    own = next((post for post in group.posts if post.lang == place[1]), None)
    if own is not None:
        document = cut(own.text, own.format, rules, own.path)
        return Version(place, own.path, document, own.format, led, rules)
    item = translated_group(workspace, group, (place[1],))
    if not item.translations:
        raise item.problems[0]
    found = item.translations[0]
    return Version(place, found.path, item.document, item.post.format, led, rules, found.new)


def _led(plan: Plan, place: Place) -> dict[str, str | None]:
    version = next(v for twins in plan.blog for v in twins.versions if (v.post, v.lang) == place)
    remote = plan.remote
    posts = {
        post.place: public_address(post.link)
        for post in remote.posts.values()
        if post.status == "publish"
    }
    files = {
        file.sha256: public_address(remote.files[file.slug].link)
        for file in plan.resolver.media.values()
        if file.slug in remote.files
    }
    addresses = Addresses({**addresses_abroad(remote), **posts}, files)
    return led_addresses(version, plan.resolver, anchors_of(plan.blog), addresses)


@dataclass(slots=True)
class _Work:
    """The new texts and values, gathered field by field."""

    version: Version
    published: RemoteText
    edited: RemoteText
    texts: dict[int, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def take(self, name: str, old: str, new: str, *, is_in_file: bool = True) -> None:
        shown = compact_diff(old, new)
        path = self.version.path if is_in_file else ""
        self.taken.append(Taken(*self.version.place, path, name, old, new, shown))

    def leave(self, name: str, old: str, new: str, reason: str) -> None:
        self.left.append(Left(*self.version.place, name, old, new, reason))


def taken_over(
    version: Version,
    published: RemoteText,
    edited: RemoteText,
    differences: Sequence[Difference],
) -> Result:
    """The file of the version with the edits in it."""
    work = _Work(version, published, edited)
    for difference in differences:
        _TAKERS.get(difference.field, _by_hand)(work, difference)
    _refuse_half_changed(work)
    text = _written(work) if work.texts or work.values else None
    return Result(text, tuple(work.taken), tuple(work.left))


def _by_hand(work: _Work, change: Difference) -> None:
    reason = say("carry it over by hand, or overwrite it with --ours")
    work.leave(change.field, change.old, change.new, reason)


def _segment(work: _Work, *names: str) -> int | None:
    """The number of the first text of the front matter that has one of the names."""
    segments = list(enumerate(work.version.document.segments))
    found = (at for name in names for at, each in segments if _is_field(each, name))
    return next(found, None)


def _is_field(segment: Segment, name: str) -> bool:
    return segment.msgctxt == name and segment.kind in (Kind.FRONT_MATTER, Kind.TITLE)


def _title(work: _Work, change: Difference) -> None:
    at = _segment(work, "title")
    new = change.new
    if at is None:
        at = next(_headings(work, change.old), None)
        has_markdown = work.version.format is Format.MARKDOWN
        html = escape(change.new, quote=False)
        new = inline_markdown(html) if has_markdown else html
    if at is None:
        _by_hand(work, change)
        return
    work.texts[at] = new
    work.take("title", change.old, change.new)


def _headings(work: _Work, title: str) -> Iterator[int]:
    version = work.version
    texts = Texts(version.texts, version.format, version.led)
    for at, segment in enumerate(version.document.segments):
        is_heading = segment.kind in (Kind.HEADING, Kind.TITLE)
        if is_heading and texts.form(texts.texts[at]) == inline_form(escape(title, quote=False)):
            yield at


def _excerpt(work: _Work, change: Difference) -> None:
    at = _segment(work, *EXCERPT_FIELDS)
    if at is not None:
        work.texts[at] = change.new
        work.take("excerpt", change.old, change.new)
    elif first_paragraph(work.edited.content) != change.new:
        reason = say("the post has no excerpt of its own; write it into the front matter by hand")
        work.leave("excerpt", change.old, change.new, reason)


def _slug(work: _Work, change: Difference) -> None:
    at = _segment(work, "slug")
    if at is not None:
        work.texts[at] = change.new
    # A slug that nobody chose is kept by the CMS alone.
    work.take("slug", change.old, change.new, is_in_file=at is not None)


def _value(work: _Work, change: Difference) -> None:
    if work.version.catalogue is not None:
        reason = say(
            "the {field} of a translation is that of its post; overwrite it with --ours",
            field=change.field,
        )
        work.leave(change.field, change.old, change.new, reason)
        return
    work.values[change.field] = f"{change.new}Z" if change.field == "date" else change.new
    work.take(change.field, change.old, change.new)


def _content(work: _Work, change: Difference) -> None:
    version = work.version
    has_names = version.format is Format.MARKDOWN
    definitions = definitions_of(version.body) if has_names else ""
    texts = Texts(version.texts, version.format, version.led, definitions, version.rules)
    found = carried(texts, change.old, change.new)
    for at, text in found.texts.items():
        work.texts[at] = text
        work.take("content", found.changes[at].old, found.changes[at].new)
    for each, reason in found.left:
        work.leave("content", each.old, each.new, reason)


_TAKERS: dict[str, Callable[[_Work, Difference], None]] = {
    "title": _title,
    "excerpt": _excerpt,
    "slug": _slug,
    "status": _value,
    "date": _value,
    "content": _content,
}


def _refuse_half_changed(work: _Work) -> None:
    """Equal texts have one translation, so an edit of one of them is none of that."""
    if work.version.catalogue is None:
        return
    segments = work.version.document.segments
    for at in list(work.texts):
        same = [n for n, each in enumerate(segments) if each.key == segments[at].key]
        if any(work.texts.get(n) != work.texts[at] for n in same):
            reason = say("the same text stands elsewhere in the post, and was not changed there")
            work.leave("content", segments[at].msgid, work.texts[at], reason)
            for n in same:
                work.texts.pop(n, None)


def _written(work: _Work) -> str:
    if work.version.catalogue is not None:
        return serialize(_with_texts(work.version.catalogue, work))
    document = work.version.document
    text = woven(document, [work.texts.get(n, "") for n in range(len(document.segments))])
    for key, value in work.values.items():
        changed = with_value(text, key, value)
        if changed is None:
            raise PostError(
                say("{key} cannot be written into the front matter", key=key),
                path=work.version.path,
                remedy=say("Write it there by hand: {key}: {value}", key=key, value=value),
            )
        text = changed
    return text


def _with_texts(catalogue: Catalogue, work: _Work) -> Catalogue:
    segments = work.version.document.segments
    new = {segments[at].key: text for at, text in work.texts.items()}
    entries = (
        entry._replace(msgstr=new[entry.key])
        if entry.key in new and not entry.is_obsolete
        else entry
        for entry in catalogue.entries
    )
    return replace(catalogue, entries=tuple(entries))
