"""The tree of an HTML text whose elements are all closed."""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.formats.html_elements import VOID
from pipeline.formats.html_tokens import Token, Type, attributes, tokenise

ROOT = "#root"
TEXT = "#text"
"""The name of all that is no element: text, comments, shortcodes, raw text."""


@dataclass(slots=True)
class Node:
    """An element or a piece between elements; positions are those of the whole text."""

    name: str
    start: int
    end: int = 0
    inner: tuple[int, int] = (0, 0)
    """Where its content stands; of a piece, where it stands itself."""
    type: Type = Type.START
    children: list[Node] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.name == TEXT

    def descendants(self) -> Iterator[Node]:
        """Every node below this one, in the order of the text."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def tree_of(html: str) -> Node:
    """The tree of HTML in which each element is closed where it should be, as `mended` gives it.

    >>> [node.name for node in tree_of("<ul><li>a</li></ul>").descendants()]
    ['ul', 'li', '#text']
    """
    root = Node(ROOT, 0, len(html), (0, len(html)))
    path = [root]
    for token in tokenise(html):
        if token.type is Type.END:
            _close(path.pop(), token)
            continue
        node = _node(token)
        path[-1].children.append(node)
        if token.type is Type.START and token.name not in VOID:
            path.append(node)
    return root


def _node(token: Token) -> Node:
    name = token.name if token.type is Type.START else TEXT
    inner = (token.end, token.end) if token.type is Type.START else (token.start, token.end)
    return Node(name, token.start, token.end, inner, token.type)


def _close(node: Node, end: Token) -> None:
    node.inner = (node.inner[0], end.start)
    node.end = end.end


def attributes_of(html: str, node: Node) -> dict[str, str]:
    """The attributes of the element by name in lower case, as a browser reads them."""
    stop = node.inner[0]
    tag = html[node.start : stop]
    return {a.name: entities.unescape(tag[a.value_start : a.value_end]) for a in attributes(tag)}
