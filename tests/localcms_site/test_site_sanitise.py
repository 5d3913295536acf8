"""Laws of showing content: nothing in it runs, and nothing in it reaches the page around it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.localcms.site.sanitise import plain, prose, shown

FRAGMENTS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<script",
        "</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        '<a href=" jav&#x09;ascript:alert(1)">',
        '<a href="data:text/html,<script>alert(1)</script>">',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><a xlink:href='javascript:alert(1)'>",
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;<img src=1 onerror=alert(1)>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<template><script>alert(1)</script></template>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><input name=x><button formaction='javascript:x'>",
        "<base href='//elsewhere.example/'>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href='//elsewhere.example/x.css'>",
        "<p style='background:url(javascript:alert(1));text-align:center'>",
        "<div id=site-main class='site-skip'>",
        "<video><source onerror=alert(1)></video>",
        "<img srcset='a.png 1x, javascript:alert(1) 2x'>",
        "<details open ontoggle=alert(1)>",
        "<title>",
        "<textarea>",
        "<plaintext>",
        "<!-- wp:html -->",
        "<!--",
        "--!>",
        "<![CDATA[",
        "</div></div></article></main></body></html>",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "<h1>",
        "<a target=_blank>",
        "<x-y onclick=1>",
        '"',
        "'",
        "<",
        ">",
        "&lt;script&gt;",
        "\x00",
    ]
)
HOSTILE = st.lists(FRAGMENTS | st.text(max_size=12), max_size=8).map("".join)
_RUNS = {"script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "svg"}
_SCHEME = re.compile(r"^[\x00-\x20]*(javascript|vbscript|data:(?!image/))", re.I)


def _page(content: str) -> Element:
    page = (
        "<!DOCTYPE html><title>t</title><main id=site-main>"
        f"<div id=site-text>{content}</div><footer>end</footer></main>"
    )
    parsed: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return parsed


def _dangers(element: Element) -> list[str]:
    names = [f"<{element.tag}>"] if element.tag in _RUNS else []
    for name, value in element.attrib.items():
        if str(name).lower().startswith("on") or name in {"style", "srcdoc", "formaction"}:
            names.append(f"{name}={value}")
        bare = re.sub(r"[\x00-\x20]", "", value)
        if name in {"href", "src", "action", "data", "poster"} and _SCHEME.match(bare):
            names.append(f"{name}={value}")
    return names


@given(HOSTILE)
def test_no_content_brings_anything_that_runs(content: str) -> None:
    body = _page(shown(content)).find("body")
    assert body is not None
    assert [danger for element in body.iter() for danger in _dangers(element)] == []


@given(HOSTILE)
def test_no_content_reaches_the_page_around_it(content: str) -> None:
    body = _page(shown(content)).find("body")
    assert body is not None
    own = [e.get("id") for e in body.iter() if str(e.get("id", "")).startswith("site-")]
    main = body.find("main")
    assert main is not None
    assert ([child.tag for child in body], own, [child.tag for child in main]) == (
        ["main"],
        ["site-main", "site-text"],
        ["div", "footer"],
    )


@given(HOSTILE)
def test_feeds_get_nothing_that_runs_either(content: str) -> None:
    body = _page(shown(content, base="http://localhost/en/a/")).find("body")
    assert body is not None
    assert [danger for element in body.iter() for danger in _dangers(element)] == []


@given(HOSTILE)
def test_plain_text_of_any_content_is_one_line_without_edges(content: str) -> None:
    text = plain(content)
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '<p class="has-text-align-center" lang="sv" data-x="1" aria-label="y">Hej</p>',
            '<p class="has-text-align-center" lang="sv" data-x="1" aria-label="y">Hej</p>',
            id="classes, languages, data and aria attributes stay",
        ),
        pytest.param(
            '<td style="text-align:right">1</td>',
            "1",
            id="a cell outside a table is its text",
        ),
        pytest.param(
            '<p style="color:red;text-align:right">1</p>',
            '<p data-style="right">1</p>',
            id="of a style, the alignment stays as a word",
        ),
        pytest.param(
            '<div class="wp-block-column" style="flex-basis:66.66%">1</div>',
            '<div class="wp-block-column" data-style="broad">1</div>',
            id="the share of a column stays as a word",
        ),
        pytest.param(
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            '<div class="site-scroll" role="group" aria-label="Table" tabindex="0">'
            "<table><tbody><tr><td>1</td></tr></tbody></table></div>",
            id="a table gets room to scroll that the keyboard reaches",
        ),
        pytest.param(
            "<pre><code>a</code></pre>",
            '<pre tabindex="0"><code>a</code></pre>',
            id="code can be scrolled by keyboard",
        ),
        pytest.param(
            '<a href="https://a.example/" target="_blank" rel="license opener">a</a>',
            '<a href="https://a.example/" target="_blank" rel="noopener license">a</a>',
            id="a new window gets no handle to this one",
        ),
        pytest.param(
            '<img alt="&quot;<table>" src="/media/a.png">',
            '<img loading="lazy" alt="&quot;&lt;table&gt;" src="/media/a.png">',
            id="a tag in an attribute is text",
        ),
        pytest.param(
            '<p id="a">1</p><p id="a">2</p><p id="SITE-x">3</p>',
            '<p id="a">1</p><p>2</p><p>3</p>',
            id="an id stands once, and none of the page's own",
        ),
        pytest.param(
            '<ul><li><input type="checkbox" checked disabled> a</li></ul>',
            '<ul><li><span class="site-box">☑</span> a</li></ul>',
            id="a task's box is a sign",
        ),
        pytest.param("<h1>a</h1>", "<h2>a</h2>", id="the title stays the only one of its rank"),
        pytest.param(
            '<img src="data:image/svg+xml,x" alt="a">',
            '<img loading="lazy" alt="a">',
            id="an image that is a document is none",
        ),
        pytest.param(
            '<img src="data:image/png;base64,aa==" alt="a">',
            '<img loading="lazy" src="data:image/png;base64,aa==" alt="a">',
            id="an image in the address stays",
        ),
        pytest.param(
            "<!-- wp:paragraph --><p>a", "<p>a</p>", id="comments go, open tags are closed"
        ),
    ],
)
def test_shown(content: str, expected: str) -> None:
    assert str(shown(content)) == expected


def test_a_base_makes_every_address_absolute() -> None:
    content = '<a href="#fn-1">1</a><img src="/a.png" srcset="b.png 1x, /c.png 2x" alt="">'
    assert str(shown(content, base="http://localhost/en/a/")) == (
        '<a href="http://localhost/en/a/#fn-1">1</a>'
        '<img loading="lazy" src="http://localhost/a.png"'
        ' srcset="http://localhost/en/a/b.png 1x, http://localhost/c.png 2x" alt="">'
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<div>" * 100_000 + "deep", "<p>deep</p>"),
        ("<div></x>" * 100_000 + "deep", "<p>deep</p>"),
        ("<br>" * 2_000, "<br>" * 2_000),
        ("<b>a</b>" * 2_000, "<b>a</b>" * 2_000),
    ],
    ids=[
        "what nobody wrote by hand is its text alone",
        "end tags of nothing do not count",
        "many tags that have no end are not deep",
        "many tags beside each other are not deep",
    ],
)
def test_nesting_without_end_costs_no_time(content: str, expected: str) -> None:
    assert " ".join(shown(content).split()).replace("<p> ", "<p>") == expected


def test_prose_leaves_out_headings_tables_and_code() -> None:
    content = "<h2>A</h2><p>B &amp; C<br>D</p><pre>E</pre><table><tr><td>F</table><p>G"
    assert prose(content) == "B & C D G"
