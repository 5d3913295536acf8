"""A reader in front of a browser: the screens there are, and what stands in a reader's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page

WIDE, PHONE, NARROWEST = (1280, 860), (390, 844), (320, 640)
Scheme = Literal["light", "dark"]
VIOLATIONS = """async () => {
    const result = await axe.run(document, {resultTypes: ["violations"]});
    return result.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`));
}"""


@contextmanager
def reading(
    browser: Browser, size: tuple[int, int] = WIDE, scheme: Scheme = "light", script: str = ""
) -> Iterator[Page]:
    """A page of a reader with such a screen; the script is there before the page's own policy."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    if script:
        context.add_init_script(script)
    try:
        yield context.new_page()
    finally:
        context.close()
