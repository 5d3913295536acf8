"""All rules, in the order in which documents list them."""

from __future__ import annotations

from pipeline.checks import ignoring
from pipeline.checks.blog import BlogRule
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
    slugs,
    tags,
    threshold,
    twins,
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
    ignoring.RULE,
)
"""What looks at one post in one language at a time."""

BLOG_RULES: tuple[BlogRule, ...] = (slugs.RULE, twins.RULE, threshold.RULE)
"""What looks at all posts together."""

NAMES = frozenset((*(rule.name for rule in RULES), *(rule.name for rule in BLOG_RULES)))

BLOCKING_RULES: tuple[Rule, ...] = (unsafe.RULE, tags.RULE, markup.RULE)
"""What keeps a translation from being published, whatever else it is: it could break the page."""
