"""WordPress shortcodes (`[name attributes]`, `[/name]`) and Hugo's (`{{< x >}}`, `{{% x %}}`).

A bracket is a shortcode only where it can hardly be prose: people write `[sic]` and `[see page 3]`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model.document import Kind

BLOCK_NAMES = frozenset("caption wp_caption gallery playlist audio video embed".split())
"""Shortcodes that stand like a block: text before and after them is text of its own."""

CAPTION_NAMES = frozenset({"caption", "wp_caption"})
"""Shortcodes whose content is an image and its caption."""

OPAQUE_NAMES = frozenset("audio code embed latex php playlist raw source sourcecode video".split())
"""Shortcodes whose content is an address or code, not prose."""

TEXT_ARGUMENTS = {
    "alt": Kind.ALT_TEXT,
    "attr": Kind.CAPTION,
    "button_text": Kind.BUTTON,
    "caption": Kind.CAPTION,
    "description": Kind.ATTRIBUTE,
    "footer": Kind.ATTRIBUTE,
    "header": Kind.ATTRIBUTE,
    "heading": Kind.ATTRIBUTE,
    "label": Kind.ATTRIBUTE,
    "placeholder": Kind.ATTRIBUTE,
    "subtitle": Kind.ATTRIBUTE,
    "summary": Kind.ATTRIBUTE,
    "text": Kind.ATTRIBUTE,
    "title": Kind.ATTRIBUTE,
    "tooltip": Kind.ATTRIBUTE,
}
"""The arguments that hold text by the habit of most themes and plug-ins, and what they are."""

_CHOICES = frozenset("auto center false left no none off on right true yes".split())

PATTERN = (
    r"\[/?[A-Za-z][\w-]*+(?:[\s/][^\[\]]*+)?(?P<bracket>\])"
    r"|\{\{<(?:[^>{]|>(?!\}\})|\{(?!\{))*+(?P<angles>>\}\})"
    r"|\{\{%(?:[^%{]|%(?!\}\})|\{(?!\{))*+(?P<percents>%\}\})"
)
"""A regular expression for what may be a shortcode; of a `bracket`, `is_shortcode` decides.

Neither brackets nor `{{` nest, so that each character is looked at no more than twice.
"""

_KNOWN_NAMES = (
    BLOCK_NAMES
    | OPAQUE_NAMES
    | frozenset(
        """
    contact-form gist googlemaps instagram more slideshare soundcloud ted toc tweet vimeo wpvideo
    youtube
    """.split()
    )
)
_PARTS = re.compile(r"\[(?P<closer>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>.*)\]", re.DOTALL)
_ASSIGNMENT = re.compile(r"[\s\"'][\w-]+=[\"'\w&.#/-]")
_LONE = re.compile(r"\[[a-z][a-z0-9_-]+\]")
_CLOSER = re.compile(r"\[/([A-Za-z][\w-]*)\s*\]")


def is_choice(value: str) -> bool:
    """Whether the value of an argument is an order to a program, such as `header="true"`."""
    return value.lower() in _CHOICES


class Shortcode(NamedTuple):
    """One bracket of a shortcode."""

    name: str
    is_closer: bool


def closers(text: str) -> dict[str, int]:
    """Where the last `[/name]` starts, for each name that has one.

    >>> closers("[b]x[/b] y[/b]")
    {'b': 10}
    """
    if "[/" not in text:
        return {}
    return {match[1]: match.start() for match in _CLOSER.finditer(text)}


def parse_shortcode(bracket: str) -> Shortcode | None:
    """The name in `[name ...]` or `[/name]`; nothing for Hugo's braces.

    >>> parse_shortcode("[/caption]")
    Shortcode(name='caption', is_closer=True)
    """
    match = _PARTS.fullmatch(bracket)
    return Shortcode(match["name"], bool(match["closer"])) if match else None


def is_shortcode(candidate: str, closed_names: dict[str, int]) -> bool:
    """Whether a program will replace what `PATTERN` matched.

    So it is with a closing bracket, an attribute, a slash at the end, a name that is known, is
    closed elsewhere, or is no word (`contact_form`).

    >>> [is_shortcode(t, {}) for t in ('[gallery ids="1,2"]', "[/b]", "[sic]", "[see a]")]
    [True, True, False, False]
    """
    match = _PARTS.fullmatch(candidate)
    if match is None or match["closer"]:
        return True
    name, attributes = match["name"], match["attributes"]
    if name in _KNOWN_NAMES or name in closed_names or _ASSIGNMENT.search(attributes):
        return True
    return attributes.rstrip().endswith("/") or (not attributes and "_" in name)


def is_lone_shortcode(text: str) -> bool:
    """Whether a whole paragraph looks like a shortcode without attributes, such as `[products]`."""
    return text.startswith("[") and _LONE.fullmatch(text) is not None
