"""The formats that findings are written in, by name; each is loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.finding import Finding
    from pipeline.reports.rule_text import RuleText

Writer = Callable[[Iterable["Finding"]], Iterator[str]]
"""From findings, by file and line, to the pieces of the report."""


class FindingsFormat(StrEnum):
    """What can be written."""

    TEXT = "text"  # for people, and for editors that jump to `path:line:`
    JSON = "json"  # for programs
    JUNIT = "junit"  # for build servers
    SARIF = "sarif"  # for code scanning and editors
    GITHUB = "github"  # annotations in GitHub Actions
    GITLAB = "gitlab"  # a code quality report of GitLab


def writer_of(format: FindingsFormat, rules: Sequence[RuleText] = ()) -> Writer:
    """What writes findings in the format; SARIF tells of all rules, also of those without any."""
    written = importlib.import_module(f"pipeline.reports.findings_{format}").written
    writer: Writer = partial(written, rules=rules) if format in _WITH_RULES else written
    return writer


_WITH_RULES = frozenset({FindingsFormat.SARIF})
