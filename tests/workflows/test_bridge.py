"""The plug-in for WordPress as a file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import StorageError
from pipeline.workflows.bridge import NAME, BridgeReport, plug_in, write_bridge


def test_the_plug_in_is_written_into_a_folder_or_as_a_file(tmp_path: Path) -> None:
    reports = [write_bridge(tmp_path), write_bridge(tmp_path / "other.php"), write_bridge(tmp_path)]
    version = reports[0].version
    assert reports == [
        BridgeReport(tmp_path / NAME, version, is_written=True),
        BridgeReport(tmp_path / "other.php", version, is_written=True),
        BridgeReport(tmp_path / NAME, version, is_written=False),
    ]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == plug_in()


def test_an_earlier_version_is_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(plug_in().replace("Version:           1", "Version:           0"))
    assert write_bridge(tmp_path).is_written
    assert (tmp_path / NAME).read_text(encoding="utf-8") == plug_in()


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("<?php // mine")
    with pytest.raises(StorageError, match="another file of that name"):
        write_bridge(tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "<?php // mine"


@pytest.mark.component
def test_php_understands_the_plug_in(tmp_path: Path) -> None:
    if not shutil.which("php"):
        pytest.skip("php is missing. Install with: apt-get install php-cli")
    path = write_bridge(tmp_path).path
    done = subprocess.run(["php", "-l", path], capture_output=True, text=True, check=False)
    assert (done.returncode, "No syntax errors" in done.stdout) == (0, True)
