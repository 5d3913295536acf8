"""The file of the findings that a blog lives with for now."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.checks.baseline import Baseline, parse_baseline, written_baseline
from pipeline.model.finding import Finding
from pipeline.storage.workspace import Workspace


def read_baseline(workspace: Workspace) -> Baseline | None:
    """What the blog's baseline knows; nothing where it has none."""
    path = workspace.settings.checks.baseline
    text = workspace.read_catalogue(path)
    return None if text is None else Baseline(parse_baseline(text, path))


def write_baseline(workspace: Workspace, findings: Iterable[Finding]) -> int:
    """How many findings the baseline knows once it is written."""
    text, number = written_baseline(findings)
    workspace.write(workspace.settings.checks.baseline, text)
    return number
