"""What a featured image shows, in the language of the post: for editors, and no edit by hand."""

from __future__ import annotations

from tests.localcms_rest.rest_client import Client
from tests.localcms_rest.test_contract_media import upload

ALT = 'En press & en "häst" < en skog'


def image(client: Client, word: str) -> int:
    """The number of a new image."""
    return int(upload(client, f"{word}.png").json["id"])


def test_it_is_kept_as_long_as_the_image_is_the_same(client: Client, word: str) -> None:
    fields = {"title": word, "featured_media": image(client, word), "tvilling_image_alt": ALT}
    made = client.made("/posts", lang="sv", **fields)
    path = f"/posts/{made['id']}"
    kept = client.shown(path)
    changed = client.post(path, title=f"{word} 2").json
    other = client.post(path, featured_media=image(client, f"{word}-2")).json
    shown = [each["tvilling_image_alt"] for each in (made, kept, changed, other)]
    assert shown == [ALT, ALT, ALT, ""]


def test_it_is_no_edit_by_hand(client: Client, word: str) -> None:
    fields = {"title": word, "featured_media": image(client, word), "tvilling_fingerprint": "f"}
    made = client.made("/posts", lang="en", **fields)
    changed = client.post(f"/posts/{made['id']}", tvilling_image_alt=ALT).json
    assert changed["tvilling_etag"] == made["tvilling_etag"] == changed["tvilling_published_etag"]


def test_only_editors_see_it_in_the_answers(client: Client, anybody: Client, word: str) -> None:
    fields = {"title": word, "featured_media": image(client, word), "tvilling_image_alt": ALT}
    made = client.made("/posts", status="publish", lang="en", **fields)
    assert "tvilling_image_alt" not in anybody.get(f"/posts/{made['id']}").json
