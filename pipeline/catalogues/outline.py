"""Catalogues made, and compared with their post, without a value for each of their entries.

The outline of a post is what stands in its catalogues before each translation, in the form in which
we write it. A new catalogue is the outline with empty translations. A catalogue that was saved in
our form is in step with the post if the outline is in it, text by text: one walk tells, and tells
what is translated. Its seal tells as much without the post. Whatever looks otherwise is left to
`po.read` and `merge`, and tests prove that all ways say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import not_

from pipeline.catalogues.collect import References, collect, place_of
from pipeline.catalogues.coverage import coverage_of
from pipeline.catalogues.headers import is_marked_outdated, merged_headers
from pipeline.catalogues.po import read
from pipeline.catalogues.po_regular import Irregular, regular_entries, unquoted
from pipeline.catalogues.po_writing import Heads, head, header_text, is_awkward, lines_of
from pipeline.catalogues.respelling import RULES_VERSION, rules_of
from pipeline.catalogues.seal import parted, seal_line, seal_of
from pipeline.errors import CatalogueError
from pipeline.model.catalogue import Catalogue, Message
from pipeline.model.coverage import Coverage
from pipeline.model.document import Document, Kind


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands in the catalogues of a post, whatever the language."""

    msgids: tuple[str, ...]
    """The texts to translate, in their order."""
    heads: tuple[str, ...]
    """The lines of each entry down to its `msgstr`, which ends the last one."""


def outline(document: Document, path: str, references: References = "file") -> Outline | None:
    """The outline of a post; nothing where a text cannot stand in a catalogue.

    The arguments are those of `collect`.
    """
    segments = document.segments
    if not segments:
        return Outline((), ())
    # To take the fields apart at once is half the work of asking each segment for them.
    _, msgids, kinds, _, contexts, headings, notes = zip(*segments, strict=True)
    keys = set(zip(contexts, msgids, strict=True))
    if any(notes) or references == "line" or len(keys) < len(segments):
        # More is to be said of a text than where it stands.
        return outline_of(collect(document, path, references))
    above = _Above((path,) if references == "file" else ())
    places = zip(kinds, headings, strict=True)
    # And to look at all texts at once, a third of the work of looking at each.
    are_plain = not is_awkward("".join(msgids))
    heads = tuple(
        [
            f'{above[place]}msgid "{msgid}"\nmsgstr '
            if are_plain and context is None
            else head(above[place], context, msgid)
            for place, context, msgid in zip(places, contexts, msgids, strict=True)
        ]
    )
    return Outline(msgids, heads) if above.are_sound and all(heads) else None


class _Above(dict[tuple[Kind, str], str]):
    """The comments and references above texts by where these stand; most stand with others."""

    def __init__(self, references: tuple[str, ...]) -> None:
        places = lines_of(references)
        self.places = places or ""
        self.are_sound = places is not None
        """Whether all lines so far can stand in a catalogue as they are."""

    def __missing__(self, place: tuple[Kind, str]) -> str:
        note = place_of(*place)
        self.are_sound = self.are_sound and note.isprintable()
        lines = self[place] = f"#. {note}\n{self.places}"
        return lines


def outline_of(messages: Sequence[Message]) -> Outline | None:
    """The outline of a post with these messages; nothing where one cannot stand in a catalogue."""
    head_of = Heads()
    heads = tuple([head_of(message) for message in messages])
    return Outline(tuple([message.msgid for message in messages]), heads) if all(heads) else None


def new_text(post: Outline, lang: str, source: str, seal: str) -> str:
    """The file of a catalogue that nobody has translated anything of yet.

    Law: `new_text(outline_of(messages), lang, source, seal)
    == serialize(sealed(merge(None, messages, lang, source), seal))`.
    """
    header = _new_header(lang, source) + seal_line(seal)
    return f"{header}\n{_untranslated(post)}" if post.heads else header


def _untranslated(post: Outline) -> str:
    """The entries of a catalogue that nobody has translated anything of yet."""
    return '""\n\n'.join([*post.heads, ""])[:-1]


@lru_cache(maxsize=64)
def _new_header(lang: str, source: str) -> str:
    headers = merged_headers((), lang, source, is_outdated=False, rules=RULES_VERSION)
    return header_text(Catalogue((), headers))


# The marks that a translation may hold are those that `po_regular` lets pass.
_LINE = r'[^"\\\n]*+(?:\\[\\"ntrvfb][^"\\\n]*+)*+'
_TRANSLATION = re.compile(rf'"(?P<text>{_LINE})"(?P<more>(?:\n"(?!"){_LINE}")*+)(?:\n++|\Z)')
_EMPTY = 'msgstr ""\n'
_AMISS = "\0\4\r"
"""What no catalogue in our form holds: two are errors, one may end lines."""


def coverage_in_step(text: str, post: Outline, lang: str, source: str) -> Coverage | None:
    """How much of the catalogue is translated, if it is in step with the post; else nothing.

    Nothing, too, where the text is not in the form that this can read.
    """
    header, _, end = _begun(text)
    if header is None:
        return None
    if text.endswith(_EMPTY) and text[end + 1 :] == _untranslated(post):
        return _told(header, (), post.msgids, lang, source)
    done: list[str] = []
    left: list[str] = []
    at, translation = end + 1, _TRANSLATION.match
    for msgid, before in zip(post.msgids, post.heads, strict=True):
        found = translation(text, at + len(before)) if text.startswith(before, at) else None
        if found is None:
            return None
        (done if found["text"] or found["more"] else left).append(msgid)
        at = found.end()
    return None if at < len(text) else _told(header, done, left, lang, source)


def coverage_by_seal(text: str, basis: str, lang: str, source: str) -> Coverage | None:
    """How much of the catalogue is translated, if its seal fits; else nothing.

    Law: it is the coverage of the catalogue when it is merged with the texts that it was sealed
    with. Texts that are left may get the translations of obsolete ones then, so where there are
    both, this says nothing.
    """
    header, seal, end = _begun(text)
    if header is None or not seal:
        return None
    if text.endswith(_EMPTY):
        # Where nobody has begun, what is left without the empty translations are the heads.
        heads = text[end + 1 : -len('""\n')].replace(_UNTRANSLATED, _UP_TO_MSGSTR)
        if seal_of(basis, heads) == seal and (msgids := _msgids(heads)):
            return _told(header, (), msgids, lang, source)
    first, *rest = text[end + 1 : -1].split(_UP_TO_MSGSTR)
    # In our form there is one empty line between entries, and none within.
    parts = [lines.partition("\n\n") for lines in rest]
    *befores, obsolete = [first, *[before for _, _, before in parts]]
    heads = _UP_TO_MSGSTR.join([*befores, ""])
    if text[-1] != "\n" or seal_of(basis, heads) != seal:
        return None
    translations = [translation for translation, _, _ in parts]
    is_done = [translation != '""' for translation in translations]
    msgids = _msgids(heads)
    if not msgids or not _are_texts(compress(translations, is_done)):
        return None
    left = tuple(compress(msgids, map(not_, is_done)))
    done = tuple(compress(msgids, is_done)) if left else msgids
    if obsolete and (left or not _are_obsolete(obsolete, msgids)):
        return None
    return _told(header, done, left, lang, source)


_UP_TO_MSGSTR = "\nmsgstr "
_UNTRANSLATED = '\nmsgstr ""\n\n'
_MSGID = re.compile(r'msgid "(.*(?:\n".*)*)"\nmsgstr ')


def _are_texts(translations: Iterable[str]) -> bool:
    """Whether each of them is the lines of a text and nothing else."""
    not_plain = [
        lines
        for lines in translations
        if lines.count('"') != 2
        or lines[0] != '"'
        or lines[-1] != '"'
        or "\\" in lines
        or "\n" in lines
    ]
    return all(map(_TRANSLATION.fullmatch, not_plain))


def _are_obsolete(lines: str, live: Sequence[str]) -> bool:
    """Whether these are the lines of obsolete entries, and none of them in use."""
    entries = regular_entries(lines)
    return entries is not None and all(
        entry.is_obsolete and entry.msgid not in live for entry, _ in entries
    )


@lru_cache(maxsize=8)  # those of a post are the same in all languages
def _msgids(heads: str) -> tuple[str, ...]:
    """The texts to translate, out of the joined heads of an outline; none where they are none."""
    found = _MSGID.findall(heads)
    if len(found) != heads.count(_UP_TO_MSGSTR):
        return ()
    try:
        return tuple([unquoted(text) if '"' in text or "\\" in text else text for text in found])
    except Irregular:
        return ()


def _begun(text: str) -> tuple[Catalogue | None, str, int]:
    """The header without its seal, the seal, and where the header ends.

    No header, where the text is not in the form that can be read here.
    """
    end = text.find("\n\n") + 1
    if not end or any(sign in text for sign in _AMISS):
        return None, "", 0
    header, seal = parted(text[:end])
    return _header(header), seal, end


def _told(
    header: Catalogue, done: Sequence[str], left: Sequence[str], lang: str, source: str
) -> Coverage | None:
    """The coverage, if the header is in step, too."""
    is_outdated = bool(left) and is_marked_outdated(header)
    if not _says_so(header, lang, source, is_outdated=is_outdated):
        return None
    return coverage_of(done, left, is_outdated=is_outdated)


@lru_cache(maxsize=64)  # the catalogues of a blog have few different headers
def _header(text: str) -> Catalogue | None:
    """The catalogue of a header alone; nothing where it is not sound, or no header."""
    try:
        found = read(text).catalogue
    except CatalogueError:
        return None
    return found if found.headers and not found.entries else None


def _says_so(header: Catalogue, lang: str, source: str, *, is_outdated: bool) -> bool:
    """Whether merging leaves the header as it is."""
    rules = rules_of(header)
    if rules < RULES_VERSION:
        return False
    merged = merged_headers(header.headers, lang, source, is_outdated=is_outdated, rules=rules)
    return merged == header.headers
