"""A process that keeps a library, to be stopped: makes a backup, restores one, or forgets an article.

python tests/faults/keeping.py HOME backup | restore SOURCE | forget ID
"""

from __future__ import annotations

import sys
from pathlib import Path

from storage.library import Library


def main(home: Path, what: str, words: list[str]) -> None:
    """Do it, and close the library."""
    with Library.open(home) as library:
        if what == "backup":
            library.backup()
        elif what == "restore":
            library.restore(Path(words[0]))
        else:
            library.forget(words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
