"""What the editor of WordPress says to published posts: blocks, and every one valid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from requests import Session

from pipeline.formats.markdown_html import markdown_to_html
from pipeline.formats.native_blocks import native_blocks
from tests.wordpress.server import WordPress, wordpress
from tests.wordpress.test_publish_to_wordpress import ROOT, blog, tvilling

EVERYTHING = """\
## A heading

A *line* with `code`, "quotes" and a [link](https://example.com/?a=1&b=2)[^1].

![A press](press.png "The press")

[![A press](press.png)](https://example.com/)

- one
  - two

    - three
- four **bold**

3. third

> A quote
>
> - with a list

> [!NOTE]
> Mind the step.

!!! tip "A box"
    with text

    - and a list

```python
x[1] < 2 && "y"
```

---

| a | b |
|--:|:-:|
| 1 | `2` |

- [ ] a task

Term
: Meaning

<p class="lead" id="lead">With a class</p>

<details><summary>More</summary>

hidden

</details>

<figure><img src="press.png" alt="Press"><figcaption>A <em>caption</em></figcaption></figure>

<figure class="wide">
  <img src="press.png" alt="Press" width="960" height="640" loading="lazy">
  <figcaption>A picture with its size</figcaption>
</figure>

{{< unknown to="WordPress" >}}

<table border=0><tr><td>old</table>

[gallery ids="1"]

[^1]: A footnote.
"""
_READY = "window.wp?.data?.select('core/block-editor')?.getBlockCount() > 0"
_OPEN = """() => {
    const list = blocks => blocks.flatMap(b => [[b.name, b.isValid], ...list(b.innerBlocks)]);
    return list(wp.data.select('core/block-editor').getBlocks());
}"""
_PARSE = """text => {
    const list = blocks => blocks.flatMap(b => [[b.name, b.isValid], ...list(b.innerBlocks)]);
    return list(wp.blocks.parse(text));
}"""


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor in front of a browser, signed in."""

    site: WordPress
    session: Session
    page: Page

    def open(self, post: int) -> list[list[object]]:
        """Every block of the post as the open editor has it: name, and whether it is valid."""
        self.page.goto(f"{self.site.url}/wp-admin/post.php?post={post}&action=edit")
        self.page.wait_for_function(_READY)
        found: list[list[object]] = self.page.evaluate(_OPEN)
        return found

    def posts(self) -> list[dict[str, Any]]:
        asked = {"context": "edit", "per_page": "100", "status": "any"}
        address = f"{self.site.url}/wp-json/wp/v2/posts"
        answer = self.session.get(address, params=asked, auth=self.site.logins["editor"])
        return [post for post in answer.json() if post["tvilling_key"]]

    def write(self, content: str) -> int:
        """The number of a new post with that content."""
        address = f"{self.site.url}/wp-json/wp/v2/posts"
        sent = {"title": "Example", "content": content}
        return int(
            self.session.post(address, json=sent, auth=self.site.logins["editor"]).json()["id"]
        )


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Editor]:
    with wordpress(tmp_path_factory.mktemp("wordpress")) as site, Session() as session:
        session.trust_env = False
        tvilling(blog(tmp_path_factory.mktemp("blog"), site), site, "publish", "--target", "live")
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(120_000)
        page.goto(f"{site.url}/wp-login.php")
        page.fill("#user_login", site.logins["editor"][0])
        page.fill("#user_pass", site.browser_password)
        page.click("#wp-submit")
        yield Editor(site, session, page)
        page.close()


@pytest.mark.component
def test_lines_that_are_parted_in_containers_open_as_valid_blocks(editor: Editor) -> None:
    html = "<blockquote>A <b>b</b>\nc\n\nD</blockquote><div>E\n\n<ul><li>F</li></ul>G</div>"
    blocks = editor.open(editor.write(native_blocks(html)))
    assert [name for name, is_valid in blocks if not is_valid] == []
    assert sorted(str(name).removeprefix("core/") for name, _ in blocks) == [
        "group",
        "list",
        "list-item",
        *["paragraph"] * 4,
        "quote",
    ]


@pytest.mark.component
def test_a_post_of_everything_opens_as_valid_blocks(editor: Editor) -> None:
    blocks = editor.open(editor.write(native_blocks(markdown_to_html(EVERYTHING))))
    assert [name for name, is_valid in blocks if not is_valid] == []
    assert editor.page.locator(".block-editor-warning").count() == 0
    assert {name for name, _ in blocks} == {
        f"core/{name}"
        for name in "code group heading html image list list-item paragraph quote separator "
        "shortcode table".split()
    }


@pytest.mark.component
def test_every_published_post_is_made_of_valid_blocks(editor: Editor) -> None:
    posts = editor.posts()
    editor.open(posts[0]["id"])
    found = {
        (post["tvilling_key"], post["lang"]): editor.page.evaluate(_PARSE, post["content"]["raw"])
        for post in posts
    }
    wrong = {
        place: [n for n, is_valid in blocks if not is_valid] for place, blocks in found.items()
    }
    assert wrong == {place: [] for place in found}
    assert len(found) == 21
    assert all(len(blocks) > 1 for blocks in found.values())


def test_every_example_of_commonmark_becomes_valid_blocks(editor: Editor) -> None:
    examples = ROOT.parent / "shared/corpora/markdown/commonmark/spec.examples.json"
    if not examples.exists():
        pytest.skip("corpora not there")
    editor.open(editor.posts()[0]["id"])
    wrong = [
        example["example"]
        for example in json.loads(examples.read_text("utf-8"))
        for _, is_valid in editor.page.evaluate(
            _PARSE, native_blocks(markdown_to_html(example["markdown"]))
        )
        if not is_valid
    ]
    # A code block within a table's rows; brackets that read as a shortcode with half a tag in it.
    assert wrong == [193, 526, 538]
