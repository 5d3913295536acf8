"""A small blog in English and Swedish, published to a CMS, and somebody who edits there by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pipeline.catalogues.po import parse, serialize
from pipeline.cli.app import tvilling
from tests.localcms_rest.rest_client import Client

SETTINGS = "[tvilling]\ntitle = Example\nlanguages = en, sv\n"
TEA = """---
title: Tea & cake
description: All about tea.
---

Boil the *water* twice, as in [the post on cake](cake.md).

## How long

- Two minutes
- Three minutes

Drink it hot.
"""
CAKE = "---\ntitle: Cake\nslug: the-cake\n---\n\nBake it.\n\nEat it with [tea](tea.md).\n"
GUIDE = """---
title: Guide
---
<p class="a">One <b class="x">bold</b> text.</p>
<p>Another text.</p>
"""
SWEDISH = {
    "Tea & cake": "Te & kaka",
    "All about tea.": "Allt om te.",
    "Boil the *water* twice, as in [the post on cake](cake.md).": (
        "Koka *vattnet* två gånger, som i [inlägget om kaka](cake.md)."
    ),
    "How long": "Hur länge",
    "Two minutes": "Två minuter",
    "Three minutes": "Tre minuter",
    "Drink it hot.": "Drick det varmt.",
    "Cake": "Kaka",
    "the-cake": "kakan",
    "Bake it.": "Baka den.",
    "Eat it with [tea](tea.md).": "Ät den med [te](tea.md).",
    "Guide": "Handledning",
    "One <b>bold</b> text.": "En <b>fet</b> text.",
    "Another text.": "En annan text.",
}


@dataclass(frozen=True)
class Example:
    """A blog that was published to the embedded CMS, and somebody who edits there."""

    root: Path
    client: Client
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, code: int = 0) -> str:
        result: Result = CliRunner().invoke(
            tvilling, ["-C", str(self.root), *words], env=self.environment
        )
        assert result.exit_code == code, (result.output, result.exception)
        return result.output

    def post(self, key: str, lang: str) -> dict[str, Any]:
        found = self.client.get(
            "/posts", tvilling_key=key, lang=lang, context="edit", status="any,trash"
        )
        post: dict[str, Any] = found.json[0]
        return post

    def edit(self, key: str, lang: str, **fields: Any) -> None:  # noqa: ANN401
        number = self.post(key, lang)["id"]
        assert self.client.post(f"/posts/{number}", **fields).status == 200

    def replace(self, key: str, lang: str, *changes: tuple[str, str]) -> None:
        text = self.post(key, lang)["content"]["raw"]
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.edit(key, lang, content=text)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def settles(self) -> None:
        """Publishing again has nothing to do."""
        assert self.run("publish").endswith("Nothing has changed; nothing was written.\n")


def catalogue(root: Path, name: str) -> Path:
    return root / f"locales/sv/LC_MESSAGES/{name}.po"


def written(root: Path, settings: str = SETTINGS, **environment: str) -> Example:
    """The blog with all its translations, not published yet; whoever edits is to be added."""
    folder = root / "posts/en"
    folder.mkdir(parents=True)
    (root / "setup.cfg").write_text(settings, encoding="utf-8")
    for name, text in {"tea.md": TEA, "cake.md": CAKE, "guide.html": GUIDE}.items():
        (folder / name).write_text(text, encoding="utf-8")
    example = Example(root, Client(None, {}), environment)  # type: ignore[arg-type]
    example.run("extract")
    for path in (root / "locales").rglob("*.po"):
        found = parse(path.read_text(encoding="utf-8"))
        entries = tuple(e._replace(msgstr=SWEDISH[e.msgid]) for e in found.entries)
        path.write_text(serialize(replace(found, entries=entries)), encoding="utf-8")
    return example
