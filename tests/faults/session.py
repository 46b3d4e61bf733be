"""A start of the program that is recorded: opens a library, says what it is told, perhaps changes it, closes it.

python tests/faults/session.py HOME [create] [change]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.anchoring import describe_article
from storage.library import Library


def main(home: Path, *, create: bool, change: bool) -> None:
    """Open, tell, change what is then changed back, tell, close."""
    with Library.open(home, create=create) as library:
        _tell(library)
        if change:
            target = describe_article(library.rows()[0])
            library.mark(target, note="after")
            library.mark(target, note="")
        _tell(library)


def _tell(library: Library) -> None:
    """Tell what is to be told; who stops between taking it and telling it has it on its lips, and nobody else has."""
    _say("TAKING")
    for line in library.take_notices():
        _say(f"TOLD {line}")
    _say("TOOK")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), create="create" in sys.argv[2:], change="change" in sys.argv[2:])
