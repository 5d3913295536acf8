"""The past of a folder's files as git has kept it: which contents they had, and when.

git is asked twice, however long the past is: for the changes, and for the contents.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOG = (
    "log",
    "--first-parent",
    "-m",
    "--reverse",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--relative",
    "-z",
    "--format=%x01%ct",
)
_SAID = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to the files; merges count as what they brought to the branch."""

    moment: int
    """In seconds since 1970."""
    blobs: Mapping[str, str]
    """By path from the folder: the name of its content, or nothing where it was deleted."""


def changes(root: Path, folder: str) -> tuple[Change, ...]:
    """What became of the files below `root/folder`, the oldest first.

    Empty where there is no git, no repository, or no commit of such a file.
    """
    try:
        done = subprocess.run(  # noqa: S603  # the user's own git
            ["git", "-C", str(root), *_LOG, "--", folder],  # noqa: S607
            capture_output=True,
            check=True,
            env=_SAID,
        )
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(_changes(done.stdout.decode("utf-8", "surrogateescape").split("\0")))


def _changes(words: Sequence[str]) -> Iterator[Change]:
    moment = None
    blobs: dict[str, str] = {}
    found = iter(words)
    for word in found:
        word = word.strip("\n")
        if word.startswith("\x01"):
            if moment is not None:
                yield Change(moment, blobs)
            moment, blobs = int(word[1:]), {}
        elif word.startswith(":"):
            _, _, _, blob, kind = word.split(" ")
            blobs[next(found)] = "" if kind == "D" else blob
    if moment is not None:
        yield Change(moment, blobs)


def contents(root: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of those names, in their order; those that are not there are left out.

    Only one content is in memory at a time.
    """
    if not blobs:
        return
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_SAID
    ) as git:
        ask, answer = git.stdin, git.stdout
        assert ask is not None and answer is not None  # noqa: S101, PT018  # both are pipes
        for blob in blobs:
            ask.write(f"{blob}\n".encode())
            ask.flush()
            head = answer.readline().split()
            if len(head) == 3:
                data = answer.read(int(head[2]))
                answer.read(1)  # the line end behind it
                yield blob, data
