from __future__ import annotations

import pytest

from pipeline.model.post import Format, Post
from pipeline.workflows.holding import reason_in_blocks

SOURCE = "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    ("rendered", "format", "is_held"),
    [
        pytest.param(SOURCE.replace("One", "Ett"), Format.BLOCKS, False, id="the same blocks"),
        pytest.param("<!-- wp:html -->" + SOURCE, Format.BLOCKS, True, id="one block more"),
        pytest.param(SOURCE.replace("wp:p", "p"), Format.BLOCKS, True, id="one block less"),
        pytest.param("<p>Ett</p>", Format.HTML, False, id="HTML has no blocks"),
    ],
)
def test_a_page_with_other_blocks_than_its_source_is_held(
    rendered: str, format: Format, is_held: bool
) -> None:
    post = Post("a", "en", "posts/en/a.html", format, SOURCE)
    assert bool(reason_in_blocks(post, rendered)) == is_held
