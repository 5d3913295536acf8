"""Finding a site's REST API and who we are there, with advice where something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cms.discovery import Me, Problem, Site, discover, problems, require
from pipeline.cms.replies import Reply
from pipeline.cms.transport import Transport
from pipeline.errors import CmsError, CmsRefused, CmsUnreachable
from pipeline.localcms.app import create_app
from pipeline.localcms.auth import create_password
from pipeline.localcms.records import BlogInfo
from pipeline.localcms.server import running
from pipeline.localcms.store import Store

BASE = "https://blog.example.com/"
ROOT = f"{BASE}wp-json/"
ME = "wp/v2/users/me"
GRANTED = ("edit_posts publish_posts edit_others_posts manage_categories upload_files").split()
USER: dict[str, Any] = {
    "name": "Editor",
    "roles": ["editor"],
    "capabilities": dict.fromkeys(GRANTED, True),
}
INDEX: dict[str, Any] = {
    "name": "A blog",
    "namespaces": ["wp/v2"],
    "authentication": {"application-passwords": {}},
    "tvilling": {"version": 2, "languages": ["en", "sv"]},
}
SITE = Site(
    "A blog", ROOT, Me("Editor", ("editor",), frozenset(GRANTED)), True, False, ("en", "sv")
)
PAGE = Reply(200, {"content-type": "text/html"}, b"<html><title>Blog</title>", BASE)


def said(value: object, status: int = 200) -> Reply:
    return Reply(status, {}, json.dumps(value).encode(), ROOT)


def found(**replies: Reply) -> Site:
    """The site that answers so; by the words `index`, `plain`, `home`, `linked`, `me`."""
    addresses = {
        ROOT: "index",
        f"{BASE}?rest_route=/": "plain",
        BASE: "home",
        f"{BASE}api/": "linked",
        f"{ROOT}{ME}?context=edit": "me",
        f"{BASE}?rest_route=/{ME}&context=edit": "me",
        f"{BASE}api/{ME}?context=edit": "me",
        f"{ROOT}pll/v1/languages": "languages",
    }
    return discover(BASE, lambda url: replies.get(addresses[url], PAGE))


def test_a_prepared_site_is_found() -> None:
    assert found(index=said(INDEX), me=said(USER)) == SITE


@pytest.mark.parametrize(
    ("ours", "granted", "is_filtered"),
    [
        pytest.param({}, True, False, id="a user whom nothing is taken from"),
        pytest.param({"unfiltered_html": True}, True, False, id="a site that says so too"),
        pytest.param({}, False, True, id="a user without the capability"),
        pytest.param({"unfiltered_html": False}, True, True, id="a network of sites"),
    ],
)
def test_who_may_not_write_every_html_is_known(
    ours: dict[str, bool], granted: bool, is_filtered: bool
) -> None:
    user = {**USER, "capabilities": {**USER["capabilities"], "unfiltered_html": granted}}
    site = found(index=said({**INDEX, "tvilling": {**INDEX["tvilling"], **ours}}), me=said(user))
    assert site.me.is_filtered is is_filtered


def test_a_site_with_plain_addresses_is_found() -> None:
    assert found(plain=said(INDEX), me=said(USER)).root == f"{BASE}?rest_route=/"


def test_a_site_that_moved_its_api_is_found_by_its_link() -> None:
    link = {"link": f'<{BASE}api/>; rel="https://api.w.org/"'}
    site = found(home=Reply(200, link, b""), linked=said(INDEX), me=said(USER))
    assert site.root == f"{BASE}api/"


def test_a_link_to_another_server_is_not_followed() -> None:
    link = {"link": '<https://elsewhere.example/api/>; rel="https://api.w.org/"'}
    with pytest.raises(CmsUnreachable, match="sends us to https://elsewhere"):
        found(home=Reply(200, link, b""))


def test_the_languages_of_polylang_are_asked_for() -> None:
    index = {"namespaces": ["wp/v2", "pll/v1"], "name": "A blog"}
    site = found(index=said(index), me=said(USER), languages=said([{"slug": "en"}, {"slug": "de"}]))
    assert (site.has_polylang, site.is_prepared, site.languages) == (True, False, ("en", "de"))


NO = {"code": "rest_not_logged_in", "message": "You are not currently logged in."}


@pytest.mark.parametrize(
    ("replies", "kind", "what"),
    [
        pytest.param(
            {"index": said(INDEX), "me": said(NO, 401)},
            CmsRefused,
            "the site does not take the user and the password (401 rest_not_logged_in)",
            id="a wrong password",
        ),
        pytest.param(
            {"index": said({**INDEX, "authentication": []}), "me": said(NO, 401)},
            CmsRefused,
            "the site has application passwords switched off",
            id="application passwords switched off",
        ),
        pytest.param(
            {"index": said({"code": "rest_disabled"}, 401)},
            CmsRefused,
            "the REST API of the site is closed (401 rest_disabled)",
            id="the REST API closed",
        ),
        pytest.param(
            {},
            CmsUnreachable,
            "there is no WordPress at this address, or its REST API is switched off",
            id="another site",
        ),
        pytest.param(
            {"index": Reply(404, {}, b"<html>", ROOT)},
            CmsUnreachable,
            "there is no REST API at this address (404)",
            id="nothing there",
        ),
        pytest.param(
            {"index": said(INDEX), "me": said({"code": "x"}, 500)},
            CmsUnreachable,
            "the site does not say who we are (500 x)",
            id="a broken site",
        ),
        pytest.param(
            {"index": said(INDEX), "me": Reply(403, {}, b"<html>", ROOT)},
            CmsRefused,
            "something in front of the site refuses (403)",
            id="a firewall",
        ),
    ],
)
def test_what_is_wrong_is_named(replies: dict[str, Reply], kind: type[CmsError], what: str) -> None:
    with pytest.raises(CmsError) as caught:
        found(**replies)
    assert (type(caught.value), caught.value.what, bool(caught.value.remedy)) == (kind, what, True)


def test_all_that_stands_in_the_way_is_listed() -> None:
    author = Me("Author", ("author",), frozenset({"edit_posts", "publish_posts", "upload_files"}))
    site = Site("A blog", ROOT, author, False, True, ("en",))
    assert problems(site, ["en", "sv"]) == (
        Problem(
            "the user Author may not change the posts of others, make categories",
            "Give the user the role of an editor",
        ),
        Problem(
            "the site does not have the languages sv",
            "Add them to the site, or take them out of `languages` in the settings",
        ),
    )


def test_who_may_not_write_is_not_told_of_a_plug_in_that_may_be_there() -> None:
    reader = Me("Reader", ("subscriber",), frozenset({"read"}))
    found = problems(Site("A blog", ROOT, reader, False, False, ()), ["en"])
    assert [problem.what for problem in found] == [
        "the user Reader may not write posts, publish posts, change the posts of others, "
        "make categories, upload files"
    ]


@pytest.mark.parametrize(("backend", "missing"), [("alone", 0), ("polylang", 1)])
def test_wordpress_alone_has_any_language_and_polylang_its_own(backend: str, missing: int) -> None:
    ours = {"version": 2, "languages": ["en"], "backend": backend}
    site = found(index=said({**INDEX, "tvilling": ours}), me=said(USER))
    assert len(problems(site, ["en", "sv"])) == missing


@pytest.mark.parametrize(
    ("version", "remedy"),
    [
        (1, "Run: tvilling bridge; and put the file in the place of the one on the site"),
        (3, "Install the Tvilling that the plug-in on the site came from"),
    ],
)
def test_a_plug_in_of_another_version_is_named(version: int, remedy: str) -> None:
    ours = {"version": version, "languages": ["en"], "backend": "polylang"}
    site = found(index=said({**INDEX, "tvilling": ours}), me=said(USER))
    what = f"the site's plug-in speaks version {version}, and we speak 2"
    assert problems(site, ["en"]) == (Problem(what, remedy),)


def test_a_site_that_is_ready_is_published_to() -> None:
    assert problems(SITE, ["en", "sv"]) == ()
    require(SITE, ["en", "sv"])


def test_a_site_that_is_not_ready_is_refused() -> None:
    with pytest.raises(CmsRefused, match="does not have the languages de"):
        require(SITE, ["de"])


def test_the_embedded_cms_is_ready(tmp_path: Path) -> None:
    path = tmp_path / "blog.sqlite"
    app = create_app(path, BlogInfo("An example", ("en", "sv")))
    password = create_password(Store(path), "editor", "tests")
    with running(app) as url, Transport(url, "editor", password) as transport:
        site = transport.connect()
    assert (problems(site, ["en", "sv"]), site.name, site.root) == (
        (),
        "An example",
        f"{url}/wp-json/",
    )


def test_a_wrong_password_of_the_embedded_cms_is_named(tmp_path: Path) -> None:
    app = create_app(tmp_path / "blog.sqlite", BlogInfo("An example", ("en", "sv")))
    with (
        running(app) as url,
        Transport(url, "editor", "wrong") as transport,
        pytest.raises(CmsRefused, match="does not take the user and the password"),
    ):
        transport.connect()
