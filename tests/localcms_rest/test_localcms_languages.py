"""What the embedded CMS knows about its languages, as Polylang does."""

from __future__ import annotations

import pytest

from tests.localcms_rest.rest_client import Client


@pytest.mark.parametrize("path", ["/posts", "/categories", "/tags"])
def test_a_language_is_one_of_the_blogs(own_client: Client, path: str) -> None:
    made = own_client.post(path, title="a", name="a", lang="xx")
    listed = own_client.get(path, lang="xx")
    assert [made.refusal, listed.refusal] == [(400, "rest_invalid_param")] * 2


def test_a_post_without_a_category_has_the_default_one_of_its_language(own_client: Client) -> None:
    post = own_client.made("/posts", title="a", lang="sv")
    category = own_client.get(f"/categories/{post['categories'][0]}").json
    assert (len(post["categories"]), category["lang"]) == (1, "sv")


def test_a_category_of_another_language_is_exchanged_for_its_twin(own_client: Client) -> None:
    english = own_client.made("/categories", name="Tea", lang="en")["id"]
    swedish = own_client.made("/categories", name="Te", lang="sv", translations={"en": english})
    post = own_client.made("/posts", title="a", lang="sv", categories=[english])
    assert post["categories"] == [swedish["id"]]
