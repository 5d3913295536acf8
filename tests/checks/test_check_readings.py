"""What is told of a text at a glance, so that rules need not look closer: it hides nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.conventions import conventions
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.profiles import telling
from pipeline.checks.prose import Texts, readable
from pipeline.checks.rules.language import may_have_parts, untranslated_part
from pipeline.checks.written import dated
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.post import Format
from tests.checks.checked_texts import found

PAIRS = [("en", "sv"), ("sv", "en"), ("en", "de"), ("en", "tlh")]


def page_of(msgid: str, msgstr: str, langs: tuple[str, str]) -> PageUnderCheck:
    catalogue = Catalogue((Entry(msgid, msgstr),))
    return PageUnderCheck(
        post="a",
        lang=langs[1],
        source_lang=langs[0],
        path="a.po",
        source_path="a.md",
        format=Format.MARKDOWN,
        catalogue=catalogue,
        on_disk=catalogue,
    )


@given(st.text())
def test_every_sign_of_a_text_is_among_its_signs(text: str) -> None:
    def marks(part: str) -> list[str]:
        return [one for one in part if not (one.isalpha() or one.isspace())]

    for texts in readable([Entry("a", text)], Format.HTML):
        assert marks(texts.signs) == marks(texts.target.lower())


def test_a_text_is_prepared_once_for_all_rules() -> None:
    page = page_of("A *boat*, 2 oars", "En *Båt*, 2 åror", ("en", "sv"))
    assert page.texts == (
        Texts(
            page.translations[0],
            "A boat, 2 oars",
            "En Båt, 2 åror",
            ["en", "båt,", "2", "åror"],
            "båt, 2",
            has_figures=True,
            source_has_figures=True,
        ),
    )
    assert page.texts is page.texts


SPOKEN = st.lists(
    st.sampled_from(
        "the of which and that is it och att det som är The Och boat Boat båt – - ' ’ \" “ ” « » "
        "( ) . , ; : a.b x/y `x` 1 the-of the’s <b> </b>".split()
    ),
    max_size=30,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words), ". ".join(words)]))


@given(SPOKEN.filter(bool), SPOKEN.filter(bool), st.sampled_from(PAIRS))
def test_a_part_in_the_other_language_is_told_at_a_glance(
    source: str, target: str, langs: tuple[str, str]
) -> None:
    page = page_of(source, f"{target} {source}", langs)
    for texts in readable(page.translations, page.format):
        if not may_have_parts(texts, telling(*langs)):
            assert untranslated_part(page, texts) == ""


SLIPS = re.compile(r"\w [,.;:!?](?=\s|$)|(?<=[^\W\d_]{2})[,;!?](?=[^\W\d_]{2})")


@given(st.text(st.sampled_from("aåÅB1,.;:!? \t\u00a0"), min_size=1))
def test_a_slip_between_words_is_found_wherever_it_is(text: str) -> None:
    if SLIPS.search(text):
        assert len(found("spacing", "Boats", text)) == 1


DATES = st.lists(
    st.sampled_from(
        "5 2017 May MAY maj Maj mars March may may. juin Oktober okt KASIM Kasım ſept 5th den of "
        "dismay mayor".split()
    )
).map(" ".join)


@given(DATES, st.sampled_from(["en", "sv", "fr", "de", "tr", "vi"]))
def test_no_month_is_passed_over(text: str, lang: str) -> None:
    rules = conventions(lang)
    named = [name for name in rules.month.findall(text) if name.lower() in rules.months]
    assert not named or rules.small_month.search(text.lower())
    assert set(dated(text, rules)) <= set(named)


@pytest.mark.parametrize("rule", ["dates", "date-format", "numbers"])
def test_a_month_in_capital_letters_without_a_small_form_names_none(rule: str) -> None:
    assert found(rule, "5 November 2017", "5 KASIM 2017", langs=("en", "tr")) == []
    assert found(rule, "5 KASIM 2017", "5 November 2017", langs=("tr", "en")) == []
