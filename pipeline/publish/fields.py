"""Front matter read for publishing: plain values in, dates, statuses and texts out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo

from pipeline.errors import PostError
from pipeline.model.version import Status
from pipeline.publish.term_fields import plain_text
from pipeline.speech import say

Fields = Mapping[str, object]


def text_field(fields: Fields, *names: str) -> str:
    """The first of the fields that says something, without white space around it; else nothing."""
    values = (fields.get(name) for name in names)
    texts = (plain_text(value) for value in values)
    return next((text for text in texts if text), "")


def date_field(fields: Fields, path: str, zone: tzinfo = UTC) -> datetime | None:
    """When the post was or will be published, with time zone; nothing where no date is given.

    A date without a time is midnight, and a time without a zone is in the blog's `zone`.
    """
    value = fields.get("date")
    if value is None or value == "":
        return None
    moment = _moment(value)
    if moment is None:
        raise PostError(
            say("the date {value!r} cannot be read", value=str(value)),
            path=path,
            remedy=say("Write it like 2024-05-31 or 2024-05-31T09:00:00+02:00"),
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def status_field(fields: Fields, path: str, date: datetime | None, now: datetime) -> Status:
    """How public the post is to be: `status`, else `draft: true`, else published.

    What is to be published on a day to come is `future`, and `future` is published once the day
    has come.
    """
    word = text_field(fields, "status").lower() or _draft_word(fields)
    if word not in tuple(Status):
        known = ", ".join(Status)
        raise PostError(
            say("{word!r} is no status", word=word),
            path=path,
            remedy=say("Write one of {known}", known=known),
        )
    status = Status(word)
    if status is Status.FUTURE and date is None:
        raise PostError(
            say("the status is `future`, but there is no date"),
            path=path,
            remedy=say("Give it a `date`"),
        )
    return _in_time(status, date, now)


def _in_time(status: Status, date: datetime | None, now: datetime) -> Status:
    if status not in (Status.FUTURE, Status.PUBLISH):
        return status
    return Status.FUTURE if date is not None and date > now else Status.PUBLISH


def _draft_word(fields: Fields) -> str:
    return "draft" if text_field(fields, "draft").lower() in ("true", "yes", "1") else "publish"


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
