"""What the CMS calls terms and files that are not ours, for those who read what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape

from pipeline.publish.messages import Conversation
from pipeline.publish.reading import chunks, read_lists
from pipeline.publish.remote import TERM_ROUTES, Remote, RemoteText
from pipeline.publish.resolve import Place


def read_names(remote: Remote, texts: Mapping[Place, RemoteText]) -> Conversation[Remote]:
    """The CMS with the names of the terms and files that the texts have."""
    states = [state for text in texts.values() for state in (text, text.published) if state]
    known = {term.id for term in remote.terms.values()}
    files = {file.id for file in remote.files.values()}
    wanted = {
        TERM_ROUTES["category"]: {n for state in states for n in state.categories} - known,
        TERM_ROUTES["post_tag"]: {n for state in states for n in state.tags} - known,
    }
    terms: dict[int, str] = {}
    for route, numbers in wanted.items():
        terms |= yield from _read(route, numbers, "name")
    images = {state.featured_media for state in states} - files - {0}
    pictures = yield from _read("wp/v2/media", images, "slug")
    return replace(remote, names=terms, file_names=pictures)


def _read(route: str, numbers: Iterable[int], field: str) -> Conversation[dict[int, str]]:
    fields = ("_fields", f"id,{field}")
    lists = [(("include", ids), fields) for ids in chunks(map(str, sorted(numbers)))]
    items = yield from read_lists(route, lists)
    return {
        item["id"]: unescape(str(item.get(field, "")))
        for item in items
        if isinstance(item, dict) and isinstance(item.get("id"), int)
    }
