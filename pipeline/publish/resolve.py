"""Links between posts, led to the reader's language; files, led to where they were uploaded."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.model.version import Held, Twins, Version
from pipeline.publish.links import addresses, rewrite
from pipeline.publish.versions import as_edition
from pipeline.speech import say

Place = tuple[str, str]
"""Which version: post id and language."""

_POST_FILES = (".md", ".markdown", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that posts show or link to."""

    path: str
    """Relative to the blog's folder."""
    sha256: str
    """Of the bytes, in hex: the identity of the file in the CMS."""
    content_type: str

    @property
    def slug(self) -> str:
        return f"tvilling-{self.sha256[:16]}"


@dataclass(frozen=True, slots=True)
class Resolver:
    """What the files of the blog are."""

    posts: Mapping[str, Place] = field(default_factory=dict)
    """The post and its language, by path: of every post of the blog, published now or not."""
    media: Mapping[str, MediaFile] = field(default_factory=dict)
    """The files by path, at least those of `media_paths`."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are in the CMS, as far as readers may go there."""

    posts: Mapping[Place, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """By SHA-256."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The heading ids of every version, and the language each post was written in."""

    pairs: Mapping[Place, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def led(self, post: str, anchor: str, written: str, shown: str) -> str:
        """The id, in the version that is shown, of the heading that the link means.

        The link names the heading as the file does that it points to, which may be a twin by hand.
        An id that is no heading stays.
        """
        own = {target: source for source, target in self.pairs.get((post, written), ())}
        source = own.get(anchor, anchor)
        return dict(self.pairs.get((post, shown), ())).get(source, source)


def anchors_of(blog: Iterable[Twins]) -> Anchors:
    """The heading ids of all versions of the blog, and of those held back."""
    twins = tuple(blog)
    known: list[Held | Version] = []
    for group in twins:
        known += [*group.elsewhere, *group.held, *group.versions]
    pairs = {(each.post, each.lang): each.anchors for each in known}
    return Anchors(pairs, {group.post: group.source for group in twins})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A version's HTML as readers get it."""

    html: str
    warnings: tuple[str, ...] = ()


def resolved(
    version: Version, resolver: Resolver, anchors: Anchors, addresses: Addresses
) -> Resolved:
    """The HTML with its relative addresses led to where the CMS has what they mean.

    A link to a post leads to the reader's language where that version is published, else to the
    language the post was written in. Where neither is published, the text stays without a link.
    """
    warnings: dict[str, None] = {}

    def change(url: str) -> str | None:
        found = _led(url, version, resolver, anchors, addresses)
        if found.warning:
            warnings[found.warning] = None
        return found.url

    html = rewrite(version.html, change)
    return Resolved(html, tuple(warnings))


def led_addresses(
    version: Version, resolver: Resolver, anchors: Anchors, addresses_: Addresses
) -> dict[str, str | None]:
    """Where each address of the version's HTML leads; nothing for a link that is left out."""
    urls = dict.fromkeys(addresses(version.html))
    return {url: _led(url, version, resolver, anchors, addresses_).url for url in urls}


@dataclass(frozen=True, slots=True)
class _Led:
    url: str | None
    warning: str = ""


def _led(
    url: str, version: Version, resolver: Resolver, anchors: Anchors, addresses: Addresses
) -> _Led:
    parts = _relative(url)
    if parts is None:
        return _Led(url)
    if not parts.path:
        return _Led(_on_this_page(url, parts, version, anchors))
    path = blog_path(version.path, parts.path)
    if path in resolver.posts:
        return _to_post(url, parts, resolver.posts[path], version.lang, anchors, addresses)
    if path in resolver.media:
        return _to_file(url, resolver.media[path], addresses)
    if path.lower().endswith(_POST_FILES):
        return _Led(url, say("the link to {url} leads to no post of the blog", url=url))
    return _Led(url)


def _on_this_page(url: str, parts: SplitResult, version: Version, anchors: Anchors) -> str:
    if not parts.fragment or parts.query:
        return url
    anchor = unquote(parts.fragment)
    written = anchors.sources.get(version.post, version.lang)
    led = anchors.led(version.post, anchor, written, version.lang)
    return url if led == anchor else f"#{led}"


def _to_post(
    url: str,
    parts: SplitResult,
    target: Place,
    reader: str,
    anchors: Anchors,
    addresses: Addresses,
) -> _Led:
    post, written = target
    wanted = (reader, anchors.sources.get(post, written), written)
    shown = next((lang for lang in wanted if (post, lang) in addresses.posts), None)
    if shown is None:
        warning = say("the link to {url} is left out until that post is published", url=url)
        return _Led(None, warning)
    anchor = unquote(parts.fragment)
    led = anchors.led(post, anchor, written, shown) if anchor else ""
    return _Led(_joined(addresses.posts[post, shown], parts.query, led))


def _to_file(url: str, file: MediaFile, addresses: Addresses) -> _Led:
    if file.sha256 not in addresses.files:
        return _Led(url, say("the file {path} is not uploaded", path=file.path))
    return _Led(addresses.files[file.sha256])


def _joined(address: str, query: str, anchor: str) -> str:
    joint = "&" if "?" in address else "?"
    with_query = f"{address}{joint}{query}" if query else address
    return f"{with_query}#{anchor}" if anchor else with_query


def _relative(url: str) -> SplitResult | None:
    """The parts of an address within the blog's folder; nothing for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or url.startswith("//") else parts


@lru_cache(maxsize=16_384)
def blog_path(start: str, address: str) -> str:
    """The file that an address in the file `start` means, relative to the blog's folder.

    >>> blog_path("posts/en/a.md", "../sv/b.md"), blog_path("posts/en/a.md", "/img/c%20d.png")
    ('posts/sv/b.md', 'img/c d.png')
    """
    path = unquote(address)
    folder = "/" if path.startswith("/") else f"/{posixpath.dirname(start)}"
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")


def media_of(version: Version, url: str, resolver: Resolver) -> MediaFile | None:
    """The file of the blog that the address in the version means, if it means one."""
    return next(
        (resolver.media[path] for path in _paths(version, (url,)) if path in resolver.media), None
    )


def targets(version: Version, resolver: Resolver) -> tuple[Place, ...]:
    """The posts that the version links to, each as post id and language of the linked file."""
    paths = _paths(version, addresses(version.html))
    return tuple(dict.fromkeys(resolver.posts[path] for path in paths if path in resolver.posts))


def media_paths(blog: Iterable[Twins]) -> tuple[str, ...]:
    """The files that the versions show or link to, posts too, as paths in the blog's folder.

    Whoever prepares a `Resolver` reads those that are there and are no posts.
    """
    versions = [version for twins in blog for version in twins.versions]
    found = (
        path for v in versions for path in _paths(v, (*addresses(v.html), as_edition(v).image))
    )
    return tuple(dict.fromkeys(found))


def image_of(version: Version, resolver: Resolver) -> MediaFile | None:
    """The featured image, where it is a file of the blog."""
    paths = _paths(version, (as_edition(version).image,))
    return next((resolver.media[path] for path in paths if path in resolver.media), None)


def _paths(version: Version, urls: Iterable[str]) -> list[str]:
    parts = (_relative(url) for url in urls if url)
    return [blog_path(version.path, part.path) for part in parts if part and part.path]


def files_of(version: Version, resolver: Resolver) -> tuple[MediaFile, ...]:
    """The files that the version needs in the CMS, its featured image first, each once."""
    paths = _paths(version, (as_edition(version).image, *addresses(version.html)))
    files = (resolver.media[path] for path in paths if path in resolver.media)
    return tuple({file.sha256: file for file in files}.values())


_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?(?=/|\Z)", re.I)


def public_address(url: str) -> str:
    """The address to write into posts: without the host where the host is this computer.

    The embedded CMS is served on another port from one day to the next.

    >>> public_address("http://127.0.0.1:8000/sv/hej/"), public_address("https://blog.example/hej/")
    ('/sv/hej/', 'https://blog.example/hej/')
    """
    return _LOOPBACK.sub("", url) or "/"
