"""Everything in a CMS as values, with names in place of the numbers that depend on the order."""

from __future__ import annotations

from typing import Any, Protocol

Json = dict[str, Any]
Names = dict[int, Any]

POST_FACTS = ("slug", "status", "date_gmt", "link", "tvilling_fingerprint")


class Readable(Protocol):
    """A CMS that can be asked what it has."""

    def get(self, path: str, **params: str) -> list[Json]:
        """The JSON of a GET in edit context."""


def state_of(cms: Readable) -> dict[str, Any]:
    """What the CMS has, so that two of them can be compared."""
    posts = cms.get("wp/v2/posts", status="publish,future,draft,pending,private,trash")
    media = cms.get("wp/v2/media")
    terms = {
        route: cms.get(f"wp/v2/{route}", hide_empty="false") for route in ("categories", "tags")
    }
    names = {p["id"]: (p["tvilling_key"], p["lang"]) for p in posts}
    term_names = {t["id"]: (t["lang"], t["slug"]) for each in terms.values() for t in each}
    files = {file["id"]: file["slug"] for file in media}
    return {
        "posts": sorted(_post(post, names, term_names, files) for post in posts),
        "terms": sorted(_term(term, term_names) for each in terms.values() for term in each),
        "files": sorted(files.values()),
        "edited": [p["id"] for p in posts if p["tvilling_etag"] != p["tvilling_published_etag"]],
    }


def _post(post: Json, names: Names, terms: Names, files: Names) -> str:
    facts = [post[name] for name in POST_FACTS]
    texts = [post[name]["raw"] for name in ("title", "content", "excerpt")]
    twins = sorted(names[number] for number in post["translations"].values())
    carried = sorted(terms[number] for number in post["categories"] + post["tags"])
    image = files.get(post["featured_media"])
    return repr((names[post["id"]], facts, texts, twins, carried, image))


def _term(term: Json, names: Names) -> str:
    twins = sorted(names[number] for number in term["translations"].values())
    return repr((names[term["id"]], term["name"], term["tvilling_key"], twins))
