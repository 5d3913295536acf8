"""The programs that people use today, doing the same work, where they are installed.

`make peers` installs those that pip has, each into a virtual environment of its own below `.venv`,
since two of them bring an `md2po`. Others are found by a variable of the environment:

- `BENCH_TRANSLATE_TOOLKIT`: a folder with `md2po`, `po2md` and `pocount`;
- `BENCH_MDPO`: a folder with the `python` of a virtual environment with `mdpo`;
- `BENCH_PO4A`: a folder with `po4a` (Debian: `apt install po4a`), whose modules `perl` finds; it is
  looked for on the PATH too.

Each is measured on a part of the posts, smaller where it is slow.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measure import Command, CommandFailed, Figure, mean, measured


@dataclass(frozen=True, slots=True)
class Rival:
    """What a peer costs, for a part of the posts."""

    name: str
    work: str
    """Which of our commands does the same."""
    figure: Figure
    posts: int
    """How many posts it did."""
    goal: float = 0
    """How many times as fast we mean to be; 0 where nothing is set."""
    ours: Figure | None = None
    """Our command for all posts, measured right before and after, where a goal is set."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Some of the posts, in one folder."""

    folder: Path
    number: int
    ours: Callable[[], Figure]
    """What our extraction takes at the moment."""

    def extracted(self, name: str, command: Command, number: int, goal: float) -> Rival:
        """The figure of a peer that extracts them, between two of ours."""
        before = self.ours()
        figure = measured(command)
        return Rival(name, "extract", figure, number, goal, mean((before, self.ours())))

    def paths(self, number: int = 0) -> list[Path]:
        """The first so many, or all."""
        return sorted(self.folder.iterdir())[: number or self.number]


def rivals(folder: Path, room: Path, ours: Callable[[], Figure]) -> Iterator[Rival]:
    """The figures of the peers that are there, for the posts, which are in one folder.

    `ours` tells what our extraction of all posts takes at the moment.
    """
    room.mkdir()
    posts = Posts(folder, len(list(folder.iterdir())), ours)
    for peer in (_translate_toolkit, _po4a, _po4a_library, _mdpo):
        try:
            yield from peer(posts, room / peer.__name__)
        except CommandFailed as error:  # it is told, and the others are measured
            print(error, file=sys.stderr)


def _found(peer: str, program: str) -> str | None:
    variable = f"BENCH_{peer.upper().replace('-', '_')}"
    places = os.environ.get(variable) or f"{sys.prefix}/peers/{peer}/bin"
    return shutil.which(program, path=places)


def md2po(posts: Path, target: Path) -> Command | None:
    """The Translate Toolkit's extraction of a folder, where it is installed."""
    program = _found("translate-toolkit", "md2po")
    return None if program is None else Command([program, *_QUIET, str(posts), str(target)], posts)


_QUIET = ("--progress=none", "--errorlevel=none")


def _translate_toolkit(posts: Posts, room: Path) -> Iterator[Rival]:
    name = "Translate Toolkit"
    po2md, pocount = (_found("translate-toolkit", program) for program in ("po2md", "pocount"))
    found = md2po(posts.folder, room / "po")
    if found is None:
        return
    room.mkdir()
    folder, number = str(posts.folder), posts.number
    extract = replace(found, words=[*found.words, "--timestamp"])
    yield posts.extracted(MD2PO, extract, number, goal=25)
    yield Rival(f"{MD2PO} --timestamp", "nothing", measured(extract, 3), number)
    if pocount is not None:
        count = Command([pocount, str(room / "po")], room)
        # Our command counts two languages.
        yield Rival(f"{name}: pocount", "status", measured(count).scaled(2), number)
    if po2md is not None:
        _translate(room / "po")
        render = [po2md, *_QUIET, "-t", folder, str(room / "po"), str(room / "out")]
        yield Rival(f"{name}: po2md", "render", measured(Command(render, room)), number)


MD2PO = "Translate Toolkit: md2po"


_FEW = 20
"""Posts for what takes a tenth of a second for each."""


def _po4a(posts: Posts, room: Path) -> Iterator[Rival]:
    """The program, with one catalogue for all posts, and with one for each."""
    program = _found("po4a", "po4a") or shutil.which("po4a")
    if program is None:
        return
    room.mkdir()
    every, few = posts.paths(), posts.paths(_FEW)
    one = _po4a_command(program, room / "one", "blog", every)
    yield posts.extracted("po4a, one catalogue", one, len(every), goal=18)
    yield Rival("po4a, one catalogue, again", "nothing", measured(one), len(every))
    each = _po4a_command(program, room / "each", "$master", few)
    yield Rival("po4a, a catalogue per post", "extract", measured(each), len(few))


def _po4a_command(program: str, room: Path, name: str, posts: Sequence[Path]) -> Command:
    room.mkdir()
    lines = [
        "[po4a_langs] sv",
        f"[po4a_paths] po/{name}.pot $lang:po/$lang/{name}.po",
        '[po4a_alias:markdown] text opt:"--option markdown --option neverwrap"',
        *(
            f"[type: markdown] {path} $lang:out/{path.stem}.$lang.md pot={path.stem}"
            for path in posts
        ),
    ]
    settings = room / "po4a.cfg"
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (room / "po").mkdir()
    return Command([program, "--no-translations", "--quiet", str(settings)], room)


_LIBRARY = """\
use Locale::Po4a::Chooser;
my ($work, $po, $out, @posts) = @ARGV;
for my $post (@posts) {
    my ($name) = $post =~ m{([^/]+)\\.md$};
    my $document = Locale::Po4a::Chooser::new("text", markdown => 1, neverwrap => 1);
    my @work = $work eq "extract"
        ? (po_in_name => [], po_out_name => "$po/$name.po")
        : (po_in_name => ["$po/$name.po"], file_out_name => "$out/$name.md");
    my @charsets = (file_in_charset => "UTF-8", file_out_charset => "UTF-8");
    $document->process(file_in_name => [$post], @charsets, @work);
}
"""


def _po4a_library(posts: Posts, room: Path) -> Iterator[Rival]:
    """In one process for all posts: the best that it can do, in a program of one's own."""
    perl, program = shutil.which("perl"), _found("po4a", "po4a") or shutil.which("po4a")
    if perl is None or program is None:
        return
    for folder in ("po", "out"):
        (room / folder).mkdir(parents=True)

    def command(work: str) -> Command:
        folders = (str(room / "po"), str(room / "out"))
        return Command([perl, "-e", _LIBRARY, work, *folders, *map(str, posts.paths())], room)

    number = posts.number
    yield Rival("po4a, as a library", "extract", measured(command("extract")), number)
    _translate(room / "po")
    yield Rival("po4a, as a library", "render", measured(command("render")), number)


_MDPO = """\
import sys
from pathlib import Path
from mdpo.md2po import markdown_to_pofile
source, target = map(Path, sys.argv[1:])
target.mkdir()
for post in sorted(source.iterdir()):
    markdown_to_pofile(str(post), po_filepath=str(target / f"{post.stem}.po"), save=True)
"""


def _mdpo(posts: Posts, room: Path) -> Iterator[Rival]:
    """In one process for all posts, and with a catalogue for each: the best that it can do."""
    python = _found("mdpo", "python")
    if python is None:
        return
    room.mkdir()
    words = [python, "-c", _MDPO, str(posts.folder), str(room / "po")]
    figure = measured(Command(words, room))
    yield Rival("mdpo, as a library", "extract", figure, posts.number)


def _translate(folder: Path) -> None:
    from benchmarks.translations import fill

    for path in folder.rglob("*.po"):
        fill(path)
