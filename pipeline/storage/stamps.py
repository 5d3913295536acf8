"""What a file looks like from outside, and the digest of what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any

Stamp = tuple[int, int, int]
"""Size, time of the last change of the content, and of the entry itself, both in nanoseconds.

The last one shows what tools hide that put the old time back, such as `cp -p` and `rsync -t`.
"""

UNTRUSTED: Stamp = (-1, 0, 0)
"""What no file looks like, so that the next run looks inside."""

_DOUBT = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use, FAT's."""


def stamp_of(stat: os.stat_result) -> Stamp:
    """The stamp of the file with these figures."""
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def trusted(stamp: Stamp, now: int) -> Stamp:
    """The stamp, if a later change of the file is sure to show in it; else one of no file.

    A file that changed a moment ago may change once more within the same tick of the file
    system's clock, to a content of the same size.
    """
    return stamp if max(stamp[1], stamp[2]) < now - _DOUBT else UNTRUSTED


def digest_of(data: bytes) -> bytes:
    """A short name for the content that no other content has."""
    digest: bytes = _sha256()(data).digest()
    return digest[:16]


@cache
def _sha256() -> Callable[[bytes], Any]:
    # Imported here: it costs 5 ms, and where nothing has changed nothing is hashed.
    from hashlib import sha256

    return sha256
