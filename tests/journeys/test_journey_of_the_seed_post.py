"""The post that the project began with goes the whole way, from a text file to linked pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.catalogues import po
from pipeline.cli.app import tvilling
from pipeline.localcms.app import create_app
from pipeline.localcms.records import BlogInfo

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_69850b3faaedce8a.txt"
ID = "real-change"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(tvilling, ["-C", str(folder), *arguments])


def post_of(seed: str) -> str:
    """The scraped text as its editor would have saved it: a post in Markdown.

    The title stands there three times; short lines with a colon and no full stop are headings.
    """
    title, _, *_, body = seed.partition("\n")[0], *seed.split(seed.partition("\n")[0])[1:]
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    marked = [f"## {p}" if re.fullmatch(r"[^.]{1,80}", p) and ": " in p else p for p in paragraphs]
    head = f'---\ntitle: "{title}"\ndate: 2017-10-31\ncategories: [Events]\n---\n\n'
    return head + "\n\n".join(marked) + "\n"


def fill(path: Path) -> None:
    """Translates every string of the catalogue, so that it can be told from its source."""
    catalogue = po.parse(path.read_text(encoding="utf-8"))
    entries = tuple(e._replace(msgstr=f"På svenska: {e.msgid}") for e in catalogue.entries)
    path.write_text(po.serialize(replace(catalogue, entries=entries)), encoding="utf-8")


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    if not SEED.exists():
        pytest.skip("the seed post is not there")
    folder = tmp_path / "blog"
    folder.mkdir()
    assert run(folder, "init").exit_code == 0
    for starter in [*folder.glob("posts/*/*.md"), *folder.glob("locales/*/*/*.po")]:
        starter.unlink()
    (folder / "posts/en" / f"{ID}.md").write_text(post_of(SEED.read_text("utf-8")), "utf-8")
    return folder


def test_it_goes_from_init_to_two_pages_that_name_each_other(blog: Path) -> None:
    assert run(blog, "extract").exit_code == 0
    assert run(blog, "check").exit_code == 1
    messages = blog / "locales/sv/LC_MESSAGES"
    fill(messages / f"{ID}.po")
    fill(messages / "terms.po")
    check = run(blog, "check")
    assert check.exit_code == 0, check.output
    publish = run(blog, "publish")
    assert publish.exit_code == 0, publish.output

    app = create_app(blog / ".tvilling" / "local.sqlite", BlogInfo("Blog", ("en", "sv")))
    client = app.test_client()
    posts = client.get("/wp-json/wp/v2/posts").get_json()
    links = {post["lang"]: post["link"].removeprefix("http://localhost") for post in posts}
    assert links.keys() == {"en", "sv"}
    for lang, link in links.items():
        page = client.get(link).get_data(as_text=True)
        alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', page)
        paths = {tag: href.removeprefix("http://localhost") for tag, href in alternates}
        assert {tag: paths[tag] for tag in ("en", "sv")} == links
        assert f'<html lang="{lang}' in page
        assert "#skillnadpåriktigt" in page

    again = run(blog, "publish", "--dry-run", "--exit-code")
    assert again.exit_code == 0, again.output
