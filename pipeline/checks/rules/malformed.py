"""Files that cannot be read: what reading them raised, as a finding.

The message says what is wrong and what to do about it, and the finding stands at the line. The
rest of the blog is checked all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.page import PageUnderCheck
from pipeline.checks.rule import Flaw, Rule
from pipeline.errors import TvillingError
from pipeline.model.finding import Finding, Severity
from pipeline.speech import N_


def _check(_page: PageUnderCheck) -> Iterator[Flaw]:
    # A page whose files cannot be read never gets this far: see `malformed`.
    return iter(())


RULE = Rule(
    "malformed",
    Severity.ERROR,
    N_("A post or a catalogue cannot be read."),
    _check,
)


def malformed(error: TvillingError, path: str, post: str = "", lang: str = "") -> Finding:
    """The finding for a file that cannot be read; `path` serves where the error names none."""
    advice = f". {error.remedy}" if error.remedy else ""
    return Finding(
        path=error.path or path,
        line=error.line or 1,
        rule=RULE.name,
        severity=RULE.severity,
        message=f"{error.what}{advice}",
        post=post,
        lang=lang,
    )
