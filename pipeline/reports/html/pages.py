"""The pages of the report as HTML: an overview, lists of many posts, and a page for each post.

They run no script, and their policy forbids whatever does not lie beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.model.coverage import Count, Coverage, PageState
from pipeline.reports.html.badge import badge
from pipeline.reports.html.chart import HEIGHT, WIDTH, chart
from pipeline.reports.html.shares import percent
from pipeline.reports.html.values import BlogReport, PostReport, ReportRow

if TYPE_CHECKING:
    from jinja2 import Environment

INDEX = "index.html"
STYLE = "report.css"
POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; base-uri 'none';"
    " form-action 'none'"
)
_FOLDER = Path(__file__).parent
TERMS = "terms"
"""What stands for categories and tags where a post's id would."""
_SHOWN = 100
"""Posts of one state on the overview; the others are on lists."""
_LISTED = 500
"""Posts on one page of a list."""
STATES = (PageState.OUTDATED, PageState.PARTIAL, PageState.UNTRANSLATED, PageState.COMPLETE)
"""What hurts most comes first: readers see an outdated page, and one that is begun is soon done."""
_HEADINGS = {
    PageState.OUTDATED: "Outdated",
    PageState.PARTIAL: "Begun",
    PageState.UNTRANSLATED: "Not begun",
    PageState.COMPLETE: "Complete",
}
_TOLD = {
    PageState.OUTDATED: "Complete until the post was changed.",
    PageState.PARTIAL: "Some texts are translated.",
    PageState.UNTRANSLATED: "No text is translated.",
    PageState.COMPLETE: "Every text is translated and reviewed.",
}


def post_page(post: str, lang: str) -> str:
    """The path of the page of a post in a language, from the report's folder."""
    return f"posts/{lang}/{post}.html"


def overview(report: BlogReport) -> Iterator[tuple[str, str]]:
    """The files that tell of the whole blog, by path: overview, lists, style, badges."""
    groups = [(state, [row for row in report.rows if row.state is state]) for state in STATES]
    charts = {language.lang: chart(language.past) for language in report.languages if language.past}
    yield (
        INDEX,
        _rendered(
            "index.html",
            INDEX,
            report=report,
            charts=charts,
            groups=[(state, rows[:_SHOWN], len(rows)) for state, rows in groups if rows],
        ),
    )
    for state, rows in groups:
        if len(rows) > _SHOWN:
            yield from _lists(report, state, rows)
    yield STYLE, (_FOLDER / STYLE).read_text(encoding="utf-8")
    for name, text in badges(report):
        yield f"badges/{name}", text


def badges(report: BlogReport) -> Iterator[tuple[str, str]]:
    """A badge for each language and one for all, by file name."""
    for language in report.languages:
        yield f"{language.lang}.svg", badge(language.name, percent(language.coverage))
    if report.languages:
        shares = [language.coverage for language in report.languages]
        whole = Coverage(
            sum((share.translated for share in shares), Count()),
            sum((share.fuzzy for share in shares), Count()),
            sum((share.missing for share in shares), Count()),
        )
        yield "total.svg", badge("Translations", percent(whole))


def of_post(title: str, post: PostReport) -> str:
    """The page of one post in one language."""
    return _rendered("post.html", post.row.page, title=title, post=post)


def list_page(state: PageState, number: int) -> str:
    """The path of a page of the list of all posts in a state, from 1."""
    return f"lists/{state.value}-{number}.html"


def _named(row: ReportRow) -> str:
    """What a reader calls the post."""
    return "Categories and tags" if row.post == TERMS else row.post


def _lists(
    report: BlogReport, state: PageState, rows: Sequence[ReportRow]
) -> Iterator[tuple[str, str]]:
    count = -(-len(rows) // _LISTED)
    for number in range(1, count + 1):
        path = list_page(state, number)
        yield (
            path,
            _rendered(
                "list.html",
                path,
                report=report,
                state=state,
                these=rows[(number - 1) * _LISTED : number * _LISTED],
                total=len(rows),
                number=number,
                count=count,
            ),
        )


def _rendered(template: str, path: str, **values: object) -> str:
    up = "../" * path.count("/")
    return _environment().get_template(template).render(up=up, **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pipeline.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "policy": POLICY,
        "style": STYLE,
        "index": INDEX,
        "headings": _HEADINGS,
        "told": _TOLD,
        "percent": percent,
        "list_page": list_page,
        "named": _named,
        "width": WIDTH,
        "height": HEIGHT,
    }
    made.filters |= {"number": lambda value: f"{value:,}", "href": quote}
    return made
