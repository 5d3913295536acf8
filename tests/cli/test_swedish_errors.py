"""What goes wrong, told in Swedish from the first word to the last: each family of errors."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from requests import exceptions

from pipeline.catalogues.po import parse
from pipeline.cms.discovery import Me, Site, problems
from pipeline.cms.failures import failure_of, no_json, stopped, too_busy
from pipeline.cms.replies import Reply
from pipeline.errors import CatalogueError, StorageError
from pipeline.localcms.server import running
from pipeline.publish.messages import Answer
from pipeline.publish.refusals import refusal
from pipeline.speech import say, speak
from pipeline.storage.files import read_bytes
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.serve import served_app
from tests.cli.test_swedish import ROOT, run

BLOG = "[tvilling]\nlanguages = en, sv\n"
SWEDISH = "sv_SE.UTF-8"


@pytest.fixture
def swedish() -> Iterator[None]:
    speak("sv")
    yield
    speak("")


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / "setup.cfg").write_text(BLOG, encoding="utf-8")
    (tmp_path / "posts/en").mkdir(parents=True)
    return tmp_path


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


SETTINGS = """\
[tvilling]
languages = en
posts = posts/{lang}{id}
references = maybe
timezone = Mars
password = x
[tvilling:target:live]
kind = wordpress
url = nowhere
user = editor
parallel = 99
[tvilling:checks]
threshold = 200
ignore = posts/x
"""
WRONG_SETTINGS = """\
fel: setup.cfg:2: languages anger färre än två språk
  Skriv minst två, till exempel: en, sv.
fel: setup.cfg:3: posts 'posts/{lang}{id}' säger inte var språket slutar och id:t börjar
  Skriv så här: posts/{lang}/{id}.
fel: setup.cfg:4: references 'maybe' är okänt
  Skriv något av file, line, none.
fel: setup.cfg:5: timezone 'Mars' är ingen tidszon
  Skriv ett namn som Europe/Stockholm, eller UTC.
fel: setup.cfg:6: password hör inte hemma i en fil
  Ta bort raden; lösenordet läses ur en miljövariabel eller efterfrågas.
fel: setup.cfg:9: url 'nowhere' är ingen webbadress
  Skriv så här: https://blog.example.com.
fel: setup.cfg:11: parallel är '99', som inte är ett tal från 1 till 16
  Skriv ett av dem.
fel: setup.cfg:13: threshold är '200', som inte är någon procentsats
  Skriv ett tal från 0 till 100.
fel: setup.cfg:14: ignore säger inte varför 'posts/x' utelämnas
  Skriv ett mönster och ett skäl på varje rad, till exempel: posts/*/legal/** -- juristernas ord \
får stå som de är.
"""


def test_wrong_settings(blog: Path) -> None:
    write(blog / "setup.cfg", SETTINGS)
    result = run("status", cwd=blog, LANG=SWEDISH)
    assert (result.stdout, result.stderr, result.returncode) == ("", WRONG_SETTINGS, 2)


POSTS: dict[str, str | bytes] = {
    "a": "---\ntitle: [a, b\n---\n",
    "b": "---\ntitle: x\ntitle: y\n---\n",
    "c": "---\ntitle: x\n",
    "d": b"abc \xe5\n",
    "e": b"abc\0\n",
    "f": "+++\na = \n+++\n",
    "g": '{"a": }\n',
    "h": "---\nid: terms\n---\n",
    "i": "---\nlang: de\n---\n",
    "j": "---\ndate: 2024-02-31\n---\n",
}
WRONG_POSTS = """\
posts/en/a.md:3: fel[malformed] inläggets huvud är inte giltig YAML: ett ','
    eller ']' saknas. Skriv enkla rader som 'key: value', och sätt värden med ':
    ' eller ' #' inom citattecken

posts/en/b.md:3: fel[malformed] nyckeln 'title' står där två gånger. Skriv enkla
    rader som 'key: value', och sätt värden med ': ' eller ' #' inom citattecken

posts/en/c.md:1: fel[malformed] inläggets huvud, som '---' öppnar, stängs inte.
    Sätt in en rad '---' efter det sista värdet

posts/en/d.md:1: fel[malformed] är inte UTF-8: byten 0xe5 är ingen text. Spara
    den som UTF-8

posts/en/e.md:1: fel[malformed] innehåller en NUL-byte, som inte är text. Ta
    bort den, eller se efter om filen alls är en text

posts/en/f.md:2: fel[malformed] inläggets huvud är inte giltig TOML: ogiltigt
    värde. Skriv rader som 'key = "value"', med text inom citattecken

posts/en/g.md:1: fel[malformed] inläggets huvud är inte giltig JSON: ett värde
    saknas. Skriv par som "key": "value" mellan { och }, med komma emellan

posts/en/h.md:2: fel[malformed] id:t 'terms' är namnet på katalogen för
    kategorier och etiketter. Använd ord med - emellan, och / mellan mappar,
    till exempel guides/start

posts/en/i.md:2: fel[malformed] språket 'de' är inget av bloggens (en, sv).
    Rätta det, eller lägg till språket i languages i setup.cfg

posts/en/j.md:2: fel[malformed] inläggets huvud innehåller ett omöjligt värde:
    dagen finns inte i månaden. Skriv enkla rader som 'key: value', och sätt
    värden med ': ' eller ' #' inom citattecken

10 fel i 10 filer (malformed 10).
0 översättningar av inlägg kontrollerade.
"""


def test_posts_that_cannot_be_read(blog: Path) -> None:
    for name, text in POSTS.items():
        write(blog / f"posts/en/{name}.md", text)
    result = run("check", "--rule", "malformed", cwd=blog, LANG=SWEDISH)
    assert (result.stdout, result.stderr, result.returncode) == (WRONG_POSTS, "", 1)


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        pytest.param(
            'msgid "a\n',
            1,
            "texten avslutas inte med ett citattecken",
            "Avsluta den; om det är sista raden är filen avhuggen",
            id="an open quotation mark",
        ),
        pytest.param(
            'msgid "a"\n',
            2,
            "filen slutar mitt i en post",
            "Hämta hela filen igen från dess ursprung; den här är avhuggen",
            id="half a file",
        ),
        pytest.param(
            'msgstr "a"\n',
            1,
            "msgstr står där msgctxt eller msgid borde stå",
            "Lägg tillbaka det som saknas",
            id="no msgid",
        ),
        pytest.param(
            'msgid "\\q"\nmsgstr ""\n',
            1,
            "\\q är ingen teckenkod som gettext känner till",
            "Skriv \\\\ för ett omvänt snedstreck",
            id="a backslash",
        ),
        pytest.param(
            "<<<<<<< ours\n",
            1,
            "här finns en olöst sammanfogningskonflikt",
            "Behåll en av de två sidorna och ta bort raderna med <<<<<<<, ======= och >>>>>>>",
            id="a conflict",
        ),
        pytest.param(
            'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n',
            4,
            "posten står två gånger i filen, först på rad 1",
            "Behåll den bättre översättningen och ta bort den andra posten",
            id="an entry twice",
        ),
    ],
)
def test_catalogues_that_cannot_be_read(
    text: str, line: int, what: str, remedy: str, swedish: None
) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse(text, "a.po")
    error = caught.value
    assert (error.line, error.what, error.remedy) == (line, what, remedy)


def no_file(folder: Path) -> Path:
    return folder / "gone"


def a_folder(folder: Path) -> Path:
    (folder / "there").mkdir()
    return folder / "there"


def a_circle(folder: Path) -> Path:
    (folder / "round").symlink_to("round")
    return folder / "round"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (no_file, "a.md: kan inte läsas: filen finns inte. Kontrollera hur namnet stavas"),
        (
            a_folder,
            "a.md: kan inte läsas: en mapp ligger där det behövs en fil. Flytta undan mappen",
        ),
        (a_circle, "a.md: kan inte läsas: symboliska länkar leder i cirkel. Rätta länkarna"),
    ],
)
def test_files_that_cannot_be_read(
    made: Callable[[Path], Path], told: str, swedish: None, tmp_path: Path
) -> None:
    with pytest.raises(StorageError) as caught:
        read_bytes(made(tmp_path), "a.md")
    assert str(caught.value) == told


AGAIN = "Kör igen; det som är gjort förblir gjort"


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (
            exceptions.SSLError(),
            "certifikatet för a.example är inte giltigt",
            "Be den som sköter webbplatsen att rätta till det; det finns ingen väg runt det",
        ),
        (exceptions.ProxyError(), "proxyn kan inte nås", "Kontrollera HTTPS_PROXY"),
        (
            exceptions.ConnectTimeout(),
            "a.example svarar inte",
            f"Kontrollera nätverket. {AGAIN}",
        ),
        (exceptions.ReadTimeout(), "a.example tog för lång tid på sig att svara", AGAIN),
        (
            exceptions.ConnectionError(ConnectionResetError()),
            "a.example kan inte nås: förbindelsen bröts",
            AGAIN,
        ),
        (exceptions.ChunkedEncodingError(), "svaret från a.example avbröts", AGAIN),
        (
            exceptions.InvalidURL(),
            "a.example kan inte tillfrågas",
            "Kontrollera webbplatsens adress",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_ways_to_a_cms_that_fail(error: Exception, what: str, remedy: str, swedish: None) -> None:
    told = failure_of(error, "https://a.example/wp-json/?x=1").error
    assert (told.what, told.remedy) == (what, remedy)


def test_answers_of_a_cms_that_are_of_no_use(swedish: None) -> None:
    page = Reply(503, {"content-type": "text/html"}, b"<title>Soon</title>", "https://a.example/")
    refused = Answer(413, json={"code": "too_large", "message": "Too large."})
    told = [
        no_json(page),
        too_busy(Reply(429), 600.0),
        refusal(refused, say("it could not be written")),
    ]
    assert [(error.what, error.remedy) for error in [*told, stopped()]] == [
        (
            "underhåll pågår på webbplatsen (503, på en sida som heter 'Soon')",
            f"Vänta några minuter. {AGAIN}",
        ),
        (
            "webbplatsen vill ha färre förfrågningar (429)",
            "Kör igen om 10 minuter; det som är gjort förblir gjort",
        ),
        (
            "det kunde inte skrivas: Too large (413 too_large)",
            "Servern begränsar hur mycket som får skickas på en gång; höj gränsen eller skicka "
            "mindre",
        ),
        ("avslutat på din begäran", AGAIN),
    ]


def test_sites_that_cannot_be_published_to(swedish: None) -> None:
    me = Me("Bo", (), frozenset({"edit_posts", "publish_posts", "upload_files"}))
    site = Site("A", "https://a.example/", me, True, False, ("en",), version=1)
    assert [(each.what, each.remedy) for each in problems(site, ("en", "sv"))] == [
        (
            "användaren Bo får inte ändra andras inlägg, skapa kategorier",
            "Ge användaren rollen redaktör",
        ),
        (
            "webbplatsens tillägg talar version 1, och vi talar 2",
            "Kör: tvilling bridge; och ersätt filen på webbplatsen med den nya",
        ),
        (
            "webbplatsen har inte språken sv",
            "Lägg till dem på webbplatsen, eller ta bort dem ur `languages` i inställningarna",
        ),
    ]


def targeted(blog: Path, url: str) -> None:
    target = f"[tvilling:target:live]\nkind = wordpress\nurl = {url}\nuser = editor\n"
    write(blog / "setup.cfg", BLOG + target)


def test_a_cms_that_is_not_there(blog: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        targeted(blog, f"http://127.0.0.1:{port}")
        result = run(
            "publish", "--target", "live", cwd=blog, LANG=SWEDISH, TVILLING_LIVE_PASSWORD="x"
        )
    assert (result.stderr, result.returncode) == (
        f"fel: http://127.0.0.1:{port}/wp-json/: 127.0.0.1 kan inte nås: ingenting lyssnar där\n"
        f"  Kontrollera adressen och nätverket. {AGAIN}.\n",
        3,
    )


def test_a_wrong_password_and_a_taken_port(blog: Path) -> None:
    with running(served_app(open_workspace(blog))) as url:
        targeted(blog, url)
        asked = run(
            "publish", "--target", "live", cwd=blog, LANG=SWEDISH, TVILLING_LIVE_PASSWORD="x"
        )
        served = run("serve", "--port", url.rpartition(":")[2], cwd=blog, LANG=SWEDISH)
    assert (asked.stderr, asked.returncode) == (
        f"fel: {url}/wp-json/wp/v2/users/me?context=edit: webbplatsen godtar inte användaren och "
        "lösenordet (401 rest_not_logged_in)\n"
        "  Använd ett applikationslösenord, som skapas på användarens profilsida, inte "
        "inloggningslösenordet; om det är rätt håller webbservern tillbaka huvudet "
        "Authorization.\n",
        3,
    )
    port = url.rpartition(":")[2]
    assert (served.stderr, served.returncode) == (
        f"fel: {url}: port {port} kan inte öppnas: ett annat program använder den\n"
        "  Avsluta programmet som använder den, eller ange en annan port.\n",
        3,
    )


def test_what_cannot_be_published_is_said_in_swedish(tmp_path: Path) -> None:
    for name in ("posts", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    result = run("publish", "--dry-run", cwd=tmp_path, LANG=SWEDISH)
    assert result.stdout.splitlines()[-4:] == [
        "avvaktar   inlägg sew-a-pamphlet [sv]: inaktuell, eftersom inlägget har ändrats: 1 saknas "
        "och 2 att granska, av 30 texter",
        "avvaktar   inlägg the-ampersand [sv]: inte översatt än: 17 saknas, av 17 texter",
        "avvaktar   inlägg winter-light [sv]: inte färdig: 9 saknas, av 28 texter",
        "57 att skapa, 19 att ladda upp, 3 avvaktar",
    ]
