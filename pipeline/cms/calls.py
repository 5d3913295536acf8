"""What a conversation yields, as far as the way to a CMS has to know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

AnswerT = TypeVar("AnswerT")
AnswerT_co = TypeVar("AnswerT_co", covariant=True)

LOST = 0
"""The status of an answer that never came: the CMS may have acted, or not."""


class SentFile(Protocol):
    """A file to upload."""

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class Call(Protocol[AnswerT_co]):
    """One request; the publishing side has its own value for it."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def params(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def json(self) -> Mapping[str, object] | None: ...
    @property
    def upload(self) -> SentFile | None: ...
    @property
    def about(self) -> str: ...
    def answered(self, status: int, headers: Mapping[str, str], json: object) -> AnswerT_co:
        """The answer as the value that the conversation is sent."""


class Heard(Protocol):
    """Is told of requests when they go out, without answers, and again when they are answered."""

    def __call__(self, calls: Sequence[Call[object]], answers: Sequence[object] | None) -> None: ...


def unheard(calls: Sequence[Call[object]], answers: Sequence[object] | None) -> None:
    """Nobody is told."""


def lost(call: Call[AnswerT], why: str) -> AnswerT:
    """The answer that stands for none, or for one that says nothing."""
    return call.answered(LOST, {}, {"message": why})
