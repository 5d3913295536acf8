"""Conversations in the words of WordPress's own REST API, for sites without our plug-in.

What a conversation asks in the fields of the plug-in goes out as core understands it, and its
answers come back with those fields: keys, etags and links between languages are kept in the posts
themselves (see `core_mark`). So planning and publishing are the same code for both.

What core cannot do stays undone: it does not compare and set, so an edit in the moment between our
look and our write is lost; and two of us at the same time may make a post twice.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.errors import CmsError
from pipeline.publish.core_mark import WORD, Mark, marked, word_of
from pipeline.publish.core_posts import (
    FIELDS,
    Fields,
    Ours,
    etag_of,
    number,
    numbers,
    ours_of,
    raw,
    shown,
    with_family,
)
from pipeline.publish.messages import Answer, Request
from pipeline.speech import say

Result = TypeVar("Result")
Talk = Generator[Request, Any, Result]

POSTS = "wp/v2/posts"
_EVERY = "publish,future,draft,pending,private,trash"
_EDIT = (("context", "edit"), ("_fields", FIELDS))
_FEW = 3
"""Of how many posts we ask one by one, instead of for all that are ours."""
_OURS = ("lang", "translations")
"""Fields that core does not have; all others of ours begin with our name."""


def in_core_words(conversation: Generator[Any, Any, Result]) -> Talk[Result]:
    """The same conversation with a WordPress that has no plug-in of ours; one request at a time."""
    try:
        asked = next(conversation)
        while True:
            try:
                answer = yield from _answered(asked)
            except CmsError as error:
                asked = conversation.throw(error)
            else:
                asked = conversation.send(answer)
    except StopIteration as stop:
        result: Result = stop.value
        return result
    finally:
        conversation.close()


def _answered(asked: Request | tuple[Request, ...]) -> Talk[object]:
    if not isinstance(asked, tuple):
        return (yield from _answer(asked))
    answers = []
    for request in asked:
        answers.append((yield from _answer(request)))
    return tuple(answers)


def _answer(request: Request) -> Talk[Answer]:
    route, _, item = request.path.removeprefix("wp/v2/").partition("/")
    way = _WAYS.get((route, request.method, bool(item)))
    if way is None:
        answer: Answer = yield request
        return answer
    return (yield from way(request))


def _fine(json: object) -> Answer:
    return Answer(200, {}, json)


# Posts


def _list(request: Request) -> Talk[Answer]:
    """The posts of those keys, or all of ours; other questions go out as they are."""
    params = dict(request.params)
    keys = params.get("tvilling_key", "").split(",") if "tvilling_key" in params else None
    if keys is None and "tvilling_key" not in params.get("_fields", ""):
        answer: Answer = yield request
        return answer
    found = yield from _find(keys, params.get("status", _EVERY))
    if isinstance(found, Answer):
        return found
    families: dict[str, list[Ours]] = {}
    for post in found:
        families.setdefault(post.mark.key, []).append(post)
    return _fine([shown(post, families[post.mark.key]) for post in found])


def _find(keys: list[str] | None, statuses: str = _EVERY) -> Talk[list[Ours] | Answer]:
    """Our posts of those keys, or all of them, the oldest first; or why they cannot be told."""
    few = keys is not None and len(keys) <= _FEW
    words = [word_of(key) for key in dict.fromkeys(keys or ())] if few else [WORD]
    found: dict[int, Ours] = {}
    for word in words:
        page = pages = 1
        while page <= pages:
            answer: Answer = yield _search(word, statuses, page)
            if answer.code == "rest_post_invalid_page_number":
                break
            if not answer.is_fine:
                return answer
            items = answer.json if isinstance(answer.json, list) else []
            posts = (ours_of(item) for item in items if isinstance(item, dict))
            found |= {post.id: post for post in posts if post is not None}
            total = answer.headers.get("x-wp-totalpages", "1")
            pages = int(total) if total.isdecimal() else 1
            page += 1
    return [found[i] for i in sorted(found) if keys is None or found[i].mark.key in keys]


def _search(word: str, statuses: str, page: int) -> Request:
    fixed = (("search", word), ("status", statuses), ("per_page", "100"), ("page", str(page)))
    return Request("GET", POSTS, (*fixed, ("orderby", "id"), ("order", "asc"), *_EDIT))


def _show(request: Request) -> Talk[Answer]:
    """One post, with its twins as it shows them."""
    answer: Answer = yield replace(request, params=_EDIT)
    post = _read(answer)
    if post is None:
        return answer
    family = yield from _find([post.mark.key])
    return family if isinstance(family, Answer) else _fine(shown(post, family))


def _create(request: Request) -> Talk[Answer]:
    """A post made as a draft, and published as soon as it carries all we have to know of it.

    So an answer that is lost leaves a draft at most, which the next run finds and completes.
    """
    body = dict(request.json or {})
    key, lang = str(body.get("tvilling_key")), str(body.get("lang"))
    family = yield from _find([key])
    if isinstance(family, Answer):
        return family
    same = next((post for post in family if post.mark.lang == lang and post.is_live), None)
    if same is not None:
        return _refused(409, "tvilling_key_exists", say("It is there already"), post_id=same.id)
    lost = yield from _lost(body)
    if lost is not None:
        return lost
    content = marked(raw(body, "content"), Mark(key, lang), {})
    draft = {**_core(body), "lang": lang, "content": content, "status": "draft"}
    answer: Answer = yield replace(request, params=_EDIT, json=draft)
    post = _read(answer)
    if post is None:
        return answer
    return (yield from _write(request, post, body, family))


def _lost(body: Mapping[str, object]) -> Talk[Answer | None]:
    """A refusal where the very post is there, but nothing says that it is ours."""
    slug, title = str(body.get("slug") or ""), raw(body, "title").strip()
    if not slug:
        return None
    # Of a slug that another page has, we were given one with the language behind it.
    slugs = f"{slug},{slug.removesuffix('-' + str(body.get('lang')).lower())}"
    statuses = _EVERY.removesuffix(",trash")
    answer: Answer = yield Request("GET", POSTS, (("slug", slugs), ("status", statuses), *_EDIT))
    items = answer.json if isinstance(answer.json, list) else []
    same = (item for item in items if isinstance(item, dict) and ours_of(item) is None)
    there = next((item for item in same if raw(item, "title") == title), None)
    if there is None:
        return None
    message = say(
        "post {id} has this slug and this title, and not Tvilling's mark: either the mark was "
        "deleted, or the site had Tvilling's plug-in",
        id=there.get("id"),
    )
    return _refused(409, "tvilling_mark_lost", message)


def _update(request: Request) -> Talk[Answer]:
    """A post brought up to date, unless it is not what it was when we looked."""
    body = dict(request.json or {})
    answer: Answer = yield Request("GET", request.path, _EDIT)
    post = _read(answer)
    if post is None:
        return (
            _refused(412, "tvilling_changed", say("It is not ours any more"))
            if answer.is_fine
            else answer
        )
    if body.get("tvilling_if_match", post.etag) != post.etag:
        return _refused(412, "tvilling_changed", say("It has changed since"))
    family = yield from _find([post.mark.key])
    if isinstance(family, Answer):
        return family
    if "tvilling_fingerprint" in body:
        return (yield from _write(request, post, body, family))
    failed = yield from _refresh(request, family)
    return failed or (yield from _show(Request("GET", request.path)))


def _write(
    request: Request, post: Ours, body: Mapping[str, object], family: list[Ours]
) -> Talk[Answer]:
    """The post written with its mark, and its twins linked to it."""
    path = f"{POSTS}/{post.id}"
    fields = _core(body)
    text = raw(body, "content") if "content" in body else post.text
    mark = replace(post.mark, id=post.id, fingerprint=str(body["tvilling_fingerprint"]))
    if "content" in body:
        is_filed = bool(numbers(body.get("categories")))
        mark = replace(mark, is_dated="date_gmt" in body, is_filed=is_filed)
    mark = replace(mark, etag=etag_of({**post.fields, **fields}, text, mark))
    answer, now = yield from _send(request, replace(post, text=text, mark=mark), fields, family)
    if now is not None and now.etag != mark.etag:
        # WordPress made something else of it: that is what was published.
        made = replace(now, mark=replace(now.mark, etag=now.etag))
        answer, now = yield from _send(request, made, {}, family)
    if now is None:
        return answer
    family = [now, *(twin for twin in family if twin.id != now.id)]
    yield from _refresh(request, family)
    return (yield from _show(Request("GET", path)))


def _send(
    request: Request, post: Ours, fields: Fields, family: list[Ours]
) -> Talk[tuple[Answer, Ours | None]]:
    """The answer to a write of the post with its mark; and the post, where it was written."""
    sent = {**fields, "content": with_family(post, family)[1]}
    path = f"{POSTS}/{post.id}"
    answer: Answer = yield replace(request, path=path, params=_EDIT, json=sent)
    return answer, _read(answer)


def _read(answer: Answer) -> Ours | None:
    """The post of the answer, where it is one of ours."""
    return ours_of(answer.json) if answer.is_fine and isinstance(answer.json, dict) else None


def _refresh(request: Request, family: list[Ours]) -> Talk[Answer | None]:
    """The links of all versions, as they are to be; the answer that is none where one fails."""
    live = [post for post in family if post.is_live]
    for post in live:
        mark, content = with_family(post, live)
        addresses = {twin.address for twin in live if twin is not post and twin.address}
        # Not the text itself: from some users WordPress takes attributes of the links away.
        if mark == post.mark and addresses == set(post.addresses):
            continue
        path, json = f"{POSTS}/{post.id}", {"content": content}
        answer: Answer = yield replace(request, method="POST", path=path, params=_EDIT, json=json)
        if not answer.is_fine:
            return answer
    return None


def _delete(request: Request) -> Talk[Answer]:
    """A post put into the trash, whose twins no longer link to it."""
    params = dict(request.params)
    expected, fingerprint = (
        params.pop("tvilling_if_match", None),
        params.pop("tvilling_fingerprint", None),
    )
    answer: Answer = yield Request("GET", request.path, _EDIT)
    post = _read(answer)
    if post is None:
        return answer
    if expected not in (None, post.etag):
        return _refused(412, "tvilling_changed", say("It has changed since"))
    family = yield from _find([post.mark.key])
    if isinstance(family, Answer):
        return family
    others = [twin for twin in family if twin.id != post.id]
    if fingerprint is not None:
        # Before it goes, so that whoever finds it in the trash knows who put it there.
        mark = replace(post.mark, fingerprint=fingerprint, etag="")
        json = {"content": with_family(replace(post, mark=mark), others)[1]}
        answer = yield replace(request, method="POST", params=_EDIT, json=json)
        if not answer.is_fine:
            return answer
    gone: Answer = yield replace(request, params=tuple(params.items()))
    if gone.is_fine:
        yield from _refresh(request, others)
    return gone


def _core(body: Mapping[str, object]) -> Fields:
    """What of the fields is WordPress's own."""
    return {
        name: value
        for name, value in body.items()
        if name not in _OURS and not name.startswith("tvilling_")
    }


def _refused(status: int, code: str, message: str, **data: object) -> Answer:
    return Answer(
        status, {}, {"code": code, "message": message, "data": {"status": status, **data}}
    )


# Categories and tags, known by their slugs


def _terms(request: Request) -> Talk[Answer]:
    """The terms of those slugs; by our keys core knows none."""
    params = dict(request.params)
    if "tvilling_key" in params:
        return _fine([])
    answer: Answer = yield request
    if not answer.is_fine or not isinstance(answer.json, list) or "lang" not in params:
        return answer
    items = [_as_ours(item, params["lang"]) for item in answer.json if isinstance(item, dict)]
    return replace(answer, json=items)


def _term(request: Request) -> Talk[Answer]:
    """A new term, or the one that has its slug already."""
    body = dict(request.json or {})
    lang, slug = str(body.get("lang")), str(body.get("slug"))
    asked = (("slug", slug), ("lang", lang), ("context", "edit"), ("hide_empty", "false"))
    there: Answer = yield Request("GET", request.path, asked)
    if not there.is_fine:
        return there
    items = there.json if isinstance(there.json, list) else []
    if items and isinstance(items[0], dict):
        return _fine(_as_ours(items[0], lang))
    answer: Answer = yield replace(request, json={**_core(body), "lang": lang})
    known = answer.data.get("term_id")
    if isinstance(known, int):
        answer = yield Request("GET", f"{request.path}/{known}", (("context", "edit"),))
    if not answer.is_fine or not isinstance(answer.json, dict):
        return answer
    return replace(answer, json=_as_ours(answer.json, lang))


def _as_ours(item: Mapping[str, object], lang: str) -> Fields:
    return {**item, "lang": lang, "translations": {lang: number(item.get("id"))}}


_WAYS: dict[tuple[str, str, bool], Callable[[Request], Talk[Answer]]] = {
    ("posts", "GET", False): _list,
    ("posts", "GET", True): _show,
    ("posts", "POST", False): _create,
    ("posts", "POST", True): _update,
    ("posts", "DELETE", True): _delete,
    ("categories", "GET", False): _terms,
    ("tags", "GET", False): _terms,
    ("categories", "POST", False): _term,
    ("tags", "POST", False): _term,
}
"""By route, method, and whether one item is meant."""
