"""Text that came from posts, catalogues or a CMS, made safe for a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls, and the characters that turn the direction of a line around.
# To compile the patterns would take 1 ms of every run, and few texts need them.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_UNSAFE_BUT_LINES = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    r"""The text with every control character written out, so that it cannot steer a terminal.

    >>> plain("Red \x1b[31m alert")
    'Red \\x1b[31m alert'
    """
    # Nearly every text is sound, and to see that takes a tenth of the time.
    return text if text.isprintable() else re.sub(_UNSAFE, _written_out, text)


def plain_lines(text: str) -> str:
    """As `plain`, for text of several lines."""
    return re.sub(_UNSAFE_BUT_LINES, _written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
