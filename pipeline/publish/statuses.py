"""A translation is never more public than its source, nor public before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from pipeline.model.version import Status, Version

AnyVersion = TypeVar("AnyVersion", bound=Version)

PUBLICITY = tuple(Status)
"""The least public first, as `Status` has it."""


def least_public(one: Status, other: Status) -> Status:
    """The one of the two that fewer people see."""
    return min(one, other, key=PUBLICITY.index)


def limited(version: AnyVersion, status: Status, date: datetime | None) -> AnyVersion:
    """The version, no more public than a source of that status, and no sooner than that date."""
    kept = least_public(version.status, status)
    if kept is not Status.FUTURE:
        return replace(version, status=kept)
    days = [day for day in (version.date, date if status is Status.FUTURE else None) if day]
    # WordPress publishes at once what is to be published on no day.
    return replace(
        version,
        status=kept if days else Status.DRAFT,
        date=max(days) if days else None,
    )


def status_of(word: str) -> Status:
    """The status of that name; one that a plug-in made up counts as the least public."""
    return Status(word) if word in PUBLICITY else Status.DRAFT
