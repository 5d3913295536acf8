"""Categories and tags in each language, recognised as one across languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.version import Term, Twins, Version
from pipeline.publish.slugs import DEFAULT_SLUGS, SlugRules, free_slug, slug_of

TermPlace = tuple[str, str, str]
"""What is one term in the CMS: taxonomy, language and key."""


def named_terms(
    names: Iterable[str],
    taxonomy: str,
    translations: Mapping[tuple[str, str], str] | None = None,
    rules: SlugRules = DEFAULT_SLUGS,
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of those names, and the names for which there is no translation.

    `translations` is by taxonomy and name as the source post writes it; without it the names are
    in the version's own language already.
    """
    shown = {
        name: name if translations is None else translations.get((taxonomy, name), "")
        for name in names
    }
    terms = (_term(taxonomy, name, text, rules) for name, text in shown.items() if text)
    unique = {term.key: term for term in terms}
    return tuple(unique.values()), tuple(name for name, text in shown.items() if not text)


def _term(taxonomy: str, name: str, shown: str, rules: SlugRules) -> Term:
    # A name without one letter of a-z still needs an identity, and the name itself is one.
    # It stays the same however the blog comes to write letters in slugs.
    key = slug_of(name, SlugRules(max_length=rules.max_length)) or name.casefold()
    return Term(taxonomy, key, shown, slug_of(shown, rules) or key)


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One category or tag in all languages: what the CMS must link."""

    taxonomy: str
    key: str
    terms: tuple[tuple[str, Term], ...]
    """By language, the one that it was first seen in before the others."""


def join_terms(
    blog: Sequence[Twins], rules: SlugRules = DEFAULT_SLUGS
) -> tuple[tuple[Twins, ...], tuple[TermGroup, ...]]:
    """The blog with each term under one key and one slug, and the terms as groups of languages.

    A Swedish post may say "Nyheter" where an English one says "News" that is translated so: both
    are one term, and so are all that share taxonomy, language and slug. Slugs that are equal in
    two languages get the language behind them, as Polylang does, since WordPress keeps one term
    per slug.
    """
    uses = [(v.lang, t) for twins in blog for v in twins.versions for t in v.categories + v.tags]
    keys = _joined_keys(uses)
    groups = _groups(uses, keys, rules)
    chosen = {(g.taxonomy, lang, g.key): term for g in groups for lang, term in g.terms}

    def settled(version: Version, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        places = ((t.taxonomy, version.lang, keys[t.taxonomy, t.key]) for t in terms)
        return tuple(dict.fromkeys(chosen[place] for place in places))

    def with_terms(version: Version) -> Version:
        categories, tags = settled(version, version.categories), settled(version, version.tags)
        return replace(version, categories=categories, tags=tags)

    joined = (replace(twins, versions=tuple(map(with_terms, twins.versions))) for twins in blog)
    return tuple(joined), groups


def _joined_keys(uses: Iterable[tuple[str, Term]]) -> dict[tuple[str, str], str]:
    """For each taxonomy and key, the key that stands for all that mean the same term."""
    above: dict[tuple[str, str], tuple[str, str]] = {}
    first_with_slug: dict[TermPlace, tuple[str, str]] = {}

    def top(node: tuple[str, str]) -> tuple[str, str]:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for lang, term in uses:
        node = (term.taxonomy, term.key)
        above.setdefault(node, node)
        first = first_with_slug.setdefault((term.taxonomy, lang, term.slug), node)
        one, other = sorted((top(node), top(first)))
        above[other] = one
    return {node: top(node)[1] for node in above}


def _groups(
    uses: Iterable[tuple[str, Term]], keys: Mapping[tuple[str, str], str], rules: SlugRules
) -> tuple[TermGroup, ...]:
    members: dict[tuple[str, str], dict[str, Term]] = {}
    for lang, term in uses:
        key = keys[term.taxonomy, term.key]
        members.setdefault((term.taxonomy, key), {}).setdefault(lang, replace(term, key=key))
    taken: dict[str, set[str]] = {}
    groups = []
    for (taxonomy, key), by_lang in sorted(members.items()):
        terms = []
        for lang, term in by_lang.items():
            used = taken.setdefault(taxonomy, set())
            slug = free_slug(term.slug, lang, used, rules.max_length)
            used.add(slug)
            terms.append((lang, replace(term, slug=slug)))
        groups.append(TermGroup(taxonomy, key, tuple(terms)))
    return tuple(groups)
