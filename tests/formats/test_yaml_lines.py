"""Front matter read line by line is what PyYAML reads."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import PostError
from pipeline.formats.yaml_lines import line_segments, read_lines
from pipeline.formats.yaml_values import parse_yaml, yaml_segments

KEYS = ("title", "slug", "tags", "date", "draft", "yes", "on", "y", "weight", "a-b", "Null", "true")
VALUES = [
    value.replace("⏎", "\n")
    for value in (
        """Text¦Two words¦a: b¦a #b¦a#b¦a:b¦a:¦true¦True¦no¦Off¦null¦~¦12¦012¦0¦1_0¦1:30¦1.5¦-1¦+1
0x1F
2024-05-06¦2024-13-01¦2024-05-06T07:08:09Z¦2024-05-06 07:08:09¦2024-05-06T07:08:09+02:00¦0000-01-01
2024-05-06T07:08:09-00:00¦2024-05-06T07:08:09.5Z¦2024-5-6¦2024-05-06T24:00:00Z¦2024-05-06T07:08:60Z
2024-05-06T07:08:09+25:00¦"a b"¦'a b'¦"a" # c¦"å\\n"¦'it''s'¦" x "¦' '¦""¦[]¦[ ]¦[a, b]
[a, "b, c", 'd']
[a,]¦[,a]¦[a b,c]¦[true]¦[a: b]¦[a:b]¦[a #b]¦[a¦[a] b¦[-]¦[å, é]¦["a" b]¦["a"b]¦{a: b}¦- a
|⏎  x¦>⏎  x
a # c¦Åäö é¦a - b¦a, b¦a]¦a}¦é¦ª¦²¦Text  ¦⏎- a⏎- b¦⏎  - a⏎  - b c¦⏎ - a⏎  - b¦⏎- a: b¦⏎-  a
⏎- "x"⏎- y
⏎- no¦⏎  a⏎  b¦⏎-⏎¦⏎- - a¦&a b¦*a¦!x¦%x¦@x¦`x¦a\tb¦\ta¦=¦<<¦a=b¦a'b¦a"b¦a?¦?a¦-a¦...¦---
a\x85b¦a\xa0b
\ufeffa¦a\u2028b¦\x07¦\U0001f389¦a\U0001f389¦\ud800"""
    )
    for value in value.replace("\n", "¦").split("¦")
]
PLAIN = st.text("abcÅö é:#-,[]\"'", max_size=8)
ENTRY = st.builds(
    "{}:{}{}{}\n".format,
    st.sampled_from(KEYS),
    st.sampled_from(["", " ", " ", " ", "  ", "\t"]),
    st.sampled_from(VALUES) | PLAIN,
    st.sampled_from(["", "", "", "  ", "\r", " # c"]),
)
LINES = st.lists(
    ENTRY
    | st.sampled_from(["\n", "# c\n", "  # c\n", "   \n", "- a\n", "...\n", "x\n", "a.b: c\n"]),
    max_size=4,
).map("".join)
RULES = ("title", "tags", "slug", "a-b", "x.y")


@given(LINES)
@example("title: a\n- b\n")
@example("tags:\n- a\n  # c\n- b\n")
@example("date: 2024-05-06T07:08:09+00:00\n")
def test_lines_are_read_as_pyyaml_reads_them_or_not_at_all(text: str) -> None:
    entries = read_lines(text)
    if entries is None:
        return
    found = {entry.key: entry.value for entry in entries}, list(line_segments(text, entries, RULES))
    assert repr(found) == repr((parse_yaml(text), list(yaml_segments(text, RULES))))


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_each_value_is_read_as_pyyaml_reads_it_or_not_at_all(value: str) -> None:
    text = f"title: {value}\nslug: x\n"
    entries = read_lines(text)
    if entries is None:
        return
    try:
        expected = parse_yaml(text)
    except PostError as error:
        expected = {"error": error}
    assert repr({entry.key: entry.value for entry in entries}) == repr(expected)


@pytest.mark.parametrize(
    "text",
    [
        "title: Two words\n",
        'title: "Text: more"\ndraft: false\nweight: 10\n',
        "# note\ntitle: 'Text'\n\ndate: 2024-05-06\n",
        "tags: [one, two words, 'three']\ncategories:\n  - One\n  - Two words\nempty:\n",
        "date: 2024-05-06T07:08:09+02:00\nslug: one-two\nlink: http://example.com/a#b\n",
        "",
    ],
    ids=ascii,
)
def test_what_most_posts_have_is_read_line_by_line(text: str) -> None:
    entries = read_lines(text)
    assert entries is not None
    assert {entry.key: entry.value for entry in entries} == parse_yaml(text)
