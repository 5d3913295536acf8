"""The command line in Swedish: complete, in step with the code, and chosen as gettext chooses."""

from __future__ import annotations

import ast
import gettext
import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from pipeline import speech
from pipeline.checks.glossary import parse_glossary
from pipeline.cli.app import COMMANDS, tvilling
from pipeline.cli.click_words import CLICK_PLURALS, CLICK_WORDS
from pipeline.cli.messages import compiled, path_of, read, template, written
from pipeline.cli.spoken import help_messages
from pipeline.speech import LANGUAGES, LOCALES, language_of, ngettext, say, speak
from tests.checks.checked_texts import found
from tests.checks.test_check_rules_documented import EXAMPLES

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"\{[\w!:,.<%]*\}")


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "sv")
    speak("sv")
    yield
    speak("")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def ids(catalogue: Catalog) -> set[object]:
    return {tuple(m.id) if isinstance(m.id, list) else m.id for m in catalogue if m.id}


def strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value or ""),)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        pytest.param({}, "", id="nothing is set"),
        pytest.param({"LANG": "sv_SE.UTF-8"}, "sv", id="LANG names Swedish"),
        pytest.param({"LANG": "sv_FI@euro"}, "sv", id="Swedish of another country"),
        pytest.param({"LANG": "en_GB.UTF-8"}, "", id="English"),
        pytest.param({"LANG": "de_DE.UTF-8"}, "", id="a language without a catalogue"),
        pytest.param({"LANG": "sv_SE", "LC_ALL": "C"}, "", id="LC_ALL goes before LANG"),
        pytest.param({"LANG": "sv_SE", "LC_MESSAGES": "en_US"}, "", id="so does LC_MESSAGES"),
        pytest.param({"LANG": "C", "LC_MESSAGES": "sv_SE"}, "sv", id="LANG is asked last"),
        pytest.param({"LANG": "sv_SE", "LC_ALL": ""}, "sv", id="an empty one counts as none"),
        pytest.param({"LANG": "en_US", "LANGUAGE": "sv"}, "sv", id="LANGUAGE goes before all"),
        pytest.param({"LANG": "en_US", "LANGUAGE": "de:sv"}, "sv", id="the second of LANGUAGE"),
        pytest.param({"LANG": "sv_SE", "LANGUAGE": "en:sv"}, "", id="English before Swedish"),
        pytest.param({"LANG": "C.UTF-8", "LANGUAGE": "sv"}, "", id="C asks for English"),
        pytest.param({"LANG": "POSIX", "LANGUAGE": "sv"}, "", id="POSIX asks for English"),
        pytest.param({"LANG": "../../sv"}, "", id="no name of a locale"),
        pytest.param({"LANG": "\0:@._", "LANGUAGE": ":::"}, "", id="nonsense"),
    ],
)
def test_the_environment_chooses_the_language_as_for_gettext(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


def test_every_language_has_a_catalogue_and_every_catalogue_a_language() -> None:
    assert sorted(path.name for path in LOCALES.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_code_says_and_nothing_else(language: str) -> None:
    assert ids(read(language)) == ids(template()), "run: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_reviewed(language: str) -> None:
    left = [m.id for m in read(language) if m.id and (m.fuzzy or not all(strings(m.string)))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_places_of_its_message(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted(set(PLACE.findall(text)))

    wrong = [
        (source, text)
        for message in read(language)
        if message.id
        for source, text in zip(strings(message.id), strings(message.string), strict=True)
        if places(source) != places(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_msgfmt_accepts_the_catalogue(language: str) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt is not installed (Debian's package gettext)")
    command = [msgfmt, "--check-format", "--check-domain", "-o", os.devnull, str(path_of(language))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_white_space_around_its_message(language: str) -> None:
    def around(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [
        text
        for message in read(language)
        if message.id and message.id not in {", as the glossary wants, by {wanted}{note}"}
        for source, text in zip(strings(message.id), strings(message.string), strict=True)
        if around(source) != around(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_what_make_messages_writes(language: str) -> None:
    catalogue = read(language)
    path = path_of(language)
    assert path.read_bytes() == written(catalogue)
    assert path.with_suffix(".mo").read_bytes() == compiled(catalogue)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_every_command_has_no_english_left(
    name: str, swedish: None, tmp_path: Path
) -> None:
    speak("")
    english = tvilling.get_command(None, name) if name else tvilling  # type: ignore[arg-type]
    assert english is not None
    messages = [m for m in help_messages(english) if m]
    speak("sv")
    arguments = [name, "--help"] if name else ["--help"]
    shown = run(*arguments, cwd=tmp_path, LANG="sv_SE.UTF-8").stdout
    words = " ".join(shown.split())
    told = [" ".join(m.split()) for m in messages if say(m) != m]
    assert [m for m in told if re.search(rf"(?<!\w){re.escape(m)}(?!\w)", words)] == []
    for word in ("Usage:", "Options:", "OPTIONS", "Show this message", "default:"):
        assert word not in words
    assert max(map(len, shown.splitlines())) <= 80


STATUS = """\
Inlägg                 På  Läge       Klart  Granska  Saknas  Ord  Ändrat
─────────────────────────────────────────────────────────────────────────
sew-a-pamphlet         en  källa
                       sv  inaktuell  27/30        2       1   71      10
winter-light           en  källa
                       sv  påbörjad   19/28        -       9  232       -
the-ampersand          en  källa
                       sv  oöversatt   0/17        -      17  391       -
between-two-languages  en  källa
                       sv  klar       20/20        -       -    -       -
false-friends          en  källa
                       sv  klar       34/34        -       -    -       -
lagom                  sv  källa
                       en  klar       20/20        -       -    -       -
mellan-raderna         sv  källa
                       en  klar       19/19        -       -    -       -
midsommar              sv  källa
                       en  klar       19/19        -       -    -       -
printers-words         en  källa
                       sv  klar       31/31        -       -    -       -
twenty-nine-letters    en  källa
                       sv  klar       44/44        -       -    -       -
welcome                en  källa
                       sv  klar       20/20        -       -    -       -
terms                  en  klar         9/9        -       -    -       -
                       sv  klar       18/18        -       -    -       -
visit-us               en  källa
                       sv  källa

Till en: 3 av 3 inlägg klara, inget kvar.
Till sv: 5 av 8 inlägg klara; kvar är 29 texter med 694 ord.
"""


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def test_status_of_the_example_blog_is_swedish_throughout(blog: Path) -> None:
    result = run("status", cwd=blog, LANG="sv_SE.UTF-8")
    assert (result.stdout, result.stderr, result.returncode) == (STATUS, "", 0)


def test_findings_are_told_in_the_language_of_each_run(blog: Path) -> None:
    first, second, third = (
        run("check", "--rule", "missing", cwd=blog, LANG=lang).stdout.splitlines()[-2:]
        for lang in ("C", "sv_SE.UTF-8", "C")
    )
    assert second == [
        "11 fel i 3 filer (missing 11).",
        "11 översättningar av inlägg kontrollerade.",
    ]
    assert (
        first
        == third
        == [
            "11 errors in 3 files (missing 11).",
            "11 translations of posts checked.",
        ]
    )


def test_what_programs_read_is_the_same_in_every_language(blog: Path) -> None:
    english, swedish = (
        run("status", "--json", cwd=blog, LANG=lang).stdout for lang in ("C", "sv_SE.UTF-8")
    )
    assert english == swedish


def test_wrong_usage_is_told_in_swedish(tmp_path: Path) -> None:
    result = run("status", "--nope", cwd=tmp_path, LANG="sv_SE.UTF-8")
    assert result.returncode == 2
    assert result.stderr.startswith(
        "Användning: tvilling status [FLAGGOR] [INLÄGG]...\n"
        "Försök med 'tvilling status --help' för hjälp.\n\n"
        "Fel: Flaggan '--nope' finns inte."
    )
    assert "Did you mean" not in result.stderr


def test_outside_of_a_blog_the_message_is_swedish(tmp_path: Path) -> None:
    result = run("status", cwd=tmp_path, LANG="sv_SE.UTF-8")
    assert result.returncode == 2
    assert result.stderr.startswith("fel: det finns ingen blogg här: ")


@pytest.mark.parametrize("name", ["xx_XX.UTF-8", "sv_SE.NO-SUCH", "../..", "@", "sv" * 500])
def test_a_wrong_name_of_a_locale_stops_nothing(name: str, tmp_path: Path) -> None:
    result = run("--version", cwd=tmp_path, LANG=name, LANGUAGE=name)
    assert (result.returncode, result.stderr) == (0, "")


def test_in_english_no_catalogue_is_opened(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "os._exit = sys.exit\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, about: event == 'open' and opened.append(str(about[0])))\n"
        "from pipeline.__main__ import main\n"
        "sys.argv[1:] = ['--help']\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print([name for name in opened if '.mo' in name or '.po' in name], file=sys.stderr)\n"
        "    print('babel' in sys.modules, file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LANG": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == "[]\nFalse\n"


def test_numbers_are_written_as_swedish_writes_them(swedish: None) -> None:
    assert ngettext("{number} post", "{number} posts", 1200) == "1\u00a0200 inlägg"


NAMES = """
strong em harbour never in the sense of shelter note ändringsförslag hamn maj mars juni juli oktober
May March October javascript
"""
"""What messages name that stands in neither text."""


class _Unreadable(gettext.NullTranslations):
    """Makes of every message one without a word, but for what is put into its places."""

    def gettext(self, message: str) -> str:
        return re.sub(r"\{[^{}]*\}|[^\W\d_]", lambda m: m[0] if m[0][0] == "{" else "x", message)

    def ngettext(self, one: str, many: str, number: int) -> str:  # noqa: ARG002  # gettext's
        return self.gettext(many)


@pytest.mark.parametrize(
    ("rule", "langs", "msgid", "msgstr"),
    [row[:4] for row in EXAMPLES.values() if row[4] == "found"],
    ids=[name for name, row in EXAMPLES.items() if row[4] == "found"],
)
def test_a_finding_has_no_word_that_is_not_looked_up(
    rule: str,
    langs: tuple[str, str],
    msgid: str,
    msgstr: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(speech, "_spoken", _Unreadable())
    glossary = parse_glossary(
        "source,target,term,translation,note,forbidden\n"
        "en,sv,pull request,ändringsförslag,,dragbegäran\n"
        "en,sv,harbour,hamn,never in the sense of shelter,\n,,Tvilling,,,\n"
    )
    (message,) = found(rule, msgid, msgstr, langs=langs, glossary=glossary)
    of_the_texts = html.unescape(f"{msgid} {msgstr} {NAMES}").replace("\t", "")
    words = set(re.findall(r"[^\W\d_]{2,}", message.lower()))
    known = set(re.findall(r"[^\W\d_]{2,}", of_the_texts.lower()))
    assert {word for word in words - known if set(word) != {"x"}} == set()


RAISED = {
    "CatalogueError", "CmsError", "CmsRefused", "CmsUnreachable", "Flaw", "PostError", "Problem",
    "SettingsError", "Stopped", "StorageError", "ValueError",
}  # fmt: skip


def _bare_words(path: Path) -> Iterator[str]:
    """Where an error or a finding is made with words that are never looked up."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            told = [*node.args, *(k.value for k in node.keywords if k.arg == "remedy")]
            for argument in told if node.func.id in RAISED else ():
                pieces = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                texts = [p.value for p in pieces if isinstance(p, ast.Constant)]
                if any(re.search(r"[a-z]{2,}", str(text)) for text in texts):
                    yield f"{path.relative_to(ROOT)}:{argument.lineno}"


def test_every_error_is_told_by_messages_that_are_looked_up() -> None:
    inside = [
        place
        for path in sorted((ROOT / "pipeline").rglob("*.py"))
        if not {"localcms", "model"} & set(path.parts)
        for place in _bare_words(path)
    ]
    assert inside == []


def test_click_says_nothing_that_the_catalogue_does_not_hold() -> None:
    known = {*CLICK_WORDS, *(plural for plural in CLICK_PLURALS)}
    never = re.compile(
        "decl|Windows|Editing|deprecat|Deprecat|completion|Bash|stream|UUID|boolean|colour|"
        "dynamic|defined|declaration|Confirm|entered|confirmation|Press|format|version|executable|"
        "env var|Choice|nargs|Commands|Positional|continue|len_type|start character|^d$|"
        "invalid input"
    )
    """Of what Click can do and Tvilling does not ask of it."""
    folder = Path(click.__file__).parent
    keywords = {"_": None, "ngettext": (1, 2)}
    said = {
        message
        for path in folder.glob("*.py")
        for _, message, _, _ in extract_from_file("python", path, keywords)
    }
    left = {m for m in said - known if not never.search(m if isinstance(m, str) else m[0])}
    assert left == set()


def test_a_check_is_explained_in_swedish(tmp_path: Path) -> None:
    shown = run("check", "--explain", "length", cwd=tmp_path, LANG="sv_SE.UTF-8").stdout
    assert shown == LENGTH
    assert max(map(len, shown.splitlines())) <= 80


LENGTH = """\
length (note)

En översättning är mycket längre eller kortare än källan: något kan saknas,
eller höra hemma på ett annat ställe.

Ett stycke kan ha blivit avhugget, eller ha hamnat på fel plats. Ett kinesiskt
eller japanskt tecken räknas som två och en halv bokstav.

Från engelska till svenska:
  anmärks  The boat lay in the harbour for three long weeks of rain.
           Båten låg där.
  rätt     FAQ
           FAQ (vanliga frågor)
  rätt     The boat lay in the harbour.
           Båten låg i hamnen.

Alternativ i [tvilling:check:length]:
  ratio = 1.8
    Hur många gånger så lång den ena texten får vara som den andra.
  slack = 25
    Hur många tecken mer som inte spelar någon roll, för korta texter.
"""


def test_numbers_in_messages_are_written_as_swedish_writes_them(swedish: None) -> None:
    told = say("the translation is {value:.1f} times as long as its source", value=2.5)
    assert told == "översättningen är 2,5 gånger så lång som källan"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["serve", "--port", "x"],
            "Fel: Ogiltigt värde för '--port': 'x' är ingen port; ange ett tal från 0 till 65535",
            id="no number",
        ),
        pytest.param(["status", "--sort"], "Fel: Flaggan '--sort' kräver ett argument.", id="none"),
    ],
)
def test_a_wrong_value_is_told_in_swedish(arguments: list[str], told: str, tmp_path: Path) -> None:
    result = run(*arguments, cwd=tmp_path, LANG="sv_SE.UTF-8")
    assert (result.returncode, result.stderr.splitlines()[-1]) == (2, told)
