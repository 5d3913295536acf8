"""A run that puts posts into the trash, or lowers them, may break off anywhere."""

from __future__ import annotations

import pytest

from pipeline.model.version import Held, Twins
from pipeline.publish.messages import Request
from pipeline.publish.retiring import read_published, retire, retirements
from pipeline.publish.standing import UNPUBLISHED
from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import (
    Bundle,
    InProcessCms,
    LostError,
    bundle,
    edition,
    never,
    pair,
)


def blog() -> Bundle:
    return bundle(pair("a", "<p>A</p>", "<p>B</p>"), pair("b", "<p>C</p>", "<p>D</p>"))


def unpublish(cms: InProcessCms) -> None:
    posts = cms.run(read_published(["a"]))
    cms.run(retire(posts, retirements(posts, ours=False), UNPUBLISHED))


@pytest.mark.parametrize("loss", ["before", "after"])
def test_unpublishing_that_lost_any_request_ends_as_a_clean_run(
    cms: InProcessCms, loss: str
) -> None:
    blog().publish(cms)
    published = cms.path.read_bytes()
    for number in range(3):
        cms.restore(published)
        cms.lose = lambda at, _, number=number: loss if at == number else ""  # type: ignore[misc]
        with pytest.raises(LostError):
            unpublish(cms)
        cms.lose = never
        unpublish(cms)
        found = cms.get("wp/v2/posts", status="any,trash", tvilling_key="a")
        assert {(p["lang"], p["status"], p["tvilling_fingerprint"]) for p in found} == {
            ("en", "trash", UNPUBLISHED),
            ("sv", "trash", UNPUBLISHED),
        }
        assert set(cms.posts()) >= {("b", "en"), ("b", "sv")}


def test_an_edit_just_before_the_trash_is_a_conflict(cms: InProcessCms) -> None:
    blog().publish(cms)
    number = cms.posts()["a", "en"]["id"]

    def meddle(request: Request) -> None:
        if request.method == "DELETE":
            cms.between = lambda _: None
            cms.post(f"wp/v2/posts/{number}", title="By hand")

    cms.between = meddle
    unpublish(cms)
    assert cms.posts()["a", "en"]["title"]["raw"] == "By hand"


@pytest.mark.parametrize("loss", ["before", "after"])
def test_lowering_that_was_lost_ends_as_a_clean_run(cms: InProcessCms, loss: str) -> None:
    blog().publish(cms)
    source = edition("a", "en", "<p>A</p>", status="draft", categories=["News"], tags=["Python"])
    held: Twins = build_twins("a", "en", [source], [Held("a", "sv", "not finished")])
    later = bundle(held, pair("b", "<p>C</p>", "<p>D</p>"))
    published = cms.path.read_bytes()
    later.publish(cms)
    count = len(cms.asked)
    for number in range(count):
        cms.restore(published)
        cms.lose = lambda at, _, number=number: loss if at == number else ""  # type: ignore[misc]
        try:
            later.publish(cms)
        except LostError:
            cms.lose = never
            assert later.publish(cms).is_fine
        assert {p["status"] for place, p in cms.posts().items() if place[0] == "a"} == {"draft"}
    cms.asked.clear()
    cms.lose = never
    later.publish(cms)
    assert cms.writes == []
