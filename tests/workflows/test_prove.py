from __future__ import annotations

from pipeline.workflows.prove import prove_links


def page(lang: str, **alternates: str) -> str:
    links = "".join(
        f'<link rel="alternate" hreflang="{code.replace("_", "-")}" href="{url}">'
        for code, url in alternates.items()
    )
    return f'<!doctype html><html lang="{lang}"><head>{links}</head><body><p>Text</p></body></html>'


EN, SV = "http://localhost/hello/", "http://localhost/sv/hej/"


def test_twins_that_name_each_other_are_proved() -> None:
    html = {EN: page("en", en=EN, sv="/sv/hej/", x_default=EN), SV: page("sv", en=EN, sv=SV)}
    proof = prove_links([EN], html.__getitem__)
    assert proof.flaws == ()
    assert [(one.url, other.url) for one, other in proof.pairs] == [(EN, SV)]


def test_a_page_without_twins_has_no_flaw() -> None:
    assert prove_links([EN], {EN: page("en")}.__getitem__).flaws == ()


def test_a_link_that_leads_one_way_is_a_flaw() -> None:
    html = {EN: page("en", en=EN, sv=SV), SV: page("sv", sv=SV)}
    proof = prove_links([EN, SV], html.__getitem__)
    assert proof.flaws == (f"{EN} names {SV}, which does not name it back",)
    assert proof.pairs == ()


def test_a_twin_in_another_language_than_promised_is_a_flaw() -> None:
    html = {EN: page("en", en=EN, sv=SV), SV: page("de", en=EN, de=SV)}
    assert prove_links([EN], html.__getitem__).flaws == (
        f"{EN} names {SV} as sv, but that page is in de",
    )


def test_a_page_that_does_not_name_itself_is_a_flaw() -> None:
    html = {EN: page("en", sv=SV), SV: page("sv", sv=SV, en=EN)}
    assert prove_links([EN], html.__getitem__).flaws == (
        f"{EN} does not name itself as the version in en",
    )
