"""The file of the findings that a blog lives with for now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.model.finding import Finding
from pipeline.storage.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.checks.baseline import Baseline


def read_baseline(workspace: Workspace) -> Baseline | None:
    """What the blog's baseline knows; nothing where it has none."""
    path = workspace.settings.checks.baseline
    text = workspace.read_catalogue(path)
    if text is None:
        return None
    from pipeline.checks.baseline import Baseline, parse_baseline

    return Baseline(parse_baseline(text, path))


def write_baseline(workspace: Workspace, findings: Iterable[Finding]) -> int:
    """How many findings the baseline knows once it is written."""
    from pipeline.checks.baseline import written_baseline

    text, number = written_baseline(findings)
    workspace.write(workspace.settings.checks.baseline, text)
    return number
