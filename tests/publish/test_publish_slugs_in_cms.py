"""Slugs that other pages have are seen before anything is written."""

from __future__ import annotations

from pipeline.publish.plan import Notice
from tests.publish.in_process_cms import InProcessCms, bundle, pair


def test_a_slug_of_another_page_is_seen_in_the_plan(cms: InProcessCms) -> None:
    cms.post("wp/v2/posts", title="By hand", slug="a-en", status="publish")
    cms.post("wp/v2/posts", title="By hand", slug="chosen", status="draft")
    blog = bundle(
        pair("a", "<p>A</p>", "<p>B</p>"), pair("b", "<p>C</p>", "<p>D</p>", slug="chosen")
    )
    cms.asked.clear()
    plan = blog.plan(cms)
    assert cms.writes == []
    assert plan.notices == (
        Notice("a", "en", "the slug a-en is that of another page in the CMS; it will be a-en-en"),
        Notice(
            "b", "en", "the slug chosen is that of another page in the CMS; it will be chosen-en"
        ),
        Notice(
            "b", "sv", "the slug chosen is that of another page in the CMS; it will be chosen-sv"
        ),
    )
    assert blog.publish(cms).is_fine
    assert {place: post["slug"] for place, post in cms.posts().items() if place[0]} == {
        ("a", "en"): "a-en-en",
        ("a", "sv"): "a-sv",
        ("b", "en"): "chosen-en",
        ("b", "sv"): "chosen-sv",
    }
    cms.asked.clear()
    again = blog.publish(cms)
    assert (cms.writes, again.summary) == ([], "4 unchanged")
