"""What stands between us and a WordPress: one table of what the command says, and how it ends.

The first cases are faults of a real WordPress; the others are faults of what is in front of one.
In all of them the message says what to do, the exit code is 3 (or 2), and nothing is written.
"""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.app import tvilling
from tests.cms.scripted_server import Scripted, ScriptedServer, serving
from tests.publish.in_process_cms import PNG
from tests.wordpress.server import WordPress, wordpress

SETTINGS = """[tvilling]
title = Example
languages = en, sv
default_target = live
[tvilling:target:live]
kind = wordpress
url = {}
user = {}
"""


@dataclass(frozen=True)
class Said:
    """What the command said at its end, and its exit code."""

    code: int
    text: str


def publish(folder: Path, url: str, user: str, password: str) -> Said:
    """What `tvilling publish` says; its output must not show the password."""
    (folder / "posts/en").mkdir(parents=True, exist_ok=True)
    (folder / "posts/en/hello.md").write_text("---\ntitle: Hello\n---\nHello.\n", encoding="utf-8")
    (folder / "setup.cfg").write_text(SETTINGS.format(url, user), encoding="utf-8")
    environment = {"TVILLING_LIVE_PASSWORD": password, "NO_PROXY": "*"}
    result = CliRunner().invoke(tvilling, ["-C", str(folder), "publish"], env=environment)
    assert not password or password not in result.output
    return Said(result.exit_code, " ".join(result.output.split()))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WordPress, Path]]:
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder) as running:
        yield running, folder


PLUGIN = "site/wp-content/mu-plugins/in-the-way.php"
MAINTENANCE = "site/.maintenance"
CLOSED = """<?php add_filter( 'rest_authentication_errors', fn() => new WP_Error(
 'rest_closed', 'Closed.', array( 'status' => 403 ) ) );"""
NO_USERS = """<?php add_filter( 'rest_endpoints', fn( $routes ) => array_filter( $routes,
 fn( $route ) => 0 !== strpos( $route, '/wp/v2/users' ), ARRAY_FILTER_USE_KEY ) );"""
NO_PASSWORDS = "<?php add_filter( 'wp_is_application_passwords_available', '__return_false' );"
NO_REST = """<?php add_filter( 'rest_url_prefix', fn() => 'elsewhere' );
remove_action( 'init', 'rest_api_init' ); remove_action( 'parse_request', 'rest_api_loaded' );
add_action( 'init', fn() => remove_action( 'template_redirect', 'rest_output_link_header', 11 ) );
add_action( 'parse_request', fn() => remove_action( 'parse_request', 'rest_api_loaded' ), 0 );"""
PRINTS = '<?php echo "\\xEF\\xBB\\xBFNotice: [something] in {a file}\\n";'


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and what is said of it."""

    says: str
    remedy: str
    code: int = 3
    login: str = "editor"
    password: str = ""
    """Instead of the right one."""
    file: str = ""
    """That is put into the site."""
    text: str = ""


FAULTS = {
    "a wrong password": Fault(
        "the site does not take the user and the password (401 rest_not_logged_in)",
        "Use an application password",
        password="wrong wrong wrong",
    ),
    "no permission": Fault(
        "the user example-author may not change the posts of others, make categories",
        "Give the user the role of an editor",
        login="author",
    ),
    "the REST API closed by a plug-in": Fault(
        "the REST API of the site is closed (403 rest_closed)",
        "Look for a plug-in that switches it off",
        file=PLUGIN,
        text=CLOSED,
    ),
    "the REST API switched off": Fault(
        "there is no ", "Check the address", file=PLUGIN, text=NO_REST
    ),
    "users closed by a plug-in": Fault(
        "the site does not say who we are (404 rest_no_route)",
        "Look for a plug-in that switches it off",
        file=PLUGIN,
        text=NO_USERS,
    ),
    "application passwords switched off": Fault(
        "the site has application passwords switched off",
        "Switch them on",
        file=PLUGIN,
        text=NO_PASSWORDS,
    ),
    "maintenance": Fault(
        "the site is not ready (503)",
        "Run it again in 10 minutes",
        file=MAINTENANCE,
        text="<?php $upgrading = time();",
    ),
}


@pytest.mark.component
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_site_is_named(
    site: tuple[WordPress, Path], tmp_path: Path, fault: Fault
) -> None:
    running, folder = site
    user, password = running.logins[fault.login]
    log = folder / "requests.log"
    before = len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0
    file = folder / (fault.file or "nothing")
    file.write_text(fault.text, encoding="utf-8")
    try:
        said = publish(tmp_path, running.url, user, fault.password or password)
    finally:
        file.unlink()
    assert said.code == fault.code, said.text
    assert fault.says in said.text
    assert fault.remedy in said.text
    lines = log.read_text(encoding="utf-8").splitlines()[before:]
    assert [line for line in lines if not line.startswith("GET ")] == []


NO_FOLDER = """<?php add_filter( 'upload_dir', function ( $there ) {
 static $is_first = null;
 if ( preg_match( '#^POST .*wp/v2/media#', "$_SERVER[REQUEST_METHOD] $_SERVER[REQUEST_URI]" ) ) {
  $is_first ??= ! file_exists( __FILE__ . '.seen' ) && touch( __FILE__ . '.seen' );
  if ( $is_first ) { $there['path'] = '/dev/null' . $there['subdir']; }
 }
 return $there;
} );"""


@pytest.mark.component
def test_a_file_whose_folder_cannot_be_made_at_the_first_try_is_uploaded(
    site: tuple[WordPress, Path], tmp_path: Path
) -> None:
    """As it happens to two uploads at once, each of which makes the folder of the month."""
    running, folder = site
    post = tmp_path / "posts/en/picture.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: Picture\n---\n![A dot](/dot.png)\n", encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(PNG)
    plugin, seen = folder / PLUGIN, folder / f"{PLUGIN}.seen"
    plugin.write_text(NO_FOLDER, encoding="utf-8")
    try:
        said = publish(tmp_path, running.url, *running.logins["editor"])
        assert (said.code, seen.exists()) == (0, True), said.text
        assert "upload file dot.png" in said.text
    finally:
        plugin.unlink()
        seen.unlink()


@pytest.mark.component
def test_what_a_plug_in_prints_before_the_answers_is_passed_over(
    site: tuple[WordPress, Path], tmp_path: Path
) -> None:
    running, folder = site
    (folder / PLUGIN).write_text(PRINTS, encoding="utf-8")
    try:
        said = publish(tmp_path, running.url, *running.logins["editor"])
    finally:
        (folder / PLUGIN).unlink()
    assert (said.code, "live: 1 " in said.text) == (0, True), said.text


@pytest.mark.component
def test_a_page_of_the_site_leads_to_its_rest_api(
    site: tuple[WordPress, Path], tmp_path: Path
) -> None:
    running, _ = site
    assert publish(tmp_path, f"{running.url}/not/here", *running.logins["editor"]).code == 0


def page(status: int, text: str, *headers: tuple[str, str]) -> Scripted:
    return Scripted(status, text.encode(), (("Content-Type", "text/html"), *headers))


FRONTS = {
    "another site": (page(200, "<html>A shop"), "there is no WordPress at this address"),
    "nothing there": (page(404, "<html>Not found"), "there is no REST API at this address (404)"),
    "a firewall": (page(403, "<html>No"), "something in front of the site refuses (403)"),
}


@pytest.mark.parametrize(("answer", "says"), FRONTS.values(), ids=FRONTS)
def test_what_is_in_front_of_a_site_is_named(tmp_path: Path, answer: Scripted, says: str) -> None:
    with serving() as server:
        server.script = [answer]
        said = publish(tmp_path, server.url, "editor", "secret-word")
        assert_nothing_is_written(server)
    assert (said.code, says in said.text) == (3, True), said.text


def assert_nothing_is_written(server: ScriptedServer) -> None:
    assert {asked.method for asked in server.asked} <= {"GET"}


ADDRESSES = {
    "plain http": ("http://blog.example.com", 2, "Write the address with https://"),
    "no scheme": ("blog.example.com", 2, "https://"),
    "a name that nobody has": ("https://no-such-site.invalid", 3, "Check the address"),
    "a port where nobody listens": ("http://127.0.0.1:1", 3, "Check the address"),
}


@pytest.mark.parametrize(("url", "code", "says"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_leads_nowhere_is_named(
    tmp_path: Path, url: str, code: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.cms.transport.pause_before", lambda *_, **__: 0.0)
    said = publish(tmp_path, url, "editor", "secret-word")
    assert (said.code, says in said.text) == (code, True), said.text


@contextmanager
def secured(folder: Path) -> Iterator[str]:
    """A server with a certificate that nobody but itself vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there to make a certificate")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([openssl, *made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that turns away is no error here."""

    httpd = Quiet(("127.0.0.1", 0), Handler)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    poll: Callable[[], None] = lambda: httpd.serve_forever(poll_interval=0.01)  # noqa: E731
    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield f"https://localhost:{httpd.server_port}"
        assert asked == []
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


@pytest.mark.component
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with secured(tmp_path) as url:
        said = publish(tmp_path, url, "editor", "secret-word")
    assert (said.code, "certificate" in said.text) == (3, True), said.text
