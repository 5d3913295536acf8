"""How translations are written into YAML: in the value's own style where that can say them.

Each way of writing is tried and read back by the parser; quoted with escapes always works.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STRING = "tag:yaml.org,2002:str"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(
    r'[\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]', re.DOTALL
)
_OTHER_YAML = re.compile(
    r"[yYnN]|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0[oxb][0-9a-fA-F_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|---.*|\.\.\..*"
)
"""What is text to this parser and something else to the parsers of other site builders."""


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A value in YAML; reading the front matter again gives the translation."""

    style: str
    """The first character for quoted and block styles; empty for plain."""
    in_flow: bool
    """Whether the value stands between braces or brackets."""
    indent: str
    """What stands before the second and later lines; empty where there is none to tell."""
    line_end: str
    lead: str
    """White space of the value before its text."""
    trail: str
    """White space of the value behind its text."""
    header: str
    """The first line of a block value: its style, and how its ends are kept."""
    tail: str
    """The line ends of the post that follow a block value."""

    def __call__(self, source: str, msgstr: str) -> str:
        if not msgstr.strip():
            return source
        text = msgstr.replace("\r\n", "\n").strip()
        value = f"{self.lead}{text}{self.trail}"
        if "\n" in text and not self.indent:
            return quoted(value)
        own = _STYLES[self.style](self, text)
        return own if self._reads_as(own, value) else quoted(value)

    def _reads_as(self, written: str, value: str) -> bool:
        import yaml

        from pipeline.formats.yaml_loader import LOADER

        frame = "{{k: {}}}" if self.in_flow else "k: {}"
        try:
            root = yaml.compose(frame.format(written + self.tail), Loader=LOADER)
        except (yaml.YAMLError, UnicodeEncodeError):
            return False
        nodes = [node for _, node in root.value] if isinstance(root, yaml.MappingNode) else []
        return [(node.tag, node.value) for node in nodes] == [(_STRING, value)]


def quoted(value: str) -> str:
    r"""The value in double quotes, which can say everything, on one line.

    >>> quoted('a "b": c\n')
    '"a \\"b\\": c\\n"'
    """
    return '"' + _SPECIAL.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"


def _plain(scalar: YamlScalar, text: str) -> str:
    return quoted(text) if _OTHER_YAML.fullmatch(text) else _folded_lines(scalar, text)


def _single(scalar: YamlScalar, text: str) -> str:
    whole = f"{scalar.lead}{text}{scalar.trail}".replace("'", "''")
    return f"'{_folded_lines(scalar, whole)}'"


def _double(scalar: YamlScalar, text: str) -> str:
    return quoted(f"{scalar.lead}{text}{scalar.trail}")


def _folded(scalar: YamlScalar, text: str) -> str:
    return f"{scalar.header}{scalar.line_end}{scalar.indent}{_folded_lines(scalar, text)}"


def _literal(scalar: YamlScalar, text: str) -> str:
    lines = (scalar.indent + line if line else "" for line in text.split("\n"))
    return scalar.header + scalar.line_end + scalar.line_end.join(lines)


def _folded_lines(scalar: YamlScalar, text: str) -> str:
    """The text with line ends as a folding style writes them: one more, so that they count."""
    broken = re.sub(r"\n+", lambda match: scalar.line_end * (len(match[0]) + 1), text)
    return re.sub(r"(?<=\n)(?=[^\r\n])", scalar.indent, broken)


_STYLES = {"": _plain, "'": _single, '"': _double, ">": _folded, "|": _literal}
