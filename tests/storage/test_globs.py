from __future__ import annotations

import pytest

from pipeline.storage.globs import matches

CASES = {
    "a file": ("posts/en/a.md", "posts/en/a.md", True),
    "a star in a folder": ("posts/*/a.md", "posts/en/a.md", True),
    "a star does not leave its folder": ("posts/*.md", "posts/en/a.md", False),
    "two stars do": ("posts/**/a.md", "posts/en/x/a.md", True),
    "two stars may be nothing": ("posts/**/a.md", "posts/a.md", True),
    "two stars at the end": ("posts/**", "posts/en/a.md", True),
    "a folder": ("posts/en", "posts/en/x/a.md", True),
    "a folder with a slash": ("posts/en/", "posts/en/x/a.md", True),
    "the beginning of a name": ("posts/e", "posts/en/a.md", False),
    "one letter": ("posts/e?/a.md", "posts/en/a.md", True),
    "one letter that is no slash": ("posts?en", "posts/en", False),
    "some letters": ("posts/[de]n/a.md", "posts/en/a.md", True),
    "other letters": ("posts/[!e]n/a.md", "posts/en/a.md", False),
    "letters that end nowhere": ("a[b", "a[b", True),
    "a dot": ("a.md", "axmd", False),
}


@pytest.mark.parametrize(("pattern", "path", "expected"), CASES.values(), ids=CASES)
def test_a_pattern_means_paths(pattern: str, path: str, *, expected: bool) -> None:
    assert matches(pattern, path) is expected
