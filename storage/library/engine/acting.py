"""An action on its way into the log: what is said of it, and its rows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from storage.library.documents import DocumentChange
from storage.library.engine.lines import body_of, decode, encode, place_of
from storage.library.engine.memory import Memory
from storage.library.engine.rows import Row, Turn

NOTHING = DocumentChange("", "", None, None, 0)
"""Changes no document: its row only says that an action was taken back, or cannot be."""


class Heading(NamedTuple):
    """What the log is told of an action."""

    label: str | None = None
    """In words; None: it cannot be undone."""
    turn: Turn = "do"
    target: int | None = None
    """The action that is taken back or made again."""
    continues: int | None = None
    """The action that this belongs to, of which a part is in the log already."""


class Committed(NamedTuple):
    """What a commit did."""

    action: int | None
    """The number of the action; None: there was nothing to change."""
    changes: tuple[DocumentChange, ...]


def rows_of(
    changes: Sequence[DocumentChange], heading: Heading, memory: Memory, sequence: int, origin: str
) -> list[Row]:
    """Return the rows of an action that follow change ``sequence``.

    A new document gets a doc_id that none has ever had; one that comes back has its own again.

    Raises:
        ValueError: a document holds what JSON does not know.
    """
    next_places: dict[str, int] = {}
    action = heading.continues or sequence + 1
    at = time.time_ns() // 1_000_000
    rows = []
    for seq, change in enumerate(changes, sequence + 1):
        held = memory.lines.get(change.table, {}).get(change.id)
        if held is not None:
            place = place_of(held)
        elif change.place is not None:
            place = change.place
        else:
            place = next_places.get(change.table) or memory.next_places.get(change.table, 1)
            next_places[change.table] = place + 1
        said = heading if seq == action and heading.label is not None else _SAID
        rows.append(
            Row(
                seq,
                action,
                at,
                origin,
                said.turn,
                said.target,
                said.label,
                change.table,
                change.id,
                place,
                None if held is None else body_of(held),
                None if change.after is None else encode(change.table, change.after),
            )
        )
    return rows


_SAID = Heading(turn="")
"""What the later rows of an action say of it."""


def change_of(row: Row) -> DocumentChange:
    """Return a row as a change of a document."""
    before, after = (None if body is None else decode(body) for body in (row.before, row.after))
    return DocumentChange(row.table, row.id, before, after, row.place)
