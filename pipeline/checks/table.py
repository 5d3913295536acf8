"""All rules, in the order in which documents list them."""

from __future__ import annotations

from pipeline.checks import ignoring
from pipeline.checks.blog import BlogRule
from pipeline.checks.rule import Rule
from pipeline.checks.rules import (
    addresses,
    attributes,
    code,
    dashes,
    date_format,
    dates,
    doubled,
    formatting,
    fuzzy,
    glossary,
    language,
    length,
    lines,
    links,
    malformed,
    markup,
    missing,
    names,
    number_format,
    numbers,
    out_of_step,
    outdated,
    placeholders,
    punctuation,
    quotes,
    slugs,
    spacing,
    tags,
    threshold,
    twins,
    unchanged,
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
    markup.RULE,
    addresses.RULE,
    attributes.RULE,
    formatting.RULE,
    placeholders.RULE,
    code.RULE,
    names.RULE,
    white_space.RULE,
    lines.RULE,
    unchanged.RULE,
    language.RULE,
    glossary.RULE,
    numbers.RULE,
    number_format.RULE,
    dates.RULE,
    date_format.RULE,
    punctuation.RULE,
    quotes.RULE,
    dashes.RULE,
    spacing.RULE,
    doubled.RULE,
    length.RULE,
    ignoring.RULE,
)
"""What looks at one post in one language at a time."""

BLOG_RULES: tuple[BlogRule, ...] = (slugs.RULE, twins.RULE, threshold.RULE)
"""What looks at all posts together."""

NAMES = frozenset((*(rule.name for rule in RULES), *(rule.name for rule in BLOG_RULES)))

BLOCKING_RULES: tuple[Rule, ...] = (unsafe.RULE, tags.RULE, markup.RULE)
"""What keeps a translation from being published, whatever else it is: it could break the page."""
