from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.reports.html.badge import badge
from pipeline.reports.html.chart import HEIGHT, WIDTH, chart
from pipeline.reports.html.pages import badges, list_page, of_post, overview, post_page
from pipeline.reports.html.shares import percent
from pipeline.reports.html.values import (
    BlogReport,
    Dated,
    Language,
    LanguageReport,
    Link,
    PostReport,
    ReportRow,
    ReportString,
)

PACKAGE = Path(__file__).parents[2] / "pipeline"
HALF = Coverage(Count(3, 50), Count(1, 10), Count(2, 40), PageState.PARTIAL)
EVIL = '<script>alert("1")</script>'
DAY = date(2026, 5, 1)
counts = st.builds(Count, st.integers(0, 10**6), st.integers(0, 10**6))
coverages = st.builds(Coverage, counts, counts, counts)


def dated(moments: list[int], found: list[Coverage]) -> tuple[Dated, ...]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return tuple(
        Dated((start + timedelta(days=day)).date(), day * 86400.0, coverage)
        for day, coverage in zip(moments, found, strict=False)
    )


def row(post: str, state: PageState = PageState.PARTIAL, coverage: Coverage = HALF) -> ReportRow:
    page = "" if state is PageState.COMPLETE else post_page(post, "sv")
    return ReportRow(post, "sv", state, coverage, page)


def blog(*rows: ReportRow, past: tuple[Dated, ...] = ()) -> BlogReport:
    states = ((PageState.PARTIAL, len(rows)),)
    swedish = LanguageReport("sv", "Swedish", len(rows), 0, HALF, states, past)
    return BlogReport(f"A blog {EVIL}", DAY, (swedish,), rows)


def pages(report: BlogReport) -> dict[str, str]:
    return dict(overview(report))


@given(coverages)
def test_a_share_is_whole_only_where_nothing_is_left(coverage: Coverage) -> None:
    left = coverage.fuzzy.strings + coverage.missing.strings
    assert (percent(coverage) == 100) == (left == 0)
    assert 0 <= percent(coverage) <= 100


@given(st.lists(st.tuples(st.integers(0, 2000), coverages), min_size=1, max_size=20))
def test_every_point_of_a_chart_is_on_the_chart(found: list[tuple[int, Coverage]]) -> None:
    drawn = chart(dated([day for day, _ in found], [coverage for _, coverage in found]))
    shapes = " ".join((drawn.translated, drawn.fuzzy, drawn.missing, drawn.top))
    points = [tuple(map(float, point.split(","))) for point in shapes.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert 1 <= len(drawn.grid) <= 10


def test_a_chart_stacks_its_shares() -> None:
    drawn = chart(dated([0, 10], [Coverage(missing=Count(4, 100)), HALF]))
    assert (drawn.translated, drawn.top, [line.words for line in drawn.grid]) == (
        "0.0,200.0 600.0,100.0 600.0,200.0 0.0,200.0",
        "0.0,0.0 600.0,0.0",
        [25, 50, 75, 100],
    )


@given(st.text(max_size=20), st.integers(0, 100))
def test_a_badge_is_sound_xml_that_says_what_it_shows(label: str, share: int) -> None:
    plain = "".join(c for c in label if c.isprintable())
    tree = ElementTree.fromstring(badge(plain, share))
    title = tree.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == f"{plain}: {share}% translated"
    assert tree.get("role") == "img"


def test_there_is_a_badge_for_each_language_and_for_all() -> None:
    assert [name for name, _ in badges(blog(row("a")))] == ["sv.svg", "total.svg"]


def test_the_overview_links_to_every_page_and_tells_the_share() -> None:
    html = pages(blog(row("a/å ä"), row("b", PageState.COMPLETE, Coverage())))["index.html"]
    assert 'href="posts/sv/a/%C3%A5%20%C3%A4.html"' in html
    assert "<b>50<span>%</span></b> of the words" in html
    assert "<span>b</span>" in html


def test_many_posts_go_on_lists() -> None:
    files = pages(blog(*(row(f"post-{number:04}") for number in range(1200))))
    lists = sorted(path for path in files if path.startswith("lists/"))
    assert lists == [list_page(PageState.PARTIAL, number) for number in (1, 2, 3)]
    assert [files[path].count("<li>") for path in lists] == [500, 500, 200]
    assert files["index.html"].count('href="posts/') == 100
    assert 'href="../posts/sv/post-0000.html"' in files[lists[0]]


def test_a_past_is_drawn_and_told_in_a_table() -> None:
    html = pages(blog(row("a"), past=dated([0, 9], [Coverage(missing=Count(1, 9)), HALF])))
    assert "<polygon" in html["index.html"]
    assert (
        '<th scope="row">2026-01-10</th><td>50</td><td>10</td><td>40</td><td>50%</td>'
        in (html["index.html"])
    )


def test_without_a_past_a_sentence_says_why() -> None:
    html = pages(blog(row("a")))["index.html"]
    assert ("<polygon" in html, "git keeps no past of these catalogues" in html) == (False, True)


def test_what_one_word_is_left_of_is_told_of_as_one() -> None:
    one = Coverage(missing=Count(1, 1))
    swedish = LanguageReport("sv", "Swedish", 1, 0, one, ((PageState.UNTRANSLATED, 1),))
    rows = (row("a", PageState.UNTRANSLATED, one),)
    html = pages(BlogReport("A blog", DAY, (swedish,), rows))["index.html"]
    assert "0 of 1 post complete. Left: 1 text with 1 word." in html
    assert "0%, 1 text with 1 word left" in html


def test_where_no_past_is_known_it_is_said_once() -> None:
    languages = [LanguageReport(lang, lang, 1, 0, HALF, ()) for lang in ("de", "sv", "fi")]
    html = pages(BlogReport("A blog", DAY, tuple(languages), ()))["index.html"]
    assert html.count("git keeps no past of these catalogues") == 1


def test_an_outdated_post_says_how_much_of_it_changed() -> None:
    found = Coverage(Count(3, 50), Count(1, 10), Count(), PageState.OUTDATED, 4)
    html = pages(blog(row("a", PageState.OUTDATED, found)))["index.html"]
    assert "1 text with 10 words left, 4 changed" in html


def test_a_post_shows_its_strings_with_what_changed_and_where() -> None:
    string = ReportString(
        is_fuzzy=True,
        where="paragraph",
        notes=(EVIL,),
        source="four",
        target=EVIL,
        diff=(("removed", "three"), ("added", "four"), ("equal", EVIL)),
        catalogue=Link("sv.po", 12, "https://code.example/sv.po#L12"),
        post=Link("a.md", 3),
    )
    page = PostReport(
        row("a/b"),
        Language("en", "English"),
        Language("sv", "Swedish"),
        Link("a.md"),
        Link("sv.po"),
        (string,),
    )
    html = of_post("Blog", page)
    assert "<del>three</del><ins>four</ins>&lt;script&gt;" in html
    assert '<a href="https://code.example/sv.po#L12"><code>sv.po:12</code></a>' in html
    assert "<code>a.md:3</code>" in html
    assert 'href="../../../report.css"' in html
    assert "<script" not in html


def test_no_page_runs_or_fetches_anything() -> None:
    for path, html in pages(blog(row("a"), past=dated([0, 9], [HALF, HALF]))).items():
        if path.endswith(".html"):
            assert "default-src &#39;none&#39;" in html
            assert re.findall(r"<script|\son\w+=|\sstyle=|https?://|<link[^>]*//", html) == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_colours_are_those_of_the_site(scheme: int) -> None:
    site = (PACKAGE / "localcms/site/static/site.css").read_text("utf-8")
    ours = (PACKAGE / "reports/html/report.css").read_text("utf-8")
    tokens = [re.findall(r":root \{([^}]*)\}", css)[scheme] for css in (site, ours)]
    values = [dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]+);", block)) for block in tokens]
    shared = values[0].keys() & values[1].keys()
    assert {name: values[1][name] for name in shared} == {name: values[0][name] for name in shared}
    assert len(shared) >= 6
