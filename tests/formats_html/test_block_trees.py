"""Translations leave WordPress's blocks alone, whatever translators write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.block_tree import block_tree, same_blocks
from pipeline.formats.blocks import cut_blocks
from pipeline.model.document import Document
from pipeline.model.post import DEFAULT_RULES

SOURCE = """<!-- wp:group {"metadata":{"name":"Intro -- one"}} -->
<div class="wp-block-group"><!-- wp:heading -->
<h2 class="x">One <a href="a" class="b" title="Go">two</a></h2>
<!-- /wp:heading -->
<!-- wp:image {"alt":"A cat \\u0026 more","caption":"\\u003cb\\u003eCat\\u003c/b\\u003e x"} -->
<figure><img src="a" alt="A cat"><img src='b' alt='Two cats'><img src=c alt=Cat></figure>
<!-- /wp:image -->
<p>A comment <!-- stays --> and <svg><path/></svg> too</p>
<!-- wp:search {"label":"Find it","buttonText":"Go"} /-->
<textarea>Some text</textarea>[caption title="A title" caption='Its "caption"']Prose[/caption]
<!-- wp:more {"customText":"Go on"} --><!--more Go on --><!-- /wp:more --></div>
<!-- /wp:group -->"""

TREES = {
    "no block": ("<p>a</p><!-- not:wp --><!--wp:a --><!-- wp:Bad -->", ()),
    "attributes end behind the last brace, whatever stands in them": (
        '<!-- wp:a {"b":"}--> <!-- wp:c /-->","d":{}} /--><!-- wp:e /-->',
        ((0, "a"), (0, "e")),
    ),
    "blocks in attributes and scripts are blocks in WordPress": (
        '<p title="<!-- wp:a /-->"><script>"<!-- wp:b /-->"</script>',
        ((0, "a"), (0, "b")),
    ),
    "a closer closes the innermost block, and one too many nothing": (
        "<!-- wp:a --><!-- wp:b --><!-- /wp:a --><!-- wp:c /--><!-- /wp:x --><!-- /wp:x -->"
        "<!-- wp:d -->",
        ((0, "a"), (1, "b"), (1, "c"), (0, "d")),
    ),
    "attributes without an end make no block": (
        '<!-- wp:a {"b":1 --><!-- wp:c /-->',
        ((0, "c"),),
    ),
}


@pytest.mark.parametrize(("html", "tree"), TREES.values(), ids=TREES)
def test_the_tree_of_blocks_of(html: str, tree: tuple[tuple[int, str], ...]) -> None:
    assert block_tree(html) == tree


def test_two_texts_with_other_words_have_the_same_blocks() -> None:
    source = "<!-- wp:a --><p>one</p><!-- /wp:a -->"

    assert same_blocks(source, "<!-- wp:a --><p>två</p><!-- /wp:a -->")
    assert not same_blocks(
        source, "<!-- wp:a --><!-- wp:b --><p>två</p><!-- /wp:b --><!-- /wp:a -->"
    )


SCRAPS = st.sampled_from(
    [
        *("<!--", "-->", "--!>", "<!-- wp:spacer /-->", "<!-- wp:a -->", "<!-- /wp:group -->"),
        *('<!-- wp:b {"c":1} /-->', "<!-- stays -->", "wp:a", "} /-->", '"', "'", "\\", "&quot;"),
        *('<a href="a">', "</a>", "<b>", '<i title="<!-- wp:a /-->">', "<svg/>", "<svg>", "</svg>"),
        *("<!x <!-- wp:a /-->", "<?php", "[x a='<!-- wp:a /-->']", "</textarea>", "</title>"),
        *("\n\n", " ", "word", "<", "!--", "-", "/", ">"),
    ]
)
TRANSLATIONS = st.lists(SCRAPS, max_size=12).map("".join) | st.lists(SCRAPS, max_size=12).map(
    " ".join
)


@given(translations=st.lists(TRANSLATIONS, min_size=16, max_size=16))
def test_no_translation_changes_the_blocks(translations: list[str]) -> None:
    document = Document(cut_blocks(SOURCE, DEFAULT_RULES))
    msgstrs = iter(translations)
    rendered = "".join(
        piece if isinstance(piece, str) else piece.translated(next(msgstrs, "word"))
        for piece in document.pieces
    )

    assert len(document.segments) == 16
    assert block_tree(rendered) == block_tree(SOURCE)


@pytest.mark.parametrize(
    "scrap", ['<!-- wp:a {"b":', "<!-- wp:a -->", "<!--  ", "} ", '<!-- wp:a {"b":1} -->']
)
def test_hostile_texts_have_their_tree_without_hanging(scrap: str) -> None:
    assert len(block_tree(scrap * 50_000)) in {0, 50_000}
