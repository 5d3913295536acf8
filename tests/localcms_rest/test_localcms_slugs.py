"""Slugs as WordPress makes them, and links that are never one-way."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.localcms.rest.body import nested, read_json
from pipeline.localcms.rest.errors import RestError
from pipeline.localcms.rest.fields import filtered
from pipeline.localcms.rest.images import size_of
from pipeline.localcms.rest.post_json import without_block_comments
from pipeline.localcms.rest.uploads import file_name
from pipeline.localcms.slugs import MAX_LENGTH, sanitize_title, slug_for_query, unique_slug
from pipeline.localcms.store_twins import Table, link
from tests.localcms_rest.rest_client import PNG


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Räksmörgås & C#", "raksmorgas-c"),
        ("c#", "c"),
        ("a/b", "a-b"),
        ("Hello, World!", "hello-world"),
        ("Ångström–Öl — é", "angstrom-ol-e"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("<b>Bold</b> <i>move</i>", "bold-move"),
        ("AT&amp;T &copy; 2", "att-2"),
        ("100 % sure 50%", "100-sure-50"),
        ("5 × 5", "5-x-5"),
        ("don’t “quote” … me™", "dont-quote-me"),
        ("v1.2.3", "v1-2-3"),
        ("日本", "%e6%97%a5%e6%9c%ac"),
        ("Straße Łódź æøå", "strase-lodz-aeoa"),
        ("snake_case", "snake_case"),
        ("Œuvre Ŀ þ ĳ Ở ǚ", "oeuvre-l-th-ij-o-u"),
        ("£5 €5 ẞ ḁ", "5-e5-%c3%9f-%e1%b8%81"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen-zerowidth"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_as_wordpress_makes_it(title: str, slug: str) -> None:
    assert sanitize_title(title) == slug


@given(st.text())
def test_a_slug_is_fit_for_an_address_and_stays_itself(text: str) -> None:
    slug = sanitize_title(text)
    assert re.fullmatch(r"(?:[a-z0-9_-]|%[0-9a-f]{2})*", slug)
    assert len(slug) <= MAX_LENGTH
    assert sanitize_title(slug) == slug_for_query(slug) == slug


@given(st.text(min_size=1), st.integers(0, 30))
def test_a_free_slug_is_found_whatever_is_taken(text: str, count: int) -> None:
    slug = sanitize_title(text) or "a"
    taken: set[str] = set()
    for _ in range(count):
        taken.add(unique_slug(slug, taken.__contains__))
    assert len(taken) == count
    assert all(len(one) <= MAX_LENGTH and not re.search("%.?$", one) for one in taken)


LANGS = ("en", "sv", "de")
SCHEMA = (
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, lang TEXT, twins INTEGER, UNIQUE(twins, lang))"
)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9),
            st.dictionaries(st.sampled_from(LANGS), st.integers(0, 2), max_size=3),
        ),
        max_size=12,
    )
)
def test_after_any_links_a_group_has_one_of_a_language_and_holds_what_was_asked(
    steps: list[tuple[int, dict[str, int]]],
) -> None:
    """Posts 1 to 9 are in the three languages by turns, so `number * 3 + place` is one of each."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        db.execute(SCHEMA)
        db.executemany(
            "INSERT INTO posts VALUES (?, ?, ?)", [(n, LANGS[(n - 1) % 3], n) for n in range(1, 10)]
        )
        for member, wanted in steps:
            own = LANGS[(member - 1) % 3]
            others = {lang: n * 3 + LANGS.index(lang) + 1 for lang, n in wanted.items()}
            others.pop(own, None)
            link(db, Table.POSTS, member, others)
            before = list(db.execute("SELECT id, twins FROM posts ORDER BY id").fetchall())
            link(db, Table.POSTS, member, others)
            after = db.execute("SELECT id, twins FROM posts ORDER BY id").fetchall()
            groups = {row["id"]: row["twins"] for row in after}
            assert all(groups[other] == groups[member] for other in others.values())
            if others:
                assert [tuple(row) for row in before] == [tuple(row) for row in after]
            else:
                assert list(groups.values()).count(groups[member]) == 1


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("a", "1"), ("a", "2")], {"a": "2"}),
        ([("a[]", "1"), ("a[]", "2")], {"a": ["1", "2"]}),
        ([("a[0]", "1"), ("a[1]", "2")], {"a": ["1", "2"]}),
        ([("a[en]", "1"), ("a[sv]", "2")], {"a": {"en": "1", "sv": "2"}}),
        ([("[", "1")], {"[": "1"}),
    ],
)
def test_a_query_string_is_read_as_php_reads_it(
    pairs: list[tuple[str, str]], found: dict[str, object]
) -> None:
    assert nested(pairs) == found


@given(st.binary())
def test_any_body_is_an_object_or_a_refusal(body: bytes) -> None:
    try:
        code = "" if isinstance(read_json(body), dict) else "not an object"
    except RestError as refusal:
        code = refusal.code
    assert code in ("", "rest_invalid_json")


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b'{"a": ' + b"9" * 5000 + b"}"],
    ids=["deep lists", "deep objects", "a number too long to be one"],
)
def test_a_body_built_to_hurt_is_refused(body: bytes) -> None:
    with pytest.raises(RestError):
        read_json(body)


def test_fields_may_be_asked_for_at_any_depth() -> None:
    body = {"a": {"b": {"c": 1, "d": 2}}, "e": [1], "f": 3}
    assert filtered(body, ["a.b.c", "e", "f.x", "nothing"]) == {"a": {"b": {"c": 1}}, "e": [1]}


@given(st.lists(st.sampled_from(["<!--", "-->", " wp:a ", " /wp:a ", "x", "<p>"])).map("".join))
def test_only_block_comments_go(text: str) -> None:
    assert without_block_comments(text) == re.sub(r"<!--\s*/?wp:(?:(?!-->).)*?-->", "", text)


@given(st.text())
@example(". ")
def test_a_file_name_is_fit_for_an_address(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_]*)?", file_name(name))


@given(st.sampled_from(["image/png", "image/gif", "image/jpeg", "image/webp"]), st.binary())
def test_the_size_of_any_bytes_can_be_asked(mime_type: str, data: bytes) -> None:
    assert len(size_of(mime_type, data)) == 2


@pytest.mark.parametrize(
    ("mime_type", "data"),
    [
        ("image/png", PNG),
        ("image/gif", b"GIF89a\x02\0\x01\0"),
        ("image/jpeg", b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x01\0\x02\x01\x01\x11\0"),
        ("image/webp", b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x01\0\0\0\0\0"),
        ("image/webp", b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x01\0\0\0"),
    ],
    ids=["png", "gif", "jpeg", "webp with extras", "webp without loss"],
)
def test_the_size_of_a_picture_is_read_from_its_head(mime_type: str, data: bytes) -> None:
    assert size_of(mime_type, data) == (2, 1)
