"""How much of something is done, in whole percent that promise nothing."""

from __future__ import annotations

from pipeline.model.coverage import Coverage


def percent(coverage: Coverage) -> int:
    """The share of words that are translated and reviewed; 100 only where nothing is left.

    >>> from pipeline.model.coverage import Count
    >>> percent(Coverage(Count(999, 9999), missing=Count(1, 1))), percent(Coverage())
    (99, 100)
    """
    left = coverage.fuzzy.strings + coverage.missing.strings
    if not left:
        return 100
    # A string may have no word at all, such as a price; then strings are what can be counted.
    words = coverage.total.words
    done, total = (
        (coverage.translated.words, words)
        if words
        else (coverage.translated.strings, coverage.total.strings)
    )
    return min(99, done * 100 // total)
