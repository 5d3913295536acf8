from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.errors import SettingsError
from pipeline.model.post import ExtractionRules
from pipeline.model.target import LOCAL, Target
from pipeline.storage.publishing_settings import PRESETS, Publishing
from pipeline.storage.settings import (
    Settings,
    find_blog,
    load_settings,
    parse_settings,
)


def problems_of(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    return str(caught.value).split("\n")


def test_every_key_is_read() -> None:
    text = """
[metadata]
name = 100 % something else

[tvilling]
title = Exempelbloggen
languages = sv, EN, pt_br
posts = content/{id}.{lang}
locales = po
front_matter = title,
    seo.description
references = line
code_blocks = yes
default_target = live

[tvilling:target:live]
kind = wordpress
url = https://blog.example.com/
user = editor
"""
    live = Target("live", "wordpress", "https://blog.example.com", "editor")
    assert parse_settings(text) == Settings(
        languages=("sv", "en", "pt-BR"),
        title="Exempelbloggen",
        posts="content/{id}.{lang}",
        locales="po",
        rules=ExtractionRules(("title", "seo.description"), code_blocks=True),
        references="line",
        default_target="live",
        targets=(LOCAL, live),
    )


def test_languages_are_all_that_must_be_set() -> None:
    assert parse_settings("[tvilling]\nlanguages = en, sv\n") == Settings(languages=("en", "sv"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            "languages = en",
            "setup.cfg:2: languages names fewer than two languages. "
            "Write at least two, such as: en, sv",
            id="one language is too few",
        ),
        pytest.param(
            "languages = en, svenska",
            "setup.cfg:2: languages 'svenska' is not a language tag. "
            "Write one like en, sv or pt-BR",
            id="a language that is no tag",
        ),
        pytest.param(
            "languages = en, sv, EN",
            "setup.cfg:2: languages names en twice. Name each language once",
            id="one language in two spellings",
        ),
        pytest.param(
            "languages = en, sv\nposts = posts/{id}",
            "setup.cfg:3: posts 'posts/{id}' does not hold {lang} and {id}, once each. "
            "Write it like posts/{lang}/{id}",
            id="a pattern without the language",
        ),
        pytest.param(
            "languages = en, sv\nposts = posts/{lang}/{id}/{year}",
            "setup.cfg:3: posts 'posts/{lang}/{id}/{year}' does not hold {lang} and {id}, once "
            "each. Write it like posts/{lang}/{id}",
            id="a pattern with an unknown field",
        ),
        pytest.param(
            "languages = en, sv\nposts = {lang}{id}",
            "setup.cfg:3: posts '{lang}{id}' does not say where the language ends and the id "
            "begins. Write it like posts/{lang}/{id}",
            id="a pattern that cannot be read back",
        ),
        pytest.param(
            "languages = en, sv\nlocales = ../locales",
            "setup.cfg:3: locales '../locales' does not stay in the blog's folder. Write a path "
            "from the blog's folder, with / between folders and without ..",
            id="a folder outside of the blog",
        ),
        pytest.param(
            "languages = en, sv\nreferences = lines",
            "setup.cfg:3: references 'lines' is not known. Write one of file, line, none",
            id="an unknown choice",
        ),
        pytest.param(
            "languages = en, sv\nblock_attributes =\n  acme/hero",
            "setup.cfg:3: block_attributes does not say which attributes of 'acme/hero' are text. "
            "Write a line for each block, such as: acme/hero: heading, items.*.text",
            id="a block without its attributes",
        ),
        pytest.param(
            "languages = en, sv\ncode_blocks = perhaps",
            "setup.cfg:3: code_blocks 'perhaps' is neither yes nor no. Write yes or no",
            id="neither yes nor no",
        ),
        pytest.param(
            "languages = en, sv\nincomplete = perhaps",
            "setup.cfg:3: incomplete 'perhaps' is not known. Write one of hold, draft, fallback",
            id="an unknown rule for what is not finished",
        ),
        pytest.param(
            "languages = en, sv\ntimezone = Europe/Lagom",
            "setup.cfg:3: timezone 'Europe/Lagom' is no time zone. "
            "Write a name such as Europe/Stockholm, or UTC",
            id="an unknown time zone",
        ),
        pytest.param(
            "languages = en, sv\ntransliteration.sv = å",
            "setup.cfg:3: transliteration.sv does not say what letters become. "
            "Write pairs such as å:aa, ä:ae, ö:oe, or one of plain, digraphs",
            id="letters that become nothing known",
        ),
        pytest.param(
            "languages = en, sv\n[tvilling:authors]\nA =",
            "setup.cfg:4: a names no user. Write a login or a number behind the =",
            id="an author who is nobody",
        ),
        pytest.param(
            "languages = en, sv\nlanguage = en",
            "setup.cfg:3: language is no key that Tvilling knows. Use one of title, languages, "
            "posts, locales, front_matter, references, code_blocks, block_attributes, "
            "default_target, source_url, editor_url, incomplete, timezone",
            id="an unknown key",
        ),
        pytest.param(
            "languages = en, sv\n[tvilling:targets]\n",
            "setup.cfg:3: [tvilling:targets] is no section that Tvilling knows. Use [tvilling], "
            "[tvilling:target:NAME] for a CMS to publish to, [tvilling:checks], "
            "or [tvilling:check:RULE]",
            id="an unknown section",
        ),
        pytest.param(
            "languages = en, sv\ndefault_target = live",
            "setup.cfg:3: default_target names 'live', which has no section. Describe it in a "
            "section [tvilling:target:live]",
            id="a default target that is nowhere described",
        ),
        pytest.param(
            "title = Blog",
            "setup.cfg:1: [tvilling] does not say languages. "
            "Add a line such as: languages = en, sv",
            id="no languages",
        ),
        pytest.param(
            "languages = en, sv\nlanguages = en, sv",
            "setup.cfg:3: 'languages' is set twice in [tvilling]. Delete one of them",
            id="a key that is there twice",
        ),
        pytest.param(
            "languages = en, sv\nnonsense",
            "setup.cfg:3: the line is neither a [section] nor a key = value. "
            "Mend it, or start it with # to make it a comment",
            id="a line that is nothing",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_a_remedy(lines: str, message: str) -> None:
    assert problems_of(f"[tvilling]\n{lines}\n") == [message]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            "kind = wordpress\nurl = ftp://example.com\nuser = editor",
            "setup.cfg:5: url 'ftp://example.com' is not a web address. "
            "Write it like https://blog.example.com",
            id="an address that is not of the web",
        ),
        pytest.param(
            "kind = wordpress\nurl = https://editor:secret@example.com\nuser = editor",
            "setup.cfg:5: url holds more than the site's address. Leave out user, password, ? and "
            "#; the user has a key of its own, and the password belongs in the environment",
            id="a password in the address",
        ),
        pytest.param(
            "kind = wordpress\nurl = https://example.com\nuser = editor\npassword = secret",
            "setup.cfg:7: password does not belong in a file. Delete the line; the password is "
            "read from the environment or asked for",
            id="a password",
        ),
        pytest.param(
            "kind = wordpress\nurl = https://example.com",
            "setup.cfg:3: [tvilling:target:live] does not say user. "
            "Add a line such as: user = editor",
            id="no user",
        ),
        pytest.param(
            "kind = joomla\nurl = https://example.com\nuser = editor",
            "setup.cfg:4: kind 'joomla' is not known. Write one of local, wordpress, sites",
            id="an unknown kind of CMS",
        ),
        pytest.param(
            "kind = local\nparallel = many",
            "setup.cfg:5: parallel is 'many', which is no number from 1 to 16. Write one of those",
            id="a number that is none",
        ),
    ],
)
def test_a_wrong_target_is_named_with_its_line_and_a_remedy(lines: str, message: str) -> None:
    text = f"[tvilling]\nlanguages = en, sv\n[tvilling:target:live]\n{lines}\n"
    assert problems_of(text) == [message]


def test_all_problems_are_told_at_once() -> None:
    text = "[tvilling]\nlanguages = en\nposts = x\ncolour = red\n"
    assert [line.split(": ")[0] for line in problems_of(text)] == [
        "setup.cfg:2",
        "setup.cfg:3",
        "setup.cfg:4",
    ]


def test_no_message_repeats_a_password() -> None:
    text = (
        "[tvilling]\nlanguages = en, sv\n[tvilling:target:live]\nkind = wordpress\n"
        "url = https://editor:hush@example.com\nuser = editor\npassword = hush\n"
    )
    assert "hush" not in "\n".join(problems_of(text))


def test_a_folder_without_settings_is_told_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="tvilling init"):
        find_blog(tmp_path)


def test_settings_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_bytes(b"[tvilling]\nlanguages = en, sv\ntitle = f\xf6\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(tmp_path)


def test_the_blog_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", encoding="utf-8")
    inner = tmp_path / "posts" / "en"
    inner.mkdir(parents=True)
    (inner / "setup.cfg").write_text("[metadata]\nname = other\n", encoding="utf-8")
    assert find_blog(inner) == tmp_path


def test_a_target_is_chosen_by_name_or_by_default() -> None:
    settings = parse_settings("[tvilling]\nlanguages = en, sv\n")
    assert (settings.target(), settings.target("local")) == (LOCAL, LOCAL)
    with pytest.raises(SettingsError, match="there is no target named 'live'"):
        settings.target("live")


def test_text_attributes_of_blocks_are_named_a_block_a_line() -> None:
    blocks = "\n  acme/hero: heading, a.*.b\n  acme/*: note\n"
    written = f"[tvilling]\nlanguages = en, sv\nblock_attributes ={blocks}"
    assert parse_settings(written).rules.blocks == (
        ("acme/hero", ("heading", "a.*.b")),
        ("acme/*", ("note",)),
    )


def test_addresses_of_lines_are_filled_and_quoted() -> None:
    settings = parse_settings(
        "[tvilling]\nlanguages = en, sv\n"
        "source_url = https://code.example/{path}#L{line}\neditor_url = vscode://file{file}:{line}"
    )
    assert (
        settings.source_address("posts/en/å b.md", 7),
        settings.editor_address(Path("/blog"), "a.md", None),
        parse_settings("[tvilling]\nlanguages = en, sv").source_address("a.md", 1),
    ) == (
        "https://code.example/posts/en/%C3%A5%20b.md#L7",
        "vscode://file/blog/a.md:1",
        "",
    )


@pytest.mark.parametrize(
    "line",
    [
        "source_url = vscode://file{path}",
        "source_url = https://code.example/",
        "source_url = https://code.example/{path}/{branch}",
        "editor_url = javascript:alert('{file}')",
        "editor_url = {file}",
    ],
    ids=[
        "an editor is no web address",
        "a pattern without a path",
        "a name that is not known",
        "a scheme that runs code",
        "no scheme",
    ],
)
def test_a_wrong_address_of_lines_is_refused(line: str) -> None:
    assert "setup.cfg:3" in problems_of(f"[tvilling]\nlanguages = en, sv\n{line}")[0]


def test_what_a_blog_sets_about_publishing_is_read() -> None:
    about = parse_settings(
        """[tvilling]
languages = en, sv
incomplete = fallback
timezone = Europe/Stockholm
transliteration.sv = digraphs
transliteration.en = é:e
[tvilling:authors]
Anna Example = anna
Bo = 7
[tvilling:notices]
sv = Inte klar. Resten är på {language}.
"""
    ).publishing
    assert about == Publishing(
        "fallback",
        ZoneInfo("Europe/Stockholm"),
        (("sv", PRESETS["digraphs"]), ("en", (("é", "e"),))),
        (("anna example", "anna"), ("bo", "7")),
        (("sv", "Inte klar. Resten är på {language}."),),
    )


SITES = """[tvilling]
languages = en, pt-BR
[tvilling:target:live-en]
kind = wordpress
url = https://example.com
user = editor
[tvilling:target:live-pt]
kind = wordpress
url = https://pt.example.com
user = editor
[tvilling:target:live]
kind = sites
"""


def test_a_target_may_be_one_site_per_language() -> None:
    settings = parse_settings(SITES + "en = live-en\npt-BR = live-pt\n")
    live = settings.target("live")
    assert live == Target("live", "sites", sites=(("en", "live-en"), ("pt-BR", "live-pt")))
    assert [(lang, site.url) for lang, site in settings.sites_of(live)] == [
        ("en", "https://example.com"),
        ("pt-BR", "https://pt.example.com"),
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("en = live-en", "setup.cfg:11: the language pt-BR has no site"),
        ("en = live-en\npt-br = other", "setup.cfg:14: pt-BR names 'other', which is no target"),
        ("en = live-en\npt-br = live-en", "setup.cfg:14: pt-BR has the same site as en"),
        ("en = live\npt-br = live-pt", "setup.cfg:13: en names 'live', which is several sites"),
        ("en = local\npt-br = live-pt", "setup.cfg:13: en names 'local', which has no address"),
        ("en = live-en\npt-br = live-pt\nde = x", "setup.cfg:15: de is no language of the blog"),
        ("en = live-en\npt-br = live-pt\nurl = x", "setup.cfg:15: url is no language"),
    ],
    ids=[
        "a language without a site",
        "no target",
        "two languages with one site",
        "sites within sites",
        "the embedded CMS",
        "a language that the blog does not have",
        "a key that is no language",
    ],
)
def test_wrong_sites_are_named_at_their_line(lines: str, problem: str) -> None:
    said = problems_of(f"{SITES}{lines}\n")
    assert [line for line in said if line.startswith(problem)], said
