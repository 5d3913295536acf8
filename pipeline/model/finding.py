"""What a check saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # must be mended before the page is published
    WARNING = "warning"  # should be looked at
    NOTE = "note"  # may be looked at


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, at the place where it is mended."""

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
