"""Catalogues that do not show the post as it is.

The post was edited, and nobody has run `tvilling extract` since: translators would work on texts
that are no longer there. Run it, and commit the catalogues with the post.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule
from pipeline.model.catalogue import Catalogue, Key
from pipeline.model.finding import Severity
from pipeline.speech import N_, ngettext, say

_REMEDY = N_("run `tvilling extract`")


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    if page.on_disk is None:
        yield Flaw(
            say(
                "there is no catalogue for {source_path} yet; {remedy}",
                source_path=page.source_path,
                remedy=say(_REMEDY),
            )
        )
    elif page.on_disk != page.catalogue:
        yield Flaw(f"{_difference(page.on_disk, page.catalogue)}; {say(_REMEDY)}")


def _difference(old: Catalogue, new: Catalogue) -> str:
    before, after = _keys(old), _keys(new)
    added, gone = len(after - before), len(before - after)
    if added and gone:
        return say(
            "the post has {texts} that the catalogue lacks, and lost {gone}",
            texts=_texts(added),
            gone=gone,
        )
    if added:
        return say("the post has {texts} that the catalogue lacks", texts=_texts(added))
    if gone:
        return say("the catalogue has {texts} that the post lost", texts=_texts(gone))
    return say("the comments, the order or the header of the catalogue are not up to date")


def _keys(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if not entry.is_obsolete}


def _texts(count: int) -> str:
    return ngettext("{number} text", "{number} texts", count)


RULE = Rule(
    "out-of-step",
    Severity.ERROR,
    N_("The catalogue in the file is not what `tvilling extract` would write."),
    _check,
)
