"""Runs the adapter as other processes do, and looks into a library as the next start of the program would."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tinydb import TinyDB

import tests.children
from storage.anchoring import describe_article
from storage.library import Library
from storage.library.engine.checkpointer import MANY
from tests.faults.adapter import Notes as AdapterNotes
from tests.faults.operations import Notes, Operation, value_of

HERE = Path(__file__).resolve().parent
ADAPTER = (sys.executable, str(HERE / "adapter.py"))
PATIENCE = 10 * tests.children.PATIENCE
"""Seconds after which a run hangs: it may be one of thousands of operations, each on the disk."""


def asked(folder: Path, operations: Sequence[Operation]) -> Path:
    """Write operations into a new file in a folder and return it."""
    number, name = tempfile.mkstemp(".operations", dir=folder)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in operations)
    return Path(name)


class Writer:
    """A process that performs operations."""

    def __init__(
        self,
        home: Path,
        operations: Sequence[Operation],
        *,
        command: Sequence[str] = ADAPTER,
        limits: Callable[[], None] | None = None,
    ) -> None:
        self._asked = asked(Path(tempfile.gettempdir()), operations)  # not beside the library: its disk may be full
        words = [*command, "write", str(home), str(self._asked)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(words, stdout=pipe, stderr=pipe, bufsize=0, preexec_fn=limits)
        self.acknowledged = 0
        self.error = ""

    def wait_for(self, acknowledged: int) -> None:
        """Return when as many operations are acknowledged, or it has ended."""
        assert self._process.stdout is not None
        while self.acknowledged < acknowledged:
            assert select.select([self._process.stdout], [], [], PATIENCE)[0], "the writer hangs"
            if not self._process.stdout.readline():
                break
            self.acknowledged += 1

    def kill(self) -> None:
        """Stop it at once, as ``kill -9`` does."""
        self._process.kill()
        self.end()

    def end(self) -> int:
        """Wait until it has ended and return its exit code."""
        out, err = self._process.communicate(timeout=PATIENCE)
        self.acknowledged += out.count(b"ACK ")
        self.error = err.decode()
        self._asked.unlink()
        return self._process.returncode


def written(home: Path, operations: Sequence[Operation]) -> None:
    """Have operations performed by a process that ends well.

    Raises:
        AssertionError: it did not.
    """
    writer = Writer(home, operations)
    assert writer.end() == 0, writer.error
    assert writer.acknowledged == len(operations)


def killed_after(
    acknowledged: int, home: Path, operations: Sequence[Operation], command: Sequence[str] = ADAPTER
) -> int:
    """Have a writer killed when it has acknowledged so many operations or more; return how many it did by then.

    However late it is killed, the library was not closed, and its file not written.

    Raises:
        AssertionError: it ended before.
    """
    assert len(operations) < MANY
    writer = Writer(home, [{"op": "stay"}, *operations], command=command)
    writer.wait_for(acknowledged)
    writer.kill()
    assert writer.acknowledged >= acknowledged, writer.error
    return writer.acknowledged


@dataclass(frozen=True)
class Seen:
    """What a start of the program found."""

    notes: Notes
    notices: tuple[str, ...]
    twice: tuple[str, ...]
    """Keys that were there more than once."""


def look(home: Path, *, create: bool = False) -> Seen:
    """Open a library, see what it holds, change it, close it, and have stock TinyDB read the same.

    Raises:
        AssertionError: it cannot be changed, or the file does not hold what the library does.
        LibraryError: it does not open.
    """
    with Library.open(home, create=create) as library:
        found = list(AdapterNotes(library).all())
        notices = library.take_notices()
        for row in library.rows()[-1:]:
            library.mark(describe_article(row), note="after")
            assert library.own(describe_article(row)) is not None, "the library cannot be changed"
            library.mark(describe_article(row), note="")
    notices += library.take_notices()
    notes = {note["key"]: value_of(note) for note in found}
    counted = Counter(note["key"] for note in found)
    held, in_file = sorted((key, *notes[key][1:]) for key in counted.elements()), by_stock_tinydb(home)
    assert in_file == held, f"stock TinyDB reads {len(in_file)} notes, the library held {len(held)}"
    return Seen(notes, notices, tuple(key for key, times in counted.items() if times > 1))


def by_stock_tinydb(home: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return key, text and tags of each note as stock TinyDB reads the file."""
    with TinyDB(home / "library.json") as stock:
        return sorted(
            (*document["note"].partition("\n")[::2], tuple(document["tags"]))
            for document in stock.table("annotations").all()
        )
