"""HTML as the blocks of WordPress's editor, so that an editor finds paragraphs, lists and pictures.

Each element that a core block would save in just this way becomes that block; its text stays as it
is. What no core block can hold becomes a block of type Custom HTML, which shows it unchanged. The
editor compares what a block would save with what it finds, so a block is made only where the two
are known to be equal: that is what keeps "unexpected or invalid content" away.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.formats.block_writing import Root, block, root_of
from pipeline.formats.html_elements import BOUNDARIES
from pipeline.formats.html_mended import mended
from pipeline.formats.html_tokens import Type
from pipeline.formats.html_tree import Node, attributes_of, tree_of
from pipeline.formats.native_tables import table_html

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_SHORTCODE_ALONE = re.compile(r"\[[^\[\]<>]+\]")
_MARKS = {"<!--more-->": "more", "<!--nextpage-->": "nextpage"}
_PIXELS = re.compile(r"[1-9][0-9]{0,5}")
_DEFAULTS = frozenset((("loading", "lazy"), ("decoding", "async")))
_CONTAINERS = frozenset(("aside", "article", "section", "header", "footer", "main", "div"))


@dataclass(frozen=True, slots=True)
class _Context:
    html: str

    def of(self, node: Node) -> str:
        """The element with its tags."""
        return self.html[node.start : node.end]

    def inside(self, node: Node) -> str:
        """What stands between its tags."""
        return self.html[slice(*node.inner)]


_Writer = Callable[[_Context, Node], str | None]


def native_blocks(html: str) -> str:
    """The HTML as block HTML; nothing changes where it is block HTML already.

    >>> print(native_blocks("<p>One</p><hr><dl><dt>A</dt></dl>"))
    <!-- wp:paragraph -->
    <p>One</p>
    <!-- /wp:paragraph -->
    <BLANKLINE>
    <!-- wp:separator -->
    <hr class="wp-block-separator has-alpha-channel-opacity"/>
    <!-- /wp:separator -->
    <BLANKLINE>
    <!-- wp:html -->
    <dl><dt>A</dt></dl>
    <!-- /wp:html -->
    """
    if "<!-- wp:" in html or not html.strip():
        return html
    html = mended(html)
    context = _Context(html)
    return _blocks_of(context, tree_of(html).children)


def _blocks_of(context: _Context, nodes: list[Node]) -> str:
    written: list[str] = []
    for writer, alike in groupby(nodes, _writer_of):
        written += writer(context, list(alike))
    return "\n\n".join(written)


def _writer_of(node: Node) -> Callable[[_Context, list[Node]], Iterator[str]]:
    if node.type is Type.COMMENT:
        return _comments
    return _loose if node.is_text or node.name not in BOUNDARIES else _elements_alone


def _elements_alone(context: _Context, nodes: list[Node]) -> Iterator[str]:
    return (_written(context, node) for node in nodes)


def _written(context: _Context, node: Node) -> str:
    return _native(context, node) or block("html", context.of(node))


def _native(context: _Context, node: Node) -> str | None:
    writer = _WRITERS.get(node.name)
    return writer(context, node) if writer else None


def _elements(context: _Context, node: Node) -> list[Node] | None:
    """The elements in it, where it holds nothing else but white space."""
    texts = (n for n in node.children if n.is_text)
    if any(context.of(text).strip() for text in texts):
        return None
    return [n for n in node.children if not n.is_text]


def _is_inline(node: Node) -> bool:
    """Whether all in it can stand in a line of text."""
    return not any(n.name in BOUNDARIES or n.type is Type.RAW for n in node.descendants())


def _paragraph(context: _Context, node: Node) -> str | None:
    if picture := _picture_alone(context, node):
        return picture
    found = root_of(context.html, node)
    if found is None or not _is_inline(node):
        return None
    root, _ = found
    text = context.inside(node).strip()
    if _SHORTCODE_ALONE.fullmatch(text) and not root.json() and not root.id:
        return block("shortcode", text)
    return block("paragraph", f"{root.tag('p')}{text}</p>", root.json())


def _heading(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    if found is None or not _is_inline(node):
        return None
    root, _ = found
    level = int(node.name[1])
    given = root.json(**({} if level == 2 else {"level": level}))
    text = context.inside(node).strip()
    return block("heading", f"{root.tag(node.name)}{text}</{node.name}>", given)


def _list(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node, *(["start"] if node.name == "ol" else []))
    items = _elements(context, node)
    if found is None or not items:
        return None
    written = [_item(context, item) for item in items]
    if None in written:
        return None
    root, given = found
    start = given.get("start", "")
    if start and not re.fullmatch(r"-?\d{1,9}", start):
        return None
    numbered: dict[str, object] = {"ordered": True} if node.name == "ol" else {}
    numbered |= {"start": int(start)} if start else {}
    tag = root.tag(node.name, rest=f' start="{int(start)}"' if start else "")
    inner = "\n\n".join(filter(None, written))
    return block("list", f"{tag}{inner}</{node.name}>", root.json(**numbered))


def _item(context: _Context, node: Node) -> str | None:
    if node.name != "li" or attributes_of(context.html, node):
        return None
    lists = [n for n in node.children if n.name in ("ul", "ol")]
    text = node.children[: node.children.index(lists[0])] if lists else node.children
    behind = [n for n in node.children[len(text) :] if n not in lists]
    if any(not n.is_text or context.of(n).strip() for n in behind):
        return None
    line = _line(context, text)
    nested = [_native(context, n) for n in lists]
    if line is None or None in nested:
        return None
    return block("list-item", f"<li>{line}{''.join(filter(None, nested))}</li>")


def _line(context: _Context, nodes: list[Node]) -> str | None:
    """The text of a list item, out of its paragraph where it has one; nothing if it has several."""
    elements = [n for n in nodes if not n.is_text or context.of(n).strip()]
    if not elements:
        return ""
    if len(elements) == 1 and elements[0].name == "p":
        only = elements[0]
        plain = not attributes_of(context.html, only) and _is_inline(only)
        return context.inside(only).strip() if plain else None
    if any(n.name in BOUNDARIES or not _is_inline(n) for n in elements):
        return None
    return context.html[elements[0].start : elements[-1].end].strip()


def _quote(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    inner = _blocks_in(context, node)
    if found is None or not inner:
        return None
    root, _ = found
    tag = root.tag("blockquote", "wp-block-quote")
    return block("quote", f"{tag}{inner}</blockquote>", root.json())


def _group(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    inner = _blocks_in(context, node)
    if found is None or not inner:
        return None
    root, _ = found
    tag = root.tag(node.name, "wp-block-group")
    given = root.json(**({} if node.name == "div" else {"tagName": node.name}))
    return block("group", f"{tag}{inner}</{node.name}>", given)


def _blocks_in(context: _Context, node: Node) -> str | None:
    """What the element holds, as blocks; nothing where it holds a line of text.

    Lines that a blank one parts are paragraphs, as WordPress has it.
    """
    lines = [n for n in node.children if n.is_text or n.name not in BOUNDARIES]
    texts = list(map(context.of, lines))
    if any(map(str.strip, texts)) and not any(map(_BLANK_LINES.search, texts)):
        return None
    return _blocks_of(context, node.children)


def _preformatted(context: _Context, node: Node) -> str | None:
    elements = [n for n in node.children if not n.is_text or context.of(n)]
    if len(elements) == 1 and elements[0].name == "code":
        return _code(context, node, elements[0])
    found = root_of(context.html, node)
    if found is None or not _is_inline(node):
        return None
    root, _ = found
    tag = root.tag("pre", "wp-block-preformatted")
    return block("preformatted", f"{tag}{context.inside(node)}</pre>", root.json())


def _code(context: _Context, node: Node, code: Node) -> str | None:
    outer, inner = root_of(context.html, node), root_of(context.html, code)
    if outer is None or inner is None or inner[0].id or not _is_inline(code):
        return None
    names = " ".join(filter(None, (outer[0].names, inner[0].names)))
    root = Root(names, outer[0].id)
    # The block has no place for the language but on the element around; a bracket would start a
    # shortcode.
    text = context.inside(code).replace("[", "&#91;")
    tag = root.tag("pre", "wp-block-code")
    return block("code", f"{tag}<code>{text}</code></pre>", root.json())


def _separator(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    if found is None:
        return None
    root, _ = found
    tag = root.tag("hr", "wp-block-separator has-alpha-channel-opacity")
    return block("separator", f"{tag[:-1]}/>", root.json())


def _table(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    table = table_html(context.html, node)
    if found is None or table is None:
        return None
    root, _ = found
    return block("table", f"{root.tag('figure', 'wp-block-table')}{table}</figure>", root.json())


def _figure(context: _Context, node: Node) -> str | None:
    found = root_of(context.html, node)
    elements = _elements(context, node)
    if found is None or not elements:
        return None
    *pictures, last = elements
    caption = ""
    if last.name == "figcaption":
        if attributes_of(context.html, last) or not _is_inline(last):
            return None
        caption = f'<figcaption class="wp-element-caption">{context.inside(last)}</figcaption>'
    else:
        pictures = elements
    return _image(context, pictures, caption, found[0]) if len(pictures) == 1 else None


def _picture_alone(context: _Context, node: Node) -> str | None:
    found, elements = root_of(context.html, node), _elements(context, node)
    if found is None or elements is None or len(elements) != 1:
        return None
    return _image(context, elements, "", found[0])


def _image(context: _Context, nodes: Iterable[Node], caption: str, root: Root) -> str | None:
    node = next(iter(nodes))
    link = ""
    if node.name == "a":
        elements = _elements(context, node)
        if not elements or {"href", "rel", "target"}.isdisjoint(attributes_of(context.html, node)):
            return None
        if not {"href", "rel", "target"}.issuperset(attributes_of(context.html, node)):
            return None
        link = context.html[node.start : node.inner[0]]
        node = elements[0] if len(elements) == 1 else node
    given = _without_defaults(attributes_of(context.html, node))
    sizes = {name: given[name] for name in ("width", "height") if name in given}
    if node.name != "img" or not {"src", "alt", "title", *sizes}.issuperset(given):
        return None
    if not all(_PIXELS.fullmatch(size) for size in sizes.values()):
        return None
    shown = {"src": given.get("src", ""), "alt": given.get("alt", ""), **given}
    tag = "".join(f' {name}="{entities.escape(value)}"' for name, value in shown.items())
    picture = f"{link}<img{tag}/>{'</a>' if link else ''}"
    numbers = {name: int(size) for name, size in sizes.items()}
    json = root.json(**numbers, **({"linkDestination": "custom"} if link else {}))
    figure = root.tag("figure", "wp-block-image is-resized" if sizes else "wp-block-image")
    return block("image", f"{figure}{picture}{caption}</figure>", json)


def _without_defaults(given: dict[str, str]) -> dict[str, str]:
    """The attributes of an image, but for those that WordPress adds to every one by itself."""
    return {name: value for name, value in given.items() if (name, value) not in _DEFAULTS}


def _loose(context: _Context, nodes: list[Node]) -> Iterator[str]:
    """Lines of text outside of any element, as WordPress makes paragraphs of them."""
    text = context.html[nodes[0].start : nodes[-1].end].strip()
    if not text:
        return
    if any(_is_no_line(n) for node in nodes for n in (node, *node.descendants())):
        yield block("html", text)
    elif "[/" in text:
        yield block("shortcode", text)
    else:
        yield from map(_loose_paragraph, _BLANK_LINES.split(text))


def _is_no_line(node: Node) -> bool:
    return node.name in BOUNDARIES or node.type in (Type.RAW, Type.OTHER, Type.OPAQUE)


def _comments(context: _Context, nodes: list[Node]) -> Iterator[str]:
    for text in map(context.of, nodes):
        mark = _MARKS.get(text.replace(" ", ""))
        yield block(mark, text.replace(" ", "")) if mark else block("html", text)


def _loose_paragraph(text: str) -> str:
    if _SHORTCODE_ALONE.fullmatch(text):
        return block("shortcode", text)
    lines = "<br>".join(line.strip() for line in text.split("\n"))
    # An element may have been open over the blank line.
    html = mended(f"<p>{lines}</p>")
    found = tree_of(html).children
    return _written(_Context(html), found[0]) if len(found) == 1 else block("html", html)


_WRITERS: dict[str, _Writer] = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _preformatted,
    "hr": _separator,
    "table": _table,
    "figure": _figure,
    **{f"h{level}": _heading for level in range(1, 7)},
    **dict.fromkeys(_CONTAINERS, _group),
}
