"""`python -m pipeline` is the command `tvilling`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """The exit code of the command line that the process was started with."""
    _speak_utf8()
    # Our values hold no cycles, and to look for some among ten thousand posts takes as long as the
    # rest of a run in which nothing has changed.
    gc.set_threshold(100_000, 50, 50)
    from pipeline.speech import language_of, speak

    # Before Click is imported, which takes some of its words at once.
    speak(language_of(os.environ))
    from pipeline.cli.app import tvilling
    from pipeline.cli.spoken import in_readers_language

    command = in_readers_language(tvilling)
    code: int = command.main(prog_name="tvilling", standalone_mode=True)
    return code


def _speak_utf8() -> None:
    """File names are UTF-8 and every letter can be printed, whatever the locale.

    Python decides on the encoding of file names before any of our code runs, so in a locale of
    another encoding the process starts itself once more.
    """
    if sys.getfilesystemencoding().lower() != "utf-8" and "PYTHONUTF8" not in os.environ:
        arguments = [sys.executable, "-X", "utf8", "-m", "pipeline", *sys.argv[1:]]
        os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:replace")
        os.execv(sys.executable, arguments)  # noqa: S606  # the very program that runs already
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
