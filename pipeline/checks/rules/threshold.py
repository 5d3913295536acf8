"""Languages that less is translated into than the blog asks for.

Set `threshold = 80` for every language, or `threshold_sv = 95` for one, under `[tvilling:checks]`:
the share, in percent, of the words that have to be translated; of the texts with
`threshold_of = strings`. What waits for review does not count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from pipeline.checks.blog import BlogRule, BlogUnderCheck
from pipeline.model.check_settings import Threshold
from pipeline.model.coverage import Count
from pipeline.model.finding import Finding, Severity
from pipeline.speech import N_, say

_SHARES = {"strings": N_("texts"), "words": N_("words")}


def _check(blog: BlogUnderCheck) -> Iterator[Finding]:
    by_lang = {threshold.lang: threshold for threshold in blog.thresholds}
    for lang, (done, total) in blog.coverage.items():
        threshold = by_lang.get(lang, by_lang.get(""))
        part, whole = _share(done, blog), _share(total, blog)
        if threshold and part * 100 < threshold.percent * whole:
            yield _finding(blog, lang, threshold, part, whole)


def _share(count: Count, blog: BlogUnderCheck) -> int:
    return count.words if blog.threshold_of == "words" else count.strings


def _finding(
    blog: BlogUnderCheck, lang: str, threshold: Threshold, part: int, whole: int
) -> Finding:
    # Rounded down, or 94.96 % would read as 95.0 % and yet be too little.
    percent = math.floor(part * 1000 / whole) / 10
    return Finding(
        path=blog.settings_path,
        line=threshold.line,
        rule=RULE.name,
        severity=RULE.severity,
        message=say(
            "{percent:g} % of the {threshold_of} are translated into {lang} "
            "({part:,} of {whole:,}); the blog asks for {wanted:g} %",
            percent=percent,
            threshold_of=say(_SHARES[blog.threshold_of]),
            lang=lang,
            part=part,
            whole=whole,
            wanted=threshold.percent,
        ),
        lang=lang,
    )


RULE = BlogRule(
    "threshold",
    Severity.ERROR,
    N_("Less of the blog is translated into a language than its threshold asks for."),
    _check,
)
