"""A request as a value, and the answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.localcms.auth import Login
from pipeline.localcms.records import BlogInfo, UserRecord
from pipeline.localcms.rest.permissions import can
from pipeline.localcms.store import Store


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request, in either way."""

    data: bytes
    filename: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked, by whom, and when."""

    store: Store
    blog: BlogInfo
    now: datetime
    base: str
    """The blog's address without a slash at the end."""
    path: str
    """Of the request, from `/wp-json` on."""
    login: Login | None
    query: Mapping[str, object]
    """What stood in the address."""
    params: Mapping[str, object]
    """The same with the body's parameters, which win."""
    headers: Mapping[str, str]
    body: bytes
    """As it came, where it is a raw upload."""
    file: Upload | None = None
    """The part named `file` of a form."""

    @property
    def user(self) -> UserRecord | None:
        return self.login.user if self.login else None

    def can(self, capability: str) -> bool:
        """Whether the user may do what WordPress calls that."""
        return can(self.user, capability)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that says yes."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
