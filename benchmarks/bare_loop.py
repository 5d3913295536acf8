"""The least that extraction can do: `python bare_loop.py POSTS TARGET [polib]` writes `.po` files.

What any tool of the kind must do, in one straight loop: read the post, drain the events of the
parser (with the extensions that we turn on), take the texts of front matter and of each block with
where they stand, join equal ones, write one file. It does not merge with what translators wrote,
keeps nothing for the next run, replaces no file as a whole, checks nothing, and is wrong about all
that is not plain: hard breaks, images, HTML, shortcodes, most of YAML. With the word `polib`, the
messages are values of that library, which writes them: what a program does that does not write
files of this format itself.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from pyromark import Markdown, Options

PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
KINDS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "Item": "list item",
    "TableCell": "table cell",
}
FIELD = re.compile(r'^(title|description|slug): *"?(.*?)"? *$', re.MULTILINE)
HEADER = """\
msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


METADATA = {
    "Language": "sv",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
Texts = dict[tuple[str | None, str], str]
Write = Callable[[str, Texts], str]


def texts(raw: bytes) -> Texts:
    """What stands where, by context and text."""
    start = raw.find(b"\n---\n") + 5
    head, body = raw[:start].decode(), raw[start:]
    found: Texts = {(key, value): key for key, value in FIELD.findall(head)}
    under = ""
    for event, span in PARSER.events_with_range(body.decode()):
        if event.__class__ is dict and (tag := event.get("End")):
            kind = KINDS.get(tag if tag.__class__ is str else next(iter(tag)))
            if kind:
                text = body[span["start"] : span["end"]].decode().strip().replace("\n", " ")
                if kind == "heading":
                    text = under = text.lstrip("# ")
                found.setdefault((None, text), f"{kind}, under: {under}")
    return found


def build(name: str, source: str, target: str, write: Write) -> None:
    """One catalogue, out of one post."""
    with open(f"{source}/{name}", "rb", buffering=0) as file:  # noqa: PTH123  # a Path costs time
        raw = file.read()
    text = write(name, texts(raw))
    with open(f"{target}/{name}.po", "wb", buffering=0) as file:  # noqa: PTH123
        file.write(text.encode())


def written(name: str, found: Texts) -> str:
    """The catalogue of the texts."""
    blocks = [HEADER]
    for (context, text), place in found.items():
        line = f'msgctxt "{context}"\n' if context else ""
        msgid = text.replace("\\", "\\\\").replace('"', '\\"')
        blocks.append(f'#. {place}\n#: posts/en/{name}\n{line}msgid "{msgid}"\nmsgstr ""\n')
    return "\n".join(blocks)


def written_by_polib(name: str, found: Texts) -> str:
    """The same, by way of the library."""
    import polib

    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = METADATA
    for (context, text), place in found.items():
        places = [(f"posts/en/{name}", "")]
        entry = polib.POEntry(msgid=text, msgctxt=context, comment=place, occurrences=places)
        catalogue.append(entry)
    return str(catalogue)


def main(source: str, target: str, way: str = "") -> None:
    """All of them, on every processor that there is."""
    names = sorted(path.name for path in Path(source).iterdir())
    Path(target).mkdir()
    write = written_by_polib if way == "polib" else written
    work = functools.partial(build, source=source, target=target, write=write)
    cores = len(os.sched_getaffinity(0))
    if cores == 1:
        for name in names:
            work(name)
        return
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        for _ in pool.imap_unordered(work, names, 50):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
