"""What the HTML standard, and what translators, make of each element and attribute."""

from __future__ import annotations

import re

from pipeline.model.document import Kind

VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
"""Elements without content and end tag."""

FOREIGN = frozenset({"svg", "math"})
"""Elements in a language of their own; copied as one."""

RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
    for name in "script style textarea title xmp iframe noembed noframes".split()
} | {"plaintext": re.compile(r"(?!)")}
"""Elements in which tags mean nothing, with what ends them."""

BOUNDARIES = frozenset(
    """
    address area article aside audio base blockquote body button canvas caption center col colgroup
    dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset
    h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input label legend li link listing main map
    menu menuitem meta nav noembed noframes noscript object ol optgroup option p param plaintext pre
    script search section select style summary table tbody td template textarea tfoot th thead title
    tr track ul video xmp
    """.split()
)
"""Elements that end a run of inline content; all others, unknown ones too, are part of it."""

NOT_CLOSING_P = frozenset(
    """
    area audio base button canvas embed iframe input label link map meta noscript object option
    optgroup param script select style template textarea title track video
    """.split()
)
"""Boundaries that may stand in a paragraph, so that an open `<p>` goes on behind them."""

_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROW_GROUPS = _ROWS | {"thead", "tbody", "tfoot", "caption", "colgroup"}
ENDED_BY: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS | {"caption", "colgroup"},
    "thead": _ROW_GROUPS,
    "tbody": _ROW_GROUPS,
    "tfoot": _ROW_GROUPS,
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "body": frozenset({"head"}),
} | dict.fromkeys(HEADINGS, HEADINGS)
"""Elements whose end tag may be left out, by the start tag that ends them."""

KINDS = {
    "li": Kind.LIST_ITEM,
    "td": Kind.TABLE_CELL,
    "th": Kind.TABLE_CELL,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "legend": Kind.CAPTION,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "button": Kind.BUTTON,
    "label": Kind.BUTTON,
    "option": Kind.BUTTON,
    "summary": Kind.BUTTON,
    "title": Kind.TITLE,
} | dict.fromkeys(HEADINGS, Kind.HEADING)
"""What the text of an element is; of the others it is what the element around is."""

PARAGRAPHS = frozenset(
    """
    article aside blockquote body details dialog fieldset footer form header main nav section
    """.split()
)
"""Elements in which text is paragraphs again, whatever stands around them."""

PRESERVED = frozenset({"pre", "listing", "textarea", "xmp"})
"""Elements in which white space is text."""

COPIED = frozenset("script style xmp iframe noembed noframes plaintext".split())
"""Elements whose content no translator reads."""

PLAIN_WRAPPERS = frozenset(
    "a b big cite del em font i ins mark nobr s small span strike strong tt u".split()
)
"""Inline elements that a translator need not see where they hold the whole text."""

INLINE = PLAIN_WRAPPERS | frozenset(
    """
    abbr acronym bdi bdo br code data dfn img kbd output picture q rb rp rt rtc ruby samp
    source sub sup time var wbr
    """.split()
)
"""The inline elements of the standard; those besides are unknown, and show all they have."""

VISIBLE = frozenset(
    "alt aria-label datetime dir href hreflang label lang placeholder src title translate".split()
)
"""Attributes of inline elements that a translator sees."""

HIDDEN = frozenset({"class", "id", "style"})
"""Attributes that hide in unknown elements too, besides those that start with `data-`."""

TEXT_ATTRIBUTES = {
    "alt": Kind.ALT_TEXT,
    "title": Kind.ATTRIBUTE,
    "placeholder": Kind.ATTRIBUTE,
    "aria-label": Kind.ATTRIBUTE,
    "aria-description": Kind.ATTRIBUTE,
    "aria-roledescription": Kind.ATTRIBUTE,
    "aria-valuetext": Kind.ATTRIBUTE,
}
"""Attributes of any element that hold text."""

ELEMENT_ATTRIBUTES = {
    ("option", "label"): Kind.BUTTON,
    ("optgroup", "label"): Kind.ATTRIBUTE,
    ("track", "label"): Kind.ATTRIBUTE,
    ("table", "summary"): Kind.ATTRIBUTE,
    ("th", "abbr"): Kind.ATTRIBUTE,
}
"""Attributes that hold text in some elements only."""

TEXT_INPUTS = frozenset({"submit", "button", "reset"})
"""The types of `<input>` whose value is the text of a button."""

TEXT_METADATA = {
    "description": Kind.ATTRIBUTE,
    "keywords": Kind.ATTRIBUTE,
    "headline": Kind.TITLE,
    "og:title": Kind.TITLE,
    "og:site_name": Kind.TITLE,
    "og:description": Kind.ATTRIBUTE,
    "og:image:alt": Kind.ALT_TEXT,
    "twitter:title": Kind.TITLE,
    "twitter:description": Kind.ATTRIBUTE,
    "twitter:image:alt": Kind.ALT_TEXT,
    "twitter:label1": Kind.ATTRIBUTE,
    "twitter:data1": Kind.ATTRIBUTE,
    "twitter:label2": Kind.ATTRIBUTE,
    "twitter:data2": Kind.ATTRIBUTE,
}
"""The names of `<meta>` whose content is text: for search engines, Open Graph, X cards."""
