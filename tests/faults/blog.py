"""A small blog that has one of everything: terms, a picture, links both ways and in a circle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.publish.in_process_cms import NOW, PNG, Bundle, bundle, pair

DAYS: dict[str, Any] = {"date": NOW - timedelta(3)}


def small_blog() -> Bundle:
    """Three posts in two languages."""
    first = pair(
        "first",
        '<p>To <a href="second.md">it</a></p>',
        '<p>Till <a href="second.md">den</a></p>',
        **DAYS,
    )
    second = pair(
        "second",
        '<p>Back <a href="first.md">B</a></p>',
        '<p><a href="first.md">B</a></p>',
        **DAYS,
    )
    both = '<p><a href="first.md">1</a> <a href="second.md">2</a> <img src="/img/a.png" alt=""></p>'
    third = pair("third", both, both, image="/img/a.png", image_alt="A dot", **DAYS)
    return bundle(third, first, second, files={"img/a.png": PNG})
