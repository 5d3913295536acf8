"""What an uploaded file is, by its name and by its first bytes, and how large a picture is."""

from __future__ import annotations

import struct

TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "txt": "text/plain",
    "csv": "text/csv",
    "vtt": "text/vtt",
}
"""By suffix, the types that may be uploaded. SVG and HTML are not: they can hold scripts."""

_MAGIC = {
    "image/jpeg": (0, b"\xff\xd8\xff"),
    "image/png": (0, b"\x89PNG\r\n\x1a\n"),
    "image/gif": (0, b"GIF8"),
    "image/webp": (8, b"WEBP"),
    "image/avif": (4, b"ftypavi"),
    "image/x-icon": (0, b"\0\0\1\0"),
    "application/pdf": (0, b"%PDF-"),
    "application/zip": (0, b"PK"),
}


def type_of(filename: str, data: bytes) -> str | None:
    """The MIME type of a file that may be uploaded; nothing if its bytes belie its name.

    >>> type_of("a.png", b"no picture"), type_of("a.txt", b"text"), type_of("a.svg", b"<svg/>")
    (None, 'text/plain', None)
    """
    _, dot, suffix = filename.rpartition(".")
    mime_type = TYPES.get(suffix.lower()) if dot else None
    start, magic = _MAGIC.get(mime_type or "", (0, b""))
    return mime_type if data.startswith(magic, start) else None


def size_of(mime_type: str, data: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels; zeros where they cannot be told.

    >>> size_of("image/gif", b"GIF89a" + bytes([2, 0, 1, 0]))
    (2, 1)
    """
    measure = _MEASURES.get(mime_type)
    try:
        return measure(data) if measure else (0, 0)
    except (struct.error, IndexError):
        return (0, 0)


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """Walks the segments to the frame header, which has one of the markers C0 to CF but three."""
    at = 2
    while True:
        marker, length = struct.unpack_from(">xBH", data, at)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 1 if marker == 0xFF else 2 + max(length, 2)


def _webp(data: bytes) -> tuple[int, int]:
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _int24(data, 24) + 1, _int24(data, 27) + 1
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _int24(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16


_MEASURES = {
    "image/png": _png,
    "image/gif": _gif,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
