"""What a rule is, and the words in which rules speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.checks.page import OptionValue, PageUnderCheck
from pipeline.checks.prose import Texts
from pipeline.model.catalogue import Entry, Key
from pipeline.model.finding import Severity
from pipeline.speech import say


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule saw; the runner adds the place."""

    message: str
    key: Key | None = None
    """The entry concerned; nothing for the file as a whole."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a blog may set about a rule, in the section `[tvilling:check:RULE]`."""

    name: str
    """As settings write it: small letters, digits and `_`."""
    default: OptionValue
    """Its type is the type of all values."""
    summary: str
    """What it changes, as a sentence for the documents."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked."""

    name: str
    """What findings, settings and documents call it: small letters, digits and `-`."""
    severity: Severity
    """How much its findings matter, unless the blog has set it."""
    summary: str
    """What it looks for, as a sentence for the documents."""
    check: Callable[[PageUnderCheck], Iterable[Flaw]]
    """What it sees on a page; it reads an option by `page.option("rule-name", "option")`."""
    options: tuple[Option, ...] = ()


Compare = Callable[[PageUnderCheck, Entry], str]
"""What is wrong with a translation, as a sentence; nothing where all is well."""


def in_translations(compare: Compare) -> Callable[[PageUnderCheck], Iterator[Flaw]]:
    """A check of each translation that would be published, on its own.

    A translation that equals its source is right by definition.
    """

    def check(page: PageUnderCheck) -> Iterator[Flaw]:
        for entry in page.translations:
            if entry.msgstr != entry.msgid and (message := compare(page, entry)):
                yield Flaw(message, entry.key)

    return check


def in_markup(compare: Compare) -> Callable[[PageUnderCheck], Iterator[Flaw]]:
    """A check of the markup of each translation that would be published, unless it is the same."""

    def check(page: PageUnderCheck) -> Iterator[Flaw]:
        for entry in page.marked:
            if message := compare(page, entry):
                yield Flaw(message, entry.key)

    return check


CompareProse = Callable[[PageUnderCheck, Texts], str]
"""What is wrong with a translation, as a sentence; nothing where all is well."""


def in_prose(compare: CompareProse) -> Callable[[PageUnderCheck], Iterator[Flaw]]:
    """A check of the words of each translation that would be published."""

    def check(page: PageUnderCheck) -> Iterator[Flaw]:
        for texts in page.texts:
            if message := compare(page, texts):
                yield Flaw(message, texts.entry.key)

    return check


One = TypeVar("One", int, str)


def differences(source: Iterable[One], target: Iterable[One]) -> tuple[list[One], list[One]]:
    """What the target lost and what it added, each as often as it did, in order."""
    were, are = list(source), list(target)
    if were == are:
        return [], []  # as of most texts, and to count takes ten times as long
    before, after = Counter(were), Counter(are)
    return list((before - after).elements()), list((after - before).elements())


def lost_and_added(lost: Iterable[str], added: Iterable[str]) -> str:
    """The differences as a sentence.

    >>> lost_and_added(["<b>", "</b>"], ["<i>"])
    'the translation lost <b> </b> and added <i>'
    """
    gone, new = " ".join(lost), " ".join(added)
    if gone and new:
        return say("the translation lost {lost} and added {added}", lost=gone, added=new)
    if gone:
        return say("the translation lost {lost}", lost=gone)
    return say("the translation added {added}", added=new) if new else ""


def together(parts: Iterable[str]) -> str:
    """The parts as one, as a sentence counts them up.

    >>> together(["the link", "the code"])
    'the link and the code'
    """
    return say(" and ").join(parts)


def quoted(text: str, width: int = 40) -> str:
    """The text in quotation marks on one line, cut if it is long.

    >>> quoted("A  dog ran home", 8)
    '“A dog…”'
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return in_quotes(line)
    return in_quotes(f"{line[: width - 1].rsplit(' ', 1)[0]}…")


def in_quotes(text: str) -> str:
    """The text as it is, in the quotation marks of the reader's language."""
    return say("“{text}”", text=text)
