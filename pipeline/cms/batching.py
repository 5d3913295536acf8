"""Many writes in one request: WordPress's `batch/v1`, which takes all but files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from pipeline.cms.calls import AnswerT, Call, lost
from pipeline.speech import say

PATH = "batch/v1"
MOST = 25
"""How many requests WordPress takes in one."""
_LEAST = 5
"""How few are not worth to be split further."""
_WEIGHT = 300_000
"""How many characters of text go into one, far below what servers take by default (1 MiB)."""


def packed(calls: Sequence[Call[Any]], ways: int) -> list[list[int]]:
    """The numbers of the calls, in groups of those that are sent as one.

    As many groups as there are ways to send them at once, where they are enough for that.
    """
    size = min(MOST, max(_LEAST, -(-len(calls) // ways)))
    groups: list[list[int]] = []
    open_group: list[int] = []
    weight = 0
    for number, call in enumerate(calls):
        if call.method == "GET" or call.upload is not None:
            groups.append([number])
            continue
        own = _weight(call)
        if open_group and (len(open_group) >= size or weight + own > _WEIGHT):
            groups.append(open_group)
            open_group, weight = [], 0
        open_group.append(number)
        weight += own
    return [*groups, open_group] if open_group else groups


def _weight(call: Call[Any]) -> int:
    return sum(len(value) for value in (call.json or {}).values() if isinstance(value, str))


def body_of(calls: Sequence[Call[Any]]) -> dict[str, object]:
    """The calls as the JSON of one request."""
    return {
        "requests": [
            {
                "method": call.method,
                "path": f"/{call.path}?{urlencode(call.params)}",
                "body": dict(call.json or {}),
            }
            for call in calls
        ]
    }


def unpacked(calls: Sequence[Call[AnswerT]], status: int, json: object) -> list[AnswerT] | None:
    """The answers to the calls; nothing where the CMS refused to take them together."""
    if 400 <= status < 500:
        return None
    listed = json.get("responses") if isinstance(json, dict) else None
    if not isinstance(listed, list) or len(listed) != len(calls):
        what = say("the answer to many requests at once cannot be read")
        return [lost(call, what) for call in calls]
    return [_answer(call, item) for call, item in zip(calls, listed, strict=True)]


def _answer(call: Call[AnswerT], item: object) -> AnswerT:
    fields: Mapping[str, object] = item if isinstance(item, dict) else {}
    status, headers = fields.get("status"), fields.get("headers")
    if not isinstance(status, int):
        return lost(call, say("the answer to one of many requests cannot be read"))
    named = headers.items() if isinstance(headers, dict) else ()
    lowered = {name.lower(): value for name, value in named if isinstance(value, str)}
    return call.answered(status, lowered, fields.get("body"))
