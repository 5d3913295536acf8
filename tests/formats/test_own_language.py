from __future__ import annotations

import pytest

from pipeline.formats.own_language import in_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: A\nlang: en\n---\nlang: en\n", "---\ntitle: A\nlang: sv\n---\nlang: en\n"),
        ("+++\nlang = 'en'\n+++\n", "+++\nlang = 'sv'\n+++\n"),
        ('{"title": "A", "lang": "en"}\nB', '{"title": "A", "lang": "sv"}\nB'),
        ("<!doctype html>\n<HTML LANG=en class=x>", "<!doctype html>\n<HTML LANG=sv class=x>"),
        (
            "<?xml version='1.0'?><html xml:lang='en' lang='en'><p lang='en'>",
            "<?xml version='1.0'?><html xml:lang='sv' lang='sv'><p lang='en'>",
        ),
        ('<html lang="de">', '<html lang="de">'),
        ('<p>One <code>&lt;html lang="en"></code>', '<p>One <code>&lt;html lang="en"></code>'),
    ],
    ids=[
        "YAML",
        "TOML",
        "JSON",
        "a page in capitals",
        "a page in XML, whose quotation stays",
        "a page in a third language",
        "a text about pages",
    ],
)
def test_a_rendered_post_says_in_what_language_it_is(text: str, expected: str) -> None:
    assert in_language(text, "en", "sv") == expected
