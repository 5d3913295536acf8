"""Seals, against the long way: cutting the post and merging its messages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.catalogues import outline
from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.headers import merged_headers
from pipeline.catalogues.merge import merge
from pipeline.catalogues.outline import coverage_by_seal, coverage_in_step, outline_of
from pipeline.catalogues.po import parse, serialize
from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.catalogues.seal import SEAL, parted, seal_line, seal_of, sealed
from pipeline.model.catalogue import Catalogue, Message
from tests.catalogues.test_outline import MESSAGES, SLIPS, TRANSLATIONS, filled

OBSOLETE = '\n#~ msgid "x"\n#~ msgstr "y"\n'
HEADERS = merged_headers((), "sv", "en", is_outdated=False, rules=RULES_VERSION)
FIVE = st.lists(TRANSLATIONS, min_size=5, max_size=5)


def text_of(messages: list[Message], translations: list[str]) -> str | None:
    """The file of the catalogue, sealed; nothing where its texts can stand in none."""
    post = outline_of(messages)
    if post is None:
        return None
    return serialize(sealed(filled(messages, translations), seal_of("post", "".join(post.heads))))


@given(MESSAGES, FIVE)
def test_a_seal_tells_what_the_outline_and_the_entries_tell(
    messages: list[Message], translations: list[str]
) -> None:
    text, post = text_of(messages, translations), outline_of(messages)
    if text and post:
        found = coverage_by_seal(text, "post", "sv", "en")
        assert found == coverage_in_step(text, post, "sv", "en")
        assert found == (coverage(parse(text)) if messages else None)


@given(MESSAGES, FIVE, st.integers(0, 600), SLIPS)
@example([Message("One")], ["Ett"], 600, OBSOLETE)
@example([Message("One")], [""], 600, OBSOLETE)
@example([Message("x")], ["y"], 600, OBSOLETE)
@example([Message("One")], ["Ett"], 600, f"{OBSOLETE}# x")
@example([Message("One", comments=('x msgid "y',))], ["Ett"], 0, "")
def test_a_seal_that_fits_is_never_wrong(
    messages: list[Message], translations: list[str], place: int, slip: str
) -> None:
    text = text_of(messages, translations)
    if text:
        changed = text[:place] + slip + text[place:]
        found = coverage_by_seal(changed, "post", "sv", "en")
        if found is not None:
            assert found == coverage(merge(parse(changed), messages, "sv", "en"))


@given(MESSAGES, MESSAGES, FIVE)
def test_a_seal_fits_no_other_post(
    before: list[Message], after: list[Message], translations: list[str]
) -> None:
    text = text_of(before, translations)
    if text:
        assert coverage_by_seal(text, "another post", "sv", "en") is None
        seal = parse(text).header(SEAL) or ""
        if before != after:
            forged = serialize(sealed(filled(after, translations), seal))
            assert coverage_by_seal(forged, "post", "sv", "en") is None


@given(MESSAGES, MESSAGES, FIVE)
def test_merging_leaves_a_seal_alone(
    before: list[Message], after: list[Message], translations: list[str]
) -> None:
    old = sealed(filled(before, translations), "0" * 16)
    assert merge(old, after, "sv", "en").header(SEAL) == "0" * 16


def test_a_seal_keeps_its_place_in_the_header() -> None:
    headers = (("Language", "sv"), (SEAL, "0" * 16), ("X-Custom", "kept"))
    again = sealed(Catalogue(headers=headers), "1" * 16)
    assert again.headers == (("Language", "sv"), (SEAL, "1" * 16), ("X-Custom", "kept"))


@pytest.mark.parametrize(
    ("header", "seal"),
    [
        ('"Language: sv\\n"\n' + seal_line("0123456789abcdef") + '"X: y\\n"\n', "0123456789abcdef"),
        ('"Language: sv\\n"\n"X: y\\n"\n', ""),
        ('"Language: sv\\n"\n"X-Tvilling-Seal: forged\\n"\n"X: y\\n"\n', ""),
        ('"Language: sv\\n"\n"X-Tvilling-Seal: 0123"\n"456789abcdef\\n"\n"X: y\\n"\n', ""),
    ],
    ids=["sealed", "not sealed", "no digits of ours", "wrapped"],
)
def test_only_a_line_of_our_form_is_a_seal(header: str, seal: str) -> None:
    without, found = parted(header)
    assert found == seal
    assert without == (header.replace(seal_line(seal), "") if seal else header)


def test_a_finished_catalogue_with_obsolete_entries_is_told_by_its_seal() -> None:
    text = text_of([Message("One", comments=("paragraph",))], ["Ett"])
    assert text is not None
    found = coverage_by_seal(text + OBSOLETE, "post", "sv", "en")
    assert found == coverage(parse(text + OBSOLETE))
    assert found.translated.strings == 1


SCRAPS = st.lists(
    st.sampled_from(
        'msgid "a"|msgid "\\q"|msgid ""|"b"|#. title|#~ x|msgid|msgstr "c"|msgstr ""|msgstr||'
        '#, fuzzy|msgctxt "d"|msgid_plural "e"|msgstr[0] "f"'.split("|")
    ),
    max_size=12,
).map("\n".join)


@given(SCRAPS)
@example('msgid "\\q"\nmsgstr "c"')
@example('msgid\nmsgstr ""')
def test_a_forged_seal_breaks_nothing(text: str) -> None:
    header = serialize(sealed(Catalogue(headers=HEADERS), "0" * 16))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "seal_of", lambda *_: "0" * 16)
        found = coverage_by_seal(f"{header}\n{text}\n", "post", "sv", "en")
    if found is not None:
        assert found.total.strings == text.count("\nmsgstr ")


def test_a_header_that_says_something_else_is_not_believed() -> None:
    messages = [Message("One"), Message("Two")]
    post = outline_of(messages)
    assert post is not None
    catalogue = sealed(filled(messages, ["Ett", ""]), seal_of("post", "".join(post.heads)))
    for name, value in (("Language", "de"), ("X-Tvilling-Rules", "1")):
        headers = tuple((n, value if n == name else v) for n, v in catalogue.headers)
        text = serialize(replace(catalogue, headers=headers))
        assert coverage_by_seal(text, "post", "sv", "en") is None
