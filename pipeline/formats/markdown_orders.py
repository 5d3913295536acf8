"""What the author's directives, and the headings, say about the Markdown that follows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.formats.directives import Directive, Verb
from pipeline.formats.markdown_raw_html import Hold


@dataclass(frozen=True, slots=True)
class Orders:
    """What the directives so far ask of the text that follows."""

    is_skipping: bool = False
    note: str = ""
    context: str | None = None
    wants_code: bool = False
    hold: Hold | None = None
    """An open element that is not to be translated."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing of the text is for translators."""
        return self.is_skipping or self.hold is not None

    @property
    def told(self) -> Orders:
        """What is left to do when the next segment has its note and context."""
        if not self.note and self.context is None:
            return self
        told = replace(self, note="", context=None)
        return NO_ORDERS if told == NO_ORDERS else told

    def after(self, directive: Directive) -> Orders:
        """The orders once the directive is read."""
        return _AFTER[directive.verb](self, directive.argument)


NO_ORDERS = Orders()

_AFTER: dict[Verb, Callable[[Orders, str], Orders]] = {
    Verb.SKIP: lambda orders, _: replace(orders, is_skipping=True),
    Verb.END: lambda orders, _: replace(orders, is_skipping=False),
    Verb.NOTE: lambda orders, text: replace(orders, note=" ".join((orders.note, text)).strip()),
    Verb.CONTEXT: lambda orders, name: replace(orders, context=name),
    Verb.CODE: lambda orders, _: replace(orders, wants_code=True),
}


Headings = tuple[tuple[int, str], ...]
"""Level and text of the headings that the text at hand stands under, the outermost first."""


def above(headings: Headings, level: int) -> Headings:
    """The headings that one of this level stands under itself.

    >>> above(((1, "a"), (2, "b"), (3, "c")), 2)
    ((1, 'a'),)
    """
    at = len(headings)
    while at and headings[at - 1][0] >= level:
        at -= 1
    return headings[:at]
