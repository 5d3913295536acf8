"""Catalogues that nothing needs any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.storage.ids import RESERVED
from pipeline.workflows.blog import Blog


def orphans(blog: Blog, paths: Iterable[str], used: Collection[str] = ()) -> tuple[str, ...]:
    """The catalogues whose post is gone, or is written by hand in their language.

    `paths` are all files where catalogues are, `used` those of them that are known to be needed.
    """
    others = [path for path in paths if path not in used]
    if not others:
        return ()
    written = {(post.id, post.lang) for group in blog.groups for post in group.posts}
    known = blog.workspace.settings.languages
    files = map(blog.workspace.catalogue_file, others)
    return tuple(
        file.path
        for file in files
        if file is not None
        and file.id != RESERVED
        and (file.id not in blog.ids or file.lang not in known or (file.id, file.lang) in written)
    )
