"""The part of a conversation that uploads files, each once, whatever its names are."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.errors import TvillingError
from pipeline.publish.applying import Progress
from pipeline.publish.messages import Answer, Conversation, Request, Upload, ask_all
from pipeline.publish.plan import Action, Thing, Verb
from pipeline.publish.reading import read_files, read_lists
from pipeline.publish.refusals import refusal
from pipeline.publish.remote import FILE_FIELDS, RemoteFile, read_file
from pipeline.publish.repeating import slices, write_all
from pipeline.publish.resolve import MediaFile, files_of, image_of
from pipeline.speech import say

ReadFile = Callable[[str], bytes]
"""From a path in the blog's folder to the bytes; raises a `TvillingError`."""

_MEDIA = "wp/v2/media"
_AT_ONCE = 8
"""How many files are kept in memory."""
_FINAL = "rest_upload_sideload_error"
"""What the CMS says of a file that it will not take, with a status of 500.

Not `rest_upload_unknown_error`: among others that is said when two uploads make the folder of the
month at the same time, and the one that comes second fails.
"""


@dataclass(frozen=True, slots=True)
class _Job:
    """A file on its way."""

    file: MediaFile
    data: bytes = field(repr=False)


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
    left = [file for file in missing if file.slug not in found]
    made: dict[str, RemoteFile] = {}
    for some in slices(left, _AT_ONCE):
        jobs = [job for file in some if (job := _job(progress, file, read)) is not None]
        yield from write_all(
            jobs,
            partial(_request, progress),
            partial(_is_settled, progress, made),
            partial(_look, progress),
            partial(_refused, progress),
        )
    yield from _leave_one_of_each(progress, left, made)


def _wanted(progress: Progress) -> Sequence[MediaFile]:
    plan = progress.plan
    files = (f for place in plan.order for f in files_of(plan.editions[place], plan.resolver))
    return tuple({file.sha256: file for file in files}.values())


def _job(progress: Progress, file: MediaFile, read: ReadFile) -> _Job | None:
    try:
        data = read(file.path)
    except TvillingError as error:
        _fail(progress, file, str(error))
        return None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        _fail(progress, file, say("the file changed while it was published; run it again"))
        return None
    return _Job(file, data)


def _request(progress: Progress, job: _Job) -> Request:
    file = job.file
    fields = {"slug": file.slug, "alt_text": _alt_text(progress, file)}
    upload = Upload(posixpath.basename(file.path), file.content_type, job.data)
    params = (("_fields", FILE_FIELDS),)
    return Request("POST", _MEDIA, params, fields, upload, about=f"file {file.path}")


def _alt_text(progress: Progress, file: MediaFile) -> str:
    """What the first post says of it that has it as its featured image."""
    plan = progress.plan
    editions = (plan.editions[place] for place in plan.order)
    said = (e.image_alt for e in editions if image_of(e, plan.resolver) == file)
    return next((text for text in said if text), "")


def _is_settled(progress: Progress, made: dict[str, RemoteFile], job: _Job, answer: Answer) -> bool:
    """Whether the answer says what became of the file; that is noted."""
    if answer.is_fine:
        made[job.file.sha256] = read_file(answer.json)
        _keep(progress, job.file, made[job.file.sha256])
        return True
    if answer.is_doubtful and answer.code != _FINAL:
        return False
    _refused(progress, job, answer)
    return True


def _look(
    progress: Progress, unsure: Sequence[tuple[_Job, Answer]]
) -> Conversation[list[tuple[_Job, Answer]]]:
    """The files that are not there, although they were sent."""
    found = yield from read_files(job.file.slug for job, _ in unsure)
    for job, _ in unsure:
        if job.file.slug in found:
            _keep(progress, job.file, found[job.file.slug])
    return [(job, answer) for job, answer in unsure if job.file.slug not in found]


def _leave_one_of_each(
    progress: Progress, files: Sequence[MediaFile], made: dict[str, RemoteFile]
) -> Conversation[None]:
    """What we uploaded deleted again, where somebody else uploaded the same at the same time.

    The CMS takes every upload for a new file. Of two the older one stays, so that the one who
    made the younger is the one to delete it.
    """
    slugs = [name for file in files for name in (file.slug, f"{file.slug}-2")]
    items = yield from read_lists(
        _MEDIA, [(("slug", ",".join(some)), ("_fields", FILE_FIELDS)) for some in slices(slugs, 80)]
    )
    there = sorted(map(read_file, items), key=lambda file: file.id)
    doomed: list[RemoteFile] = []
    for file in files:
        ours = made.get(file.sha256)
        same = [each for each in there if each.slug in (file.slug, f"{file.slug}-2")]
        if ours is not None and same and same[0].id < ours.id:
            progress.keep_file(file.sha256, same[0])
            doomed.append(ours)
    yield from ask_all(
        [
            Request(
                "DELETE",
                f"{_MEDIA}/{file.id}",
                (("force", "true"),),
                about=f"second upload {file.slug}",
            )
            for file in doomed
        ]
    )


def _keep(progress: Progress, file: MediaFile, there: RemoteFile) -> None:
    progress.keep_file(file.sha256, there)
    progress.note(Action(Verb.UPLOAD, Thing.FILE, file.path))


def _refused(progress: Progress, job: _Job, answer: Answer) -> None:
    _fail(progress, job.file, str(refusal(answer, say("the file was refused"))))


def _fail(progress: Progress, file: MediaFile, reason: str) -> None:
    progress.note(Action(Verb.FAILED, Thing.FILE, file.path, reason=reason))
