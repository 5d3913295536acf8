"""A translation keeps the tags of the page, as a browser's parser sees them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from pipeline.formats.front_matter import split
from pipeline.formats.markdown import cut_markdown
from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.render import render
from pipeline.model.document import Document

CORPORA = Path(__file__).parents[2] / "../shared/corpora"
MARKUP = re.compile(
    r"""(`+)(?:(?!\1).)*?\1|</?[A-Za-z!](?:[^<>"']|"[^"]*"|'[^']*')*>|<[^<>]*>|&[#\w]+;
    |\]\([^()]*(?:\([^()]*\)[^()]*)*\)|\]\[[^\]]*\]|\[[^\]]*\](?![(\[])|\{\{.*?\}\}|\$[^$]*\$
    |(?:https?://|www\.)\S+|\S+@\S+|\{[^}]*\}""",
    re.DOTALL | re.VERBOSE,
)


def capitals(msgid: str) -> str:
    """The msgid in capitals, but for what is markup in it."""
    parts, at = [], 0
    for match in MARKUP.finditer(msgid):
        parts += [msgid[at : match.start()].upper(), match[0]]
        at = match.end()
    return "".join([*parts, msgid[at:].upper()])


def tags(markdown: str) -> object:
    return tree(html5lib.parseFragment(markdown_to_html(markdown), namespaceHTMLElements=False))


def tree(element: object) -> object:
    tag = getattr(element, "tag", "")
    return (tag if isinstance(tag, str) else "", [tree(child) for child in element])  # type: ignore[attr-defined]


def translated(text: str) -> str:
    document = Document(cut_markdown(text))
    return render(document, {s.key: capitals(s.msgid) for s in document.segments})


def corpus() -> list[tuple[str, str]]:
    if not CORPORA.exists():
        pytest.skip("corpora not there")
    examples = json.loads((CORPORA / "markdown/commonmark/spec.examples.json").read_text("utf-8"))
    files = [(str(p), p.read_bytes().decode()) for p in sorted(CORPORA.rglob("*.md"))]
    named = [(f"example {e['example']}", e["markdown"]) for e in examples]
    return named + [(path, split(text)[1]) for path, text in files]


def test_all_real_markdown_keeps_its_tags_when_prose_is_in_capitals() -> None:
    changed = [name for name, text in corpus() if tags(translated(text)) != tags(text)]
    assert changed == []


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "A title"\n    One\n\n    - two\n\nThree\n',
        '!!! note "A title"\n    One\n    two\nThree *four*\nfive\n',
        '> !!! note "A title"\n>     - One\n> two `three`\n>\n> four\n',
        '- !!! note "A title"\n\n      One\n  two\n',
        "::: tip A title\nOne\n\n- two\n:::\nThree\n",
        '- One\n\n    ??? tip "Two"\n        Three\n',
        "> - <p>One\n>   two</p>\n>\n> > three\n",
        "| One | *two* |\n|---|---|\n| [three](x) | `four` |\n",
        "See [link](<foo\nbar>) and ![one](<two\nthree>)\n",
        "> One [link](<foo\n> bar>)\n\n- > Two [link](<foo\n  > bar>)\n",
        "[![One](a)](b) two\n\n- [![three](a)](b) [four](c)\n",
        "[![One](a)](b)\n\nTerm\n: Meaning\n\nText[^1] $x$\n\n[^1]: Note\n",
    ],
    ids=ascii,
)
def test_boxes_and_other_blocks_keep_their_tags(text: str) -> None:
    assert [tags(translated(text)), translated(text) == text] == [tags(text), False]
