"""Posts beside their translations, made from the working files: what `/_preview/` shows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from pipeline.errors import TvillingError
from pipeline.formats.detect import format_of
from pipeline.preview.app import page_address
from pipeline.preview.values import Broken, IndexRow, IndexView, PageView
from pipeline.storage.cache import tree_of
from pipeline.storage.workspace import Workspace
from pipeline.workflows.blog import Group
from pipeline.workflows.index import read_blog
from pipeline.workflows.media import media_files, type_of
from pipeline.workflows.preview_pages import language, other_languages, page_view, place
from pipeline.workflows.status import TERMS, status

_Named = tuple[str, str]
"""The language and the id in the address of a page."""


@dataclass(frozen=True, slots=True)
class WorkingFiles:
    """The blog as it stands in its folder."""

    workspace: Workspace
    _watched: dict[_Named, tuple[str, ...]] = field(default_factory=dict)
    """The files that each page was last made of."""

    @property
    def title(self) -> str:
        return self.workspace.settings.title

    def index(self) -> IndexView:
        """Every post in every language that it is to be in beside its own."""
        token = self.token("", "")
        report = status(self.workspace)
        found = [row for row in report.rows if row.post != TERMS and row.lang != row.source_lang]
        return IndexView(
            tuple(
                IndexRow(
                    row.post,
                    row.lang,
                    row.coverage.state.value,
                    row.coverage.translated.strings,
                    row.coverage.total.strings,
                    (row.coverage.fuzzy + row.coverage.missing).words,
                    row.coverage.changed,
                )
                for row in found
            ),
            tuple(map(language, self.workspace.settings.languages)),
            tuple(map(str, report.problems)),
            token,
        )

    def page(self, lang: str, post: str) -> PageView | Broken | None:
        """The post beside its version in the language, or beside the first other one there is."""
        blog = read_blog(self.workspace)
        group = next((group for group in blog.groups if group.id == post), None)
        if group is None:
            return self._unread(lang, post, blog.problems)
        others = other_languages(group)
        if lang not in (*others, group.source.lang):
            return None
        target = lang if lang in others else others[0]
        paths = _paths(self.workspace, group, target)
        self._watched[lang, post] = paths
        token = self.token(lang, post)  # before the files are read, so that no change is missed
        try:
            return replace(page_view(self.workspace, group, target, paths), token=token)
        except TvillingError as error:
            return self._broken(error, target, post, token)

    def token(self, lang: str, post: str) -> str:
        """What changes when a file of the page does, or any file of the blog for other pages."""
        paths = self._watched.get((lang, post))
        if paths is None:
            scans = self.workspace.scan_posts(), self.workspace.scan_catalogues()
            text = tree_of(*(scan.stamps for scan in scans))
        else:
            text = repr([_stamp(self.workspace.root / path) for path in paths]).encode()
        return blake2b(text, digest_size=9).hexdigest()

    def address(self, path: str) -> str | None:
        """The path of the page of the post in that file, if it is one."""
        if format_of(path, "") is None:
            return None
        for group in read_blog(self.workspace).groups:
            if any(post.path == path for post in group.posts):
                return page_address(other_languages(group)[0], group.id)
        return None

    def file(self, path: str) -> tuple[bytes, str] | None:
        """The bytes and the type of a picture, a sound or a document."""
        if path not in media_files(self.workspace, [path]):
            return None
        data = self.workspace.read_media(path)
        return None if data is None else (data, type_of(path))

    def _unread(self, lang: str, post: str, problems: Iterable[TvillingError]) -> Broken | None:
        """Why the post is in no group, if it has a file that cannot be read."""
        for problem in problems:
            file = self.workspace.post_file(problem.path) if problem.path else None
            if file is not None and file.id == post:
                self._watched[lang, post] = (file.path,)
                return self._broken(problem, lang, post, self.token(lang, post))
        self._watched.pop((lang, post), None)
        return None

    def _broken(self, error: TvillingError, lang: str, post: str, token: str) -> Broken:
        where = place(self.workspace, error.path, error.line) if error.path else None
        what = error.what[:1].upper() + error.what[1:]
        return Broken(post, language(lang), what, where, error.remedy, token)


def _paths(workspace: Workspace, group: Group, target: str) -> tuple[str, ...]:
    by_hand = [post.path for post in group.posts if post.lang == target]
    return (group.source.path, *(by_hand or [workspace.catalogue_path(group.id, target)]))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(path)  # noqa: PTH116  # asked for once a second by every open page
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
