"""Each post's catalogues: as they are on disk, and as the post of today makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogues.collect import References, collect
from pipeline.catalogues.merge import merge
from pipeline.catalogues.outline import Outline, outline
from pipeline.catalogues.po import read, serialize
from pipeline.catalogues.po_form import written_over
from pipeline.errors import PostError, TvillingError
from pipeline.formats.cut import cut
from pipeline.formats.detect import format_of
from pipeline.model.catalogue import Catalogue, Key, Message
from pipeline.model.document import Document
from pipeline.model.post import Post
from pipeline.storage.cache_rows import ABSENT
from pipeline.storage.files import decode
from pipeline.storage.stamps import digest_of
from pipeline.storage.workspace import Workspace, catalogue_text
from pipeline.workflows.blog import Blog, Group


@dataclass(frozen=True, slots=True)
class Translation:
    """One post in one target language."""

    lang: str
    path: str
    """The catalogue, from the blog's folder."""
    old: Catalogue | None
    """As it is on disk."""
    new: Catalogue
    """In step with the post as it is now."""
    lines: Mapping[Key, int]
    """The line of each entry in the file, from 1."""
    digest: bytes = ABSENT
    """Of the bytes of the file."""

    @property
    def is_in_step(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Translated:
    """A post, cut, with its catalogues."""

    group: Group
    post: Post
    """The one that translations are made of, with its text."""
    digest: bytes
    """Of the bytes of the post."""
    document: Document
    references: References
    """What its catalogues say of where a text stands."""
    translations: tuple[Translation, ...] = ()
    problems: tuple[TvillingError, ...] = ()
    """Why some languages have no translation here: their catalogues cannot be read."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """What its catalogues are to hold."""
        return collect(self.document, self.post.path, self.references)

    @property
    def outline(self) -> Outline | None:
        """What stands in its catalogues, where that can be told without its messages."""
        return outline(self.document, self.post.path, self.references)


def translated(blog: Blog) -> Iterator[Translated | TvillingError]:
    """Every post with its catalogues, or why it cannot be cut; in the blog's order."""
    for group in blog.groups:
        try:
            yield translated_group(blog.workspace, group)
        except TvillingError as error:
            yield error


def translated_group(
    workspace: Workspace,
    group: Group,
    targets: Collection[str] | None = None,
    seen: Collection[str] = (),
) -> Translated:
    """The post with its catalogues in the target languages, or in all that nobody wrote it in.

    `seen` are paths that a scan has found to be in the blog's folder; of others it takes longer.
    """
    item = cut_post(workspace, group)
    messages = item.messages
    found: list[Translation] = []
    problems: list[TvillingError] = []
    for lang in group.targets if targets is None else targets:
        path = workspace.catalogue_path(group.id, lang)
        try:
            data = catalogue_bytes(workspace, path, is_seen=path in seen)
            found.append(translation_of(item, messages, lang, path, data))
        except TvillingError as error:
            problems.append(error)
    return replace(item, translations=tuple(found), problems=tuple(problems))


def cut_post(workspace: Workspace, group: Group) -> Translated:
    """The post that translations are made of, as it is now, without any."""
    settings = workspace.settings
    post, digest = _read_post(workspace, group)
    document = cut(post.text, post.format, settings.rules, post.path)
    return Translated(group, post, digest, document, settings.references)


def translation_of(
    item: Translated, messages: Sequence[Message], lang: str, path: str, data: bytes | None
) -> Translation:
    """The post in the language, of which `data` is the catalogue; raises `CatalogueError`.

    `messages` are those of the post.
    """
    old, lines, digest = _opened(data, path)
    new = merge(old, messages, lang, item.post.lang)
    return Translation(lang, path, old, new, lines, digest)


def read_catalogue(workspace: Workspace, path: str) -> tuple[Catalogue | None, Mapping[Key, int]]:
    """The catalogue and the lines of its entries; nothing where there is no file."""
    catalogue, lines, _ = open_catalogue(workspace, path)
    return catalogue, lines


def open_catalogue(
    workspace: Workspace, path: str
) -> tuple[Catalogue | None, Mapping[Key, int], bytes]:
    """The catalogue, the lines of its entries, and the digest of the file."""
    return _opened(catalogue_bytes(workspace, path), path)


def catalogue_bytes(workspace: Workspace, path: str, *, is_seen: bool = False) -> bytes | None:
    """The file, if there is one; `is_seen` says that a scan has found it in the blog's folder."""
    return workspace.read_seen(path) if is_seen else workspace.read_catalogue_bytes(path)


def _opened(data: bytes | None, path: str) -> tuple[Catalogue | None, Mapping[Key, int], bytes]:
    if data is None:
        return None, {}, ABSENT
    reading = read(catalogue_text(data, path), path)
    return reading.catalogue, reading.lines, digest_of(data)


def text_over(workspace: Workspace, translation: Translation, new: Catalogue | None = None) -> str:
    """What to write in the catalogue's file: unchanged entries stay in the form they have there.

    `new` stands in for the catalogue that the post makes.
    """
    catalogue = new or translation.new
    text = workspace.read_catalogue(translation.path) if translation.old else None
    if text is None or translation.old is None:
        return serialize(catalogue)
    return written_over(text, translation.old, catalogue)


def _read_post(workspace: Workspace, group: Group) -> tuple[Post, bytes]:
    source = group.source
    data = workspace.read_seen(source.path)
    text = decode(data, source.path, PostError)
    format = format_of(source.path, text) or source.format
    return Post(source.id, source.lang, source.path, format, text), digest_of(data)
