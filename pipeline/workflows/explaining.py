"""What was changed by hand in the CMS, made readable: text by text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.catalogues.diff import compact_diff
from pipeline.formats.inline_form import forms_of
from pipeline.formats.page_changes import text_changes
from pipeline.model.post import ExtractionRules
from pipeline.publish.hand_edits import Difference
from pipeline.publish.plan import Action, Plan
from pipeline.speech import say


def explained(plan: Plan, rules: ExtractionRules) -> Plan:
    """The plan with the differences of its pages cut into those of their texts."""
    if not any(action.differences for action in plan.actions):
        return plan
    return replace(plan, actions=tuple(_explained(action, rules) for action in plan.actions))


def _explained(action: Action, rules: ExtractionRules) -> Action:
    differences = (each for item in action.differences for each in _parts(item, rules))
    return replace(action, differences=tuple(differences)) if action.differences else action


def _parts(item: Difference, rules: ExtractionRules) -> Iterator[Difference]:
    if item.field != "content" or item.shown:
        yield replace(item, shown=item.shown or compact_diff(item.old, item.new))
        return
    changes = text_changes(forms_of(item.old, rules), forms_of(item.new, rules))
    for change in changes:
        shown = compact_diff(change.old, change.new)
        yield Difference("content", change.old, change.new, shown)
    if not changes:
        yield Difference("content", "", "", say("its markup, and none of its texts"))
