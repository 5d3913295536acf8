"""`/wp-json/`: what this API is and how to log in, for clients to find out by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.localcms import links
from pipeline.localcms.rest.call import Call, Reply

_NAMESPACES = ("wp/v2", "pll/v1")
Paths = Mapping[str, Sequence[str]]
"""The methods of each path, which is written as a regular expression, as in WordPress."""


def read_index(call: Call, paths: Paths) -> Reply:
    """The blog's name and address, and what can be asked."""
    return Reply(
        {
            "name": call.blog.title,
            "description": call.blog.tagline,
            "url": call.base,
            "home": call.base,
            "gmt_offset": 0,
            "timezone_string": "UTC",
            "namespaces": list(_NAMESPACES),
            "authentication": {"application-passwords": {"endpoints": {}}},
            "routes": _routes(paths, ""),
            "tvilling": {
                "version": 2,
                "languages": list(call.blog.languages),
                "backend": "embedded",
            },
        }
    )


def read_namespace(_: Call, paths: Paths) -> Reply:
    """The routes of `wp/v2`."""
    return Reply({"namespace": "wp/v2", "routes": _routes(paths, "/wp/v2")})


def read_languages(call: Call) -> Reply:
    """The blog's languages as Polylang lists them, the default one first."""
    return Reply(
        [
            {
                "name": lang,
                "slug": lang,
                "locale": lang.replace("-", "_"),
                "w3c": lang,
                "is_default": number == 0,
                "home_url": call.base + links.home(lang),
            }
            for number, lang in enumerate(call.blog.languages)
        ]
    )


def _routes(paths: Paths, start: str) -> dict[str, Any]:
    return {
        path: {
            "namespace": next((n for n in _NAMESPACES if path.startswith(f"/{n}")), ""),
            "methods": list(methods),
            "endpoints": [{"methods": list(methods), "args": {}}],
        }
        for path, methods in paths.items()
        if path.startswith(start)
    }
