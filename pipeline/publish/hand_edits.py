"""What somebody changed by hand in the CMS, field by field, as texts that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from pipeline.publish.links import addresses
from pipeline.publish.remote import Remote, RemotePost, RemoteText
from pipeline.publish.resolve import Resolver, media_of
from pipeline.publish.versions import Edition


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between what was published and what is there."""

    field: str
    """In WordPress's words."""
    old: str
    new: str
    shown: str = ""
    """The change on one line, word by word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the things of the CMS that have numbers there, as far as known, by id."""

    terms: Mapping[int, str] = field(default_factory=dict)
    files: Mapping[int, str] = field(default_factory=dict)


def names_of(remote: Remote, resolver: Resolver, lost: Mapping[int, str]) -> Names:
    """What our terms and files are called, and those files that the CMS has no more."""
    paths = {file.slug: file.path for file in resolver.media.values()}
    return Names(
        {**remote.names, **{term.id: term.name for term in remote.terms.values()}},
        {
            **lost,
            **remote.file_names,
            **{file.id: paths.get(slug, slug) for slug, file in remote.files.items()},
        },
    )


def hand_edits(
    there: RemotePost | None, text: RemoteText, ours: RemoteText | None, names: Names
) -> tuple[Difference, ...]:
    """What differs from what was published last, or from `ours` where the CMS did not keep that."""
    published = text.published or ours
    differences = [] if published is None else list(_differences(published, text, names))
    if there is not None and there.is_trashed:
        differences = [each for each in differences if each.field not in ("slug", "status")]
        before = published.status if published is not None else ""
        differences.append(Difference("status", before, "trash"))
    return tuple(differences)


def _differences(old: RemoteText, new: RemoteText, names: Names) -> Iterator[Difference]:
    for name, shown in _SHOWN.items():
        before, after = shown(old, names), shown(new, names)
        if before != after:
            yield Difference(name, before, after)


def _named(ids: frozenset[int], names: Names) -> str:
    return ", ".join(sorted(names.terms.get(number, f"#{number}") for number in ids))


def _status(text: RemoteText, _: Names) -> str:
    # That its day has come is nobody's edit.
    return "publish" if text.status == "future" else text.status


def _file(text: RemoteText, names: Names) -> str:
    number = text.featured_media
    return names.files.get(number, f"#{number}") if number else ""


_SHOWN: dict[str, Callable[[RemoteText, Names], str]] = {
    "title": lambda text, _: unescape(text.title),
    "content": lambda text, _: text.content,
    "excerpt": lambda text, _: unescape(text.excerpt),
    "slug": lambda text, _: text.slug,
    "status": _status,
    "date": lambda text, _: "" if text.status in ("draft", "pending") else text.date,
    "categories": lambda text, names: _named(text.categories, names),
    "tags": lambda text, names: _named(text.tags, names),
    "featured_media": _file,
    "author": lambda text, _: f"#{text.author}" if text.author else "",
}


def unlinked(post: str, lang: str, remote: Remote, langs: tuple[str, ...]) -> str:
    """The language of a twin that was linked when we published, and is there unlinked now."""
    mine = remote.posts.get((post, lang))
    twins = (remote.posts.get((post, other)) for other in langs if other != lang)
    gone = (
        twin.place[1] for twin in twins if mine is not None and twin and _was_unlinked(mine, twin)
    )
    return next(gone, "")


def _was_unlinked(one: RemotePost, other: RemotePost) -> bool:
    if one.is_trashed or other.is_trashed:
        return False
    pairs = (other.place[1], other.id), (one.place[1], one.id)
    were = pairs[0] in one.published_links or pairs[1] in other.published_links
    are = pairs[0] in one.translations or pairs[1] in other.translations
    return were and not are


def gone_files(
    edition: Edition, text: RemoteText | None, resolver: Resolver, remote: Remote
) -> tuple[str, ...]:
    """The files that the version showed when it was published, and that the CMS no longer has.

    Where the text has changed since, so that its addresses do not pair with those of today, it
    cannot be known, and the files count as new ones.
    """
    if text is None or text.published is None:
        return ()
    now, then = addresses(edition.html), addresses(text.published.content)
    if len(now) != len(then):
        return ()
    led = zip(now, then, strict=True)
    found = (media_of(edition, url, resolver) for url, there in led if there != url)
    paths = (file.path for file in found if file is not None and file.slug not in remote.files)
    return tuple(dict.fromkeys(paths))
