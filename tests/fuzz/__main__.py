"""`python -m tests.fuzz`: looks for texts that break a law, and says which it found.

Atheris drives it where that is installed: it sees which lines of the program a text reaches, and
makes from it texts that reach others. What it learns is kept in `.fuzz/` for the next run, and each
text that breaks a law in `.fuzz/findings/`, until it is gone from there. Where there is no Atheris,
Hypothesis tries the same laws on some thousands of texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(".fuzz")


def main() -> int:
    """The exit code: 1 where a law was broken."""
    options = _options()
    findings = FOLDER / "findings"
    findings.mkdir(parents=True, exist_ok=True)
    (FOLDER / "corpus").mkdir(exist_ok=True)
    seconds = str(round(options.minutes * 60))
    environment = {**os.environ, "FUZZ_LAWS": options.laws, "HYPOTHESIS_PROFILE": "thorough"}
    has_atheris = importlib.util.find_spec("atheris") is not None
    module = ["tests.fuzz.target", str(FOLDER), seconds]
    command = [sys.executable, "-m", *(module if has_atheris else ["pytest", "-q", "tests/fuzz"])]
    done = subprocess.run(command, env=environment, check=False)
    found = sorted(findings.glob("*.txt"))
    for path in found:
        print(f"{path}\n{path.read_text('utf-8', 'surrogatepass')}\n")
    is_clean = not found and not done.returncode
    print("No text breaks a law." if is_clean else f"Texts that break a law: {len(found)} kept.")
    return 1 if found or done.returncode else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long to look")
    parser.add_argument("--laws", default="", help="only laws whose name holds this")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
