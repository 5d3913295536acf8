"""The authors that front matter names, as users of the CMS; never silently somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.errors import CmsUnreachable
from pipeline.model.version import Held, Twins
from pipeline.publish.messages import Conversation, Request
from pipeline.publish.refusals import refusal
from pipeline.publish.versions import Edition, as_edition
from pipeline.speech import say

_MOST = 100


def has_authors(blog: Iterable[Twins]) -> bool:
    """Whether some version names its author."""
    return any(as_edition(v).author_name for twins in blog for v in twins.versions)


def read_users() -> Conversation[dict[str, int]]:
    """The numbers of all who may write posts, by their names in addresses and by their numbers.

    WordPress tells an editor no logins; what stands in addresses is the login in small letters,
    with `-` for all that is neither a letter nor a digit.
    """
    found: dict[str, int] = {}
    page = pages = 1
    while page <= pages:
        params = (("who", "authors"), ("_fields", "id,slug"), ("per_page", str(_MOST)))
        answer = yield Request("GET", "wp/v2/users", (*params, ("page", str(page))))
        if not answer.is_fine:
            raise refusal(answer, say("the CMS does not say who may write posts"))
        if not isinstance(answer.json, list):
            raise CmsUnreachable(say("the CMS answered something else than a list of users"))
        for user in answer.json:
            if isinstance(user, dict) and isinstance(user.get("id"), int):
                found |= {str(user.get("slug", "")): user["id"], str(user["id"]): user["id"]}
        total = answer.headers.get("x-wp-totalpages", "1")
        pages = int(total) if total.isdecimal() else 1
        page += 1
    return found


def with_authors(
    blog: Sequence[Twins], authors: Mapping[str, str], users: Mapping[str, int]
) -> tuple[Twins, ...]:
    """The blog with its authors' numbers; versions whose author is nobody are held back.

    `authors` says which user each name stands for, names in lower case.
    """
    return tuple(_with_authors(twins, authors, users) for twins in blog)


def _with_authors(twins: Twins, authors: Mapping[str, str], users: Mapping[str, int]) -> Twins:
    editions: list[Edition] = []
    held = list(twins.held)
    for edition in map(as_edition, twins.versions):
        number, reason = _author(edition.author_name, authors, users)
        if reason:
            held.append(Held(edition.post, edition.lang, reason, edition.anchors))
        else:
            editions.append(replace(edition, author=number))
    return replace(twins, versions=tuple(editions), held=tuple(held))


def _author(name: str, authors: Mapping[str, str], users: Mapping[str, int]) -> tuple[int, str]:
    """The user's number, or why there is none."""
    if not name:
        return 0, ""
    login = authors.get(name.casefold())
    if login is None:
        return 0, say(
            "its author {name} has no line in the section [tvilling:authors] of setup.cfg",
            name=name,
        )
    number = users.get(login) or users.get(_in_addresses(login))
    if number is None:
        return 0, say(
            "its author {name} is to be the user {login}, whom the CMS does not know",
            name=name,
            login=login,
        )
    return number, ""


def _in_addresses(login: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in login.lower()).split())
