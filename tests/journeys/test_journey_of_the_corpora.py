"""Real texts of other people, where they are there: extracted in a blog, and read by gettext."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.app import tvilling

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
LEFT_OUT = re.compile(r"'(PO-Revision-Date|Last-Translator|Language-Team)' missing in header$")
"""Who translated, and when, is for the translator's tool to say; a date would change every day."""
SETTINGS = "[tvilling]\nlanguages = en, sv\nposts = posts/{lang}/{id}\n"


@pytest.fixture(scope="module")
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("corpora not there")
    return CORPORA


def test_verify_finds_every_file_unchanged(corpora: Path) -> None:
    folders = [str(corpora / "pairs"), str(corpora / "gutenberg")]
    result = CliRunner().invoke(tvilling, ["verify", *folders])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def extracted(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog of every English file, and of the block fixtures."""
    blog = tmp_path_factory.mktemp("corpora") / "blog"
    for pairs in (corpora / "pairs").glob("*/en"):
        shutil.copytree(pairs, blog / "posts" / "en" / pairs.parent.name)
    shutil.copytree(corpora / "gutenberg", blog / "posts" / "en" / "gutenberg")
    (blog / "setup.cfg").write_text(SETTINGS, "utf-8")
    result = CliRunner().invoke(tvilling, ["-C", str(blog), "extract"])
    assert result.exit_code == 0, result.output
    return blog


def test_msgfmt_accepts_every_catalogue(extracted: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("msgfmt is not installed (Debian's package gettext)")
    catalogues = sorted(extracted.glob("locales/**/*.po"))
    assert len(catalogues) > 200
    for catalogue in catalogues:
        command = [msgfmt, "-c", "-o", "/dev/null", str(catalogue)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        complaints = [line for line in done.stderr.splitlines() if not LEFT_OUT.search(line)]
        assert (done.returncode, complaints) == (0, [])


def test_a_second_extract_writes_nothing(extracted: Path) -> None:
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in extracted.rglob("*.po")}
    assert CliRunner().invoke(tvilling, ["-C", str(extracted), "extract"]).exit_code == 0
    after = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in extracted.rglob("*.po")}
    assert after == before
