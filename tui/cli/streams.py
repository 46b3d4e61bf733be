"""Standard output and error that no name, locale, closed pipe or full disk can crash; errors become exit codes."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing costs as much as all else that --version imports
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

INTERRUPTED = 130
CANNOT_WRITE = 3


def guarded(work: Callable[[], int]) -> int:
    """Run ``work`` and return its exit code, or the one of the error that ended it, which is said in one line.

    What is no error of ours and none of the operating system goes on as it is: it is a bug, and wants its traceback.
    """
    _prepare()
    code = _exit_code(work)
    try:
        sys.stdout.flush()
    except OSError as error:
        _let_go_of_stdout()
        if code == 0 and not isinstance(error, BrokenPipeError):
            complain(in_words(error))
            return CANNOT_WRITE
    return code


def _exit_code(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as end:  # argparse, after --help
        return end.code if isinstance(end.code, int) else 0
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain(in_words(error))
        return CANNOT_WRITE
    except Exception as error:
        from storage.errors import PaperknifeError

        if not isinstance(error, PaperknifeError):
            raise
        complain(str(error))
        return error.exit_code


def complain(text: str) -> None:
    """Say on standard error what is wrong, in one line that begins with the program's name."""
    say(f"paperknife: {text}")


def say(text: str) -> None:
    """Say something to the reader on standard error, one harmless line; a closed one is nobody's loss."""
    from storage.text import sanitise_line

    try:
        sys.stderr.write(sanitise_line(text) + "\n")
        sys.stderr.flush()
    except OSError:
        pass


def in_words(error: OSError) -> str:
    """Return what the operating system says, without its number, and of which file: if of none, of the output."""
    reason = error.strerror or str(error) or type(error).__name__
    named = isinstance(error.filename, str | bytes)
    return f"{os.fsdecode(error.filename) if named else 'standard output'}: {reason}"


def _prepare() -> None:
    """Let every character through, whatever the locale: UTF-8 into files and pipes, escapes on an older terminal."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    _let_all_through(sys.stdout)
    _let_all_through(sys.stderr)


def _let_all_through(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  a stream for the rest of the run


def _let_go_of_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter has nothing to say about it when it ends."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # a stream of a test, or closed
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
