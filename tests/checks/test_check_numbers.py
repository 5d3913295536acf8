from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.conventions import conventions
from pipeline.checks.number_words import spells
from pipeline.checks.same_numbers import unlike
from tests.checks.checked_texts import found

EN_SV, SV_EN = ("en", "sv"), ("sv", "en")

SAME = {
    "thousands and decimals": (EN_SV, "1,000.5 litres", "1 000,5 liter"),
    "thousands with a non-breaking space": (EN_SV, "12,500", "12\u00a0500"),
    "thousands without any sign": (EN_SV, "12,500", "12500"),
    "a date with the month in words": (EN_SV, "31 October 2017", "31 oktober 2017"),
    "a date with the month first": (EN_SV, "October 31, 2017", "den 31 oktober 2017"),
    "an American date": (EN_SV, "10/31/2017", "31 oktober 2017"),
    "an ISO date": (EN_SV, "May 5th, 2017", "2017-05-05"),
    "a date with full stops": (("en", "de"), "31 October 2017", "31.10.2017"),
    "an ordinal in words": (EN_SV, "the 3rd time", "tredje gången"),
    "an ordinal with a colon": (EN_SV, "the 1st and 2nd", "1:a och 2:a"),
    "a number in words": (EN_SV, "12 boats", "tolv båtar"),
    "a number in figures for words": (SV_EN, "fyrtiotvå båtar", "42 boats"),
    "both for two": (EN_SV, "the 2 boats", "båda båtarna"),
    "hundreds in words": (SV_EN, "tvåhundra båtar", "200 boats"),
    "hundreds in two words": (EN_SV, "two hundred boats", "200 båtar"),
    "a time in the afternoon": (EN_SV, "3 pm", "kl. 15"),
    "a time with minutes": (EN_SV, "7:30 p.m.", "19.30"),
    "a time in words": (EN_SV, "at 7pm", "klockan nitton"),
    "a quarter of an hour": (EN_SV, "in 15 minutes", "på en kvart"),
    "midnight": (EN_SV, "12 a.m.", "kl. 24"),
    "a decade": (EN_SV, "the 1990s", "90-talet"),
    "a century": (EN_SV, "the 19th century", "1800-talet"),
    "a century without a number": (EN_SV, "here in this century", "på 2000-talet"),
    "miles in kilometres": (EN_SV, "60 miles", "97 kilometer"),
    "Swedish miles": (SV_EN, "12 mil", "120 kilometres"),
    "feet in metres": (EN_SV, "30 feet", "9 meter"),
    "pounds in kilos": (EN_SV, "10 pounds", "4,5 kilogram"),
    "degrees": (EN_SV, "77 °F", "25 °C"),
    "millions in figures": (EN_SV, "1.5 million", "1 500 000"),
    "a year by a letter": (EN_SV, "Y2K updates", "år 2000-uppdateringar"),
    "hundreds and thousands in one word": (EN_SV, "170 thousand", "hundrasjuttiotusen"),
    "thousands by a letter": (EN_SV, "10k runners", "10 000 löpare"),
    "billions": (EN_SV, "2 billion", "2 miljarder"),
    "a price in another currency": (EN_SV, "only $12", "bara 119 kr"),
    "a price with the other in brackets": (EN_SV, "100,000 euro", "100 000 € (900 000 kronor)"),
    "day and night": (EN_SV, "open 24/7", "öppet dygnet runt"),
    "a word in short": (EN_SV, "i18n of it", "internationalisering av det"),
    "a number told twice": (EN_SV, "in 2017", "2017, ja, 2017"),
    "a version": (EN_SV, "Python 3.11.2", "Python 3.11.2"),
    "a superscript": (EN_SV, "x² and 4 m²", "x² och 4 m²"),
    "Arabic figures": (("en", "ar"), "25 boats", "٢٥ قاربا"),
    "French thousands": (("en", "fr"), "1,234.5 m", "1\u202f234,5 m"),
    "Swiss thousands": (("en", "de-CH"), "12,500", "12'500"),
    "a language without a list of number words": (("en", "pl"), "3 boats", "trzy łodzie"),
    "a language that nobody knows": (("en", "xx"), "1,000 boats", "1,000 boats here"),
}


@pytest.mark.parametrize(("langs", "source", "target"), SAME.values(), ids=SAME)
def test_the_same_numbers_are(langs: tuple[str, str], source: str, target: str) -> None:
    assert unlike(source, target, langs) == ([], [])


UNLIKE = {
    "two figures that changed places": (EN_SV, "in 1847", "1874", ["1847"], ["1874"]),
    "a number that is gone": (EN_SV, "of 30 boats", "av båtarna", ["30"], []),
    "a number that is new": (EN_SV, "boats", "40 båtar", [], ["40"]),
    "a false friend": (EN_SV, "2 billion", "2 biljoner", ["2 billion"], ["2 biljoner"]),
    "a lost decimal sign": (EN_SV, "3.5 litres", "35 liter", ["3.5"], ["35"]),
    "another version": (EN_SV, "version 0.2.6", "version 0.2.4", ["0.2.6"], ["0.2.4"]),
    "a day": (EN_SV, "5 May 2017", "den 6 maj 2017", ["5"], ["6"]),
    "an hour": (EN_SV, "at 3 pm", "klockan 16", ["3"], ["16"]),
    "a wrong conversion": (EN_SV, "100 miles", "16 kilometer", ["100"], ["16"]),
    "a number in words that is another": (EN_SV, "14 boats", "tolv båtar", ["14"], []),
}


@pytest.mark.parametrize(
    ("langs", "source", "target", "lost", "added"), UNLIKE.values(), ids=UNLIKE
)
def test_other_numbers_are(
    langs: tuple[str, str], source: str, target: str, lost: list[str], added: list[str]
) -> None:
    assert unlike(source, target, langs) == (lost, added)


@pytest.mark.parametrize("langs", [("en", "tlh"), ("tlh", "en")])
def test_a_language_that_babel_does_not_know_has_no_measures(langs: tuple[str, str]) -> None:
    assert found("numbers", "37 miles", "48 miles", langs=langs) == [
        "the source has 37 where the translation has 48"
    ]


def test_the_message_names_both() -> None:
    assert found("numbers", "in 1847", "år 1874") == [
        "the source has 1847 where the translation has 1874"
    ]


def test_numbers_in_code_and_addresses_are_not_read() -> None:
    assert found("numbers", "See [it](/2017/1) or `x 5`", "Se [det](/2018/2) eller `x 6`") == []


def test_endless_numbers_are_compared_too() -> None:
    one, other = "9" * 5000, "8" * 5000 + ".5"
    assert unlike(f"{one} 1,{one}", other, EN_SV) == ([one, f"1,{one}"], [other])


@given(st.text(), st.sampled_from(["en", "sv", "de", "fr", "ar", "xx", "zh-Hant"]))
def test_a_text_has_the_numbers_that_it_has(text: str, lang: str) -> None:
    assert unlike(text, text, (lang, lang)) == ([], [])


@given(
    st.text(st.sampled_from("0123456789.,:/'- \u00a0kKm°Fx")),
    st.text(st.sampled_from("0123456789.,:/'- \u00a0kKm°Cx")),
)
def test_any_two_texts_can_be_compared(source: str, target: str) -> None:
    lost, added = unlike(source, target, EN_SV)
    assert all(isinstance(number, str) for number in (*lost, *added))


@given(st.integers(0, 20))
def test_small_numbers_have_words_in_every_language_with_a_list(number: int) -> None:
    words = {
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        "sv": "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton "
        "sexton sjutton arton nitton tjugo",
    }
    assert all(spells(told.split()[number], number, lang) for lang, told in words.items())


def test_conventions_are_those_of_the_language() -> None:
    swedish, english = conventions("sv"), conventions("en")
    assert (
        (swedish.decimal, swedish.group, swedish.percent_gap, swedish.scales["miljarder"]),
        (english.decimal, english.group, english.percent_gap, english.scales["billion"]),
        (swedish.months["okt"], english.month_names[9]),
    ) == ((",", " ", "\u00a0", 10**9), (".", ",", "", 10**9), (10, "October"))
