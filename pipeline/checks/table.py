"""All rules, in the order in which documents list them."""

from __future__ import annotations

from pipeline.checks.rule import Rule
from pipeline.checks.rules import (
    addresses,
    code,
    fuzzy,
    links,
    malformed,
    markup,
    missing,
    out_of_step,
    outdated,
    tags,
    unsafe,
    white_space,
)

RULES: tuple[Rule, ...] = (
    malformed.RULE,
    out_of_step.RULE,
    missing.RULE,
    fuzzy.RULE,
    outdated.RULE,
    unsafe.RULE,
    tags.RULE,
    links.RULE,
    addresses.RULE,
    markup.RULE,
    code.RULE,
    white_space.RULE,
)

BLOCKING_RULES: tuple[Rule, ...] = (unsafe.RULE, tags.RULE, markup.RULE)
"""What keeps a translation from being published, whatever else it is: it could break the page."""
