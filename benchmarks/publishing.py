"""How long publishing to a real WordPress takes, beside a bare loop that sends the same posts.

    python -m benchmarks.publishing [TWINS]

The loop does the least that leads to linked posts: the same bodies, the sources first, 25 in a
request, four requests at once. It reads nothing, checks nothing, and cannot be run twice.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from statistics import median

from requests import Session

from pipeline.cms.batching import body_of
from pipeline.cms.transport import Transport
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from pipeline.publish.messages import Request
from pipeline.publish.versions import build_twins
from tests.faults.wordpress_bed import savepoint
from tests.publish.in_process_cms import Bundle, bundle, edition
from tests.wordpress.server import WordPress, wordpress

PARALLEL = 4
ROUNDS = 7
_WORDS = "A paragraph of some length, as they stand in posts that people write on their blogs. "


def blog_of(count: int) -> Bundle:
    """So many posts of 3 kB in two languages."""
    groups = []
    for number in range(count):
        html = "".join(f"<p>{part}. {_WORDS * 4}</p>\n" for part in range(9))
        versions = [edition(f"post-{number:05}", lang, html) for lang in ("en", "sv")]
        groups.append(build_twins(f"post-{number:05}", "en", versions))
    return bundle(*groups)


def ours(site: WordPress, blog: Bundle) -> tuple[float, Transport, Report]:
    """The seconds that publishing takes."""
    start = time.perf_counter()
    with Transport(site.url, *site.logins["editor"], parallel=PARALLEL) as way:
        way.connect()
        plan = way.run(plan_conversation(blog.twins, blog.resolver))
        report = way.run(apply_conversation(plan, blog.files.__getitem__))
    return time.perf_counter() - start, way, report


def bare(site: WordPress, sent: Sequence[Request]) -> float:
    """The seconds that the loop takes for the same posts."""
    start = time.perf_counter()
    ids: dict[object, int] = {}
    with ThreadPoolExecutor(PARALLEL) as pool:
        for lang in ("en", "sv"):
            bodies = [dict(request.json or {}) for request in sent]
            own = [body for body in bodies if body["lang"] == lang]
            for body in own:
                known = ids.get(body["tvilling_key"])
                body["translations"] = {} if known is None else {"en": known}
            batches = [own[start : start + 25] for start in range(0, len(own), 25)]
            for made in pool.map(lambda batch: _post(site, batch), batches):
                ids |= made
    return time.perf_counter() - start


def _post(site: WordPress, bodies: Sequence[dict[str, object]]) -> dict[object, int]:
    params = (("context", "edit"), ("_fields", "id,tvilling_key"))
    requests = [Request("POST", "wp/v2/posts", params, body) for body in bodies]
    with closing(Session()) as session:
        session.trust_env = False
        answer = session.post(
            f"{site.url}/wp-json/batch/v1", json=body_of(requests), auth=site.logins["editor"]
        )
    items = [item["body"] for item in json.loads(answer.content)["responses"]]
    return {item["tvilling_key"]: item["id"] for item in items}


def processor_time(folder: str) -> float:
    """The seconds that the processes of the site in the folder have worked so far."""
    ticks = 0
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and folder in (process / "cmdline").read_text():
                # Behind the name, which may hold anything: the times in user and system mode.
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def sent_by(site: WordPress, blog: Bundle) -> list[Request]:
    """The creations that publishing the blog sends."""
    sent: list[Request] = []

    def heard(calls: Sequence[Request], answers: object) -> None:
        if answers is None:
            sent.extend(call for call in calls if call.path == "wp/v2/posts" and call.is_write)

    with Transport(site.url, *site.logins["editor"], parallel=PARALLEL) as way:
        plan = way.run(plan_conversation(blog.twins, blog.resolver))
        way.run(apply_conversation(plan, blog.files.__getitem__), heard)
    return sent


def main() -> int:
    """Prints the figures: each round, and the middle of all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    blog = blog_of(count)
    with tempfile.TemporaryDirectory() as name, wordpress(Path(name)) as site:
        savepoint(Path(name), "keep")
        sent = sent_by(site, blog)
        rounds = []
        for _ in range(ROUNDS):
            savepoint(Path(name), "back")
            before = processor_time(name)
            loop = bare(site, sent)
            loop_work = processor_time(name) - before
            savepoint(Path(name), "back")
            before = processor_time(name)
            seconds, way, report = ours(site, blog)
            work = processor_time(name) - before
            rounds.append((loop, loop_work, seconds, work))
            print(
                f"{len(sent)} posts: the loop {loop:.1f} s (the site works {loop_work:.1f} s), "
                f"Tvilling {seconds:.1f} s ({work:.1f} s); {way.stats.requests} requests; "
                f"{report.summary}"
            )
        loop, loop_work, seconds, work = (median(each) for each in zip(*rounds, strict=True))
        print(
            f"in the middle: the loop {loop:.1f} s ({loop_work:.1f} s), Tvilling {seconds:.1f} s "
            f"({work:.1f} s); {seconds / loop:.2f} times ({work / loop_work:.2f} times)"
        )
        seconds, way, report = ours(site, blog)
        print(f"again: {seconds:.1f} s, {way.stats.requests} requests; {report.summary}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
