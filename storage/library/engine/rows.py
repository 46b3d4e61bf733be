"""What the log holds: a row for each change of a document, and what the first row of an action says of it."""

from __future__ import annotations

import zlib
from typing import Literal, NamedTuple

Turn = Literal["", "do", "undo", "redo", "pass"]
"""What an action is to the undo stack: nothing, a thing done, taken back, made again, or what can be neither."""


class Row(NamedTuple):
    """What happened to one document."""

    seq: int
    action: int
    """``seq`` of the first row of the action."""
    at: int
    """Milliseconds since 1970, UTC."""
    origin: str
    """Who made it: ``window 3f2a91b0``."""
    turn: Turn
    """What the action is to the undo stack; only the first row of an action says it."""
    target: int | None
    """The action that is taken back or made again."""
    label: str | None
    """The action in words; only the first row of an action that can be undone has one."""
    table: str
    """Empty where the row was forgotten, or only says something of an action."""
    id: str
    place: int
    """The document's doc_id in the library file."""
    before: bytes | None
    """The document as JSON; None: it is new."""
    after: bytes | None
    """None: it is gone."""

    def checksum(self) -> int:
        """Return what tells whether the row is as it was written."""
        head = (
            f"{self.seq} {self.action} {self.at} {self.origin} {self.turn} {self.target} {self.label} {self.table} "
            f"{self.id} {self.place} {self.before is None} {self.after is None}"
        )
        crc = zlib.crc32(head.encode("utf-8", "surrogatepass"))
        return zlib.crc32(self.after or b"", zlib.crc32(self.before or b"", crc))


class Head(NamedTuple):
    """What the first row of an action says of it."""

    action: int
    at: int
    origin: str
    turn: Turn
    target: int | None
    label: str
