"""The words that a blog has settled how to translate, and those that stay as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries of the blog's glossary."""
