"""One category or tag in every language, whichever language a post was written in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.version import Term, Twins
from pipeline.publish.plan import Verb
from pipeline.publish.planning import term_verb
from pipeline.publish.remote import RemoteTerm
from pipeline.publish.terms import TermGroup, join_terms
from tests.publish.in_process_cms import edition


def _post(post: str, lang: str, *names: str, **translated: str) -> Twins:
    source = edition(post, lang, "", categories=list(names))
    known = {("category", name): shown for name, shown in translated.items()}
    other = "sv" if lang == "en" else "en"
    target = edition(post, other, "", categories=list(translated), terms=known)
    return Twins(post, lang, (source, target))


def test_a_name_and_its_translation_are_one_term() -> None:
    _, groups = join_terms([_post("a", "en", "News", News="Nyheter")])
    english = Term("category", "news", "News", "news")
    swedish = Term("category", "news", "Nyheter", "nyheter")
    assert groups == (TermGroup("category", "news", (("en", english), ("sv", swedish))),)


def test_posts_of_both_languages_mean_the_same_term() -> None:
    posts = [_post("a", "en", "News", News="Nyheter"), _post("b", "sv", "Nyheter", Nyheter="News")]
    blog, groups = join_terms(posts)
    keys = {term.key for twins in blog for v in twins.versions for term in v.categories}
    assert (len(groups), keys) == (1, {"news"})


def test_a_term_that_is_called_the_same_gets_a_slug_of_its_own() -> None:
    _, groups = join_terms([_post("a", "en", "Python", Python="Python")])
    assert [term.slug for _, term in groups[0].terms] == ["python", "python-sv"]


def test_a_term_that_the_cms_did_not_finish_is_written_and_not_taken_for_edited() -> None:
    term = Term("category", "news", "News", "news")
    begun = RemoteTerm(1, "category", "en", "news", "News", "news", etag="a")
    renamed = replace(begun, fingerprint="other", published_etag="b")
    assert (term_verb(term, begun), term_verb(term, renamed)) == (Verb.UPDATE, Verb.CONFLICT)


NAMES = st.sampled_from(["News", "Nyheter", "Gift", "Python", "Ö", "#"])


@given(st.lists(st.tuples(st.sampled_from(["en", "sv"]), NAMES, NAMES), max_size=6))
def test_every_term_of_a_version_is_in_exactly_one_group(
    uses: list[tuple[str, str, str]],
) -> None:
    posts = [_post(f"p{n}", lang, one, **{one: two}) for n, (lang, one, two) in enumerate(uses)]
    blog, groups = join_terms(posts)
    listed = [(lang, term) for group in groups for lang, term in group.terms]
    used = {(v.lang, t) for twins in blog for v in twins.versions for t in v.categories}
    slugs = [term.slug for _, term in listed]
    assert used == set(listed)
    assert len(slugs) == len(set(slugs))
    assert join_terms(blog) == (blog, groups)
