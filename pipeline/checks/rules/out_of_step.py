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

_REMEDY = "run `tvilling extract`"


def _check(page: PageUnderCheck) -> Iterator[Flaw]:
    if page.on_disk is None:
        yield Flaw(f"there is no catalogue for {page.source_path} yet; {_REMEDY}")
    elif page.on_disk != page.catalogue:
        yield Flaw(f"{_difference(page.on_disk, page.catalogue)}; {_REMEDY}")


def _difference(old: Catalogue, new: Catalogue) -> str:
    before, after = _keys(old), _keys(new)
    added, gone = len(after - before), len(before - after)
    if added and gone:
        return f"the post has {_texts(added)} that the catalogue lacks, and lost {gone}"
    if added:
        return f"the post has {_texts(added)} that the catalogue lacks"
    if gone:
        return f"the catalogue has {_texts(gone)} that the post lost"
    return "the comments, the order or the header of the catalogue are not up to date"


def _keys(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if not entry.is_obsolete}


def _texts(count: int) -> str:
    return f"{count} text" if count == 1 else f"{count} texts"


RULE = Rule(
    "out-of-step",
    Severity.ERROR,
    "The catalogue in the file is not what `tvilling extract` would write.",
    _check,
)
