"""A single value written into front matter; every other line of the post stays as it is."""

from __future__ import annotations

import re

from pipeline.errors import PostError
from pipeline.formats.front_matter import fields, split

_FORMS = {"---": "{}: {}", "+++": '{} = "{}"'}


def with_value(text: str, key: str, value: str) -> str | None:
    """The post with the word or date as the value of the key; nothing where that goes wrong.

    >>> with_value("---\\ntitle: A\\n---\\nB", "status", "draft")
    '---\\ntitle: A\\nstatus: draft\\n---\\nB'
    """
    head, body = split(text)
    if not head.strip("\ufeff"):
        return f"{head}---\n{key}: {value}\n---\n\n{body}"
    fence = head.strip()[:3]
    line = _FORMS[fence].format(key, value)
    pattern = re.compile(rf"^{re.escape(key)}[ \t]*[:=][^\r\n]*", re.MULTILINE)
    if pattern.search(head):
        changed = pattern.sub(lambda _: line, head, count=1)
    else:
        at = head.rindex(fence)
        end = "\r\n" if "\r\n" in head else "\n"
        changed = f"{head[:at]}{line}{end}{head[at:]}"
    return _proven(text, changed + body, key)


def _proven(old: str, new: str, key: str) -> str | None:
    """The new text where only the one value differs."""
    try:
        before, after = fields(old), fields(new)
    except PostError:
        return None
    before.pop(key, None)
    has_value = after.pop(key, None) is not None
    return new if has_value and before == after else None
