"""Every text that the program says to a person is marked for translation.

Two nets: what is handed to an error, a finding or the terminal holds no word outside of `say`,
`ngettext` and `N_`; and whatever else in the code reads like prose is marked, or is excused below.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.errors
from pipeline.cli.messages import template

PACKAGE = Path(pipeline.errors.__file__).parent
MARKS = frozenset({"say", "N_", "ngettext"})

ERRORS = frozenset(
    name
    for name, value in vars(pipeline.errors).items()
    if isinstance(value, type) and issubclass(value, pipeline.errors.TvillingError)
)
TOLD: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(ERRORS, (0, "what", "remedy")),
    "Action": ("reason",),
    "BadParameter": (0,),
    "ClickException": (0,),
    "Diagnosis": (2, 3, "message", "remedy"),
    "Flaw": (0, "message"),
    "Held": (2, "reason"),
    "Left": (5, "reason"),
    "Notice": (2, "message"),
    "Problem": (0, 1, "what", "remedy"),
    "UsageError": (0,),
    "ValueError": (1,),
    "_refuse": (0, 1, 2, "what", "remedy"),
    "confirm": (0,),
    "echo": (0,),
    "leave": (3,),
    "lost": (1,),
    "prompt": (0,),
    "refusal": (1,),
    "refuse": (1, 2, 3),
    "secho": (0,),
    "tell": (0,),
}
"""What tells people something, with the arguments that do. A `ValueError` with a second argument
is one that a reader of settings raises: what is wrong, and what to do."""

WORD_LISTS = "words of languages and of HTML that texts are compared with"
ELSEWHERE = "taken up by `cli/messages.py` from these tables"
EXCUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "catalogues/accepting.py": ("a comment in a catalogue", ("Still valid after an edit: ",)),
    "catalogues/edits.py": ("names of classes", ("white space", "link address")),
    "catalogues/three_way.py": (
        "a comment in a catalogue",
        ("Translated differently at the same time: ",),
    ),
    "checks/currencies.py": (WORD_LISTS, ()),
    "checks/inflection.py": (WORD_LISTS, ()),
    "checks/number_words.py": (WORD_LISTS, ()),
    "checks/profiles.py": (WORD_LISTS, ()),
    "checks/units.py": (WORD_LISTS, ()),
    "cli/click_words.py": (ELSEWHERE, ()),
    "cli/words.py": (ELSEWHERE, ()),
    "cli/demo.py": ("commands", ("tvilling ",)),
    "cli/init.py": ("the title in the settings of a new blog", ("My blog",)),
    "cli/messages.py": (
        "a tool for those who work on Tvilling",
        (" messages, ", "For translators:"),
    ),
    "cli/status.py": ("codes of the states", ("not public", "not published")),
    "formats/blocks_attributes.py": (
        "a comment in a catalogue",
        ("search label", "search button"),
    ),
    "formats/yaml_values.py": ("compared with what libyaml says", ("maximum nesting",)),
    "localcms/app.py": ("what a server answers to a program", ("This blog answers on ",)),
    "localcms/rest": ("WordPress's own words, which programs read", ()),
    "localcms/site": ("the pages of the blog, which have a catalogue of their own", ()),
    "localcms/slugs.py": ("letters", ()),
    "model/cms_page.py": ("codes of the states", ("not public", "not published")),
    "model/document.py": (
        "a comment in a catalogue",
        ("front matter", "list item", "table cell", "alternative text"),
    ),
    "preview": ("pages in a browser", ()),
    "publish/verifying.py": ("a name in the journal", ("links of post ",)),
    "publish/writing_files.py": ("a name in the journal", ("second upload ",)),
    "publish/writing_terms.py": ("a name in the journal", ("links of ",)),
    "reports/findings_junit.py": ("a file for programs", ("in the post: ",)),
    "reports/findings_sarif.py": (
        "a file for programs",
        ("The folder of the blog, which holds its setup.cfg.", "The text in the post."),
    ),
    "reports/findings_text.py": (ELSEWHERE, ()),
    "reports/html": ("pages in a browser", ()),
    "workflows/bridge.py": ("looked for in a file", ("Plugin Name: ",)),
    "workflows/first_posts.py": ("posts of a new blog", ()),
    "workflows/init.py": (
        "files of a new blog",
        ("# Made again by every run", "# Posts and catalogues keep", "My blog"),
    ),
    "workflows/merge_driver.py": ("commands for git", ("git config merge.",)),
    "workflows/preview_pages.py": ("pages in a browser", ("slug, made from the title",)),
}
"""What is not for the reader of the command line: why, and the texts; without any, the whole file
or folder."""

PROSE = re.compile(r"[a-z]{2,} (?:[^ ]+ )*?[a-z]{2,}[ .,:;]|[A-Z][a-z]+ [a-z]{2,} ")
CODE = re.compile(r"[\\^$|<>{}]|\b(?:SELECT|UPDATE|DELETE|INSERT|ALTER|CREATE)\b|iif\(")


def modules() -> list[str]:
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def tree_of(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings below the node, without those that are marked and those of other calls."""
    if isinstance(node, ast.Call | ast.Compare | ast.Subscript):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from unmarked(child)


def told(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of the call that a person will read."""
    places = TOLD[called(call)]
    if called(call) == "ValueError" and len(call.args) == 2:
        places = (0, 1)
    yield from (each for at, each in enumerate(call.args) if at in places)
    yield from (keyword.value for keyword in call.keywords if keyword.arg in places)


@pytest.mark.parametrize("name", modules())
def test_what_people_are_told_has_no_word_that_is_not_marked(name: str) -> None:
    if name.startswith(("localcms/rest", "localcms/site")):
        return  # not for the reader of the command line: see EXCUSED
    found = [
        f"{name}:{string.lineno}: {string.value!r}"
        for call in ast.walk(tree_of(name))
        if isinstance(call, ast.Call) and called(call) in TOLD
        for argument in told(call)
        for string in unmarked(argument)
        if re.search("[A-Za-z]{2}", str(string.value))
    ]
    assert found == []


def test_every_marked_text_is_found_by_make_messages() -> None:
    """Babel does not look into f-strings, so nothing is marked there alone."""
    known = {text for m in template() if m.id for text in strings(m.id)}
    lost = [
        (name, text)
        for name in modules()
        if not name.startswith("localcms/site")
        for call in ast.walk(tree_of(name))
        if isinstance(call, ast.Call) and called(call) in MARKS
        for text in first_texts(call)
        if text not in known
    ]
    assert lost == []


def first_texts(call: ast.Call) -> Iterator[str]:
    for argument in call.args[: 2 if called(call) == "ngettext" else 1]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def silent(tree: ast.Module) -> Iterator[ast.AST]:
    """The parts whose strings are marked, or say nothing: docstrings, help, lists of words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        if not isinstance(node, ast.Call):
            continue
        if called(node) in MARKS:
            yield node
        if called(node) == "split" and isinstance(node.func, ast.Attribute):
            yield node.func.value
        yield from (each.value for each in node.keywords if each.arg in {"help", "epilog"})


def prose(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The unmarked strings that read like prose, with their lines; an f-string in one piece."""
    passed = {id(node) for part in silent(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in passed:
            passed |= {id(each) for each in ast.walk(node)}
            parts = [each.value if isinstance(each, ast.Constant) else "X" for each in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif id(node) not in passed and isinstance(node, ast.Constant):
            yield node.lineno, str(node.value)


def is_excused(name: str, text: str) -> bool:
    for place, (_reason, texts) in EXCUSED.items():
        if name == place or name.startswith(f"{place}/"):
            return not texts or any(each in text for each in texts)
    return False


@pytest.mark.parametrize("name", modules())
def test_whatever_reads_like_prose_is_marked_or_excused(name: str) -> None:
    found = [
        f"{name}:{line}: {text!r}"
        for line, text in prose(tree_of(name))
        if PROSE.search(f"{text} ") and not CODE.search(text) and not is_excused(name, text)
    ]
    assert found == []


def test_nothing_is_excused_that_is_not_there() -> None:
    wrong = []
    for place, (_reason, texts) in EXCUSED.items():
        names = [name for name in modules() if name == place or name.startswith(f"{place}/")]
        there = [text for name in names for _line, text in prose(tree_of(name))]
        wrong += [place] if not there else []
        wrong += [each for each in texts if not any(each in text for text in there)]
    assert wrong == []
