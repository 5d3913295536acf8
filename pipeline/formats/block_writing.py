"""WordPress blocks as its editor writes them."""

from __future__ import annotations

import html as entities
import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.formats.html_tree import Node, attributes_of

NONE: Mapping[str, object] = {}


def block(name: str, content: str, attributes: Mapping[str, object] = NONE) -> str:
    """The block of that name around its content, as the editor writes it."""
    given = f" {_json(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{given} -->\n{content}\n<!-- /wp:{name} -->"


def _json(attributes: Mapping[str, object]) -> str:
    # WordPress's own escapes, by which nothing in it can end the comment.
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('\\"', "\\u0022").replace("--", "\\u002d\\u002d")
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@dataclass(frozen=True, slots=True)
class Root:
    """The attributes that every core block takes on its outermost element: class and id."""

    names: str
    """The classes of the text's author."""
    id: str

    def tag(self, name: str, own: str = "", rest: str = "") -> str:
        """The start tag, with the classes that the block itself gives."""
        classes = " ".join(filter(None, (own, self.names)))
        given = f' class="{entities.escape(classes)}"' if classes else ""
        given += f' id="{entities.escape(self.id)}"' if self.id else ""
        return f"<{name}{given}{rest}>"

    def json(self, **others: object) -> dict[str, object]:
        """The block's attributes, as the editor writes them."""
        return {**others, **({"className": self.names} if self.names else {})}


def root_of(html: str, node: Node, *known: str) -> tuple[Root, dict[str, str]] | None:
    """The element's class and id, and its other attributes; nothing where one is not known."""
    given = attributes_of(html, node)
    if not {"class", "id", *known}.issuperset(given):
        return None
    root = Root(" ".join(given.pop("class", "").split()), given.pop("id", ""))
    return (root, given) if root.id or "id" not in given else None
