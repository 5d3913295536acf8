"""Categories and tags: the messages of `terms.po`, and their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.catalogue import Catalogue, Key, Message

CATEGORY = "category"
TAG = "post_tag"

_KINDS = {CATEGORY: "category", TAG: "tag"}
"""What translators are told, by the name of the taxonomy."""


class TermName(NamedTuple):
    """A category or a tag, as a post writes it; tens of thousands of them may have to be made."""

    taxonomy: str
    """`category` or `post_tag`: the msgctxt."""
    name: str
    path: str = ""
    """The post that has it."""

    @property
    def key(self) -> Key:
        return (self.taxonomy, self.name)


def term_messages(names: Iterable[TermName]) -> tuple[Message, ...]:
    """One message for each category, then for each tag, by name, with the posts that have it."""
    # Posts share a few hundred names, so a name is looked at once, not for each post.
    written: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for taxonomy, name, path in names:
        written[taxonomy, name].append(path)
    paths: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (taxonomy, name), having in written.items():
        if folded := " ".join(name.split()):
            paths[taxonomy, folded].update(having)
    return tuple(
        Message(
            msgid=name,
            msgctxt=taxonomy,
            comments=(_KINDS.get(taxonomy, taxonomy),),
            references=tuple(sorted(filter(None, paths[taxonomy, name]))),
        )
        for taxonomy, name in sorted(paths, key=_order)
    )


def _order(key: tuple[str, str]) -> tuple[str, str, str]:
    taxonomy, name = key
    return (taxonomy, name.casefold(), name)


def translate_terms(names: Iterable[TermName], catalogue: Catalogue | None) -> dict[Key, str]:
    """The translated names, by taxonomy and the name as the post writes it.

    What is not translated, or waits for review, is left out.
    """
    translations = catalogue.translations if catalogue else {}
    found = ((term.key, translations.get(_message_key(term))) for term in names)
    return {key: name for key, name in found if name is not None}


def _message_key(term: TermName) -> Key:
    return (term.taxonomy, " ".join(term.name.split()))
