"""Every catalogue of a whole blog, read by the programs that translators use."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pipeline.catalogues.coverage import coverage
from pipeline.catalogues.po import parse
from pipeline.model.catalogue import Catalogue
from pipeline.storage.workspace import open_workspace
from pipeline.workflows.extract import extract

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora" / "pairs"
SETTINGS = "[tvilling]\nlanguages = en, sv\n"
FEW = 12
"""How many posts of each kind of other people's; every one is read by gettext elsewhere."""


@pytest.fixture(scope="module", params=["the example blog", "other people's posts"])
def locales(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a blog's catalogues, as extraction leaves them."""
    blog = tmp_path_factory.mktemp("blog")
    if request.param == "the example blog":
        for name in ("posts", "locales"):
            shutil.copytree(ROOT / name, blog / name)
        shutil.copy(ROOT / "setup.cfg", blog)
    elif not CORPORA.is_dir():
        pytest.skip("corpora not there")
    else:
        (blog / "setup.cfg").write_text(SETTINGS, "utf-8")
        for kind in CORPORA.iterdir():
            folder = blog / "posts" / "en" / kind.name
            folder.mkdir(parents=True)
            for post in sorted(p for p in (kind / "en").rglob("*") if p.is_file())[:FEW]:
                shutil.copy(post, folder)
    extract(open_workspace(blog))
    return blog / "locales"


@pytest.fixture(scope="module")
def catalogues(locales: Path) -> dict[Path, Catalogue]:
    files = sorted(locales.rglob("*.po"))
    assert len(files) > 10
    return {file: parse(file.read_text("utf-8")) for file in files}


def _run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run(
        [found, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )


@pytest.mark.component
def test_msgfmt_compiles_every_catalogue(catalogues: dict[Path, Catalogue]) -> None:
    done = {file: _run("msgfmt", "-c", "-o", os.devnull, file) for file in catalogues}
    assert {file: run.stderr for file, run in done.items() if run.returncode} == {}


@pytest.mark.component
def test_msgmerge_keeps_every_translation(catalogues: dict[Path, Catalogue]) -> None:
    merged = {file: _run("msgmerge", "-q", "-o", "-", file, file).stdout for file in catalogues}
    assert {file: parse(text).translations for file, text in merged.items()} == {
        file: catalogue.translations for file, catalogue in catalogues.items()
    }


def test_babel_reads_the_same_translations(catalogues: dict[Path, Catalogue]) -> None:
    for file, catalogue in catalogues.items():
        with file.open("rb") as source:
            read = read_po(source, abort_invalid=True)
        found = {(m.context, m.id): m.string for m in read if m.id and m.string and not m.fuzzy}
        assert found == catalogue.translations


def test_pocount_counts_the_same_strings(catalogues: dict[Path, Catalogue]) -> None:
    done = _run("pocount", "--csv", *catalogues)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    counted = {
        Path(row["Filename"]): tuple(
            int(row[f"{share} Messages"]) for share in ("Translated", "Fuzzy", "Untranslated")
        )
        for row in rows
        if Path(row["Filename"]) in catalogues
    }
    found = {file: coverage(catalogue) for file, catalogue in catalogues.items()}
    assert counted == {
        file: (c.translated.strings, c.fuzzy.strings, c.missing.strings)
        for file, c in found.items()
    }


def test_pofilter_reads_every_catalogue(locales: Path, tmp_path: Path) -> None:
    done = _run("pofilter", "--progress=none", "--nonotes", locales, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
