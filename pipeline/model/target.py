"""A CMS to publish to, as a value."""

from __future__ import annotations

from typing import Literal, NamedTuple

TargetKind = Literal["local", "wordpress", "sites"]
Content = Literal["blocks", "classic"]


class Target(NamedTuple):
    """A CMS to publish to."""

    name: str
    """Lower case; part of the name of the variable that holds the password."""
    kind: TargetKind
    url: str = ""
    """The site's address without a slash at the end; nothing for the embedded CMS."""
    user: str = ""
    content: Content = "blocks"
    """What the bodies of Markdown and HTML posts become: blocks of WordPress's editor, or HTML as
    its classic editor keeps it."""
    parallel: int = 4
    """How many requests are under way at once at most."""
    sites: tuple[tuple[str, str], ...] = ()
    """For one site per language: each language of the blog with the name of another target."""

    @property
    def password_variable(self) -> str:
        """The environment variable that the password is read from.

        >>> Target("live-sv", "wordpress").password_variable
        'TVILLING_LIVE_SV_PASSWORD'
        """
        return f"TVILLING_{self.name.upper().replace('-', '_')}_PASSWORD"


LOCAL = Target("local", "local")
"""The embedded CMS, there without any setting."""
