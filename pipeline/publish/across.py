"""Twins on different sites told of one another's addresses: one conversation with each site.

A site cannot ask another one who its twins are, so each is told: a look at all sites says which
posts are public where, and what a site has is written only where it says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import CmsUnreachable
from pipeline.publish.messages import Conversation, Request, ask, ask_all
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.reading import POSTS, chunks, read_lists
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import key_of, read_post
from pipeline.speech import say

Told = Mapping[str, str]
"""Addresses by language, and one as `x-default` where there are several."""

DEFAULT = "x-default"
_FIELDS = (
    "id,status,slug,link,lang,date_gmt,translations,tvilling_key,tvilling_fingerprint,"
    "tvilling_etag,tvilling_published_etag,tvilling_alternates"
)
_LIVE = "publish,future,draft,pending,private"


@dataclass(frozen=True, slots=True)
class Member:
    """One version of a post as its site has it."""

    id: int
    post: str
    lang: str
    status: str
    link: str
    told: Told
    """What the site was told of its twins."""


def read_members(lang: str, posts: Iterable[str] | None = None) -> Conversation[tuple[Member, ...]]:
    """The versions outside the trash that the site of the language has in it, of those posts.

    Without `posts`, of all that were published by us.
    """
    shown = (("status", _LIVE), ("lang", lang), ("_fields", _FIELDS))
    named = [()] if posts is None else [(("tvilling_key", k),) for k in _keys(posts)]
    items = yield from read_lists(POSTS, [(*each, *shown) for each in named])
    members = map(_member, items)
    return tuple(member for member in members if member.post and member.lang == lang)


def _keys(posts: Iterable[str]) -> Iterable[str]:
    return chunks(key_of(post) for post in posts)


def _member(json: object) -> Member:
    post = read_post(json)
    assert isinstance(json, dict)  # noqa: S101  # or `read_post` would have raised
    told = json.get("tvilling_alternates")
    if told is None:
        raise CmsUnreachable(
            say("the site's plug-in does not keep the addresses of twins on other sites"),
            path=post.link,
            remedy=say(
                "Run: tvilling bridge; and put the file in the place of the one on the site"
            ),
        )
    # PHP writes an empty object as an empty list.
    addresses = dict(told) if isinstance(told, dict) else {}
    return Member(post.id, *post.place, post.status, post.link, addresses)


def to_be_told(members: Iterable[Member], langs: Sequence[str]) -> dict[tuple[str, str], Told]:
    """What each version is to be told, by post and language.

    `langs` are the blog's languages, the first of them that a post is public in is the one for
    readers of any other language.
    """
    groups: dict[str, dict[str, Member]] = {}
    for member in members:
        groups.setdefault(member.post, {})[member.lang] = member
    return {
        (post, lang): _of(group, lang, langs) for post, group in groups.items() for lang in group
    }


def _of(group: Mapping[str, Member], own: str, langs: Sequence[str]) -> Told:
    public = {
        lang: group[lang].link
        for lang in langs
        if lang in group and group[lang].status == "publish"
    }
    others = {lang: link for lang, link in public.items() if lang != own}
    return {**others, DEFAULT: next(iter(public.values()))} if others else {}


def differing(
    members: Iterable[Member], told: Mapping[tuple[str, str], Told]
) -> tuple[Member, ...]:
    """The versions whose sites say something else than they are to be told, with that."""
    wanted = ((member, told[member.post, member.lang]) for member in members)
    return tuple(replace(member, told=one) for member, one in wanted if member.told != one)


def action_of(member: Member) -> Action:
    """The link as a part of a plan: what the version is to know of."""
    langs = tuple(lang for lang in member.told if lang != DEFAULT)
    reason = "" if langs else say("no twin of it is public any more")
    link = (Verb.LINK, Thing.POST, member.post, member.lang)
    return Action(*link, fields=langs, reason=reason, url=member.link)


def tell(members: Iterable[Member]) -> Conversation[tuple[Action, ...]]:
    """What became of telling a site those addresses; to send one twice does no harm."""
    params = (("context", "edit"), ("_fields", _FIELDS))
    jobs = tuple(members)
    answers = yield from ask_all(
        [
            Request(
                "POST",
                f"{POSTS}/{member.id}",
                params,
                {"tvilling_alternates": dict(member.told)},
                about=f"post {member.post} [{member.lang}]",
            )
            for member in jobs
        ]
    )
    done: list[Action] = []
    for member, answer in zip(jobs, answers, strict=True):
        action = action_of(member)
        # What did not come to an answer may have been done all the same.
        is_told = answer.is_fine
        if not is_told and not 400 <= answer.status < 500:
            again = yield from ask(Request("GET", f"{POSTS}/{member.id}", params))
            is_told = again.is_fine and _member(again.json).told == member.told
        if not is_told:
            reason = str(refusal(answer, say("the CMS refused the addresses of its twins")))
            action = replace(action, verb=Verb.FAILED, reason=reason)
        done.append(action)
    return tuple(done)
