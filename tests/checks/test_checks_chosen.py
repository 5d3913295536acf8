from __future__ import annotations

import pytest

from pipeline.checks.chosen import choose
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Option, Rule
from pipeline.checks.run import check_page
from pipeline.checks.table import RULES
from pipeline.errors import SettingsError
from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import Severity
from pipeline.model.post import Format
from pipeline.storage.settings import parse_settings

OPTIONS = (
    Option("ratio", 2.5, "How many times as long."),
    Option("least", 10, "What is shorter is left alone."),
    Option("titles", True, "Whether titles count."),
    Option("words", ("a", "b"), "Words that count."),
    Option("sign", "…", "A sign."),
)


def _read(page: PageUnderCheck) -> list[Flaw]:
    return [Flaw(repr([page.option("long", option.name) for option in OPTIONS]))]


LONG = Rule("long", Severity.WARNING, "A translation is long.", _read, OPTIONS)
SHORT = Rule("short", Severity.NOTE, "A translation is short.", lambda _: [])


def _chosen(written: str) -> tuple[list[tuple[str, str]], dict[tuple[str, str], object]]:
    settings = parse_settings(f"[tvilling]\nlanguages = en, sv\n{written}")
    chosen, problems = choose(settings.checks, "setup.cfg", (LONG, SHORT), ())
    assert problems == ()
    return [(rule.name, rule.severity.value) for rule in chosen.rules], dict(chosen.options)


def _problems(written: str) -> list[str]:
    try:
        settings = parse_settings(f"[tvilling]\nlanguages = en, sv\n{written}")
    except SettingsError as error:
        return str(error).split("\n")
    return [str(problem) for problem in choose(settings.checks, "setup.cfg", (LONG, SHORT), ())[1]]


def test_without_settings_the_rules_are_as_they_are() -> None:
    assert _chosen("") == ([("long", "warning"), ("short", "note")], {})


def test_a_severity_may_be_set_in_either_section_and_off_leaves_the_rule_out() -> None:
    written = "[tvilling:checks]\nlong = off\n[tvilling:check:short]\nseverity = error\n"
    assert _chosen(written) == ([("short", "error")], {})


def test_options_have_the_type_of_their_default() -> None:
    numbers = "ratio = 3\nleast = 4\ntitles = no\n"
    written = f"[tvilling:check:long]\n{numbers}words =\n  c d\n  e, f\nsign = !\n"
    assert _chosen(written)[1] == {
        ("long", "ratio"): 3.0,
        ("long", "least"): 4,
        ("long", "titles"): False,
        ("long", "words"): ("c d", "e", "f"),
        ("long", "sign"): "!",
    }


WRONG = {
    "an unknown rule": (
        "[tvilling:checks]\nlang = error\n",
        ["setup.cfg:4: there is no check named 'lang'. Did you mean long?"],
    ),
    "an unknown rule with a section": (
        "[tvilling:check:zzz]\n",
        [
            "setup.cfg:3: there is no check named 'zzz'. "
            "`tvilling check --list-rules` shows them all"
        ],
    ),
    "an unknown option": (
        "[tvilling:check:long]\nration = 3\n",
        ["setup.cfg:4: the check 'long' has no option 'ration'. Did you mean ratio?"],
    ),
    "an option of the wrong type": (
        "[tvilling:check:long]\nratio = much\ntitles = 2\n",
        [
            "setup.cfg:4: ratio is 'much', which is not what 'long' can use. "
            "Write it like ratio = 2.5",
            "setup.cfg:5: titles is '2', which is not what 'long' can use. "
            "Write it like titles = yes",
        ],
    ),
    "no severity": (
        "[tvilling:checks]\nlong = loud\n",
        [
            "setup.cfg:4: long is 'loud', which is no severity. "
            "Write one of error, warning, note, off"
        ],
    ),
    "no reason": (
        "[tvilling:checks]\nignore = posts/*\n",
        [
            "setup.cfg:4: ignore does not say why 'posts/*' is left out. Write a pattern and a "
            "reason on each line, such as: posts/*/legal/** -- the lawyers' words stay as they are"
        ],
    ),
    "a threshold for a language that the blog has not": (
        "[tvilling:checks]\nthreshold_de = 90\n",
        [
            "setup.cfg:4: threshold_de names 'de', which is none of the blog's languages. "
            "Use one of en, sv"
        ],
    ),
    "a threshold that is no percentage": (
        "[tvilling:checks]\nthreshold = 101\n",
        ["setup.cfg:4: threshold is '101', which is no percentage. Write a number from 0 to 100"],
    ),
    "an unknown least severity": (
        "[tvilling:checks]\nfail_on = always\n",
        ["setup.cfg:4: fail_on 'always' is not known. Write one of error, warning, note, never"],
    ),
}


@pytest.mark.parametrize(("written", "expected"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_is_named_with_its_line(written: str, expected: list[str]) -> None:
    assert _problems(written) == expected


def test_a_rule_reads_its_options_through_the_page_and_finds_the_defaults_there() -> None:
    page = PageUnderCheck(
        post="a",
        lang="sv",
        source_lang="en",
        path="a.po",
        source_path="a.md",
        format=Format.MARKDOWN,
        catalogue=Catalogue(),
        on_disk=Catalogue(),
        options={("long", "least"): 4},
    )
    assert [f.message for f in check_page(page, (LONG,))] == ["[2.5, 4, True, ('a', 'b'), '…']"]


def test_no_name_of_a_rule_or_of_an_option_is_taken_by_a_setting() -> None:
    taken = {"fail_on", "baseline", "threshold_of", "ignore", "severity"}
    names = {rule.name for rule in RULES} | {o.name for rule in RULES for o in rule.options}
    assert names & taken == set()
