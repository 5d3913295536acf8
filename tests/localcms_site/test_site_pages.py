"""What readers find at which address, and what they never find."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from pipeline.localcms.records import CATEGORY, TAG, BlogInfo
from pipeline.localcms.site.security import PAGE_POLICY
from pipeline.localcms.store import Store
from tests.localcms_site.example_blog import Draft, add_media, add_post, add_term, site_app

EVERY_PAGE = [
    "/en/",
    "/sv/",
    "/en/a-year-of-weather/",
    "/sv/ett-ar-av-vader/",
    "/en/the-winter-harbour/",
    "/sv/vinterhamnen/",
    "/en/bread-on-a-wood-stove/",
    "/sv/fyrkarakterer-for-den-otalige/",
    "/en/category/weather/",
    "/sv/category/vader/",
    "/en/tag/winter/",
    "/sv/tag/batar/",
    "/en/not-here/",
    "/sv/finns-inte/",
]


def _soup(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).get_data(as_text=True), "html.parser")


def _switches(soup: BeautifulSoup) -> list[tuple[str | None, str | None, str]]:
    links = soup.select(".site-languages a")
    return [(a.get("lang"), a.get("href"), a.get_text(" ", strip=True)) for a in links]  # type: ignore[misc]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_valid_html(example_client: FlaskClient, path: str) -> None:
    html5lib.HTMLParser(strict=True).parse(example_client.get(path).get_data(as_text=True))


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_headings_go_down_one_rank_at_a_time(example_client: FlaskClient, path: str) -> None:
    main = _soup(example_client, path).main
    assert main is not None
    ranks = [int(heading.name[1]) for heading in main.find_all(re.compile("^h[1-6]$"))]
    assert ranks.count(1) == 1
    assert [pair for pair in itertools.pairwise(ranks) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_says_its_language(example_client: FlaskClient, path: str) -> None:
    answer = example_client.get(path)
    lang = path.split("/")[1]
    assert BeautifulSoup(answer.text, "html.parser").html["lang"] == lang  # type: ignore[index]
    assert answer.headers["Content-Language"] == lang


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_link_of_the_page_around_the_text_is_dead(
    example_client: FlaskClient, path: str
) -> None:
    soup = _soup(example_client, path)
    addresses = {str(a["href"]) for a in soup.select("a[href^='/'], link[href^='/']")}
    broken = [href for href in sorted(addresses) if example_client.get(href).status_code != 200]
    assert broken == []


@pytest.mark.parametrize("path", [*EVERY_PAGE, "/", "/en", "/robots.txt", "/en/feed/"])
def test_every_answer_holds_the_browser_back(example_client: FlaskClient, path: str) -> None:
    headers = example_client.get(path).headers
    assert (headers["Content-Security-Policy"], headers["X-Content-Type-Options"]) == (
        PAGE_POLICY,
        "nosniff",
    )


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.5", "/sv/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("de, sv;q=0.2", "/sv/"),
        (";;q=x", "/en/"),
    ],
    ids=[
        "Swedish with a region",
        "English",
        "a language the blog has not",
        "none",
        "a second choice",
        "nonsense",
    ],
)
def test_the_root_leads_to_the_readers_language(
    example_client: FlaskClient, accepted: str, expected: str
) -> None:
    answer = example_client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.location, answer.headers["Vary"]) == (
        302,
        expected,
        "Accept-Language",
    )


def test_twins_name_each_other_themselves_and_a_default(example_client: FlaskClient) -> None:
    def alternates(path: str) -> list[tuple[object, object]]:
        links = _soup(example_client, path).select("link[hreflang]")
        return [(link["hreflang"], link["href"]) for link in links]

    expected = [
        ("en", "http://localhost/en/a-year-of-weather/"),
        ("sv", "http://localhost/sv/ett-ar-av-vader/"),
        ("x-default", "http://localhost/en/a-year-of-weather/"),
    ]
    assert alternates("/en/a-year-of-weather/") == expected
    assert alternates("/sv/ett-ar-av-vader/") == expected


def test_a_post_without_twin_names_itself_alone(example_client: FlaskClient) -> None:
    links = _soup(example_client, "/sv/fyrkarakterer-for-den-otalige/").select("link[hreflang]")
    url = "http://localhost/sv/fyrkarakterer-for-den-otalige/"
    assert [(link["hreflang"], link["href"]) for link in links] == [("sv", url), ("x-default", url)]


def test_terms_name_their_twins(example_client: FlaskClient) -> None:
    links = _soup(example_client, "/sv/category/vader/").select("link[hreflang]")
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("en", "http://localhost/en/category/weather/"),
        ("sv", "http://localhost/sv/category/vader/"),
        ("x-default", "http://localhost/en/category/weather/"),
    ]


def test_the_front_pages_share_the_root_as_default(example_client: FlaskClient) -> None:
    links = _soup(example_client, "/sv/").select("link[hreflang]")
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("en", "http://localhost/en/"),
        ("sv", "http://localhost/sv/"),
        ("x-default", "http://localhost/"),
    ]


def test_the_switcher_leads_to_the_twin(example_client: FlaskClient) -> None:
    assert _switches(_soup(example_client, "/en/the-winter-harbour/")) == [
        ("en", "/en/the-winter-harbour/", "English"),
        ("sv", "/sv/vinterhamnen/", "Svenska"),
    ]


def test_without_a_twin_the_switcher_says_so_and_leads_home(example_client: FlaskClient) -> None:
    assert _switches(_soup(example_client, "/en/bread-on-a-wood-stove/")) == [
        ("en", "/en/bread-on-a-wood-stove/", "English"),
        ("sv", "/sv/", "Svenska (inte översatt, till startsidan)"),
    ]


def test_a_post_has_its_head(example_client: FlaskClient) -> None:
    soup = _soup(example_client, "/sv/ett-ar-av-vader/")
    head = {
        str(meta.get("property") or meta.get("name")): meta["content"]
        for meta in soup.select("meta[content]")
    }
    title, canonical = soup.title, soup.select_one("link[rel=canonical]")
    assert title is not None
    assert canonical is not None
    assert (title.get_text(), canonical["href"], head) == (
        "Ett år av väder i en liten tabell – Notes from Norrskär",
        "http://localhost/sv/ett-ar-av-vader/",
        {
            "viewport": "width=device-width, initial-scale=1",
            "description": "Fyra avläsningar om dagen i ett år blir en lång lista. Vikta till tolv "
            "rader säger de mer än jag väntat mig, och en sak som jag helst hade sluppit veta.",
            "color-scheme": "light dark",
            "og:site_name": "Notes from Norrskär",
            "og:title": "Ett år av väder i en liten tabell",
            "og:type": "article",
            "og:url": "http://localhost/sv/ett-ar-av-vader/",
            "og:locale": "sv_SE",
            "og:locale:alternate": "en_US",
            "og:description": head["description"],
            "og:image": "http://localhost/media/coast.png",
            "article:published_time": "2026-05-28T07:30:00+00:00",
            "article:modified_time": "2026-05-28T07:30:00+00:00",
        },
    )


def test_dates_are_written_in_the_readers_language(store: Store, client: FlaskClient) -> None:
    date = datetime(2017, 10, 31, 12, tzinfo=UTC)
    add_post(store, Draft("en", "a", "A", date=date), Draft("sv", "b", "B", date=date))
    times = [_soup(client, path).time for path in ("/en/a/", "/sv/b/", "/en/", "/sv/")]
    assert [time and time.get_text() for time in times] == [
        "October 31, 2017",
        "31 oktober 2017",
        "October 31, 2017",
        "31 oktober 2017",
    ]


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future", "trash"])
def test_what_is_not_published_is_nowhere(store: Store, client: FlaskClient, status: str) -> None:
    term = add_term(store, TAG, {"en": ("secret-tag", "secret-tag")})["en"]
    date = datetime(2027, 1, 1, tzinfo=UTC)
    add_post(
        store,
        Draft("en", "secret", "Secret", status=status, date=date, tags=[term], old_slugs=["old"]),
        Draft("sv", "synlig", "Synlig"),
    )
    pages = ["/en/", "/en/feed/", "/sitemap.xml", "/sv/", "/sv/synlig/", "/sv/feed/"]
    shown = [path for path in pages if "ecret" in client.get(path).text]
    gone = [client.get(f"/en/{path}/").status_code for path in ("secret", "old", "tag/secret-tag")]
    assert (shown, gone) == ([], [404, 404, 404])


def test_an_old_address_leads_to_the_new_one(example_client: FlaskClient) -> None:
    answer = example_client.get("/en/weather-table/")
    assert (answer.status_code, answer.location) == (301, "/en/a-year-of-weather/")


def test_an_address_may_have_letters_that_are_not_latin(store: Store, client: FlaskClient) -> None:
    add_post(store, Draft("en", "%d0%b1%d0%b0", "A"))
    link = _soup(client, "/en/").select_one(".site-card h2 a")
    assert link is not None
    assert [client.get(path).status_code for path in (str(link["href"]), "/en/ба/")] == [200, 200]


def test_programs_get_errors_of_their_own(client: FlaskClient) -> None:
    assert client.get("/wp-json/wp/v2/nothing").content_type.startswith("application/json")


def test_long_lists_have_pages(store: Store, client: FlaskClient) -> None:
    for number in range(1, 22):
        date = datetime(2026, 1, number, tzinfo=UTC)
        add_post(store, Draft("en", f"post-{number}", f"Post {number}", date=date))

    def shown(path: str) -> tuple[list[str], list[object]]:
        soup = _soup(client, path)
        titles = [heading.get_text() for heading in soup.select(".site-card h2")]
        return titles, [link["href"] for link in soup.select(".site-pages a")]

    assert [shown(path) for path in ("/en/", "/en/page/2/", "/en/page/3/")] == [
        ([f"Post {number}" for number in range(21, 11, -1)], ["/en/page/2/"]),
        ([f"Post {number}" for number in range(11, 1, -1)], ["/en/", "/en/page/3/"]),
        (["Post 1"], ["/en/page/2/"]),
    ]
    assert client.get("/en/page/4/").status_code == 404


def test_neighbours_are_of_the_same_language(example_client: FlaskClient) -> None:
    links = _soup(example_client, "/sv/vinterhamnen/").select(".site-beside a")
    assert [(link["rel"], link["href"]) for link in links] == [
        (["prev"], "/sv/fyrkarakterer-for-den-otalige/"),
        (["next"], "/sv/ett-ar-av-vader/"),
    ]


def test_titles_and_terms_are_text(store: Store, client: FlaskClient) -> None:
    hostile = '<script>alert(1)</script>"><b onclick=x>Salt & pepper</b>'
    term = add_term(store, CATEGORY, {"en": (hostile, "x")})["en"]
    add_post(store, Draft("en", "a", hostile, excerpt=hostile, categories=[term]))
    for path in ("/en/", "/en/a/", "/en/category/x/", "/en/gone/"):
        soup = _soup(client, path)
        assert (soup.find_all("script"), soup.select("[onclick]")) == ([], [])
    title = _soup(client, "/en/a/").h1
    assert title is not None
    assert title.get_text() == '">Salt & pepper'


def test_an_address_that_is_not_there_answers_in_the_readers_language(
    example_client: FlaskClient,
) -> None:
    swedish = {"Accept-Language": "sv"}
    answers = [
        example_client.get("/en/nothing/", headers=swedish),
        example_client.get("/nothing", headers=swedish),
        example_client.get("/nothing", headers={"Accept-Language": "de"}),
        example_client.get("/media/nothing.png", headers=swedish),
    ]
    titles = [BeautifulSoup(answer.text, "html.parser").h1 for answer in answers]
    assert [(a.status_code, t and t.get_text()) for a, t in zip(answers, titles, strict=True)] == [
        (404, "This page is not here"),
        (404, "Sidan finns inte"),
        (404, "This page is not here"),
        (404, "Sidan finns inte"),
    ]


def test_the_default_category_is_not_worth_a_word(store: Store, client: FlaskClient) -> None:
    term = store.term_by_slug(CATEGORY, "en", "uncategorized")
    assert term is not None
    add_post(store, Draft("en", "a", "A", categories=[term.id]))
    assert [path for path in ("/en/", "/en/a/") if "Uncategorized" in client.get(path).text] == []


def test_a_third_language_works(store: Store) -> None:
    client = site_app(store, BlogInfo("Blog", ("en", "sv", "pt-BR"))).test_client()
    add_post(store, Draft("en", "a", "A"), Draft("pt-BR", "b", "B"))
    soup = _soup(client, "/pt-BR/b/")
    assert _switches(soup) == [
        ("en", "/en/a/", "English"),
        ("sv", "/sv/", "Svenska (inte översatt, till startsidan)"),
        ("pt-BR", "/pt-BR/b/", "Português (Brasil)"),
    ]


def test_a_page_that_did_not_change_is_not_sent_again(example_client: FlaskClient) -> None:
    etag = example_client.get("/en/").headers["ETag"]
    assert example_client.get("/en/", headers={"If-None-Match": etag}).status_code == 304


def test_media_are_shown_but_never_run(store: Store, client: FlaskClient) -> None:
    add_media(store, "a.png", b"\x89PNG")
    add_media(store, "b.pdf", b"%PDF-<script>", "application/pdf")
    answers = [client.get("/media/a.png"), client.get("/media/b.pdf")]
    assert [
        (a.content_type, a.headers["Content-Disposition"].split(";")[0], a.data) for a in answers
    ] == [
        ("image/png", "inline", b"\x89PNG"),
        ("application/pdf", "attachment", b"%PDF-<script>"),
    ]
    assert {
        (a.headers["Content-Security-Policy"], a.headers["X-Content-Type-Options"]) for a in answers
    } == {("default-src 'none'; frame-ancestors 'none'; sandbox", "nosniff")}


def test_media_can_be_fetched_in_parts(store: Store, client: FlaskClient) -> None:
    add_media(store, "a.mp4", b"0123456789", "video/mp4")
    answer = client.get("/media/a.mp4", headers={"Range": "bytes=2-4"})
    assert (answer.status_code, answer.data) == (206, b"234")
