"""Front matter is found, read, cut by spans, and written back in its own style."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PostError
from pipeline.formats.cut import cut
from pipeline.formats.front_matter import cut_front_matter, fields, split
from pipeline.formats.render import render
from pipeline.model.document import Kind
from pipeline.model.post import DEFAULT_RULES, ExtractionRules, Format

NESTED = ExtractionRules(front_matter=("title", "menu.main", "tags", "images.alt"))
YAML = {
    "a plain value": "title: Text # note\n",
    "a single quoted value": "title: 'It''s text'\n",
    "a double quoted value": 'title: "Text \\u00e5"\n',
    "a value on several plain lines": "title: Text\n  goes on\n  and on\nweight: 1\n",
    "a value on several quoted lines": 'title: "Text\n  goes on\n\n  and on"\nweight: 1\n',
    "a folded block": "title: >\n  Text\n  goes on\nweight: 1\n",
    "a folded block without its end": "title: >-\n    Text\n    goes on\n\nweight: 1\n",
    "a literal block": "title: |\n  Text\n    goes on\nweight: 1\n",
    "a literal block that keeps its ends": "title: |+\n  Text\n\n\nweight: 1\n",
    "a value between braces": "menu: {main: Text, other: x}\n",
    "items of a list": "tags:\n  - Text\n  - 'Other text'\n",
    "items between brackets": "tags: [Text, 'Other']\n",
    "values of a list of mappings": "images:\n- src: a.png\n  alt: Text\n",
}
TOML = {
    "a basic string": 'title = "Text \\" more" # note\n',
    "a literal string": "title = 'Text \\ more'\n",
    "a long basic string": 'title = """\nText\nmore\\"""" # note\n',
    "a long literal string": "title = '''\nText\nmore'''\n",
    "a table": "x = 1\n[menu]\nmain = 'Text'\n",
    "an inline table": "menu = { other = 'x', main = 'Text' }\n",
    "a list over lines": "tags = [ # note\n  'Text', \"Other\",\n]\n",
    "tables in a list": "[[images]]\nalt = 'Text'\n[[images]]\nalt = \"Other\"\n",
    "a dotted key": "menu.main = 'Text'\n",
}
JSON = {
    "a string": '{ "title": "Text \\u00e5 \\"x\\"", "weight": 1 }\n',
    "a list of strings": '{\n  "tags": ["Text", "Other"]\n}\n',
    "objects in a list": '{\n  "images": [{"src": "a.png", "alt": " Text\\n"}]\n}\n',
    "an object in an object": '{\n\t"menu" : {"main": "Text"}}\n',
}
POSTS = {f"YAML: {name}": f"---\n{text}---\nBody\n" for name, text in YAML.items()}
POSTS |= {f"TOML: {name}": f"+++\n{text}+++\nBody\n" for name, text in TOML.items()}
POSTS |= {f"JSON: {name}": f"{text}Body\n" for name, text in JSON.items()}
POSTS |= {f"{name}, with CRLF": text.replace("\n", "\r\n") for name, text in POSTS.items()}
NASTY = [
    *r"""
No null ~ 12 1e3 0x1F 2024-01-01 yes y [a] {a} &a *a !a %a @a `a 'a' "a" a'b a"b a\b ---
... a,b a] a} > | = << '''
""".split(),
    *(
        "a: b",
        "a #b",
        "- a",
        "? a",
        "a\nb",
        "a\n\n\nb",
        "a\n  b",
        "# a",
        "a\tb",
        "\x07",
        "a\x85b",
        "\u2028a",
        "\ufeffx",
        "\U0001f389",
        "a: ",
        '"""',
    ),
]


def values_at(text: str) -> list[object]:
    """The values of the nested rules' keys, in order of the keys."""
    found = fields(text)
    images = found.get("images", [])
    menu = found.get("menu", {})
    assert isinstance(images, list)
    assert isinstance(menu, dict)
    alts = [image["alt"] for image in images]
    tags = found.get("tags", [])
    assert isinstance(tags, list)
    wanted = [found.get("title"), menu.get("main"), *tags, *alts]
    return [value.strip() for value in wanted if isinstance(value, str)]


@pytest.mark.parametrize("text", POSTS.values(), ids=POSTS.keys())
@pytest.mark.parametrize("msgstr", ["Svensk text", *NASTY], ids=ascii)
def test_the_front_matter_reads_back_as_the_translation(text: str, msgstr: str) -> None:
    document = cut(text, Format.MARKDOWN, NESTED)
    segments = [segment for segment in document.segments if segment.msgctxt]
    translated = render(document, {segment.key: msgstr for segment in segments})
    assert values_at(translated) == [msgstr.strip()] * len(segments)
    assert [len(segments) > 0, split(translated)[1]] == [True, split(text)[1]]


@pytest.mark.parametrize("text", POSTS.values(), ids=POSTS.keys())
def test_a_translation_equal_to_its_source_changes_no_byte_of_the_front_matter(text: str) -> None:
    document = cut(text, Format.MARKDOWN, NESTED)
    assert render(document, {s.key: s.msgid for s in document.segments}) == text


@given(st.sampled_from(sorted(POSTS)), st.text(min_size=1))
def test_any_text_reads_back_from_any_style(name: str, msgstr: str) -> None:
    text = POSTS[name]
    expected = msgstr.replace("\r\n", "\n").strip()
    document = cut(text, Format.MARKDOWN, NESTED)
    segments = [segment for segment in document.segments if segment.msgctxt]
    translated = render(document, {segment.key: msgstr for segment in segments})
    if expected:
        assert values_at(translated) == [expected] * len(segments)


@pytest.mark.parametrize(
    ("before", "msgstr", "after"),
    [
        ("title: Text # note", "Mer", "title: Mer # note"),
        ("title: Text", "Ett: två", 'title: "Ett: två"'),
        ("title: 'Text'", "Gott'n", "title: 'Gott''n'"),
        ('title: "Text"', 'Ett "ord"', 'title: "Ett \\"ord\\""'),
        ("title: >\n  Text\n  more", "Ett två", "title: >\n  Ett två"),
        ("title: |\n  Text", "Ett\ntvå", "title: |\n  Ett\n  två"),
        ("title: Text\n  more", "Ett två", "title: Ett två"),
    ],
    ids=lambda text: text,
)
def test_the_style_of_a_value_stays(before: str, msgstr: str, after: str) -> None:
    document = cut(f"---\n{before}\n---\n", Format.MARKDOWN)
    assert render(document, {document.segments[0].key: msgstr}) == f"---\n{after}\n---\n"


def test_only_the_keys_of_the_rules_are_for_translators() -> None:
    head = "---\nlayout: wide\ntitle: One\ndate: 2024-05-06\nslug: one-two\nsummary: 12\n---\n"
    pieces, body = cut_front_matter(f"{head}Text\n", DEFAULT_RULES)
    assert body == "Text\n"
    found = [p for p in pieces if not isinstance(p, str)]
    assert [(s.msgctxt, s.msgid, s.kind) for s in found] == [
        ("title", "One", Kind.TITLE),
        ("slug", "one-two", Kind.FRONT_MATTER),
    ]


def test_dates_are_read_as_dates() -> None:
    assert fields("---\ndate: 2024-05-06\nat: 2024-05-06T07:08:09Z\n---\n") == {
        "date": datetime.date(2024, 5, 6),
        "at": datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeff---\ntitle: A\n---\nB", ("\ufeff---\ntitle: A\n---\n", "B")),
        ("\ufeffB", ("\ufeff", "B")),
        ("---  \ntitle: A\n--- \nB", ("---  \ntitle: A\n--- \n", "B")),
        ("---\n---", ("---\n---", "")),
        ("\n \n---\ntitle: A\n---\n", ("\n \n---\ntitle: A\n---\n", "")),
        ("\n---\n\ntitle: A\n---\n", ("", "\n---\n\ntitle: A\n---\n")),
        ("\n---\ntitle: A\n", ("", "\n---\ntitle: A\n")),
        ("----\n---\n", ("", "----\n---\n")),
        ("+++\nx = 1\n+++\nB", ("+++\nx = 1\n+++\n", "B")),
        ('{"title": "A"}\nB', ('{"title": "A"}\n', "B")),
        ('\ufeff{\n"a": {}}', ('\ufeff{\n"a": {}}', "")),
        ("{}\nB", ("{}\n", "B")),
        ("{{< x >}}\nB", ("", "{{< x >}}\nB")),
        ("{% x %}", ("", "{% x %}")),
        ('{"a"} B', ("", '{"a"} B')),
        ("", ("", "")),
    ],
    ids=ascii,
)
def test_front_matter_stands_between_fences_from_the_first_line_on(
    text: str, expected: tuple[str, str]
) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("---\ntitle: A\n", "the front matter that '---' opens is not closed", 1),
        ("---\na: 1\nb: c: d\n---\n", "the front matter is not valid YAML: mapping values", 3),
        ("---\na: &x 1\nb: *x\n---\n", "the front matter uses a YAML alias", 3),
        ("---\na: !!python/name:os.system x\n---\n", "the front matter uses a YAML tag", 2),
        ("---\na: !mine x\n---\n", "the front matter uses a YAML tag", 2),
        ("---\na: 1\nb: 2\na: 3\n---\n", "the key 'a' stands there twice", 4),
        ("---\n- a\n- b\n---\n", "the front matter is not a list of keys", 2),
        ("---\ntext\n---\n", "the front matter is not a list of keys", 2),
        ("---\na: 1\nb: \x07\n---\n", "the front matter holds a character", 3),
        ("---\na: " + "[" * 300_000 + "\n---\n", "the front matter is nested too deeply", 2),
        ('{\n"a": 1,\n"b": }\n', "the front matter is not valid JSON: Expecting value", 3),
        ('{"a": ' + "[" * 100_000, "the front matter is not valid JSON: it is too deep", 1),
        ("+++\na = 1\nb = \n+++\n", "the front matter is not valid TOML: Invalid value", 3),
        ("+++\na = 1\na = 2\n+++\n", "the front matter is not valid TOML: Cannot overwrite", 3),
        ("+++\na = " + "[" * 100_000 + "\n+++\n", "the front matter is not valid TOML", 2),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_front_matter_that_cannot_be_read_is_refused_at_its_line(
    text: str, what: str, line: int
) -> None:
    with pytest.raises(PostError) as caught:
        cut(text, Format.MARKDOWN, path="posts/en/a.md")
    error = caught.value
    assert (error.what[: len(what)], error.path, error.line) == (what, "posts/en/a.md", line)


def test_an_impossible_date_is_refused_at_its_line() -> None:
    with pytest.raises(PostError) as caught:
        fields("---\na: 1\ndate: 2024-02-30\n---\n", "a.md")
    assert caught.value.where == "a.md:3"


def test_a_nul_is_refused_at_its_line() -> None:
    with pytest.raises(PostError) as caught:
        cut("a\nb\0", Format.MARKDOWN, path="a.md")
    assert caught.value.where == "a.md:2"
