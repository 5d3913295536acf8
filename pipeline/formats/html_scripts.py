"""Where a script ends."""

from __future__ import annotations

import re

_STEP = re.compile(r"<!(?=--)|--+>|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


def script_end(text: str, start: int) -> int | None:
    """Where the end tag of the script stands whose content starts at `start`.

    Behind `<!--`, and up to `-->`, a script may hold `<script>...</script>`, as the standard has it
    for the sake of pages older than it.

    >>> script_end("a <!-- <script></script> --> </script>", 0)
    29
    """
    is_escaped = is_double = False
    for match in _STEP.finditer(text, start):
        step = match[0]
        if step[1] == "!":
            is_escaped = True
        elif step[0] == "-":
            is_escaped = is_double = False
        elif not match[1]:
            is_double = is_escaped
        elif not is_double:
            return match.start()
        else:
            is_double = False
    return None
