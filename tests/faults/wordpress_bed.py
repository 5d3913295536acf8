"""A real WordPress that can be set back, with a proxy in front."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from requests import Session

from pipeline.cms.transport import Transport
from pipeline.publish.applying import Report
from pipeline.publish.conversation import apply_conversation, plan_conversation
from tests.faults.bed import Bed
from tests.faults.proxy import proxy_to
from tests.publish.cms_state import Json
from tests.publish.in_process_cms import Bundle
from tests.wordpress.server import HERE, wordpress


class Site:
    """What a WordPress has, as an editor sees it."""

    def __init__(self, url: str, login: tuple[str, str], session: Session) -> None:
        self.url = url
        self.login = login
        self._session = session

    def get(self, path: str, **params: str) -> list[Json]:
        """All items of a list, in edit context."""
        asked = {"context": "edit", "per_page": "100", **params}
        answer = self._session.get(f"{self.url}/wp-json/{path}", params=asked, auth=self.login)
        found: list[Json] = answer.json()
        assert isinstance(found, list), found
        return found

    def publish(self, blog: Bundle) -> Report:
        """What a run says that has nothing in its way."""
        with Transport(self.url, *self.login, parallel=4) as way:
            plan = way.run(plan_conversation(blog.twins, blog.resolver))
            return way.run(apply_conversation(plan, blog.files.__getitem__))


def savepoint(folder: Path, what: str) -> None:
    """Keeps the site of that folder as it is, or brings it back."""
    subprocess.run([HERE / "savepoint", folder, what], check=True, timeout=60)


@contextmanager
def wordpress_bed(folder: Path) -> Iterator[Bed]:
    """The site for as long as the block lasts; skips the test where there can be none."""
    with wordpress(folder) as started, Session() as session, proxy_to(started.url) as proxy:
        session.trust_env = False
        login = started.logins["editor"]
        site = Site(started.url, login, session)
        savepoint(folder, "keep")
        yield Bed(
            proxy,
            login,
            site,
            reset=lambda: savepoint(folder, "back"),
            clean=site.publish,
            silence=2.0,
        )
