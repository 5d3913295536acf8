"""Links and images that a translation lost or added.

A reader of the translation should come to the same places. Where a link is of no use to readers of
the other language, ignore the text and say why.

| English | Swedish | |
|---|---|---|
| `Read [the guide](/guide).` | `Läs guiden.` | found |
| `Read the guide.` | `Läs <a href="/guide">guiden</a>.` | found |
| `Read [the guide](/guide).` | `Läs [guiden](/guide).` | right |
"""

from __future__ import annotations

from pipeline.checks.markup import link_addresses
from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Rule, differences, in_markup, lost_and_added
from pipeline.model.catalogue import Entry
from pipeline.model.finding import Severity
from pipeline.speech import N_, say


def _compare(page: PageUnderCheck, entry: Entry) -> str:
    lost, added = differences(
        link_addresses(entry.msgid, page.format), link_addresses(entry.msgstr, page.format)
    )
    if len(lost) == len(added):
        return ""  # as many links as before: the rule `addresses` looks where they lead
    return lost_and_added(map(_link, lost), map(_link, added))


def _link(address: str) -> str:
    return say("the link to {address}", address=address)


RULE = Rule(
    "links",
    Severity.ERROR,
    N_("A translation has more or fewer links and images than its source."),
    in_markup(_compare),
)
