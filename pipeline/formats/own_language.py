"""What a text says of its own language, in its front matter and in its `<html>` tag."""

from __future__ import annotations

import re

from pipeline.formats.front_matter import BOM, split

_FIELD = re.compile(r"^(lang[ \t]*[:=][ \t]*)(['\"]?)[\w-]+\2", re.MULTILINE)
_JSON_FIELD = re.compile(r'([{,]\s*"lang"\s*:\s*)(")[\w-]+"')
_PAGE = re.compile(r"\A(?:\s|<!--.*?-->|<[!?][^>]*>)*<html\b[^<>]*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"(\blang\s*=\s*)([\"']?)([\w-]+)\2", re.IGNORECASE)


def in_language(text: str, source: str, lang: str) -> str:
    """The rendered post, which says that it is in `lang` where it said that it is in `source`.

    >>> in_language('<html lang="en-GB"><p lang="en">', "en", "sv")
    '<html lang="sv"><p lang="en">'
    """
    head, body = split(text)
    # A post that names its language in its front matter would be taken for the source.
    pattern = _JSON_FIELD if head.startswith("{", head.startswith(BOM)) else _FIELD
    head = pattern.sub(rf"\g<1>\g<2>{lang}\g<2>", head, count=1)
    page = _PAGE.match(body)
    if page is None:
        return head + body
    tag = _ATTRIBUTE.sub(lambda match: _attribute(match, source, lang), page[0])
    return head + tag + body[page.end() :]


def _attribute(match: re.Match[str], source: str, lang: str) -> str:
    before, quote, value = match.groups()
    is_own = value.lower().partition("-")[0] == source.lower().partition("-")[0]
    return f"{before}{quote}{lang}{quote}" if is_own else match[0]
