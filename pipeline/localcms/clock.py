"""The time of day as a parameter, so that tests and previews decide what "now" is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Says what time it is, with a time zone."""


def utc_now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """The moment in UTC to the second, as the database and the REST API write it.

    >>> to_text(datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC))
    '2026-01-02T03:04:05'
    """
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote down."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
