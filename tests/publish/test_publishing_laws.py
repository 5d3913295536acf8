"""Publishing twice is publishing once, wherever the first time was interrupted.

Every request of a run is lost once before and once after the CMS acted on it; then publishing is
run again, and the CMS must be in the state that one clean run leads to.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.messages import Request
from tests.publish.cms_state import state_of
from tests.publish.in_process_cms import (
    PNG,
    Bundle,
    InProcessCms,
    LostError,
    bundle,
    example,
    never,
    new_cms,
    pair,
)


def interrupted(cms: InProcessCms, blog: Bundle, number: int, loss: str) -> bool:
    """Whether publishing to the CMS got as far as losing that request."""
    cms.lose = lambda at, _: loss if at == number else ""
    try:
        blog.publish(cms)
    except LostError:
        return True
    finally:
        cms.lose = never
    return False


def test_the_second_time_nothing_is_written(cms: InProcessCms) -> None:
    blog = example()
    assert blog.publish(cms).is_fine
    before = state_of(cms)
    cms.asked.clear()
    report = blog.publish(cms)
    assert (report.summary, cms.writes, state_of(cms)) == ("1 held back, 7 unchanged", [], before)


@pytest.mark.parametrize("loss", ["before", "after"])
def test_a_run_that_lost_any_request_ends_as_a_clean_run(cms: InProcessCms, loss: str) -> None:
    blog = example()
    empty = cms.path.read_bytes()
    blog.publish(cms)
    expected, count = state_of(cms), len(cms.asked)
    for number in range(count):
        cms.restore(empty)
        assert interrupted(cms, blog, number, loss)
        report = blog.publish(cms)
        assert (number, report.failures, report.conflicts) == (number, (), ())
        assert (number, state_of(cms)) == (number, expected)


def test_a_run_that_loses_every_answer_once_ends_as_a_clean_run(cms: InProcessCms) -> None:
    blog = example()
    empty = cms.path.read_bytes()
    blog.publish(cms)
    expected = state_of(cms)
    cms.restore(empty)
    lost: set[str] = set()

    def lose(_: int, request: Request) -> str:
        name = repr(request)
        is_first = request.is_write and name not in lost
        lost.add(name)
        return "after" if is_first else ""

    cms.lose = lose
    for _ in range(200):
        try:
            blog.publish(cms)
            break
        except LostError:
            continue
    assert state_of(cms) == expected


@pytest.mark.parametrize("loss", ["unheard", "unanswered"])
def test_a_run_in_which_every_write_has_no_answer_once_makes_it_good_itself(
    cms: InProcessCms, loss: str
) -> None:
    blog = example()
    empty = cms.path.read_bytes()
    blog.publish(cms)
    expected = state_of(cms)
    cms.restore(empty)
    lost: set[str] = set()

    def lose(_: int, request: Request) -> str:
        is_first = request.is_write and request.about not in lost
        lost.add(request.about)
        return loss if is_first else ""

    cms.lose = lose
    report = blog.publish(cms)
    assert (report.is_fine, report.error) == (True, None)
    assert len(lost) > 10
    cms.lose = never
    assert state_of(cms) == expected


def test_a_write_that_never_has_an_answer_is_given_up_and_named(cms: InProcessCms) -> None:
    cms.lose = lambda _, request: "unheard" if request.about == "post first [en]" else ""
    report = example().publish(cms)
    reasons = {(a.name, a.lang): a.reason for a in report.failures}
    assert set(reasons) == {("first", "en"), ("first", "sv")}
    assert reasons["first", "en"].startswith("the CMS never said what became of it: nothing came")
    assert reasons["first", "sv"] == "its source could not be written"
    cms.lose = never
    assert example().publish(cms).is_fine


def changed(blog: Bundle) -> Bundle:
    """The example after an edit: another slug that others link to, another name, a new image."""
    first = pair("first", "<p>New</p>", "<p>Nytt</p>", slug="moved")
    rest = [twins for twins in blog.twins if twins.post != "first"]
    return bundle(*rest, first, files=blog.files)


@pytest.mark.parametrize("loss", ["before", "after"])
def test_an_interrupted_change_ends_as_a_clean_one(cms: InProcessCms, loss: str) -> None:
    blog = example()
    blog.publish(cms)
    published = cms.path.read_bytes()
    cms.restore(published)
    changed(blog).publish(cms)
    expected, count = state_of(cms), len(cms.asked)
    for number in range(count):
        cms.restore(published)
        assert interrupted(cms, changed(blog), number, loss)
        assert changed(blog).publish(cms).is_fine
        assert (number, state_of(cms)) == (number, expected)


def test_posts_that_link_to_one_that_moved_follow_it_in_the_same_run(cms: InProcessCms) -> None:
    blog = example()
    blog.publish(cms)
    changed(blog).publish(cms)
    links = {place: post["content"]["raw"] for place, post in cms.posts().items()}
    assert "/sv/moved-sv/" in links["second", "sv"]
    assert "/en/moved/" in links["third", "en"]
    cms.asked.clear()
    changed(blog).publish(cms)
    assert cms.writes == []


TEXTS = st.sampled_from(["<p>a</p>", '<p><a href="p1.md">b</a></p>', '<a href="p2.md#x">c</a>'])
BLOGS = st.lists(
    st.tuples(
        TEXTS,
        TEXTS,
        st.sampled_from(["publish", "draft", "private"]),
        st.sampled_from(["Same title", "2024", "feed", "Ö"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[InProcessCms, bytes]:
    """One CMS for many examples, and what it was when it was empty."""
    cms = new_cms(tmp_path_factory.mktemp("shared") / "blog.sqlite")
    return cms, cms.path.read_bytes()


@settings(max_examples=25)
@given(st.lists(BLOGS, min_size=1, max_size=3))
def test_whatever_a_blog_becomes_publishing_it_twice_writes_nothing_the_second_time(
    shared: tuple[InProcessCms, bytes], stages: list[Any]
) -> None:
    cms, empty = shared
    cms.restore(empty)
    for stage in stages:
        posts = [
            pair(f"p{n}", english, swedish, status=status, title=title)
            if has_title
            else pair(f"p{n}", english, swedish, status=status, image="/img/a.png")
            for n, (english, swedish, status, title, has_title) in enumerate(stage)
        ]
        blog = bundle(*posts, files={"img/a.png": PNG})
        assert blog.publish(cms).is_fine
        cms.asked.clear()
        plan = blog.plan(cms)
        assert (plan.has_changes, cms.writes) == (False, [])
