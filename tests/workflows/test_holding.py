from __future__ import annotations

import pytest

from pipeline.formats.cut import cut
from pipeline.formats.render import render
from pipeline.model.post import Format, Post
from pipeline.workflows.holding import reason_in_blocks

SOURCE = "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    ("rendered", "format", "where"),
    [
        pytest.param(SOURCE.replace("One", "Ett"), Format.BLOCKS, "", id="the same blocks"),
        pytest.param(
            "<!-- wp:html -->" + SOURCE, Format.BLOCKS, "1 (paragraph)", id="one block more"
        ),
        pytest.param(
            SOURCE.replace("wp:p", "p"), Format.BLOCKS, "1 (paragraph)", id="one block less"
        ),
        pytest.param(SOURCE * 2, Format.BLOCKS, "2 (paragraph)", id="one block more at the end"),
        pytest.param("<p>Ett</p>", Format.HTML, "", id="HTML has no blocks"),
    ],
)
def test_a_page_with_other_blocks_than_its_source_is_held(
    rendered: str, format: Format, where: str
) -> None:
    reason = reason_in_blocks(Post("a", "en", "posts/en/a.html", format, SOURCE), rendered)
    assert (f"first at block {where}; compare" in reason) if where else reason == ""


def test_a_translation_that_ends_a_comment_which_the_post_leaves_open_is_held() -> None:
    text = f'<p title="<!-- wp:search {{">{SOURCE}<p>Two</p>'
    document = cut(text, Format.BLOCKS)
    rendered = render(document, {(None, "Two"): 'Två"} -->'})
    reason = reason_in_blocks(Post("a", "en", "posts/en/a.html", Format.BLOCKS, text), rendered)
    assert "first at block 1 (paragraph); compare" in reason
