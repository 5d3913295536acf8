"""The values of YAML front matter, and where the translatable ones stand, as PyYAML reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

import yaml

from pipeline.errors import PostError
from pipeline.formats.yaml_loader import LOADER
from pipeline.formats.yaml_weave import YamlScalar
from pipeline.model.document import Kind, Segment
from pipeline.speech import N_, say

_PREFIX = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _PREFIX + name for name in "str int float bool null timestamp map seq set omap merge".split()
)
_DEEPEST = 100
_TOO_DEEP = N_("the front matter is nested too deeply")
_BAD_CHARACTER = N_("the front matter holds a character that YAML does not allow")
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
"""Newer ones refuse a thousand levels while they look ahead, before the first event."""
_LETTER = re.compile(r"[^\W\d_]")
_OPENERS = re.compile(r"[\[{]|- |: |\? ")
_REASONS = (
    N_("mapping values are not allowed in this context"),
    N_("could not find expected ':'"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected ',' or '}'"),
    N_("did not find expected '-' indicator"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected hexdecimal number"),
    N_("block sequence entries are not allowed in this context"),
    N_("block mapping entries are not allowed in this context"),
    N_("found character that cannot start any token"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found unexpected end of stream"),
    N_("found unexpected document indicator"),
    N_("found unexpected ':'"),
    N_("found unknown escape character"),
    N_("day is out of range for month"),
    N_("month must be in 1..12"),
    N_("hour must be in 0..23"),
    N_("minute must be in 0..59"),
    N_("second must be in 0..59"),
)
"""What libyaml and `datetime` find wrong, as far as posts have shown it; looked up when they do."""


def parse_yaml(text: str, path: str = "") -> dict[str, object]:
    """The values by key, dates as `date` or `datetime`; raises `PostError`.

    `text` is what stands between the fences; lines are counted from the fence on.
    """
    root = _compose(text, path)
    if root is None:
        return {}
    loader = LOADER("")
    try:
        return {
            str(_built(loader, key, path)): _built(loader, value, path) for key, value in root.value
        }
    finally:
        loader.dispose()


def yaml_segments(text: str, keys: Sequence[str], path: str = "") -> Iterator[tuple[int, Segment]]:
    """The segments of the keys' values, in the order of the text, with their offsets."""
    root = _compose(text, path)
    if root is None:
        return
    line_end = "\r\n" if "\r\n" in text else "\n"
    found = [
        (node, key, in_flow)
        for key in dict.fromkeys(keys)
        for node, in_flow in _nodes(root, key.split("."), in_flow=False)
    ]
    end = 0
    for node, key, in_flow in sorted(found, key=lambda item: item[0].start_mark.index):
        segment = _segment(text, node, key, line_end, in_flow=in_flow)
        if segment and node.start_mark.index >= end:
            yield node.start_mark.index, segment
            end = node.end_mark.index


def _compose(text: str, path: str) -> yaml.MappingNode | None:
    if text.startswith("\ufeff"):
        # The parser skips it, and then counts from behind it.
        _refuse(say(_BAD_CHARACTER), path, 0)
    try:
        _refuse_traps(text, path)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        if error.problem == _LIBYAML_TOO_DEEP:
            _refuse(say(_TOO_DEEP), path, line)
        _refuse(
            say("the front matter is not valid YAML: {reason}", reason=say(str(error.problem))),
            path,
            line,
        )
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        at = error.position if isinstance(error, yaml.reader.ReaderError) else error.start
        line = text.count("\n", 0, at)
        _refuse(say(_BAD_CHARACTER), path, line)
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode):
        _refuse(
            say("the front matter is not a list of keys with values"), path, root.start_mark.line
        )
    _refuse_doubles(root, path)
    return root


def _refuse_traps(text: str, path: str) -> None:
    """Raises `PostError` for what may blow up or run code: aliases, tags, and deep nesting."""
    if not ("*" in text or "!" in text or len(_OPENERS.findall(text)) > _DEEPEST):
        return
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line if event.start_mark else 0
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            _refuse(say(_TOO_DEEP), path, line)
        if isinstance(event, yaml.AliasEvent):
            _refuse(say("the front matter uses a YAML alias (*name)"), path, line)
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and tag not in _TAGS:
            _refuse(say("the front matter uses a YAML tag ({tag})", tag=tag), path, line)


def _refuse_doubles(root: yaml.Node, path: str) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and key.value in seen:
                    _refuse(
                        say("the key {key!r} stands there twice", key=key.value),
                        path,
                        key.start_mark.line,
                    )
                seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
                waiting.append(value)


def _built(loader: yaml.SafeLoader, node: yaml.Node, path: str) -> object:
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, OverflowError, yaml.YAMLError) as error:
        reason = getattr(error, "problem", None) or error
        _refuse(
            say("the front matter holds an impossible value: {reason}", reason=say(str(reason))),
            path,
            node.start_mark.line,
        )


def _refuse(what: str, path: str, line: int) -> NoReturn:
    raise PostError(
        what,
        path=path or None,
        line=line + 2,  # the fence is line 1, and YAML counts from 0
        remedy=say(
            "Write plain 'key: value' lines, and put values that hold ': ' or ' #' in quotes"
        ),
    )


def _nodes(
    node: yaml.Node, keys: Sequence[str], *, in_flow: bool
) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    """The scalars at a path of keys, of lists each item, and whether they stand in brackets."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item, keys, in_flow=in_flow or bool(node.flow_style))
    elif isinstance(node, yaml.ScalarNode) and not keys:
        yield node, in_flow
    elif isinstance(node, yaml.MappingNode) and keys:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == keys[0]:
                yield from _nodes(value, keys[1:], in_flow=in_flow or bool(node.flow_style))


def _segment(
    text: str, node: yaml.ScalarNode, key: str, line_end: str, *, in_flow: bool
) -> Segment | None:
    msgid = node.value.strip()
    if node.tag != _PREFIX + "str" or not _LETTER.search(msgid):
        return None
    span = text[node.start_mark.index : node.end_mark.index]
    source = span.rstrip()
    at = node.value.index(msgid)
    weave = YamlScalar(
        style=node.style or "",
        in_flow=in_flow,
        indent=_indent(source),
        line_end=line_end,
        lead=node.value[:at],
        trail=node.value[at + len(msgid) :],
        header=re.split(r"\r?\n", source, maxsplit=1)[0] if node.style in {">", "|"} else "",
        tail=span[len(source) :],
    )
    kind = Kind.TITLE if key == "title" else Kind.FRONT_MATTER
    return Segment(source, msgid, kind, weave, msgctxt=key)


def _indent(source: str) -> str:
    """What the value's second line starts with; nothing where it has none."""
    lines = [line for line in source.splitlines()[1:] if line.strip()]
    return lines[0][: len(lines[0]) - len(lines[0].lstrip())] if lines else ""
