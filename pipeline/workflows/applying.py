"""A plan applied, with a journal of it and word of how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cms.calls import Call, Heard
from pipeline.errors import StorageError
from pipeline.model.target import Target
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation
from pipeline.publish.messages import Answer
from pipeline.publish.plan import WRITES, Plan
from pipeline.speech import N_
from pipeline.storage.journal import Journal, begin
from pipeline.storage.workspace import STATE, Workspace
from pipeline.workflows.media import media_bytes
from pipeline.workflows.progress import Tell

if TYPE_CHECKING:
    from pipeline.cms.transport import Transport


def journal_path(workspace: Workspace, target: Target) -> Path:
    """Where runs to the target note what they do."""
    with suppress(StorageError):  # Where nothing can be written, there is no journal.
        workspace.state()
    return workspace.root / STATE / f"publish-{target.name}.jsonl"


def applied(
    cms: Transport, workspace: Workspace, plan: Plan, journal: Path, now: datetime, tell: Tell
) -> Report:
    """What became of the plan."""
    total = sum(action.verb in WRITES for action in plan.actions)
    noted = begin(journal, total, now)
    conversation = apply_conversation(plan, lambda path: media_bytes(workspace, path))
    report = cms.run(conversation, _noting(noted, total, tell))
    noted.ended("done" if report.error is None else report.error.what)
    return report


def _noting(journal: Journal, total: int, tell: Tell) -> Heard:
    """What is done with each request and answer: the writes are noted, and told."""
    done = 0

    def heard(calls: Sequence[Call[object]], answers: Sequence[object] | None) -> None:
        nonlocal done
        names = [call.about for call in calls if call.method != "GET"]
        if names and answers is None:
            journal.sent(names)
        elif names and answers is not None:
            statuses = [answer.status for answer in answers if isinstance(answer, Answer)]
            journal.answered(names, statuses)
            done += len(names)
            tell(N_("Publishing"), min(done, total), total)

    return heard
