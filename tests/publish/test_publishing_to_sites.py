"""One site per language: twins know of each other by address, and none is out before its source.

Two embedded CMSs, each for one language, and requests of a run lost in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.version import Status
from pipeline.publish.applying import Report
from pipeline.publish.messages import Request
from pipeline.publish.plan import Options, Verb
from pipeline.publish.sites import Site, Sites, SitesPlan, plan_for_sites, publish_to_sites
from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import (
    NOW,
    Bundle,
    InProcessCms,
    Json,
    LostError,
    bundle,
    edition,
    never,
    new_cms,
    pair,
)

LANGS = ("en", "sv")
HOSTS = {"en": "http://localhost:8001", "sv": "http://localhost:8002"}


@dataclass
class TwoSites:
    """A site for each language, and all that was asked of the two, in order."""

    cms: dict[str, InProcessCms]

    def sites(self, blog: Bundle, **options: Any) -> Sites:  # noqa: ANN401 (of `Options`)
        runs = tuple(Site(lang, self.cms[lang].run) for lang in LANGS)
        return Sites(runs, blog.resolver, Options(**options))

    def publish(self, blog: Bundle, **options: Any) -> tuple[SitesPlan, Report]:  # noqa: ANN401
        return publish_to_sites(self.sites(blog, **options), blog.twins, blog.files.__getitem__)

    @property
    def writes(self) -> list[Request]:
        return [request for cms in self.cms.values() for request in cms.writes]

    def forget(self) -> None:
        for cms in self.cms.values():
            cms.asked.clear()

    def post(self, post: str, lang: str) -> Json:
        return self.cms[lang].posts()[post, lang]

    def statuses(self) -> dict[tuple[str, str], str]:
        return {
            place: str(post["status"])
            for lang in LANGS
            for place, post in self.cms[lang].posts().items()
        }

    def state(self) -> dict[tuple[str, str], tuple[object, ...]]:
        names = ("status", "link", "tvilling_alternates", "tvilling_fingerprint")
        return {
            place: (*(post[name] for name in names), post["content"]["raw"])
            for lang in LANGS
            for place, post in self.cms[lang].posts().items()
        }


@pytest.fixture
def two(tmp_path: Path) -> TwoSites:
    return two_sites(tmp_path)


def two_sites(folder: Path) -> TwoSites:
    made = {lang: new_cms(folder / f"{lang}.sqlite") for lang in LANGS}
    for lang, cms in made.items():
        cms.host = HOSTS[lang]
    return TwoSites(made)


def blog(**fields: Any) -> Bundle:  # noqa: ANN401 (front matter)
    """A pair whose English links to a post without a translation, and one written in Swedish."""
    linked = '<p><a href="alone.md">A</a> <a href="pair.md">P</a></p>'
    both = pair("pair", linked, linked, **fields)
    alone = build_twins("alone", "en", [edition("alone", "en", "<p>Alone.</p>")])
    path = "posts/sv/swedish.md"
    swedish = edition("swedish", "sv", "<p>Hej</p>", path=path)
    english = edition("swedish", "en", "<p>Hello</p>", path=path)
    return bundle(both, alone, build_twins("swedish", "sv", [swedish, english]))


def test_each_version_is_on_the_site_of_its_language(two: TwoSites) -> None:
    two.publish(blog())
    assert set(two.cms["en"].posts()) == {("pair", "en"), ("alone", "en"), ("swedish", "en")}
    assert set(two.cms["sv"].posts()) == {("pair", "sv"), ("swedish", "sv")}


def test_twins_know_each_others_addresses(two: TwoSites) -> None:
    two.publish(blog())
    english, swedish = two.post("pair", "en"), two.post("pair", "sv")
    default = {"x-default": english["link"]}
    assert english["tvilling_alternates"] == {"sv": swedish["link"], **default}
    assert swedish["tvilling_alternates"] == {"en": english["link"], **default}
    assert swedish["link"].startswith(HOSTS["sv"])
    assert two.post("alone", "en")["tvilling_alternates"] == {}


def test_links_lead_to_the_readers_site_and_else_to_the_other(two: TwoSites) -> None:
    two.publish(blog())
    content = two.post("pair", "sv")["content"]["raw"]
    assert f'href="{two.post("alone", "en")["link"]}"' in content
    # Within a site on this computer, links do without the host.
    own = two.post("pair", "sv")["link"].removeprefix(HOSTS["sv"])
    assert f'href="{own}"' in content


def test_the_second_time_nothing_is_written(two: TwoSites) -> None:
    two.publish(blog())
    before = two.state()
    two.forget()
    plan, report = two.publish(blog())
    assert (two.writes, two.state()) == ([], before)
    assert {action.verb for action in report.outcomes} == {Verb.UNCHANGED}
    assert plan.links == ()
    # Who we are, twice; posts, twice, categories, tags, and the twins.
    assert [len(two.cms[lang].asked) for lang in LANGS] == [7, 7]


def test_a_dry_run_asks_only_and_names_the_translations(two: TwoSites) -> None:
    plan = plan_for_sites(two.sites(blog()), blog().twins)
    verbs = {
        (action.name, action.lang): action.verb
        for each in plan.plans.values()
        for action in each.actions
        if action.thing == "post"
    }
    assert two.writes == []
    assert set(verbs.values()) == {Verb.CREATE}
    assert len(verbs) == 5


def test_a_source_that_becomes_a_draft_takes_its_translation_back_first(two: TwoSites) -> None:
    two.publish(blog())
    seen: list[tuple[str, str]] = []

    def look(request: Request) -> None:
        if request.is_write:
            found = two.statuses()
            seen.append((found["pair", "en"], found["pair", "sv"]))

    for cms in two.cms.values():
        cms.between = look
    two.publish(blog(status="draft"))
    assert ("draft", "publish") not in seen
    assert two.statuses()["pair", "sv"] == "draft"
    assert two.post("pair", "en")["tvilling_alternates"] == {}


@pytest.mark.parametrize("way", ["draft", "trash"])
def test_a_source_taken_back_by_hand_takes_its_translation_back(two: TwoSites, way: str) -> None:
    two.publish(blog())
    take_back(two, "en", way)
    two.publish(blog())
    assert two.statuses()["pair", "sv"] == "draft"
    two.forget()
    two.publish(blog())
    assert two.writes == []


def take_back(two: TwoSites, lang: str, status: str) -> None:
    """Somebody gives the post that status by hand."""
    path = f"wp/v2/posts/{two.post('pair', lang)['id']}"
    if status == "trash":
        two.cms[lang].ask(Request("DELETE", path))
    else:
        two.cms[lang].post(path, status=status)


def test_a_twin_that_goes_away_is_taken_out(two: TwoSites) -> None:
    two.publish(blog())
    take_back(two, "sv", "trash")
    two.publish(blog())
    assert two.post("pair", "en")["tvilling_alternates"] == {}


STEP = 5
"""Which requests are lost: each fifth; what each does is tried on one site elsewhere."""


def test_after_any_fault_a_clean_run_leads_to_the_same(tmp_path: Path) -> None:
    clean = two_sites(new_folder(tmp_path, "clean"))
    clean.publish(blog())
    wanted = clean.state()
    asked = [len(clean.cms[lang].asked) for lang in LANGS]
    for lang, count in zip(LANGS, asked, strict=True):
        for number in range(0, count, STEP):
            for loss in ("before", "after"):
                two = two_sites(new_folder(tmp_path, f"{lang}-{number}-{loss}"))
                cms = two.cms[lang]
                cms.lose = losing(number, loss)
                with pytest.raises(LostError):
                    two.publish(blog())
                assert is_law_kept(two.statuses())
                cms.lose = never
                two.publish(blog())
                assert two.state() == wanted


def losing(number: int, loss: str) -> Callable[[int, Request], str]:
    """Loses the request of that number."""
    return lambda at, _: loss if at == number else ""


def new_folder(start: Path, name: str) -> Path:
    (start / name).mkdir()
    return start / name


SOURCES = {"pair": "en", "swedish": "sv", "alone": "en"}
RANK = [status.value for status in Status]


def is_law_kept(statuses: dict[tuple[str, str], str]) -> bool:
    """Whether no translation is more public than its source is on the other site."""
    return all(
        status == "draft"
        or (
            (post, SOURCES[post]) in statuses
            and RANK.index(status) <= RANK.index(statuses[post, SOURCES[post]])
        )
        for (post, _), status in statuses.items()
    )


WAYS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "draft", "private", "pending", "future"]),
        st.sampled_from(["", "en", "sv"]),
        st.integers(0, 40),
        st.sampled_from(["before", "after"]),
        st.sampled_from(["", "draft", "trash", "publish"]),
    ),
    min_size=1,
    max_size=3,
)


@given(WAYS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_translation_is_ever_more_public_than_its_source(
    tmp_path_factory: pytest.TempPathFactory, ways: list[tuple[str, str, int, str, str]]
) -> None:
    two = two_sites(tmp_path_factory.mktemp("law"))
    for status, lang, number, loss, by_hand in ways:
        date = NOW + timedelta(5) if status == "future" else NOW - timedelta(1)
        if lang:
            two.cms[lang].asked.clear()
            two.cms[lang].lose = losing(number, loss)
        try:
            two.publish(blog(status=status, date=date))
        except LostError:
            assert is_law_kept(two.statuses())
        for cms in two.cms.values():
            cms.lose = never
            cms.asked.clear()
        two.publish(blog(status=status, date=date))
        assert is_law_kept(two.statuses())
        two.forget()
        two.publish(blog(status=status, date=date))
        assert two.writes == []
        if by_hand and ("pair", "en") in two.cms["en"].posts():
            take_back(two, "en", by_hand)
            two.publish(blog(status=status, date=date))
            assert is_law_kept(two.statuses())
