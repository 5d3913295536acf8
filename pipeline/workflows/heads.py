"""What a post file says of itself: its id, its language, its format, and its terms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from pipeline.errors import PostError, TvillingError
from pipeline.formats.detect import format_of
from pipeline.formats.front_matter import fields
from pipeline.model.post import Format
from pipeline.publish.term_fields import TAXONOMIES, names_field
from pipeline.speech import say
from pipeline.storage.cache_rows import PostFacts
from pipeline.storage.files import decode
from pipeline.storage.ids import checked_id
from pipeline.storage.stamps import UNTRUSTED, digest_of
from pipeline.storage.workspace import PostFile, Workspace, tag_of

Task = tuple[str, bytes | None]
"""The path of a post and the digest that is known of it, if one is."""

Answer = PostFacts | TvillingError | None
"""The facts, or why there are none; nothing where the digest is the one that is known."""


def read_head(workspace: Workspace, task: Task) -> Answer:
    """What the post says of itself, if its content is news."""
    path, known = task
    try:
        data = workspace.read_seen(path)
        digest = digest_of(data)
        return None if digest == known else _facts(workspace, path, data, digest)
    except TvillingError as error:
        return error


def _facts(workspace: Workspace, path: str, data: bytes, digest: bytes) -> PostFacts:
    file = workspace.post_file(path)
    assert file is not None  # noqa: S101  # whoever asks has looked at the path
    text = decode(data, path, PostError)
    values = fields(text, path)
    return PostFacts(
        path,
        *UNTRUSTED,
        digest,
        id=_id(file, values, text),
        lang=_lang(file, values, text, workspace.settings.languages),
        format=(format_of(path, text) or Format.MARKDOWN).value,
        terms=_terms(values, path),
    )


def _terms(values: Mapping[str, object], path: str) -> str:
    """Taxonomy and name of each term; none where the list cannot be read, which checks report."""
    try:
        # To quote names takes half as long as to have the whole list written.
        terms = [
            f'["{taxonomy}", {_QUOTED(name)}]'
            for field, taxonomy in TAXONOMIES.items()
            for name in names_field(values, field, path)
        ]
    except TvillingError:
        return ""
    return f"[{', '.join(terms)}]" if terms else ""


_QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def _id(file: PostFile, values: Mapping[str, object], text: str) -> str:
    declared = values.get("id")
    if declared is None:
        return checked_id(file.id, file.path)
    if not isinstance(declared, str):
        raise _no_text("id", declared, file, text)
    return checked_id(declared.strip(), file.path, _line_of("id", text))


def _lang(file: PostFile, values: Mapping[str, object], text: str, known: Sequence[str]) -> str:
    declared = values.get("lang")
    line = None if declared is None else _line_of("lang", text)
    if declared is not None and not isinstance(declared, str):
        raise _no_text("lang", declared, file, text)
    spelt = declared if declared is not None else file.lang
    if not spelt:
        raise PostError(
            say("the language of the post is not known"),
            path=file.path,
            remedy=say("Write lang: in its front matter, or move it to the folder of its language"),
        )
    tag = tag_of(spelt)
    if tag not in known:
        raise PostError(
            say(
                "the language {spelt!r} is none of the blog's ({known})",
                spelt=spelt,
                known=", ".join(known),
            ),
            path=file.path,
            line=line,
            remedy=say("Correct it, or add the language to languages in setup.cfg"),
        )
    return tag


def _no_text(key: str, value: object, file: PostFile, text: str) -> PostError:
    return PostError(
        say("{key}: is read as {value!r}, which is no text", key=key, value=value),
        path=file.path,
        line=_line_of(key, text),
        remedy=say('Put it in quotes, such as {key}: "{value}"', key=key, value=value),
    )


def _line_of(key: str, text: str) -> int:
    """The line that sets the key at the start of the post."""
    match = re.search(rf"^{key}[ \t]*[:=]", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1
