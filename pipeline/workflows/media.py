"""The files that posts show: pictures, sound, documents."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable

from pipeline.errors import StorageError, TvillingError
from pipeline.publish.resolve import MediaFile
from pipeline.speech import say
from pipeline.storage.workspace import Workspace

_SHOWN = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


def media_files(workspace: Workspace, paths: Iterable[str]) -> dict[str, MediaFile]:
    """Those of the paths, from the blog's folder, that are files a CMS shows or offers.

    Sources, settings and whatever else a link may point to are not uploaded.
    """
    found: dict[str, MediaFile] = {}
    for path in paths:
        kind = type_of(path)
        data = _read(workspace, path) if kind else None
        if data is not None:
            found[path] = MediaFile(path, hashlib.sha256(data).hexdigest(), kind)
    return found


def type_of(path: str) -> str:
    """The type of the file by its name, if a CMS shows or offers such files; else nothing."""
    kind = mimetypes.guess_type(path)[0] or ""
    return kind if kind.startswith(_SHOWN) else ""


def media_bytes(workspace: Workspace, path: str) -> bytes:
    """The bytes of a file that `media_files` found."""
    data = workspace.read_media(path)
    if data is None:
        raise StorageError(
            say("the file is gone"), path=path, remedy=say("Put it back, or run it again")
        )
    return data


def _read(workspace: Workspace, path: str) -> bytes | None:
    try:
        return workspace.read_media(path)
    except TvillingError:
        # The link stays as it is written, and publishing says that the file is not uploaded.
        return None
