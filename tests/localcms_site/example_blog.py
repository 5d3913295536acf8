"""A small blog of an invented outer island, with everything that a page must be able to show."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from pipeline.localcms import store_media, store_posts, store_terms, store_twins, store_users
from pipeline.localcms.app import create_app
from pipeline.localcms.records import CATEGORY, TAG, BlogInfo, MediaRecord, PostRecord, TermRecord
from pipeline.localcms.store import Store
from pipeline.localcms.store_twins import Table

BLOG = BlogInfo("Notes from Norrskär", ("en", "sv"), "Weather, boats and bread on an outer island")
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Draft:
    """A post to be written into a store, without what does not matter to the test."""

    lang: str
    slug: str
    title: str
    content: str = "<p>Text.</p>"
    excerpt: str = ""
    status: str = "publish"
    date: datetime = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    categories: Sequence[int] = ()
    tags: Sequence[int] = ()
    image: int = 0
    old_slugs: Sequence[str] = field(default=())


def add_post(store: Store, *drafts: Draft) -> tuple[int, ...]:
    """Writes the drafts as twins of one another; their ids."""
    with store.writing() as db:
        author = store_users.find_by_login(db, "keeper")
        who = author.id if author else store_users.add_user(db, "keeper", "", "", "editor")
        ids = tuple(store_posts.save_post(db, _record(draft, who)) for draft in drafts)
        others = {draft.lang: post_id for draft, post_id in zip(drafts[1:], ids[1:], strict=True)}
        store_twins.link(db, Table.POSTS, ids[0], others)
        for post_id, draft in zip(ids, drafts, strict=True):
            for old in draft.old_slugs:
                store_posts.remember_slug(db, post_id, old, draft.slug)
    return ids


def add_term(store: Store, taxonomy: str, names: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """Writes a term with a name and a slug for each language; its ids by language."""
    with store.writing() as db:
        ids = {
            lang: store_terms.save_term(
                db,
                TermRecord(0, taxonomy, name, slug, "", 0, lang, (), 0, False, "", "", ""),
            )
            for lang, (name, slug) in names.items()
        }
        first, *others = ids
        store_twins.link(db, Table.TERMS, ids[first], {lang: ids[lang] for lang in others})
    return ids


def add_media(
    store: Store, filename: str, data: bytes, mime_type: str = "image/png", alt: str = ""
) -> int:
    """Writes an uploaded file; its id."""
    digest = hashlib.sha256(data).hexdigest()
    with store.writing() as db:
        author = store_users.find_by_login(db, "keeper")
        who = author.id if author else store_users.add_user(db, "keeper", "", "", "editor")
        record = MediaRecord(
            id=0,
            slug=f"file-{digest[:16]}",
            title=filename,
            alt_text=alt,
            caption="",
            description="",
            mime_type=mime_type,
            filename=filename,
            width=960,
            height=540,
            size=len(data),
            sha256=digest,
            post=0,
            author=who,
            date=NOW,
            modified=NOW,
        )
        media_id = store_media.save_media(db, record)
        store_media.save_bytes(db, media_id, data)
    return media_id


def example_store(path: Path) -> Store:
    """The whole example blog in a new database."""
    store = Store(path, clock=lambda: NOW)
    coast = add_media(store, "coast.png", coast_picture(), alt="A white lighthouse on a low rock")
    weather = add_term(store, CATEGORY, {"en": ("Weather", "weather"), "sv": ("Väder", "vader")})
    craft = add_term(store, CATEGORY, {"en": ("Craft", "craft"), "sv": ("Hantverk", "hantverk")})
    winter = add_term(store, TAG, {"en": ("winter", "winter"), "sv": ("vinter", "vinter")})
    boats = add_term(store, TAG, {"en": ("boats", "boats"), "sv": ("båtar", "batar")})
    numbers = add_term(store, TAG, {"en": ("numbers", "numbers"), "sv": ("siffror", "siffror")})
    add_post(
        store,
        Draft(
            "en",
            "a-year-of-weather",
            "A year of weather in one small table",
            text("weather.en.html"),
            "Four readings a day for a year make a long list. Folded into twelve lines, "
            "they say more than I expected, and one thing I did not want to know.",
            date=datetime(2026, 5, 28, 7, 30, tzinfo=UTC),
            categories=[weather["en"]],
            tags=[numbers["en"], winter["en"]],
            image=coast,
            old_slugs=["weather-table"],
        ),
        Draft(
            "sv",
            "ett-ar-av-vader",
            "Ett år av väder i en liten tabell",
            text("weather.sv.html"),
            "Fyra avläsningar om dagen i ett år blir en lång lista. Vikta till tolv rader säger "
            "de mer än jag väntat mig, och en sak som jag helst hade sluppit veta.",
            date=datetime(2026, 5, 28, 7, 30, tzinfo=UTC),
            categories=[weather["sv"]],
            tags=[numbers["sv"], winter["sv"]],
            image=coast,
        ),
    )
    add_post(
        store,
        Draft(
            "en",
            "the-winter-harbour",
            "The winter harbour",
            text("harbour.en.html"),
            date=datetime(2026, 4, 11, 16, 0, tzinfo=UTC),
            categories=[craft["en"]],
            tags=[boats["en"], winter["en"]],
        ),
        Draft(
            "sv",
            "vinterhamnen",
            "Vinterhamnen",
            text("harbour.sv.html"),
            date=datetime(2026, 4, 11, 16, 0, tzinfo=UTC),
            categories=[craft["sv"]],
            tags=[boats["sv"], winter["sv"]],
        ),
    )
    add_post(
        store,
        Draft(
            "en",
            "bread-on-a-wood-stove",
            "Bread on a wood stove",
            text("bread.en.html"),
            date=datetime(2026, 2, 2, 6, 15, tzinfo=UTC),
            categories=[craft["en"]],
        ),
    )
    add_post(
        store,
        Draft(
            "sv",
            "fyrkarakterer-for-den-otalige",
            "Fyrkaraktärer för den otålige",
            text("lights.sv.html"),
            date=datetime(2025, 10, 31, 19, 0, tzinfo=UTC),
            categories=[weather["sv"]],
            tags=[numbers["sv"]],
        ),
    )
    return store


def site_app(store: Store, blog: BlogInfo = BLOG) -> Flask:
    """The app over a store's database."""
    return create_app(store.path, blog, store.clock)


def text(name: str) -> str:
    """One of the texts beside this module."""
    return (TEXTS / name).read_text("utf-8")


def coast_picture(width: int = 960, height: int = 540) -> bytes:
    """A drawn coast at dusk as a PNG: sky, sea, a rock, and a lighthouse."""
    horizon = height * 3 // 5
    rows = [_row(width, height, horizon, y) for y in range(height)]
    return _png(width, height, b"".join(b"\0" + row for row in rows))


def _row(width: int, height: int, horizon: int, y: int) -> bytes:
    row = bytearray(bytes(_shade(y, height, horizon)) * width)
    for start, end, colour in _shapes(width, height, horizon, y):
        if start < end:
            row[start * 3 : end * 3] = bytes(colour) * (end - start)
    return bytes(row)


def _shade(y: int, height: int, horizon: int) -> tuple[int, int, int]:
    if y < horizon:
        part = y / horizon
        return int(96 + 150 * part), int(140 + 62 * part), int(160 + 5 * part)
    part = (y - horizon) / (height - horizon)
    glint = 14 if (y // 5) % 3 == 0 else 0
    return int(70 - 45 * part) + glint, int(120 - 65 * part) + glint, int(132 - 62 * part) + glint


def _shapes(
    width: int, height: int, horizon: int, y: int
) -> list[tuple[int, int, tuple[int, int, int]]]:
    """Spans of colour on one line, the last on top."""
    spans: list[tuple[int, int, tuple[int, int, int]]] = []
    rise = horizon + 40 - y
    if 0 < rise <= 70:
        spread = int(300 * (1 - (rise / 70) ** 2) ** 0.5)
        middle = width * 2 // 3
        spans.append((middle - spread, min(middle + spread * 2, width), (44, 50, 52)))
    tower = horizon - 25 - y
    if 0 < tower <= 190:
        half = int(26 - tower * 0.055)
        middle = width * 2 // 3
        colour = (170, 62, 48) if 70 < tower < 110 else (246, 244, 236)
        spans.append((middle - half, middle + half, colour))
    if 190 < tower <= 222:
        spans.append((width * 2 // 3 - 11, width * 2 // 3 + 11, (255, 215, 80)))
    if 222 < tower <= 234:
        half = (236 - tower) + 4
        spans.append((width * 2 // 3 - half, width * 2 // 3 + half, (44, 50, 52)))
    return spans


def _png(width: int, height: int, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _record(draft: Draft, author: int) -> PostRecord:
    return PostRecord(
        id=0,
        title=draft.title,
        content=draft.content,
        excerpt=draft.excerpt,
        slug=draft.slug,
        status=draft.status,
        date=draft.date,
        has_date=True,
        modified=draft.date,
        lang=draft.lang,
        translations=(),
        categories=tuple(draft.categories),
        tags=tuple(draft.tags),
        featured_media=draft.image,
        author=author,
        desired_slug="",
        key="",
        fingerprint="",
        published_etag="",
    )
