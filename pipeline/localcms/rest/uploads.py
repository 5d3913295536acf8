"""The file in an upload, whether it came as the bare body or as the part of a form."""

from __future__ import annotations

import hashlib
import re

from pipeline.localcms.rest.call import Call, Upload
from pipeline.localcms.rest.errors import RestError
from pipeline.localcms.rest.images import type_of
from pipeline.localcms.slugs import remove_accents

_PARAMETER = re.compile(
    r";\s*filename\s*=\s*(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[^;\s]+))"
)
_MAX_NAME = 150


def upload_of(call: Call) -> Upload:
    """The file, with a type that its bytes bear out, and a name that is fit for an address."""
    if call.file is not None:
        found, expected = call.file, None
    else:
        found, expected = _bare(call), call.headers.get("content-md5")
    if not found.data:
        raise RestError("rest_upload_no_data", "No data supplied.", 400)
    if expected and expected.strip().lower() != _md5(found.data):
        message = "Content hash did not match expected."
        raise RestError("rest_upload_hash_mismatch", message, 412)
    name = file_name(found.filename)
    mime_type = type_of(name, found.data)
    if mime_type is None:
        message = "Sorry, you are not allowed to upload this file type."
        raise RestError("rest_upload_sideload_error", message, 500)
    return Upload(found.data, name, mime_type)


def _bare(call: Call) -> Upload:
    if not call.body:
        raise RestError("rest_upload_no_data", "No data supplied.", 400)
    mime_type = call.headers.get("content-type", "")
    if not mime_type:
        raise RestError("rest_upload_no_content_type", "No Content-Type supplied.", 400)
    disposition = call.headers.get("content-disposition", "")
    if not disposition:
        message = "No Content-Disposition supplied."
        raise RestError("rest_upload_no_content_disposition", message, 400)
    match = _PARAMETER.search(disposition)
    if match is None:
        message = (
            "Invalid Content-Disposition supplied. Content-Disposition needs to be formatted as"
            ' `attachment; filename="image.png"` or similar.'
        )
        raise RestError("rest_upload_invalid_disposition", message, 400)
    name = match["bare"] or re.sub(r"\\(.)", r"\1", match["quoted"] or "")
    return Upload(call.body, _utf8(name), mime_type)


def _utf8(header: str) -> str:
    """Header bytes reach WSGI as Latin-1, and clients send file names in UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def file_name(name: str) -> str:
    """The name in ASCII without a folder, with hyphens for spaces.

    >>> file_name("../Räksmörgås på tallrik (1).PNG"), file_name("åäö")
    ('Raksmorgas-pa-tallrik-1.PNG', 'aao')
    """
    plain = remove_accents(re.split(r"[/\\]", name)[-1])
    plain = re.sub(r"[^A-Za-z0-9._ +-]", "", plain)
    stem, dot, suffix = re.sub(r"[ +-]+", "-", plain).rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    # Inner dots go, so that no server takes the file for one of another type.
    stem = re.sub(r"[._]*\.[._]*", "-", stem).strip("-._")[:_MAX_NAME]
    suffix = re.sub(r"[^A-Za-z0-9]", "", suffix)
    return f"{stem or 'file'}.{suffix}" if suffix else stem or "file"
