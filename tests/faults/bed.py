"""CMSs that can be set back, with a proxy in front, and a run of publishing through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.cms.transport import Limits, Transport
from pipeline.errors import CmsError
from pipeline.localcms.auth import create_password
from pipeline.localcms.server import running
from pipeline.localcms.store import Store
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from tests.faults.proxy import FAULTS, Fault, Proxy, proxy_to
from tests.publish.cms_state import Readable, state_of
from tests.publish.in_process_cms import Bundle, new_cms


@dataclass
class Bed:
    """A CMS for tests of faults."""

    proxy: Proxy
    login: tuple[str, str]
    cms: Readable
    reset: Callable[[], None]
    """Sets the CMS back to what it was when it was empty."""
    clean: Callable[[Bundle], Report]
    """A run on which nothing happens."""
    silence: float = 0.15
    """Seconds after which this CMS counts as silent."""

    def publish(self, blog: Bundle, *, parallel: int = 1, silent: bool = False) -> Report:
        """What a run says, whatever happens to it on the way."""
        limits = Limits(connect=5, read=self.silence if silent else 30)
        with Transport(
            self.proxy.url,
            *self.login,
            limits=limits,
            parallel=parallel,
            sleep=lambda _: None,
        ) as way:
            try:
                way.connect()
                plan = way.run(plan_conversation(blog.twins, blog.resolver))
            except CmsError as error:
                return Report(error=error)
            return way.run(apply_conversation(plan, blog.files.__getitem__))

    def disturbed(self, blog: Bundle, number: int, fault: Fault, *, silent: bool) -> Report:
        """What a run says in which the request of that number meets the fault."""
        self.proxy.plan({number: fault})
        report = self.publish(blog, silent=silent)
        self.proxy.plan()
        return report


@contextmanager
def embedded_bed(folder: Path) -> Iterator[Bed]:
    """The embedded CMS, served as it is to a browser."""
    cms = new_cms(folder / "blog.sqlite")
    password = create_password(Store(cms.path), "publisher", "faults")
    empty = cms.path.read_bytes()
    with running(cms.client.application) as url, proxy_to(url) as proxy:
        yield Bed(
            proxy,
            ("publisher", password),
            cms,
            reset=lambda: cms.restore(empty),
            clean=lambda blog: blog.publish(cms),
        )


def undisturbed(bed: Bed, blog: Bundle) -> dict[str, Any]:
    """What the CMS has after a run on which nothing happens; the proxy knows its requests."""
    bed.reset()
    bed.proxy.plan()
    report = bed.publish(blog)
    assert report.is_fine, report
    return state_of(bed.cms)


def not_made_good(
    bed: Bed,
    blog: Bundle,
    name: str,
    expected: dict[str, Any],
    numbers: Iterable[int] | None = None,
) -> list[tuple[int, Report]]:
    """The requests, of all or of those numbers, that a run after the fault does not make good."""
    wrong = []
    for number in range(len(bed.proxy.asked)) if numbers is None else numbers:
        bed.reset()
        bed.disturbed(blog, number, FAULTS[name], silent="silence" in name)
        report = bed.clean(blog)
        if not report.is_fine or state_of(bed.cms) != expected:
            wrong.append((number, report))
    return wrong
