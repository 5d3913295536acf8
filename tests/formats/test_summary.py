from __future__ import annotations

import pytest

from pipeline.formats.summary import first_paragraph


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        pytest.param("<p></p><p>Two <b>w</b>ords</p>", "Two words", id="the first with a text"),
        pytest.param("<pre>x</pre><p>A", "A", id="a paragraph that is not closed"),
        pytest.param("<!-- <p>no</p> --><script>'<p>no</p>'</script><p>yes</p>", "yes", id="shown"),
        pytest.param("<ul><li>x</li></ul>", "", id="no paragraph"),
        pytest.param("<p>" + "word " * 100 + "</p>", "word " * 59 + "word…", id="a long one"),
    ],
)
def test_the_first_paragraph_is_the_excerpt(html: str, excerpt: str) -> None:
    assert first_paragraph(html) == excerpt
