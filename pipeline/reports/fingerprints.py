"""Names for findings that stay the same when lines move, so that old findings are not new again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pipeline.model.finding import Finding

_NUMBER = re.compile(r"\d+")


def with_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its name, which no other finding of the same run has.

    The name is made of the file, the rule and the text concerned, and of the language, as a post
    has a finding for each; never of a line. Where the text is not known, the message stands for
    it, without its numbers, which may be lines. Equal ones are counted.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        text = finding.msgid or _NUMBER.sub("0", finding.message)
        name = _hashed("\0".join((finding.path, finding.rule, finding.lang, text)))
        seen[name] += 1
        yield finding, name if seen[name] == 1 else _hashed(f"{name}\0{seen[name]}")


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
