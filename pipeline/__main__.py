"""`python -m pipeline` is the command `tvilling`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line that the process was started with, and ends the process."""
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
    try:
        command.main(prog_name="tvilling", standalone_mode=True)
    except SystemExit as end:
        code = end.code
        if not isinstance(code, int):
            raise
    except OSError as error:
        code = _told(error)
    _end(code)


def _end(code: int) -> NoReturn:
    """Ends the process as soon as all that it has said is written.

    Whatever has to be kept is on disk by now, and what ran beside has ended; to free one by one
    what is known of ten thousand posts takes a tenth of a run in which nothing has changed.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BrokenPipeError:
        pass  # all is done, and nobody wants to read the rest of it
    except OSError as error:
        code = max(code, _told(error))
    os._exit(code)


def _told(error: OSError) -> int:
    """The exit code, where the user can do something about what kept the output back."""
    from pipeline.cli.errors import exit_code_of, is_expected

    if not is_expected(error):
        raise error
    return exit_code_of(error)


def _speak_utf8() -> None:
    """File names are UTF-8 and every letter can be printed, whatever the locale.

    Python decides on the encoding of file names before any of our code runs, so in a locale of
    another encoding the process starts itself once more.
    """
    if sys.getfilesystemencoding().lower() != "utf-8" and "PYTHONUTF8" not in os.environ:
        arguments = [sys.executable, "-X", "utf8", "-m", "pipeline", *sys.argv[1:]]
        os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:replace")
        os.execv(sys.executable, arguments)  # noqa: S606  # the very program that runs already
    # Whoever starts us may have closed them.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
