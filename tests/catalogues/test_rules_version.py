"""Whoever changes how posts are cut has to think of `RULES_VERSION`.

Catalogues are sealed by it: if the way of cutting changed under the same number, `status` would go
on believing catalogues that `extract` brings in step.
"""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from pipeline.catalogues.respelling import RULES_VERSION
from pipeline.errors import TvillingError
from pipeline.formats.cut import cut
from pipeline.model.post import DEFAULT_RULES, Format
from tests.fuzz.scraps import CONTROL, HTML, MARKDOWN

SCRAPS = {Format.MARKDOWN: MARKDOWN, Format.HTML: HTML, Format.BLOCKS: HTML}
HEAD = "---\ntitle: One\nimage_alt: 'Two'\nslug: three\n---\n"
KNOWN = {
    Format.MARKDOWN: (2, "37aec3ce16b4c484"),
    Format.HTML: (2, "4563535e9556d9f7"),
    Format.BLOCKS: (2, "18d1072d9b6d8e00"),
}
"""The version of the rules, and a digest of the texts that they cut from a fixed heap of scraps."""


def texts(format: Format) -> list[str]:
    """Posts of scraps in the same disorder each time."""
    chance = random.Random(f"scraps of {format}")
    scraps = [*SCRAPS[format], *CONTROL, "\n\n", "\n\n"]
    return [chance.choice(["", HEAD]) + "".join(chance.choices(scraps, k=12)) for _ in range(1500)]


def cuts_of(format: Format) -> str:
    found = []
    for text in texts(format):
        try:
            document = cut(text, format, DEFAULT_RULES, "a post")
        except TvillingError as error:
            found.append(type(error).__name__)
            continue
        found += [repr((s.kind, s.under, s.note, s.msgctxt, s.msgid)) for s in document.segments]
    return sha256("\n".join(found).encode("utf-8", "backslashreplace")).hexdigest()[:16]


@pytest.mark.parametrize("format", list(Format))
def test_posts_are_cut_as_the_version_of_the_rules_says(format: Format) -> None:
    now = (RULES_VERSION, cuts_of(format))
    assert now == KNOWN[format], (
        f"{format}: posts are cut differently than by the rules of this version. If a release went "
        "out with them, raise RULES_VERSION and see that `respelling` carries translations over; "
        f"then write {now!r} here. (The same is due, without raising it, where a scrap was added.)"
    )
