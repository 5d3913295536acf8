"""The part of a conversation that asks what the CMS has; it sends no request but GET."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from pipeline.errors import CmsRefused
from pipeline.publish.messages import Answer, Conversation, Request, ask, ask_all
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
from pipeline.speech import say

POSTS = "wp/v2/posts"
_STATUSES = "publish,future,draft,pending,private,trash"
_MOST = 100
"""How many items WordPress lists at once."""
_LONGEST = 3600
"""How many characters of names go into one address: half of what servers take (8 KiB)."""

Params = tuple[tuple[str, str], ...]


def read_remote(
    posts: Iterable[str], groups: Sequence[TermGroup], file_slugs: Iterable[str]
) -> Conversation[Remote]:
    """The posts of those ids, the terms and the files, as far as the CMS has them."""
    yield from read_me()
    found = yield from read_posts(posts)
    terms = yield from read_terms(groups)
    files = yield from read_files(file_slugs)
    return Remote(posts=found, terms=terms, files=files)


def read_me() -> Conversation[None]:
    """Nothing; raises `CmsRefused` where the CMS takes us for anybody.

    A wrong password makes WordPress treat us as a visitor, who may read what is public: without
    this question a run would find half of the blog and write it again.
    """
    answer = yield from ask(
        Request(
            "GET", "wp/v2/users/me", (("context", "edit"), ("_fields", "id,roles,capabilities"))
        )
    )
    if not answer.is_fine:
        raise refusal(answer, say("the CMS does not let us in"))


def read_posts(posts: Iterable[str]) -> Conversation[dict[Place, RemotePost]]:
    """The versions of those posts in all languages, those in the trash too."""
    wanted = dict.fromkeys(posts)
    items = yield from _read_by_key(wanted, POST_FIELDS)
    found = [read_post(item) for item in items]
    # A site that does not know `tvilling_key` as a parameter lists all its posts.
    if any(post.place[0] not in wanted for post in found):
        raise CmsRefused(
            say("the CMS cannot look posts up by Tvilling's keys"),
            remedy=say(NO_FIELDS),
        )
    return by_place(found)


def read_texts(posts: Iterable[str]) -> Conversation[dict[Place, RemoteText]]:
    """What the versions of those posts say."""
    items = yield from _read_by_key(posts, TEXT_FIELDS)
    return dict(map(read_text, items))


def _read_by_key(posts: Iterable[str], fields: str) -> Conversation[list[object]]:
    fixed = (("status", _STATUSES), ("_fields", fields))
    lists = chunks(key_of(post) for post in posts)
    return (yield from read_lists(POSTS, [(("tvilling_key", keys), *fixed) for keys in lists]))


def read_terms(groups: Sequence[TermGroup]) -> Conversation[dict[TermPlace, RemoteTerm]]:
    """The terms of the groups that the CMS has, with those that somebody else made."""
    found: dict[TermPlace, RemoteTerm] = {}
    for taxonomy, route in TERM_ROUTES.items():
        wanted = [group for group in groups if group.taxonomy == taxonomy]
        fixed = (("hide_empty", "false"), ("_fields", TERM_FIELDS))
        lists = chunks(key_of(group.key) for group in wanted)
        items = yield from read_lists(route, [(("tvilling_key", keys), *fixed) for keys in lists])
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
    lists = [
        (("slug", slugs), ("lang", lang), ("_fields", TERM_FIELDS))
        for lang in sorted({lang for lang, _ in missing})
        for slugs in chunks(slug for language, slug in missing if language == lang)
    ]
    taken: dict[TermPlace, RemoteTerm] = {}
    for item in (yield from read_lists(TERM_ROUTES[taxonomy], lists)):
        there = read_term(item, taxonomy)
        term = missing.get((there.lang, there.slug))
        if term is not None and term.name.casefold() == there.name.casefold():
            taken[taxonomy, there.lang, term.key] = there
    return taken


def read_files(slugs: Iterable[str]) -> Conversation[dict[str, RemoteFile]]:
    """The uploaded files of those slugs, by slug."""
    lists = [(("slug", names), ("_fields", FILE_FIELDS)) for names in chunks(slugs)]
    items = yield from read_lists("wp/v2/media", lists)
    # The first upload is the one that posts show, should there be two.
    files = sorted(map(read_file, items), key=lambda file: file.id)
    return {file.slug: file for file in reversed(files)}


def read_lists(route: str, lists: Sequence[Params]) -> Conversation[list[object]]:
    """The items of all pages of those lists: the first pages together, then the others."""
    firsts = yield from ask_all([_page(route, params, 1) for params in lists])
    later = [
        _page(route, params, page)
        for params, answer in zip(lists, firsts, strict=True)
        for page in range(2, _pages(answer) + 1)
    ]
    answers = (*firsts, *(yield from ask_all(later)))
    return [item for answer in answers for item in _items(answer)]


def _page(route: str, params: Params, page: int) -> Request:
    fixed = (("context", "edit"), ("per_page", str(_MOST)), ("page", str(page)))
    return Request("GET", route, (*params, *fixed, ("orderby", "id"), ("order", "asc")))


def _items(answer: Answer) -> list[object]:
    if answer.code == "rest_post_invalid_page_number":
        return []  # Somebody threw posts away since the first page was read.
    if not answer.is_fine:
        raise refusal(answer, say("the CMS does not show what it has"))
    return read_list(answer.json)


def _pages(answer: Answer) -> int:
    total = answer.headers.get("x-wp-totalpages", "1")
    # What no list of a hundred names can fill is a site that does not know the names.
    return min(int(total), _MOST) if total.isdecimal() else 1


def chunks(names: Iterable[str]) -> Iterator[str]:
    """The names in lists with commas, each short enough for an address.

    >>> list(chunks(["a", "b", "a"]))
    ['a,b']
    """
    listed: list[str] = []
    length = 0
    for name in dict.fromkeys(names):
        size = len(quote(name, safe="")) + len("%2C")
        if listed and (length + size > _LONGEST or len(listed) >= _MOST):
            yield ",".join(listed)
            listed, length = [], 0
        listed.append(name)
        length += size
    if listed:
        yield ",".join(listed)
