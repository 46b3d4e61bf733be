"""A start of the program that is recorded: opens a library, says what it is told, closes it.

python tests/faults/session.py HOME [create]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.library import Library


def main(home: Path, *, create: bool) -> None:
    """Open, tell, close."""
    with Library.open(home, create=create) as library:
        for line in library.take_notices():
            os.write(1, f"TOLD {line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), create=sys.argv[2:] == ["create"])
