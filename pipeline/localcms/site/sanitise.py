"""Content of a post made safe to show: whatever came in through the API, no script comes out.

Two passes. `nh3` parses as a browser does and keeps what the tables below allow. The second pass
runs over nh3's output, which is canonical (every `<` begins a whole tag, every value is quoted),
and adds what only a page needs: room for wide tables to scroll, lazy images, one `h1`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urljoin

import nh3
from markupsafe import Markup

OWN = "site-"
"""What the page's own ids and classes begin with; content may not use it."""

_TAGS = frozenset(
    """a abbr address area article aside audio b bdi bdo blockquote br caption center cite code col
    colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hgroup hr i img input ins kbd li map mark ol p picture pre q rp rt ruby s samp section small
    source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul
    var video wbr""".split()
)
_WITHOUT_CONTENT = frozenset(
    """applet button embed form frameset iframe math noembed noframes noscript object plaintext
    script select style svg template textarea title xmp""".split()
)
_ATTRIBUTES = {
    "*": set("class dir id lang role style title translate".split()),
    "a": set("href hreflang rel target type download".split()),
    "area": set("alt coords href shape".split()),
    "audio": set("controls loop muted preload src".split()),
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": set("cite datetime".split()),
    "details": {"open"},
    "img": set("alt decoding height loading sizes src srcset usemap width".split()),
    "input": {"checked"},
    "ins": set("cite datetime".split()),
    "li": {"value"},
    "map": {"name"},
    "ol": set("reversed start type".split()),
    "q": {"cite"},
    "source": set("height media sizes src srcset type width".split()),
    "td": set("align colspan headers rowspan".split()),
    "th": set("abbr align colspan headers rowspan scope".split()),
    "time": {"datetime"},
    "track": set("default kind label src srclang".split()),
    "video": set("controls height loop muted playsinline poster preload src width".split()),
}
_DEEPEST = 1000
_NESTING = re.compile("<(/?)([a-z][a-z0-9]*)")
_ANY_TAG = re.compile("<[^<>]*>?")
_FLAT = frozenset(
    """area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th
    thead tr track wbr""".split()
)
_LINKS = frozenset({"href", "src", "poster", "cite"})
_REL = frozenset("author bookmark external license me next nofollow prev sponsored tag ugc".split())
_IMAGE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,", re.I)
_FOREIGN_SCHEME = re.compile(r"(?:^|[,\s])(?!https?:)[a-z][a-z0-9+.-]*:", re.I)
# A page shows no style of the content but these, as words that the style sheet knows: colours and
# sizes were chosen for another page, and the policy of the page forbids style attributes at all.
_ALIGNMENT = re.compile(r"(?:^|;)\s*text-align\s*:\s*(center|right|left)\s*(?:;|$)", re.I)
_BASIS = re.compile(r"(?:^|;)\s*flex-basis\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,9})?)%\s*(?:;|$)", re.I)
_TAG = re.compile(r'<(/?[a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s="]+)="([^"]*)"')


def clean(html: str, base: str | None = None) -> str:
    """The content without anything that runs, frames, submits, or touches the page around it.

    With a `base`, every address is absolute, as feeds need it.
    """
    seen: set[str] = set()

    def judge(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return _fresh_id(value, seen)
        if name in _LINKS:
            return _address(tag, value, base)
        rule = _VALUES.get(name)
        return value if rule is None else rule(value, base)

    return nh3.clean(
        _shallow(html),
        tags=set(_TAGS),
        clean_content_tags=set(_WITHOUT_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=judge,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel=None,
        strip_comments=True,
    )


def shown(html: str, table: str = "Table", base: str | None = None) -> Markup:
    """The content as it stands in a page; `table` names a table to those who cannot see it."""
    name = escape(table)

    def dress(match: re.Match[str]) -> str:
        dressing = _DRESSINGS.get(match[1], _start)
        return dressing(match[1], dict(_ATTRIBUTE.findall(match[2])), name)

    return Markup(_TAG.sub(dress, clean(html, base)))  # noqa: S704 - cleaned one call before


def _shallow(html: str) -> str:
    """The content, or its text alone where tags are nested so deeply that no person wrote it.

    The time that nh3 takes grows with the square of the depth: minutes for 100,000 levels.
    """
    if html.count("<") <= _DEEPEST or _depth(html) <= _DEEPEST:
        return html
    return f"<p>{escape(_ANY_TAG.sub(' ', html))}</p>"


def _depth(html: str) -> int:
    """How deeply tags are nested at most, of those whose end tag is not optional."""
    counts: Counter[str] = Counter()
    depth = deepest = 0
    for end, name in _NESTING.findall(html.lower()):
        if name in _FLAT or (end and not counts[name]):
            continue
        step = -1 if end else 1
        counts[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _fresh_id(value: str, seen: set[str]) -> str | None:
    if value in seen or not value or value.lower().startswith(OWN):
        return None
    seen.add(value)
    return value


def _address(tag: str, value: str, base: str | None) -> str | None:
    bare = re.sub(r"[\x00-\x20]", "", value)
    if bare.lower().startswith("data:"):
        return bare if tag in {"img", "source"} and _IMAGE_DATA.match(bare) else None
    return _absolute(value, base)


def _absolute(value: str, base: str | None) -> str | None:
    if base is None:
        return value
    try:
        return urljoin(base, value.strip())
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        return None


def _candidates(value: str, base: str | None) -> str | None:
    """A `srcset` of web addresses; none of it where one of them is something else."""
    if _FOREIGN_SCHEME.search(value):
        return None
    if base is None:
        return value
    parts = (part.split() for part in value.split(",") if part.strip())
    return ", ".join(" ".join([_absolute(url, base) or "", *size]) for url, *size in parts)


def _classes(value: str, _: str | None) -> str:
    return " ".join(word for word in value.split() if not word.lower().startswith(OWN))


def _relations(value: str, _: str | None) -> str:
    return " ".join(word for word in value.lower().split() if word in _REL)


def _style(value: str, _: str | None) -> str | None:
    """Words for the style sheet, in place of declarations; nothing where none is known."""
    words = [match[1].lower() for match in _ALIGNMENT.finditer(value)][:1]
    basis = _BASIS.search(value)
    if basis is not None:
        share = float(basis[1])
        words.append("narrow" if share < 40 else "half" if share <= 60 else "broad")
    return " ".join(words) or None


def _nothing(_: str, __: str | None) -> None:
    return None


def _only_blank(value: str, _: str | None) -> str | None:
    return "_blank" if value.lower() == "_blank" else None


_VALUES: dict[str, Callable[[str, str | None], str | None]] = {
    "class": _classes,
    "data-style": _nothing,
    "rel": _relations,
    "srcset": _candidates,
    "style": _style,
    "target": _only_blank,
}


_Attributes = dict[str, str]


def _start(tag: str, attributes: _Attributes, _: str = "") -> str:
    """The tag again; the words that stand for its style move to where no policy forbids them."""
    written = [f' {_RENAMED.get(name, name)}="{value}"' for name, value in attributes.items()]
    return f"<{tag}{''.join(written)}>"


def _link(tag: str, attributes: _Attributes, _: str) -> str:
    """A new window never gets a handle to this one."""
    if "target" in attributes:
        attributes = attributes | {"rel": f"noopener {attributes.get('rel', '')}".strip()}
    return _start(tag, attributes)


def _box(_: str, attributes: _Attributes, __: str) -> str:
    """A task's box is a sign; a form field would promise that it can be ticked."""
    return f'<span class="{OWN}box">{"☑" if "checked" in attributes else "☐"}</span>'


def _table(tag: str, attributes: _Attributes, name: str) -> str:
    room = f'<div class="{OWN}scroll" role="group" aria-label="{name}" tabindex="0">'
    return room + _start(tag, attributes)


_RENAMED = {"style": "data-style"}
# Wide tables and code scroll by themselves, and what scrolls must be reachable by keyboard.
_DRESSINGS: dict[str, Callable[[str, _Attributes, str], str]] = {
    "a": _link,
    "img": lambda tag, attributes, _: _start(tag, {"loading": "lazy"} | attributes),
    "input": _box,
    "pre": lambda tag, attributes, _: _start(tag, {"tabindex": "0"} | attributes),
    "table": _table,
    "/table": lambda *_: "</table></div>",
    "h1": lambda _, attributes, __: _start("h2", attributes),
    "/h1": lambda *_: "</h2>",
}

_NO_PROSE = {"pre", "table", "figure", "audio", "video", "details"} | set(_WITHOUT_CONTENT)
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|dt|dd|div|blockquote|section)\s*>|<br\s*/?>", re.I)


_HEADINGS = {f"h{level}" for level in range(1, 7)}


def prose(html: str) -> str:
    """The running text of the content on one line, without headings.

    >>> prose("<h2>Salt</h2><p>Two &amp; three</p>")
    'Two & three'
    """
    return _text(html, _NO_PROSE | _HEADINGS)


def plain(html: str) -> str:
    """The words of the content on one line.

    >>> plain("<h2>Salt</h2><p>Two &amp; three</p>")
    'Salt Two & three'
    """
    return _text(html, _NO_PROSE)


def _text(html: str, without: set[str]) -> str:
    text = nh3.clean(
        _BLOCK_END.sub(r"\g<0> ", _shallow(html)),
        tags=set(),
        attributes={},
        clean_content_tags=without,
        link_rel=None,
    )
    return " ".join(unescape(text).split())
