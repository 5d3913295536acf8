"""Posts of a WordPress without our plug-in, as the fields that the plug-in would give them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.publish.core_mark import Mark, marked, unmarked
from pipeline.publish.resolve import public_address

FIELDS = (
    "id,status,slug,link,date_gmt,author,title.raw,content.raw,excerpt.raw,"
    "categories,tags,featured_media"
)
Fields = dict[str, object]
_UNFINISHED = "unfinished"
_UNDATED = ("draft", "pending", "auto-draft", "trash")


@dataclass(frozen=True, slots=True)
class Ours:
    """A post that carries a mark of ours."""

    fields: Mapping[str, object]
    """As WordPress gives them."""
    text: str
    """Its content without the mark."""
    mark: Mark
    addresses: tuple[str, ...]
    """Where its links to its twins lead."""

    @property
    def id(self) -> int:
        return number(self.fields.get("id"))

    @property
    def status(self) -> str:
        return str(self.fields.get("status"))

    @property
    def is_live(self) -> bool:
        return self.status != "trash"

    @property
    def address(self) -> str:
        """Where readers find it; nothing where they do not."""
        return public_address(str(self.fields.get("link"))) if self.status == "publish" else ""

    @property
    def etag(self) -> str:
        return etag_of(self.fields, self.text, self.mark)


def ours_of(fields: Mapping[str, object]) -> Ours | None:
    """The post with its mark; nothing where it has none, or that of the post it is a copy of."""
    parts = unmarked(raw(fields, "content"))
    if parts.mark is None or parts.mark.id not in (0, fields.get("id")):
        return None
    return Ours(fields, parts.text, parts.mark, parts.addresses)


def etag_of(fields: Mapping[str, object], text: str, mark: Mark) -> str:
    """A hash over all of a post that an editor can change, but for what we left to WordPress."""
    status = str(fields.get("status"))
    date = fields.get("date_gmt") if mark.is_dated and status not in _UNDATED else ""
    categories = sorted(numbers(fields.get("categories")))
    is_default = not mark.is_filed and len(categories) == 1
    parts = [
        raw(fields, "title").strip(),
        text,
        raw(fields, "excerpt"),
        fields.get("slug"),
        "publish" if status == "future" else status,
        date,
        [] if is_default else categories,
        sorted(numbers(fields.get("tags"))),
        fields.get("featured_media") or 0,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]


def shown(post: Ours, family: Iterable[Ours]) -> Fields:
    """The post as the plug-in would show it, with its links as far as readers find them.

    A link that is in the mark alone, or leads where its twin no longer is, counts as none, so that
    the next run writes it.
    """
    fields, mark = dict(post.fields), post.mark
    others = [twin for twin in family if twin.mark.lang != mark.lang and twin.is_live]
    linked = {twin.mark.lang: twin.id for twin in others if _shows(post, twin, others)}
    fields |= {
        "title": {"raw": raw(fields, "title")},
        "content": {"raw": post.text},
        "lang": mark.lang,
        "translations": {**linked, mark.lang: post.id},
        "tvilling_key": mark.key,
        "tvilling_fingerprint": mark.fingerprint or _UNFINISHED,
        "tvilling_etag": post.etag,
        "tvilling_published_etag": mark.etag or post.etag,
    }
    return fields


def _shows(post: Ours, twin: Ours, others: list[Ours]) -> bool:
    if not post.is_live or (twin.mark.lang, twin.id) not in post.mark.twins:
        return False
    # A link to what is not there any more spoils them all.
    wanted = {other.address for other in others if other.address}
    is_right = set(post.addresses) <= wanted
    return is_right and (not twin.address or twin.address in post.addresses)


def with_family(post: Ours, family: Iterable[Ours]) -> tuple[Mark, str]:
    """The mark and the content of the post, linked with all of its twins."""
    others = {twin.mark.lang: twin for twin in family if twin.is_live}
    others.pop(post.mark.lang, None)
    twins = {lang: twin.id for lang, twin in others.items()} | {post.mark.lang: post.id}
    mark = replace(post.mark, twins=tuple(sorted(twins.items())))
    addresses = {lang: twin.address for lang, twin in others.items() if twin.address}
    return mark, marked(post.text, mark, addresses)


def raw(fields: Mapping[str, object], name: str) -> str:
    """The text of a field that WordPress gives as written and as shown, or that we send."""
    value = fields.get(name)
    text = value.get("raw") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def number(value: object) -> int:
    """The value, or 0 where it is no number."""
    return value if isinstance(value, int) else 0


def numbers(value: object) -> list[int]:
    """The numbers of a list."""
    return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []
