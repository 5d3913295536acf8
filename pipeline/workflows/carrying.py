"""Texts that were edited on a published page, carried over into the texts of its post.

Nothing is guessed: a new text is taken only if the page that it makes shows what the CMS shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import unescape

from pipeline.catalogues.diff import Change, Run, word_diff
from pipeline.formats.inline_form import html_of, inline_form, markup_of, texts_of
from pipeline.formats.inline_markdown import inline_markdown
from pipeline.formats.page_changes import TextChange, text_changes
from pipeline.model.post import DEFAULT_RULES, ExtractionRules, Format
from pipeline.publish.links import addresses, rewrite
from pipeline.speech import N_, say

_CONTEXTS = (40, 20, 10, 5, 2)
"""How many letters around a change tell where it is, the most first."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a post in one language, and how its page shows them."""

    texts: Sequence[str]
    """As the post or the catalogue has them, in reading order."""
    format: Format
    led: Mapping[str, str | None]
    """Where the page leads for each address that the post has; nothing for a link left out."""
    definitions: str = ""
    """For Markdown: the lines that say where links by name lead."""
    rules: ExtractionRules = DEFAULT_RULES

    def form(self, text: str) -> str:
        """What the page shows for the text, in one spelling."""
        html = html_of(text, self.format, self.definitions)
        return inline_form(rewrite(html, lambda url: self.led.get(url, url)))


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the edits of one page."""

    texts: Mapping[int, str]
    """The new text, by its number among the texts of the post."""
    changes: Mapping[int, TextChange]
    """The same as the page shows it."""
    left: tuple[tuple[TextChange, str], ...] = ()
    """What is to be carried over by hand, each with the reason."""


_CAME = N_("there is no such text in the post; add it by hand")
_WENT = N_("it is gone from the page; take it out of the post by hand")
_UNKNOWN = N_("no text of the post is shown like that any more; carry it over by hand")
_UNSURE = N_("it cannot be written in the format of the post with certainty; carry it over by hand")
_MARKUP = N_("what was changed is the markup around the texts; carry it over by hand")


def carried(texts: Texts, published: str, edited: str) -> Carried:
    """The texts that make the page of the post say what the edited page says."""
    old_texts, new_texts = texts_of(published, texts.rules), texts_of(edited, texts.rules)
    old, new = tuple(map(inline_form, old_texts)), tuple(map(inline_form, new_texts))
    places = _places(old, [texts.form(text) for text in texts.texts])
    found: dict[int, str] = {}
    changes: dict[int, TextChange] = {}
    left: list[tuple[TextChange, str]] = []
    for change in text_changes(old, new):
        at = None if change.at is None else places.get(change.at)
        written = change
        # HTML keeps the tags that the editor wrote; to Markdown it is all the same.
        has_tags = texts.format is not Format.MARKDOWN
        if has_tags and change.at is not None and change.to is not None:
            written = replace(change, old=old_texts[change.at], new=new_texts[change.to])
        text = None if at is None else _new_text(texts, texts.texts[at], change, written)
        if at is None or text is None:
            left.append((change, _reason(change, at)))
        else:
            found[at], changes[at] = text, change
    if not left and markup_of(published, texts.rules) != markup_of(edited, texts.rules):
        left.append((TextChange(None, "", ""), say(_MARKUP)))
    if not left and not found:
        left.append((TextChange(None, "", ""), say(_MARKUP)))
    return Carried(found, changes, tuple(left))


def _places(page: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """For each text of the page the text of the post that it is, where that is certain."""
    blocks = SequenceMatcher(None, page, texts, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _reason(change: TextChange, at: int | None) -> str:
    if not change.old:
        return say(_CAME)
    if not change.new:
        return say(_WENT)
    return say(_UNKNOWN) if at is None else say(_UNSURE)


def _new_text(texts: Texts, text: str, change: TextChange, written: TextChange) -> str | None:
    if not change.new:
        return None
    return next(
        (each for each in _options(texts, text, written) if _shows(texts, each, change)), None
    )


def _shows(texts: Texts, text: str, change: TextChange) -> bool:
    return bool(text.strip()) and texts.form(text) == change.new


def _options(texts: Texts, text: str, change: TextChange) -> Iterator[str]:
    """First the old text with as little changed as can be, then the whole text written anew."""
    spliced = _spliced(text, change, texts.format)
    if spliced is not None:
        yield spliced
    own = addresses(html_of(text, texts.format, texts.definitions))
    if any(url in texts.led and texts.led[url] is None for url in own):
        return  # Written anew it would lose a link that is left out on the page today.
    back = {led: url for url, led in texts.led.items() if led is not None}
    back |= {led: url for url in own if (led := texts.led.get(url)) is not None}
    html = rewrite(change.new, lambda url: back.get(url, url))
    yield inline_markdown(html) if texts.format is Format.MARKDOWN else html


def _spliced(text: str, change: TextChange, format: Format) -> str | None:
    for before, gone, come, after in _hunks(word_diff(change.old, change.new)):
        if "<" in gone + come or ">" in gone + come:
            return None
        written = _written(come, format)
        around = (_written(each, format) for each in (before, gone, after))
        found = _place(text, *around)
        if found is None:
            return None
        start, end = found
        text = text[:start] + written + text[end:]
    return text


def _written(form: str, format: Format) -> str:
    return unescape(form) if format is Format.MARKDOWN else form


def _hunks(runs: Sequence[Run]) -> Iterator[tuple[str, str, str, str]]:
    """Each change: the equal text before it, what went, what came, the equal text after it."""
    before = gone = come = ""
    for run in runs:
        if run.change is Change.EQUAL:
            if gone or come:
                yield before, gone, come, run.text
            before, gone, come = run.text, "", ""
        elif run.change is Change.REMOVED:
            gone = run.text
        else:
            come = run.text
    if gone or come:
        yield before, gone, come, ""


def _place(text: str, before: str, gone: str, after: str) -> tuple[int, int] | None:
    """Where the change is in the text, if there is one such place."""
    for size in _CONTEXTS:
        # Tags next to it are written in another way in the post, or have more attributes there.
        head, tail = before[-size:].rpartition(">")[2], after[:size].partition("<")[0]
        whole = head + gone + tail
        if whole and text.count(whole) == 1:
            start = text.index(whole) + len(head)
            return start, start + len(gone)
    return None
