"""The command line: what the words after ``paperknife`` mean, decided by the first of them.

Importing this package costs nothing and ``--version`` hardly more: everything else is imported by what needs it.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Run the command that ``argv`` names (by default the words after the program's) and return its exit code.

    0 done; 1 an id or a query matched nothing; 2 the words cannot be understood; 3 the library, or the output,
    cannot be opened or written; 4 an input failed and the others are done; 130 interrupted. Never a traceback for
    trouble that can be foreseen: one line on standard error.
    """
    from tui.cli.streams import guarded

    words = sys.argv[1:] if argv is None else argv
    return guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        from tui.version import __version__

        sys.stdout.write(f"paperknife {__version__}\n")
        return 0
    from tui.cli.dispatch import dispatch

    return dispatch(words)
