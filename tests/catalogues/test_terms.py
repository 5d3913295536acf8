from __future__ import annotations

from pipeline.catalogues.terms import TermName, term_messages, translate_terms
from pipeline.model.catalogue import Catalogue, Entry, Message

NAMES = (
    TermName("post_tag", "gettext", "posts/en/b.md"),
    TermName("category", "travel", "posts/en/a.md"),
    TermName("category", "News ", "posts/en/b.md"),
    TermName("category", "News", "posts/en/a.md"),
    TermName("category", " ", "posts/en/a.md"),
)


def test_each_name_is_one_message_with_the_posts_that_have_it() -> None:
    assert term_messages(NAMES) == (
        Message("News", "category", ("category",), ("posts/en/a.md", "posts/en/b.md")),
        Message("travel", "category", ("category",), ("posts/en/a.md",)),
        Message("gettext", "post_tag", ("tag",), ("posts/en/b.md",)),
    )


def test_names_are_looked_up_as_the_posts_write_them() -> None:
    catalogue = Catalogue(
        (
            Entry("News", "Nyheter", "category"),
            Entry("travel", "resor", "category", is_fuzzy=True),
            Entry("gettext", "", "post_tag"),
        )
    )
    assert translate_terms(NAMES, catalogue) == {
        ("category", "News "): "Nyheter",
        ("category", "News"): "Nyheter",
    }


def test_without_a_catalogue_no_name_is_translated() -> None:
    assert translate_terms(NAMES, None) == {}
