"""What a run of publishing did, line by line, so that the next one can say what was left.

A journal is only told of, never relied on: what is published is known by the CMS. It may be
deleted, it holds no secret, and where it cannot be written there is none.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_MOST = 4 * 1024 * 1024
"""Bytes after which a journal starts anew."""
Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Unended:
    """A run that never said how it ended."""

    began: str
    """When, as in ISO 8601."""
    planned: int
    """How many things it meant to write."""
    answered: int
    """How many of its writes the CMS answered."""
    under_way: tuple[str, ...]
    """What was sent and not answered."""
    is_running: bool
    """Whether its process is still there."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One run's lines, added at the end of the file."""

    path: Path
    run: str

    def sent(self, what: Sequence[str]) -> None:
        """Notes what is sent now."""
        self._add({"event": "sent", "what": list(what)})

    def answered(self, what: Sequence[str], statuses: Sequence[int]) -> None:
        """Notes what was answered, and how."""
        self._add({"event": "answered", "what": list(what), "status": list(statuses)})

    def ended(self, how: str) -> None:
        """Notes that the run knows of its end."""
        self._add({"event": "ended", "how": how})

    def _add(self, line: Line) -> None:
        text = json.dumps({"run": self.run, **line}, ensure_ascii=False) + "\n"
        # One write of O_APPEND each, so that two runs at once do not mix their lines.
        with contextlib.suppress(OSError):
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, text.encode())
            finally:
                os.close(descriptor)


def begin(path: Path, planned: int, now: datetime) -> Journal:
    """The journal of a run that begins now in this process."""
    with contextlib.suppress(OSError):
        if path.stat().st_size > _MOST:
            path.unlink()
    moment = now.isoformat(timespec="seconds")
    journal = Journal(path, f"{moment} {os.getpid()}")
    journal._add({"event": "began", "at": moment, "pid": os.getpid(), "planned": planned})
    return journal


def last_unended(path: Path) -> Unended | None:
    """The last run in the journal, if it never said how it ended."""
    lines = list(_lines(path))
    began = next((line for line in reversed(lines) if line.get("event") == "began"), None)
    if began is None:
        return None
    own = [line for line in lines if line.get("run") == began.get("run")]
    if any(line.get("event") == "ended" for line in own):
        return None
    answered = [name for line in own if line.get("event") == "answered" for name in _names(line)]
    under_way = [name for line in own if line.get("event") == "sent" for name in _names(line)]
    for name in answered:
        with contextlib.suppress(ValueError):
            under_way.remove(name)
    return Unended(
        began=str(began.get("at", "")),
        planned=_number(began, "planned"),
        answered=len(answered),
        under_way=tuple(under_way),
        is_running=_is_running(_number(began, "pid")),
    )


def _lines(path: Path) -> Iterator[Line]:
    """What can be read of the journal; the last line may be cut off."""
    try:
        texts = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for text in texts:
        with contextlib.suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict):
                yield line


def _names(line: Line) -> list[str]:
    what = line.get("what")
    return [name for name in what if isinstance(name, str)] if isinstance(what, list) else []


def _number(line: Line, name: str) -> int:
    value = line.get(name)
    return value if isinstance(value, int) else 0


def _is_running(process: int) -> bool:
    if process <= 0 or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
