"""Files that the CMS does not take at once."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.publish.messages import Request
from pipeline.publish.plan import Thing, Verb
from pipeline.publish.repeating import TRIES
from pipeline.publish.versions import build_twins
from tests.publish.in_process_cms import PNG, Bundle, InProcessCms, bundle, edition

NO_FOLDER = {
    "code": "rest_upload_unknown_error",
    "message": "Unable to create directory wp-content/uploads/2026/11. "
    "Is its parent directory writable by the server?",
}
"""What WordPress answers where two uploads make the folder of the month at the same time."""
NOT_TAKEN = {
    "code": "rest_upload_sideload_error",
    "message": "Sorry, you are not allowed to upload this file type.",
}


def two_images() -> Bundle:
    """A post that shows two files."""
    html = '<p>A <img src="/img/a.png" alt="a"> <img src="/img/b.png" alt="b"></p>'
    twins = build_twins("a", "en", [edition("a", "en", html)])
    return bundle(twins, files={"img/a.png": PNG, "img/b.png": PNG + b"b"})


def name_of(request: Request) -> str:
    """The name of the file that is uploaded; nothing where none is."""
    return request.upload.name if request.upload is not None else ""


def test_a_folder_that_two_uploads_make_at_once_costs_no_file(cms: InProcessCms) -> None:
    cms.refuse = lambda request: (
        NO_FOLDER if name_of(request) == "b.png" and sent(cms)["b.png"] == 1 else None
    )
    report = two_images().publish(cms)
    assert (report.is_fine, sent(cms)) == (True, {"a.png": 1, "b.png": 2})
    assert len(cms.get("wp/v2/media")) == 2


@pytest.mark.parametrize(("said", "times"), [(NO_FOLDER, TRIES), (NOT_TAKEN, 1)])
def test_each_file_that_stays_refused_is_told_with_its_reason(
    cms: InProcessCms, said: dict[str, str], times: int
) -> None:
    answers = {"a.png": said, "b.png": {**NO_FOLDER, "message": "The disk is full"}}
    cms.refuse = lambda request: answers.get(name_of(request))
    report = two_images().publish(cms)
    failed = {a.name: a.reason for a in report.failures if a.thing is Thing.FILE}
    assert failed == {
        "img/a.png": failed["img/a.png"],
        "img/b.png": "the file was refused: The disk is full (500 rest_upload_unknown_error). "
        "Run it again; if it stays, ask whoever looks after the site",
    }
    assert said["message"].rstrip(".") in failed["img/a.png"]
    assert (sent(cms), {a.verb for a in report.failures}) == (
        {"a.png": times, "b.png": TRIES},
        {Verb.FAILED},
    )


def sent(cms: InProcessCms) -> Counter[str]:
    """How often each file was sent."""
    return Counter(filter(None, map(name_of, cms.asked)))
