"""What a blog has set about checks, as it is written; which rules there are is not known here."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipeline.model.finding import Severity

BASELINE = "locales/check-baseline.json"
"""Where findings stand that a blog lives with for now, unless the settings name another file."""


class SetLevel(NamedTuple):
    """How much the findings of a rule matter on this blog."""

    rule: str
    severity: Severity | None
    """Nothing where the rule is off."""
    line: int
    """Where in the settings it stands, from 1."""


class SetOption(NamedTuple):
    """An option of a rule, with its value as it is written."""

    rule: str
    name: str
    value: str
    line: int


class IgnoredFiles(NamedTuple):
    """Files in which the findings of a rule, or of all, are left out."""

    pattern: str
    """A path from the blog's folder; `*` and `?` stay within a folder, `**` does not."""
    reason: str
    rule: str
    """Nothing for all rules."""
    line: int


class Threshold(NamedTuple):
    """How much of the blog is to be translated into a language."""

    lang: str
    """Nothing for every language without a threshold of its own."""
    percent: float
    line: int


class CheckSettings(NamedTuple):
    """The sections `[tvilling:checks]` and `[tvilling:check:RULE]`."""

    fail_on: Severity | None = Severity.ERROR
    """The least severity that makes `check` exit 1; nothing where none does."""
    baseline: str = BASELINE
    """From the blog's folder."""
    thresholds: tuple[Threshold, ...] = ()
    threshold_of: Literal["words", "strings"] = "words"
    levels: tuple[SetLevel, ...] = ()
    options: tuple[SetOption, ...] = ()
    ignored: tuple[IgnoredFiles, ...] = ()
    named: tuple[tuple[str, int], ...] = ()
    """The rules that have a section of their own, each with its line."""
