"""Lists by pages, with WordPress's headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pipeline.localcms.rest.call import Call, Reply
from pipeline.localcms.rest.params import Param, Values, integer

PAGE = Param("page", integer(low=1))
PER_PAGE = Param("per_page", integer(low=1, high=100))
OFFSET = Param("offset", integer(low=0))
_MOST = 2**62
PAGING = (PAGE, PER_PAGE, OFFSET)


def page_of(values: Values) -> int:
    """The number of the page asked for, from 1."""
    return values.get(PAGE) or 1


def limit_of(values: Values) -> int:
    """How many items a page has."""
    return values.get(PER_PAGE) or 10


def offset_of(values: Values) -> int:
    """How many items come before the page; more than SQLite can count is as good as all."""
    given = values.get(OFFSET)
    return min((page_of(values) - 1) * limit_of(values), _MOST) if given is None else given


def pages_in(total: int, values: Values) -> int:
    """How many pages there are."""
    return -(-total // limit_of(values))


def listed(call: Call, values: Values, items: list[dict[str, Any]], total: int) -> Reply:
    """The page of items, with headers that say how many there are and where the others stand."""
    pages, page = pages_in(total, values), page_of(values)
    headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
    links = []
    if page > 1:
        links.append(_link(call, min(page - 1, pages), "prev"))
    if page < pages:
        links.append(_link(call, page + 1, "next"))
    if links:
        headers["Link"] = ", ".join(links)
    return Reply(items, headers=headers)


def _link(call: Call, page: int, relation: str) -> str:
    pairs = _pairs({**call.query, "page": str(page)})
    query = "&".join(f"{quote(name, safe='[]')}={quote(value)}" for name, value in pairs)
    return f'<{call.base}{call.path}?{query}>; rel="{relation}"'


def _pairs(query: Mapping[str, object], inside: str = "") -> list[tuple[str, str]]:
    """The parameters as they stand in an address, nested ones with brackets."""
    pairs: list[tuple[str, str]] = []
    for key, value in query.items():
        name = f"{inside}[{key}]" if inside else key
        items = dict(enumerate(value)) if isinstance(value, list) else value
        if isinstance(items, Mapping):
            pairs += _pairs({str(k): v for k, v in items.items()}, name)
        else:
            pairs.append((name, str(value)))
    return pairs
