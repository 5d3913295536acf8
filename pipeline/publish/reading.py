"""The part of a conversation that asks what the CMS has; it sends no request but GET."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.errors import CmsRefused
from pipeline.publish.messages import Answer, Conversation, Request
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import (
    FILE_FIELDS,
    NO_FIELDS,
    POST_FIELDS,
    TERM_FIELDS,
    TERM_ROUTES,
    TEXT_FIELDS,
    Remote,
    RemoteFile,
    RemotePost,
    RemoteTerm,
    RemoteText,
    by_place,
    key_of,
    read_file,
    read_list,
    read_post,
    read_term,
    read_text,
)
from pipeline.publish.resolve import Place
from pipeline.publish.terms import TermGroup, TermPlace

POSTS = "wp/v2/posts"
_STATUSES = "publish,future,draft,pending,private,trash"
_MOST = 100
"""How many items WordPress lists at once."""
_LONGEST = 1500
"""How many characters of names go into one address, well below every server's limit."""

Item = TypeVar("Item")


def read_remote(
    posts: Iterable[str], groups: Sequence[TermGroup], file_slugs: Iterable[str]
) -> Conversation[Remote]:
    """The posts of those ids, the terms and the files, as far as the CMS has them."""
    yield from read_me()
    found = yield from read_posts(posts)
    terms = yield from _read_terms(groups)
    files = yield from read_files(file_slugs)
    return Remote(posts=found, terms=terms, files=files)


def read_me() -> Conversation[None]:
    """Nothing; raises `CmsRefused` where the CMS takes us for anybody.

    A wrong password makes WordPress treat us as a visitor, who may read what is public: without
    this question a run would find half of the blog and write it again.
    """
    answer = yield Request(
        "GET", "wp/v2/users/me", (("context", "edit"), ("_fields", "id,roles,capabilities"))
    )
    if not answer.is_fine:
        raise refusal(answer, "the CMS does not let us in")


def read_posts(posts: Iterable[str]) -> Conversation[dict[Place, RemotePost]]:
    """The versions of those posts in all languages, those in the trash too."""
    wanted = dict.fromkeys(posts)
    items = yield from _read_by_key(wanted, POST_FIELDS)
    found = [read_post(item) for item in items]
    # A site that does not know `tvilling_key` as a parameter lists all its posts.
    if any(post.place[0] not in wanted for post in found):
        raise CmsRefused(
            "the CMS cannot look posts up by Tvilling's keys",
            remedy=NO_FIELDS,
        )
    return by_place(found)


def read_texts(posts: Iterable[str]) -> Conversation[dict[Place, RemoteText]]:
    """What the versions of those posts say."""
    items = yield from _read_by_key(posts, TEXT_FIELDS)
    return dict(map(read_text, items))


def _read_by_key(posts: Iterable[str], fields: str) -> Conversation[list[object]]:
    found: list[object] = []
    for keys in chunks(key_of(post) for post in posts):
        params = (("tvilling_key", keys), ("status", _STATUSES), ("_fields", fields))
        found += yield from read_all(POSTS, params)
    return found


def _read_terms(groups: Sequence[TermGroup]) -> Conversation[dict[TermPlace, RemoteTerm]]:
    found: dict[TermPlace, RemoteTerm] = {}
    for taxonomy, route in TERM_ROUTES.items():
        wanted = [group for group in groups if group.taxonomy == taxonomy]
        for keys in chunks(key_of(group.key) for group in wanted):
            params = (("tvilling_key", keys), ("hide_empty", "false"), ("_fields", TERM_FIELDS))
            items = yield from read_all(route, params)
            terms = (read_term(item, taxonomy) for item in items)
            found |= {term.place: term for term in terms if term.key}
        found |= yield from _read_terms_of_others(taxonomy, wanted, found)
    return found


def _read_terms_of_others(
    taxonomy: str, groups: Sequence[TermGroup], found: dict[TermPlace, RemoteTerm]
) -> Conversation[dict[TermPlace, RemoteTerm]]:
    """Terms that somebody made by hand and that are the same: of one slug, name and language."""
    missing = {
        (lang, term.slug): term
        for group in groups
        for lang, term in group.terms
        if (taxonomy, lang, term.key) not in found
    }
    taken: dict[TermPlace, RemoteTerm] = {}
    for lang in sorted({lang for lang, _ in missing}):
        for slugs in chunks(slug for language, slug in missing if language == lang):
            params = (("slug", slugs), ("lang", lang), ("_fields", TERM_FIELDS))
            for item in (yield from read_all(TERM_ROUTES[taxonomy], params)):
                there = read_term(item, taxonomy)
                term = missing.get((there.lang, there.slug))
                if term is not None and term.name.casefold() == there.name.casefold():
                    taken[taxonomy, lang, term.key] = there
    return taken


def read_files(slugs: Iterable[str]) -> Conversation[dict[str, RemoteFile]]:
    """The uploaded files of those slugs, by slug."""
    found: dict[str, RemoteFile] = {}
    for names in chunks(slugs):
        items = yield from read_all("wp/v2/media", (("slug", names), ("_fields", FILE_FIELDS)))
        # The first upload is the one that posts show, should there be two.
        files = sorted(map(read_file, items), key=lambda file: file.id)
        found |= {file.slug: file for file in reversed(files)}
    return found


def read_all(route: str, params: tuple[tuple[str, str], ...]) -> Conversation[list[object]]:
    """The items of all pages of a list."""
    found: list[object] = []
    page = pages = 1
    while page <= pages:
        fixed = (("context", "edit"), ("per_page", str(_MOST)), ("page", str(page)))
        answer = yield Request("GET", route, (*params, *fixed, ("orderby", "id"), ("order", "asc")))
        if not answer.is_fine:
            raise refusal(answer, "the CMS does not show what it has")
        found += read_list(answer.json)
        pages = _pages(answer)
        page += 1
    return found


def read_lists(
    route: str, lists: Iterable[tuple[tuple[str, str], ...]]
) -> Conversation[list[object]]:
    """The items of all pages of those lists."""
    found: list[object] = []
    for params in lists:
        found += yield from read_all(route, params)
    return found


def _pages(answer: Answer) -> int:
    total = answer.headers.get("x-wp-totalpages", "1")
    return int(total) if total.isdecimal() else 1


def chunks(names: Iterable[str]) -> Iterator[str]:
    """The names in lists with commas, each short enough for an address.

    >>> list(chunks(["a", "b", "a"]))
    ['a,b']
    """
    listed: list[str] = []
    length = 0
    for name in dict.fromkeys(names):
        # A letter outside ASCII takes up to twelve characters in an address.
        size = sum(1 if char.isalnum() and char.isascii() else 12 for char in name)
        if listed and (length + size > _LONGEST or len(listed) >= _MOST):
            yield ",".join(listed)
            listed, length = [], 0
        listed.append(name)
        length += size
    if listed:
        yield ",".join(listed)
