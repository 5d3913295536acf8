"""How long to wait before a request is sent again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def pause_before(
    tried: int, retry_after: str | None, now: datetime | None = None, chance: float = 1.0
) -> float:
    """The seconds the server asks for, else at most 1, 2, 4 and so on by how often it was tried.

    `chance`, from 0 to 1, spreads those who wait for the same thing over the second half.

    >>> pause_before(3, None), pause_before(1, "120"), pause_before(1, "soon")
    (4.0, 120.0, 1.0)
    >>> pause_before(3, None, chance=0.5)
    3.0
    """
    asked = _asked(retry_after, now or datetime.now(UTC))
    return 2 ** (tried - 1) * (1 + chance) / 2 if asked is None else asked


def _asked(retry_after: str | None, now: datetime) -> float | None:
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return max(
        0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    )
