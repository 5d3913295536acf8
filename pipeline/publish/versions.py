"""Posts that are ready to publish, built of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from pipeline.model.version import Held, Page, Twins, Version
from pipeline.publish.fields import date_field, status_field, text_field
from pipeline.publish.slugs import DEFAULT_SLUGS, SlugRules, free_slug, slug_of
from pipeline.publish.statuses import limited
from pipeline.publish.term_fields import TAXONOMIES, names_field
from pipeline.publish.terms import named_terms
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Edition(Version):
    """A version with what publishing needs to know beside it."""

    has_chosen_slug: bool = False
    """Whether the author wrote the slug. A slug made from the title is fixed once published, so
    that a better title does not break the address."""
    image: str = ""
    """The featured image as the front matter names it: relative to `path`, or an address."""
    image_alt: str = ""
    author_name: str = ""
    """As the front matter has it; empty for whoever publishes."""
    author: int = 0
    """The user's number in the CMS; 0 for whoever publishes, or as long as it is not known."""
    restores_slug: bool = False
    """Whether a slug that somebody changed by hand in the CMS is changed back to `slug`."""
    is_provisional: bool = False
    """Whether it is the draft of an unfinished translation, which takes no finished one's place."""
    notes: tuple[str, ...] = ()
    """What an editor should know about this version, as sentences."""


EXCERPT_FIELDS = ("excerpt", "description", "summary")
"""Where the front matter may have the text that lists show; the first one there counts."""


@dataclass(frozen=True, slots=True)
class BuildRules:
    """What all versions of a blog are built by."""

    now: datetime
    """The moment that decides between `publish` and `future`, with time zone."""
    zone: tzinfo = UTC
    """Where dates without a zone are."""
    slugs: SlugRules = DEFAULT_SLUGS


def build_version(
    post: str,
    lang: str,
    page: Page,
    path: str,
    rules: BuildRules,
    *,
    term_names: Mapping[tuple[str, str], str] | None = None,
    anchors: tuple[tuple[str, str], ...] = (),
    source_page: Page | None = None,
    summary: str = "",
) -> Edition:
    """The post in one language, ready to publish.

    `term_names` translates categories and tags, by taxonomy and name; without it the page's names
    are in `lang` already, as in source posts and twins by hand. For a translation, `source_page`
    is the page it translates: it gives the date, image and terms where the page has none.
    `summary` is the excerpt where the front matter has none.

    Raises `PostError` where the front matter has a date, status or list that cannot be read.
    """
    shared = _SHARED if term_names is None else (*_SHARED, *TAXONOMIES)
    fields = {**_inherited(source_page, shared), **page.fields}
    title = page.title.strip() or _last_part(post)
    date = date_field(fields, path, rules.zone)
    slugs = rules.slugs.of(lang)
    slug, has_chosen_slug = page_slug(post, page, slugs)
    terms = {
        field: named_terms(names_field(fields, field, path), taxonomy, term_names, slugs)
        for field, taxonomy in TAXONOMIES.items()
    }
    missing = [name for _, names in terms.values() for name in names]
    return Edition(
        post=post,
        lang=lang,
        title=title,
        slug=slug,
        html=page.html,
        excerpt=text_field(page.fields, *EXCERPT_FIELDS) or summary,
        status=status_field(fields, path, date, rules.now),
        date=date,
        categories=terms["categories"][0],
        tags=terms["tags"][0],
        path=path,
        anchors=anchors,
        has_chosen_slug=has_chosen_slug,
        image=text_field(fields, "image"),
        image_alt=text_field(page.fields, "image_alt"),
        author_name=text_field(fields, "author"),
        notes=tuple(_notes(page, source_page, title, missing)),
    )


def _notes(
    page: Page, source_page: Page | None, title: str, untranslated: Iterable[str]
) -> Iterator[str]:
    if source_page is None and not page.title.strip():
        yield say("it has no title, so it is called {title!r} after its file", title=title)
    for name in untranslated:
        yield say("the name {name!r} is not translated and is left out", name=name)


def page_slug(post: str, page: Page, rules: SlugRules = DEFAULT_SLUGS) -> tuple[str, bool]:
    """The slug of the page, and whether its author chose it."""
    chosen = slug_of(text_field(page.fields, "slug"), rules)
    if chosen:
        return chosen, True
    title = page.title.strip() or _last_part(post)
    return slug_of(title, rules) or slug_of(_last_part(post), rules) or "post", False


_SHARED = ("date", "status", "draft", "image", "author")


def _inherited(source_page: Page | None, names: Iterable[str]) -> dict[str, object]:
    if source_page is None:
        return {}
    return {name: source_page.fields[name] for name in names if name in source_page.fields}


def _last_part(post: str) -> str:
    return post.rpartition("/")[2]


def build_twins(
    post: str, source: str, versions: Iterable[Version], held: Iterable[Held] = ()
) -> Twins:
    """The versions of one post, the source first, none more public than the source."""
    ordered = sorted(versions, key=lambda version: (version.lang != source, version.lang))
    origin = next((version for version in ordered if version.lang == source), None)
    if origin is not None:
        # A day to come that is no day is no time to publish the source either.
        origin = limited(origin, origin.status, origin.date)
        ordered = [limited(version, origin.status, origin.date) for version in ordered]
    return Twins(post, source, tuple(ordered), tuple(held))


def as_edition(version: Version) -> Edition:
    """The version itself where it is an edition; else one whose slug counts as made."""
    if isinstance(version, Edition):
        return version
    slots = (name for name in Version.__dataclass_fields__)
    return Edition(**{name: getattr(version, name) for name in slots})


def settle_slugs(
    blog: Sequence[Twins],
    taken: Mapping[tuple[str, str], str] | None = None,
    max_length: int = DEFAULT_SLUGS.max_length,
    blocked: frozenset[str] = frozenset(),
) -> tuple[Twins, ...]:
    """The blog with no slug twice, so that WordPress has no reason to put `-2` behind one.

    The later one gets its language behind it: `hello` and `hello-sv`. `taken` are the slugs that
    versions have in the CMS already, by post and language; those stay with their owners, unless
    the author chose another. `blocked` are slugs of pages there that are none of ours.
    """
    editions = [as_edition(version) for twins in blog for version in twins.versions]
    slugs = _free_slugs(editions, taken or {}, max_length, blocked)

    def settled(version: Version) -> Version:
        edition, slug = as_edition(version), slugs[version.post, version.lang]
        if edition.slug == slug or edition.slug not in blocked:
            return replace(version, slug=slug)
        note = say(
            "the slug {slug} is that of another page in the CMS; it will be {slug2}",
            slug=edition.slug,
            slug2=slug,
        )
        return replace(edition, slug=slug, notes=(*edition.notes, note))

    return tuple(replace(twins, versions=tuple(map(settled, twins.versions))) for twins in blog)


def _free_slugs(
    editions: Sequence[Edition],
    taken: Mapping[tuple[str, str], str],
    max_length: int,
    blocked: frozenset[str],
) -> dict[tuple[str, str], str]:
    fixed = {
        (edition.post, edition.lang): taken[edition.post, edition.lang]
        for edition in editions
        if not edition.has_chosen_slug and taken.get((edition.post, edition.lang))
    }
    used = set(fixed.values()) | blocked
    slugs = dict(fixed)
    # Slugs that authors chose come before those made from titles, which nobody promised.
    for edition in sorted(editions, key=lambda edition: not edition.has_chosen_slug):
        place = (edition.post, edition.lang)
        if place not in slugs:
            slugs[place] = free_slug(edition.slug, edition.lang, used, max_length)
            used.add(slugs[place])
    return slugs
