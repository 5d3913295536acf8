"""The programs that people use today, doing the same work, where they are installed.

Each is found by a variable of the environment, or else on the PATH:

- `BENCH_TRANSLATE_TOOLKIT`: a folder with `md2po`, `po2md` and `pocount`, such as the `bin` of a
  virtual environment in which `pip install translate-toolkit` was run;
- `BENCH_MDPO`: a folder with the `python` of a virtual environment with `mdpo`; it needs one of its
  own, since both programs bring an `md2po`;
- `BENCH_PO4A`: a folder with `po4a` (Debian: `apt install po4a`), whose modules `perl` finds.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command, CommandFailed, Figure, measured


@dataclass(frozen=True, slots=True)
class Rival:
    """What a peer costs, for a part of the posts."""

    name: str
    work: str
    """Which of our commands does the same."""
    figure: Figure


def rivals(posts: Path, room: Path) -> Iterator[Rival]:
    """The figures of the peers that are there, for the posts, which are in one folder."""
    room.mkdir()
    for peer in (_translate_toolkit, _po4a, _mdpo):
        try:
            yield from peer(posts, room / peer.__name__)
        except CommandFailed as error:  # it is told, and the others are measured
            print(error, file=sys.stderr)


def _found(variable: str, program: str) -> str | None:
    return shutil.which(program, path=os.environ.get(variable, os.environ.get("PATH", "")))


def _translate_toolkit(posts: Path, room: Path) -> Iterator[Rival]:
    name = "Translate Toolkit"
    variable = "BENCH_TRANSLATE_TOOLKIT"
    md2po, po2md, pocount = (_found(variable, p) for p in ("md2po", "po2md", "pocount"))
    if md2po is None or not _is_of_toolkit(md2po):
        return
    room.mkdir()
    quiet = ["--progress=none", "--errorlevel=none"]
    extract = Command([md2po, *quiet, "--timestamp", str(posts), str(room / "po")], room)
    yield Rival(f"{name}: md2po", "extract", measured(extract))
    yield Rival(f"{name}: md2po --timestamp", "nothing", measured(extract, 3))
    if pocount is not None:
        count = Command([pocount, str(room / "po")], room)
        yield Rival(f"{name}: pocount", "status", measured(count))
    if po2md is not None:
        _translate(room / "po")
        render = [po2md, *quiet, "-t", str(posts), str(room / "po"), str(room / "out")]
        yield Rival(f"{name}: po2md", "render", measured(Command(render, room)))


def _is_of_toolkit(program: str) -> bool:
    return "translate" in Path(program).read_text(encoding="utf-8", errors="replace")


_PO4A = """\
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


def _po4a(posts: Path, room: Path) -> Iterator[Rival]:
    """In one process for all posts: `po4a` itself starts several for each catalogue."""
    perl, program = shutil.which("perl"), _found("BENCH_PO4A", "po4a")
    if perl is None or program is None:
        return
    for folder in ("po", "out"):
        (room / folder).mkdir(parents=True)

    def command(work: str) -> Command:
        names = map(str, sorted(posts.iterdir()))
        folders = (str(room / "po"), str(room / "out"))
        return Command([perl, "-e", _PO4A, work, *folders, *names], room)

    yield Rival("po4a, as a library", "extract", measured(command("extract")))
    _translate(room / "po")
    yield Rival("po4a, as a library", "render", measured(command("render")))


_MDPO = """\
import sys
from pathlib import Path
from mdpo.md2po import markdown_to_pofile
source, target = map(Path, sys.argv[1:])
target.mkdir()
for post in sorted(source.iterdir()):
    markdown_to_pofile(str(post), po_filepath=str(target / f"{post.stem}.po"), save=True)
"""


def _mdpo(posts: Path, room: Path) -> Iterator[Rival]:
    """In one process for all posts, and with a catalogue for each: the best that it can do."""
    python = _found("BENCH_MDPO", "python") if "BENCH_MDPO" in os.environ else None
    if python is None:
        return
    room.mkdir()
    words = [python, "-c", _MDPO, str(posts), str(room / "po")]
    yield Rival("mdpo, as a library", "extract", measured(Command(words, room)))


def _translate(folder: Path) -> None:
    from benchmarks.translations import fill

    for path in folder.rglob("*.po"):
        fill(path)
