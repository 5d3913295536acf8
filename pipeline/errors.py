"""The tree of errors: every message says what is wrong, where, and what to do about it.

Foreign errors (polib's, PyYAML's, requests', sqlite3's) are turned into these at the one door
through which the library is used, so no caller needs to know the library.
"""

from __future__ import annotations


class TvillingError(Exception):
    """A problem the user can act on.

    `what` is wrong, as one sentence without a full stop; `path` and `line` (from 1) say where, as
    far as known; `remedy` is what to do, as an imperative sentence. `exit_code` is what a command
    that ends with this error exits with.
    """

    exit_code = 1

    def __init__(
        self, what: str, *, path: str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.remedy = remedy

    @property
    def where(self) -> str:
        """`path:line`, `path`, or nothing, as far as known.

        >>> PostError("no closing '---'", path="posts/en/a.md", line=1).where
        'posts/en/a.md:1'
        """
        if self.path is None:
            return ""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class PostError(TvillingError):
    """A post cannot be read: encoding, front matter, language, or id."""


class CatalogueError(TvillingError):
    """A `.po` file cannot be read: syntax, encoding, or a message no format can carry."""


class StorageError(TvillingError):
    """A file or folder cannot be read or written: permissions, full disk, or outside the blog."""


class SettingsError(TvillingError):
    """The settings or the command line do not make sense."""

    exit_code = 2


class CmsError(TvillingError):
    """The CMS or the way to it failed; `path` is the address that was asked."""

    exit_code = 3


class CmsUnreachable(CmsError):
    """No usable answer came: no connection, a timeout, a bad certificate, or not a REST API."""


class CmsRefused(CmsError):
    """The CMS understood and said no: wrong password, missing permission, or invalid data."""


class Stopped(CmsError):
    """The user asked to stop, and what was under way is done."""

    exit_code = 130
