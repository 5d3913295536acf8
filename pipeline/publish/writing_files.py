"""The part of a conversation that uploads files, each once, whatever its names are."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Sequence

from pipeline.errors import TvillingError
from pipeline.publish.applying import Progress
from pipeline.publish.messages import Conversation, Request, Upload
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.reading import read_files
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import FILE_FIELDS, read_file
from pipeline.publish.resolve import MediaFile, files_of, image_of

ReadFile = Callable[[str], bytes]
"""From a path in the blog's folder to the bytes; raises a `TvillingError`."""


def write_files(progress: Progress, read: ReadFile) -> Conversation[None]:
    """Every file that the posts need, in the CMS; one that cannot be sent is reported."""
    wanted = _wanted(progress)
    missing = [file for file in wanted if file.sha256 not in progress.files]
    if not missing:
        return
    # An upload is the one write that the CMS does not recognise as a repetition, so look again.
    found = yield from read_files(file.slug for file in missing)
    for file in missing:
        if file.slug in found:
            progress.keep_file(file.sha256, found[file.slug])
        else:
            yield from _upload(progress, file, read)


def _wanted(progress: Progress) -> Sequence[MediaFile]:
    plan = progress.plan
    files = (f for place in plan.order for f in files_of(plan.editions[place], plan.resolver))
    return tuple({file.sha256: file for file in files}.values())


def _upload(progress: Progress, file: MediaFile, read: ReadFile) -> Conversation[None]:
    try:
        data = read(file.path)
    except TvillingError as error:
        _fail(progress, file, str(error))
        return
    if hashlib.sha256(data).hexdigest() != file.sha256:
        _fail(progress, file, "the file changed while it was published; run it again")
        return
    name = posixpath.basename(file.path)
    fields = {"slug": file.slug, "alt_text": _alt_text(progress, file)}
    upload = Upload(name, file.content_type, data)
    answer = yield Request("POST", "wp/v2/media", (("_fields", FILE_FIELDS),), fields, upload)
    if answer.is_fine:
        progress.keep_file(file.sha256, read_file(answer.json))
        progress.note(Action(Verb.UPLOAD, Thing.FILE, file.path))
    else:
        _fail(progress, file, str(refusal(answer, "the file was refused")))


def _alt_text(progress: Progress, file: MediaFile) -> str:
    """What the first post says of it that has it as its featured image."""
    plan = progress.plan
    editions = (plan.editions[place] for place in plan.order)
    said = (e.image_alt for e in editions if image_of(e, plan.resolver) == file)
    return next((text for text in said if text), "")


def _fail(progress: Progress, file: MediaFile, reason: str) -> None:
    progress.note(Action(Verb.FAILED, Thing.FILE, file.path, reason=reason))
