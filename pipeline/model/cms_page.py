"""What a CMS shows of a post in a language."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class CmsState(StrEnum):
    """What an editor wants to know of one page in the CMS, in a word or two."""

    PUBLISHED = "published"  # readers find it as it should be
    NOT_PUBLIC = "not public"  # it is there as it should be: a draft, private, or scheduled
    BEHIND = "behind"  # publishing would change it, now or once its translation is complete
    EDITED = "edited"  # somebody changed it by hand in the CMS
    TRASHED = "trashed"  # somebody put it in the trash of the CMS
    NOT_PUBLISHED = "not published"  # it is not there


class CmsPage(NamedTuple):
    """One page as the CMS has it."""

    state: CmsState
    status: str = ""
    """The CMS's own word, such as `publish` or `draft`; empty where it has no such page."""
    url: str = ""
    reason: str = ""
    """Why it cannot be published as it is, where it cannot."""
