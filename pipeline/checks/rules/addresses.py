"""Links that lead somewhere else in a translation.

`/en/a` and `/sv/a`, `https://en.example.org/` and `https://sv.example.org/` are one page in two
languages. Another page altogether may be right, where the reader has a better one in their
language: then ignore the text.

| English | Swedish | |
|---|---|---|
| `Read [the guide](/guide).` | `Läs [guiden](/news).` | found |
| `Read [the guide](/en/guide/).` | `Läs [guiden](/sv/guide).` | right |
| `[Guide](https://a.example/x.en.html)` | `[Guide](http://a.example/x.sv.html)` | right |
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.checks.markup import link_addresses
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, together
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    source = _by_page(link_addresses(entry.msgid, page.format), page)
    target = _by_page(link_addresses(entry.msgstr, page.format), page)
    lost, added = differences((key for key, _ in source), (key for key, _ in target))
    if len(source) != len(target):
        return ""  # for the rule `links`
    old, new = dict(source), dict(target)
    moved = zip(lost, added, strict=True)
    return together(
        say("the link to {old} leads to {new}", old=old[was], new=new[now]) for was, now in moved
    )


def _by_page(addresses: Iterable[str], page: PageUnderCheck) -> list[tuple[str, str]]:
    """Each address behind one that is the same for the same page in any language.

    /a, /en/a and /sv/a are one page here, and so are https://a.example and http://sv.a.example/.
    """
    codes = "|".join(re.escape(lang) for lang in (page.source_lang, page.lang) if lang)
    noise = re.compile(
        rf"(?<![A-Za-z0-9])(?:{codes})[./_-]|(?<!/)[./_=-](?:{codes})(?![A-Za-z0-9])|/$|^http:|^https:"
    )
    return [(noise.sub("", address), address) for address in addresses]


RULE = Rule(
    "addresses",
    Severity.WARNING,
    N_(
        "A link of the translation leads elsewhere than the source's, and not to the same page in "
        "the other language; right where the reader has a better page in their language."
    ),
    in_markup(_compare),
)
