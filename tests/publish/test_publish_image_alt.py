"""A featured image is uploaded once, and described in the language of each page that shows it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import PNG, Bundle, InProcessCms, bundle, edition


def described(english: str, swedish: str) -> Bundle:
    """A post with a featured image, in two languages."""
    versions = [
        edition("a", lang, "<p>A</p>", image="/img/a.png", image_alt=alt)
        for lang, alt in (("en", english), ("sv", swedish))
    ]
    return bundle(build_twins("a", "en", versions), files={"img/a.png": PNG})


def alts(cms: InProcessCms) -> dict[str, list[str]]:
    """What the images of each page are said to show, by language."""
    pages = {
        lang: BeautifulSoup(cms.client.get(f"/{lang}/a-{lang}/").data, "html.parser")
        for lang in ("en", "sv")
    }
    return {lang: [str(i["alt"]) for i in page.select("main img")] for lang, page in pages.items()}


def test_each_page_describes_it_in_its_language(cms: InProcessCms) -> None:
    assert described("A press", 'En "press"').publish(cms).is_fine
    assert alts(cms) == {"en": ["A press"], "sv": ['En "press"']}
    assert len(cms.get("wp/v2/media")) == 1


def test_another_description_is_sent_and_nothing_else(cms: InProcessCms) -> None:
    described("A press", "En press").publish(cms)
    cms.asked.clear()
    assert described("A press", "En handpress").publish(cms).summary == "1 updated, 1 unchanged"
    assert alts(cms) == {"en": ["A press"], "sv": ["En handpress"]}
    assert [request.path.rpartition("/")[0] for request in cms.writes] == ["wp/v2/posts"]
