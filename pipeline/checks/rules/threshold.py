"""Languages that less is translated into than the blog asks for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pipeline.checks.blog import BlogRule, BlogUnderCheck
from pipeline.model.check_settings import Threshold
from pipeline.model.coverage import Count
from pipeline.model.finding import Finding, Severity
from pipeline.speech import N_, say, written


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
    told = _WORDS if blog.threshold_of == "words" else _STRINGS
    return Finding(
        path=blog.settings_path,
        line=threshold.line,
        rule=RULE.name,
        severity=RULE.severity,
        message=say(
            told,
            percent=written(percent, "g"),
            lang=lang,
            part=written(part),
            whole=written(whole),
            wanted=written(threshold.percent, "g"),
        ),
        lang=lang,
    )


_WORDS = N_(
    "{percent} % of the words are translated into {lang} ({part} of {whole}); "
    "the blog asks for {wanted} %"
)
_STRINGS = N_(
    "{percent} % of the strings are translated into {lang} ({part} of {whole}); "
    "the blog asks for {wanted} %"
)

RULE = BlogRule(
    "threshold",
    Severity.ERROR,
    N_("Less of the blog is translated into a language than its threshold asks for."),
    _check,
)
