"""Categories and tags of the blog: their catalogues, and their names in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogues.merge import merge
from pipeline.catalogues.terms import TermName, term_messages, translate_terms
from pipeline.errors import TvillingError
from pipeline.model.catalogue import Catalogue
from pipeline.model.quick_tuple import quick_tuple
from pipeline.workflows.blog import Blog, terms_of
from pipeline.workflows.catalogues import Translation, open_catalogue


@dataclass(frozen=True, slots=True)
class TermNames:
    """What the categories and tags of posts in other languages are called in one."""

    shown: Mapping[tuple[str, str], str]
    """By taxonomy and name as the posts write it; the name itself where none is translated."""
    untranslated: frozenset[tuple[str, str]]
    """Those without a translation that may be published."""


def term_translations(blog: Blog) -> Iterator[Translation | TvillingError]:
    """The catalogue of terms into each language that needs one, or why it cannot be read.

    Only posts that are translated into the language count; terms of posts that cannot be read
    are reported with their post, not here.
    """
    for lang in blog.workspace.settings.languages:
        try:
            found = term_translation(blog, lang)
        except TvillingError as error:
            yield error
            continue
        if found is not None:
            yield found


def term_translation(blog: Blog, lang: str) -> Translation | None:
    """The catalogue of terms into the language; nothing where there are none, and none is needed.

    Raises `CatalogueError` or `StorageError` where it cannot be read.
    """
    names = tuple(_names(blog, lang))
    path = blog.workspace.terms_path(lang)
    old, lines, digest = open_catalogue(blog.workspace, path)
    if not names and not old:
        return None
    source = next(other for other in blog.workspace.settings.languages if other != lang)
    new = merge(old, term_messages(names), lang, source)
    return Translation(lang, path, old, new, lines, digest)


def term_names(blog: Blog) -> tuple[dict[str, TermNames], tuple[TvillingError, ...]]:
    """For each language the names of terms in it, and the catalogues that cannot be read."""
    found = tuple(term_translations(blog))
    catalogues = {item.lang: item.new for item in found if isinstance(item, Translation)}
    names = {
        lang: _shown(tuple(_names(blog, lang)), catalogues.get(lang))
        for lang in blog.workspace.settings.languages
    }
    return names, tuple(item for item in found if isinstance(item, TvillingError))


def _shown(names: tuple[TermName, ...], catalogue: Catalogue | None) -> TermNames:
    translations = translate_terms(names, catalogue)
    found = {(name.taxonomy, name.name): translations.get(name.key) for name in names}
    shown = {key: text if text else key[1] for key, text in found.items()}
    return TermNames(shown, frozenset(key for key, text in found.items() if not text))


def _names(blog: Blog, lang: str) -> Iterator[TermName]:
    has_references = blog.workspace.settings.references != "none"
    sources = [group.source for group in blog.groups if lang in group.targets]
    for source, taxonomy, name in terms_of(sources):
        yield _term((taxonomy, name, source.path if has_references else ""))


_term = quick_tuple(TermName)
