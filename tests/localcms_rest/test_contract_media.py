"""What WordPress does with uploads; the embedded CMS does the same."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest

from tests.localcms_rest.rest_client import PNG, Answer, Client


def upload(client: Client, name: str, data: bytes = PNG, **headers: str) -> Answer:
    """Sends the file as the bare body of the request."""
    named = {
        "Content-Disposition": f'attachment; filename="{name}"'.encode().decode("latin-1"),
        "Content-Type": "image/png",
        **{header.replace("_", "-"): value for header, value in headers.items()},
    }
    return client.ask("POST", "/media", data=data, headers=named)


def test_a_bare_body_is_an_upload(client: Client, word: str) -> None:
    answer = upload(client, f"Räka på {word}.png")
    media = answer.json
    assert answer.status == 201
    assert (media["slug"], media["mime_type"], media["media_type"]) == (
        f"raka-pa-{word}",
        "image/png",
        "image",
    )
    assert media["source_url"].endswith(f"/Raka-pa-{word}.png")
    assert (media["media_details"]["width"], media["media_details"]["height"]) == (2, 1)
    assert (media["status"], media["type"]) == ("inherit", "attachment")


def test_a_form_brings_the_file_and_its_description(client: Client, word: str) -> None:
    form: dict[str, Any] = {
        "file": (BytesIO(PNG), "a.png", "image/png"),
        "slug": f"own-{word}",
        "alt_text": "A & b",
        "title": "T",
        "caption": "C",
    }
    answer = client.ask("POST", "/media", data=form)
    media = answer.json
    assert answer.status == 201
    assert (media["slug"], media["alt_text"]) == (f"own-{word}", "A & b")
    assert (media["title"]["raw"], media["caption"]["raw"]) == ("T", "C")
    found = client.get("/media", slug=f"own-{word}").json
    assert [item["id"] for item in found] == [media["id"]]


def test_the_same_bytes_twice_are_two_files(client: Client, word: str) -> None:
    first, second = (upload(client, f"{word}.png").json for _ in range(2))
    assert first["id"] != second["id"]
    assert [item["source_url"].rpartition("/")[2] for item in (first, second)] == [
        f"{word}.png",
        f"{word}-1.png",
    ]
    assert (second["slug"], second["title"]["raw"]) == (f"{word}-1", f"{word}-1")


def test_a_file_can_be_described_later_and_deleted(client: Client, word: str) -> None:
    path = f"/media/{upload(client, f'{word}.png').json['id']}"
    described = client.post(path, alt_text="New", slug=f"other-{word}").json
    assert (described["alt_text"], described["slug"]) == ("New", f"other-{word}")
    assert client.delete(path).refusal == (501, "rest_trash_not_supported")
    assert client.delete(path, force="true").json["deleted"] is True
    assert client.get(path).status == 404


def test_a_deleted_file_heads_no_post(client: Client, word: str) -> None:
    media = upload(client, f"{word}.png").json["id"]
    post = client.made("/posts", title="a", featured_media=media)
    assert post["featured_media"] == media
    client.delete(f"/media/{media}", force="true")
    assert client.shown(f"/posts/{post['id']}")["featured_media"] == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.svg", b"<svg/>"), ("a.png", b"no picture"), ("a.html", b"<p>"), ("a", PNG)],
    ids=["svg", "a false png", "html", "no suffix"],
)
def test_only_harmless_files_are_taken(client: Client, name: str, data: bytes) -> None:
    assert upload(client, name, data).refusal == (500, "rest_upload_sideload_error")


def test_a_wrong_hash_is_refused(client: Client, word: str) -> None:
    right = hashlib.md5(PNG, usedforsecurity=False).hexdigest()
    assert upload(client, f"{word}.png", Content_MD5=right).status == 201
    wrong = upload(client, f"{word}.png", Content_MD5="0" * 32)
    assert wrong.refusal == (412, "rest_upload_hash_mismatch")


@pytest.mark.parametrize(
    ("headers", "data", "code"),
    [
        ({"Content-Type": "image/png"}, PNG, "rest_upload_no_content_disposition"),
        (
            {"Content-Type": "image/png", "Content-Disposition": "attachment; filename*=UTF-8''a"},
            PNG,
            "rest_upload_invalid_disposition",
        ),
        ({"Content-Type": "image/png"}, b"", "rest_upload_no_data"),
    ],
    ids=["no name", "a name in the new way", "no bytes"],
)
def test_an_upload_that_says_too_little_is_refused(
    client: Client, headers: dict[str, str], data: bytes, code: str
) -> None:
    answer = client.ask("POST", "/media", data=data, headers=headers)
    assert answer.refusal == (400, code)
