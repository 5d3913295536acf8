"""What feed readers, search engines and robots are told."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from pipeline.localcms.records import TAG
from pipeline.localcms.store import Store
from tests.localcms_site.example_blog import Draft, add_post, add_term

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def _channel(client: FlaskClient, lang: str) -> ElementTree.Element:
    answer = client.get(f"/{lang}/feed/")
    assert answer.content_type == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.data).find("channel")
    assert channel is not None
    return channel


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        (
            "en",
            ["A year of weather in one small table", "The winter harbour", "Bread on a wood stove"],
        ),
        (
            "sv",
            ["Ett år av väder i en liten tabell", "Vinterhamnen", "Fyrkaraktärer för den otålige"],
        ),
    ],
)
def test_a_feed_has_the_posts_of_its_language(
    example_client: FlaskClient, lang: str, titles: list[str]
) -> None:
    channel = _channel(example_client, lang)
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert (
        channel.findtext("language"),
        channel.findtext("link"),
        link.attrib,
        [item.findtext("title") for item in channel.iter("item")],
    ) == (
        lang,
        f"http://localhost/{lang}/",
        {
            "href": f"http://localhost/{lang}/feed/",
            "rel": "self",
            "type": "application/rss+xml",
        },
        titles,
    )


def test_an_item_is_whole(example_client: FlaskClient) -> None:
    item = next(_channel(example_client, "en").iter("item"))
    content = item.findtext(f"{CONTENT}encoded") or ""
    guid = item.find("guid")
    assert guid is not None
    assert (
        item.findtext("link"),
        guid.attrib,
        item.findtext("pubDate"),
        sorted(term.text or "" for term in item.iter("category")),
        'href="http://localhost/en/the-winter-harbour/"' in content,
        'href="http://localhost/en/a-year-of-weather/#fn-1"' in content,
    ) == (
        "http://localhost/en/a-year-of-weather/",
        {"isPermaLink": "false"},
        "Thu, 28 May 2026 07:30:00 +0000",
        ["Weather", "numbers", "winter"],
        True,
        True,
    )


def test_dates_of_a_feed_are_read_back(example_client: FlaskClient) -> None:
    channel = _channel(example_client, "sv")
    dates = [parsedate_to_datetime(date.text or "") for date in channel.iter("pubDate")]
    assert dates == sorted(dates, reverse=True)


def test_what_xml_cannot_say_is_left_out(store: Store, client: FlaskClient) -> None:
    add_post(store, Draft("en", "a", "A\x08 & <b>B</b>\ufffe", content="<p>\x0b]]>\x1f</p>"))
    item = next(_channel(client, "en").iter("item"))
    assert (item.findtext("title"), item.findtext(f"{CONTENT}encoded")) == (
        "A & B",
        "<p>]]&gt;</p>",
    )


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    assert list(_channel(client, "en").iter("item")) == []


def test_the_sitemap_names_every_page_with_its_twins(store: Store, client: FlaskClient) -> None:
    tag = add_term(store, TAG, {"en": ("salt", "salt"), "sv": ("salt", "salt-2")})
    add_post(store, Draft("en", "a", "A", tags=[tag["en"]]), Draft("sv", "b", "B"))
    root = ElementTree.fromstring(client.get("/sitemap.xml").data)
    found = {
        place.findtext(f"{SITEMAP}loc"): {
            link.attrib["hreflang"]: link.attrib["href"] for link in place.iter(f"{XHTML}link")
        }
        for place in root
    }
    local = "http://localhost"
    homes = {"en": f"{local}/en/", "sv": f"{local}/sv/", "x-default": f"{local}/"}
    posts = {"en": f"{local}/en/a/", "sv": f"{local}/sv/b/", "x-default": f"{local}/en/a/"}
    terms = {"en": f"{local}/en/tag/salt/", "x-default": f"{local}/en/tag/salt/"}
    assert found == {
        f"{local}/en/": homes,
        f"{local}/sv/": homes,
        f"{local}/en/a/": posts,
        f"{local}/sv/b/": posts,
        f"{local}/en/tag/salt/": terms,
    }


def test_robots_are_told_where_the_sitemap_is(client: FlaskClient) -> None:
    assert client.get("/robots.txt").text == (
        "User-agent: *\nDisallow: /wp-json/\n\nSitemap: http://localhost/sitemap.xml\n"
    )
