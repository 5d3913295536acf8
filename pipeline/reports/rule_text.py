"""What reports say of a rule, for those who meet it for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.finding import Severity


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in words."""

    name: str
    severity: Severity
    """Unless the blog has set it, how much its findings matter."""
    summary: str
    """What it looks for, as a sentence."""
    help: str = ""
    """All there is to know of it, in Markdown; empty where that is the summary."""
