"""What the fuzzer calls: bytes become a text, and the text is tried on a law."""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import sys
import traceback
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

import pipeline

with atheris.instrument_imports(include=["pipeline"]):
    # Those that are imported where they are used, too.
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name.startswith(("pipeline.formats.", "pipeline.catalogues.")):
            importlib.import_module(module.name)
    from tests.fuzz.laws import LAWS
    from tests.fuzz.scraps import text_of

CHOSEN = [
    (name, kind, law)
    for name, (kind, law) in LAWS.items()
    if os.environ.get("FUZZ_LAWS", "") in name
]


class Target:
    """Tries each text on a law, and keeps one text of each way in which a law is broken."""

    def __init__(self, findings: Path) -> None:
        self.findings = findings
        self.known: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        if not data:
            return
        name, kind, law = CHOSEN[data[0] % len(CHOSEN)]
        text = text_of(data[1:], kind)
        try:
            law(text)
        except Exception as error:
            self._keep(name, text, error)

    def _keep(self, name: str, text: str, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{name} {type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}"
        if len(text) >= self.known.get(place, sys.maxsize):
            return  # the shortest text says it best
        self.known[place] = len(text)
        label = hashlib.sha256(place.encode()).hexdigest()[:12]
        report = f"{place}\n{error!r}\n{text!r}"
        path = self.findings / f"{label}.txt"
        path.write_text(report, "utf-8", "surrogatepass")


def main() -> None:
    """Looks for as many seconds as the command line says."""
    folder, seconds = Path(sys.argv[1]), sys.argv[2]
    atheris.Setup(
        [
            sys.argv[0],
            str(folder / "corpus"),
            f"-max_total_time={seconds}",
            "-max_len=64",
            "-timeout=20",
            "-rss_limit_mb=1500",
            "-print_final_stats=1",
            f"-artifact_prefix={folder / 'findings'}/",
        ],
        Target(folder / "findings"),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
