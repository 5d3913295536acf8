"""A blog of any size out of a seed: posts in Markdown with the mix of structure that blogs have.

The text is nonsense out of real words. What matters for the clock is real: the share of prose,
lists, tables, code and front matter, the length of paragraphs, links and emphasis within them, and
that hardly a paragraph occurs twice.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

WORDS = (
    "the a of and to in on for with from over under between after before about morning evening "
    "paper press ink letter page margin thread needle board cloth spine cover sheet fold cut glue "
    "garden rain frost seed apple pear plum river bridge harbour island lamp window table chair "
    "we you they somebody nobody everyone reader writer editor printer binder neighbour guest "
    "keep make find lose carry open close begin end wait walk read write print fold press bind "
    "slow quick quiet bright dark narrow broad old new small large plain strange useful early late "
    "always never often seldom perhaps again together apart almost exactly carefully at last "
    "language word sentence meaning twin version translation draft proof mistake correction habit"
).split()


def settings_for(*languages: str) -> str:
    """The settings of the blog in these languages."""
    return f"[tvilling]\ntitle = A large blog\nlanguages = {', '.join(languages)}\n"


def part_of(posts: Path, target: Path, number: int) -> Path:
    """The folder `target`, made for copies of the first so many posts."""
    target.mkdir(parents=True)
    for path in sorted(posts.iterdir())[:number]:
        shutil.copy(path, target)
    return target


def write_blog(folder: Path, posts: int, seed: int = 1) -> int:
    """The bytes of post text written into `folder`, which becomes a blog of that many posts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "setup.cfg").write_text(settings_for("en", "sv"), encoding="utf-8")
    source = folder / "posts" / "en"
    source.mkdir(parents=True)
    size = 0
    for number in range(posts):
        text = post(number, random.Random(f"{seed}/{number}"))
        (source / f"post-{number:05}.md").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def post(number: int, rng: random.Random, parts: int = 8) -> str:
    """One post: front matter and `parts` sections, 7.3 kB and 36 messages for eight."""
    # In quotation marks, since `on` and a text with `: ` in it mean something else in YAML.
    head = (
        f'---\ntitle: "{_title(rng)}"\n'
        f"date: 2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}\n"
        f'description: "{_sentence(rng)}"\ncategories: ["{rng.choice(WORDS)}"]\n'
        f'tags: ["{rng.choice(WORDS)}", "{rng.choice(WORDS)}"]\nslug: post-{number}\n---\n\n'
    )
    return head + "\n\n".join(_blocks(rng, parts)) + "\n"


def _blocks(rng: random.Random, parts: int) -> Iterator[str]:
    for _ in range(parts):
        yield f"## {_title(rng)}"
        yield _paragraph(rng)
        yield rng.choices((_paragraph, _list, _quote, _code, _table), (6, 3, 1, 1, 1))[0](rng)


def _title(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(3, 7))).capitalize()


def _sentence(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(7, 20))
    if rng.random() < 0.15:
        at = rng.randrange(len(words))
        words[at] = f"[{words[at]}](https://example.org/{words[0]}/{rng.randint(1, 9999)})"
    if rng.random() < 0.15:
        at = rng.randrange(len(words))
        words[at] = f"*{words[at]}*"
    return " ".join(words).capitalize() + "."


def _paragraph(rng: random.Random) -> str:
    """Lines as people break them: some posts wrap at about 80, most do not."""
    text = " ".join(_sentence(rng) for _ in range(rng.randint(4, 7)))
    return text.replace(". ", ".\n") if rng.random() < 0.3 else text


def _list(rng: random.Random) -> str:
    return "\n".join(f"- {_sentence(rng)}" for _ in range(rng.randint(3, 5)))


def _quote(rng: random.Random) -> str:
    return f"> {_sentence(rng)}\n> {_sentence(rng)}"


def _code(rng: random.Random) -> str:
    return f"```python\nfor {rng.choice(WORDS)} in range({rng.randint(2, 99)}):\n    pass\n```"


def _table(rng: random.Random) -> str:
    rows = [f"| {rng.choice(WORDS)} {i} | {rng.choice(WORDS)} {i} |" for i in range(3)]
    return "\n".join([rows[0], "|---|---|", *rows[1:]])
