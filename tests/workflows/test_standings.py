"""How others see a translation: by its front matter alone, where that says as much as the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues.collect import collect
from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.merge import merge
from pipeline.errors import PostError
from pipeline.formats.cut import cut
from pipeline.formats.page import read_page
from pipeline.formats.render import render
from pipeline.model.catalogue import Catalogue, Entry
from pipeline.model.post import Format, Post
from pipeline.publish.post_links import post_links
from pipeline.publish.versions import page_slug
from pipeline.storage.workspace import Workspace, open_workspace
from pipeline.workflows.blog import Group, Source
from pipeline.workflows.catalogues import Translated, Translation
from pipeline.workflows.standings import UNKNOWN, standing_of_translation

PATH = "posts/en/a.md"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root: Path = tmp_path_factory.mktemp("blog")
    (root / "setup.cfg").write_text("[tvilling]\nlanguages = en, sv\n", encoding="utf-8")
    return open_workspace(root)


def translated_post(workspace: Workspace, text: str, format: Format) -> Translated:
    source = Source("a", "en", PATH, format, "", b"", workspace)
    document = cut(text, format, workspace.settings.rules, PATH)
    return Translated(
        Group("a", (source,), ("sv",)),
        Post("a", "en", PATH, format, text),
        b"",
        document,
        workspace.settings.references,
    )


def complete(item: Translated, words: list[str]) -> Translation:
    """A translation of every text, by the words in turn."""
    messages = collect(item.document, PATH, item.references)
    entries = [
        Entry(message.msgid, words[number % len(words)], message.msgctxt)
        for number, message in enumerate(messages)
    ]
    new = merge(Catalogue(tuple(entries)), messages, "sv", "en")
    return Translation("sv", "a.po", new, new, {})


HEADS = [
    "",
    "---\ntitle: A boat\nslug: a-boat\n---\n",
    "---\ntitle: 'A boat'\n---\n",
    "---\nslug: a-boat\n---\n",
    "---\nsummary: >\n  A boat\n---\n\n",
    '+++\ntitle = "A boat"\n+++\n',
    '{\n "title": "A boat"\n}\n',
    "\n---\ntitle: A boat\n---\n",
    "\ufeff---\ntitle: A boat\n---\n",
]
BODIES = [
    "# One\n\nA [link](b.md) here.\n",
    "Some text.\n\n---\n\ntitle: No title\n",
    '<p>See <a href="c.html">this</a>.</p>\n',
    "[a]: d.md\n\nA text with [a].\n",
    "A text ends with .\n\nmd begins another.\n",
    "",
]
WORDS = ["En båt", "Se [den](e.md)", "x.md", "---", ".", "md", "a: b", "'", "Se `f.htm`", "# Två"]


@given(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(BODIES), max_size=3).map("\n".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.sampled_from(Format),
)
def test_a_translation_is_seen_as_its_whole_text_shows_it(
    workspace: Workspace, head: str, body: str, words: list[str], format: Format
) -> None:
    item = translated_post(workspace, head + body, format)
    translation = complete(item, words)
    seen = standing_of_translation(item, translation, coverage(translation.new))

    text = render(item.document, translation.new.translations)
    assert seen == told_by(text, format)


def told_by(text: str, format: Format) -> str:
    """What the whole page tells; nothing of an HTML page whose first words open front matter."""
    try:
        page = read_page(text, format, PATH)
    except PostError:
        return UNKNOWN
    links = [[url, target, 1] for url, target in post_links(page.html, PATH)]
    return json.dumps([True, page_slug("a", page)[0], 1, links], ensure_ascii=False)
