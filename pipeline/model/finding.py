"""What a check saw."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # must be mended before the page is published
    WARNING = "warning"  # should be looked at
    NOTE = "note"  # may be looked at

    __hash__ = str.__hash__  # the one of `Enum` is written in Python, and takes five times as long


class Finding(NamedTuple):
    """One thing that is wrong, at the place where it is mended.

    A named tuple since a blog may have ten thousand, and a dataclass takes four times as long.
    """

    path: str
    """The file to mend, from the blog's folder: the `.po` for a translation, else the post."""
    line: int
    """From 1."""
    rule: str
    """The name of the rule, such as `missing`; what settings and reports call it."""
    severity: Severity
    message: str
    """One sentence that says what is wrong and, where it is not plain, what to do."""
    post: str = ""
    """The id of the post, where one is concerned."""
    lang: str = ""
    """The target language, where one is concerned."""
    msgid: str = ""
    """The string concerned, where there is one."""
    source: str = ""
    """`path:line` of the string in the post, where there is one."""
