"""The best state that can still be had from what is left of a library's files; pure.

Rows of the log and lines of the mirror are whole documents, so laying one twice is harmless, and one that is missing
hides no other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine.lines import keys_of, line_of
from storage.library.engine.memory import Lines, Memory
from storage.library.engine.mirror import Copy
from storage.library.engine.rows import Row
from storage.wording import count_of


@dataclass(frozen=True, slots=True)
class Base:
    """A state that a whole file holds."""

    name: str
    """What the file is called in a message; empty for the beginning of the log."""
    change: int
    lines: Lines
    next_places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rescue:
    """A base with all later changes that are still to be found."""

    base: Base
    copies: tuple[Copy, ...]
    """Changes after the base, oldest first."""
    newest: int
    """The number of the newest change that anything tells of."""
    missing: int
    """Changes between that nothing tells of any more."""

    def memory(self) -> Memory:
        """Return the state."""
        memory = Memory({table: dict(lines) for table, lines in self.base.lines.items()}, self.base.next_places)
        for copy in self.copies:
            lay(memory, copy)
        return memory


def best(bases: Iterable[Base], copies: Mapping[int, Copy], known: int = 0) -> Rescue | None:
    """Return the state that misses least, None when there is no base.

    Args:
        bases: The better one first where they miss as much.
        copies: Changes of the log and of the mirror by number.
        known: The number of a change that there was, whether or not anything is left of it.
    """
    bases = list(bases)
    if not bases:
        return None
    newest = max([base.change for base in bases] + list(copies) + [known])
    rescues = []
    for base in bases:
        later = tuple(copies[seq] for seq in sorted(copies) if seq > base.change)
        rescues.append(Rescue(base, later, newest, newest - base.change - len(later)))
    return min(rescues, key=lambda rescue: (rescue.missing, -rescue.base.change))


def unbroken(rows: Sequence[Row], newest: int) -> tuple[Row, ...]:
    """Return the rows that lead up to ``newest`` without a gap and begin with an action: a log that can be kept."""
    kept: list[Row] = []
    wanted = newest
    for row in reversed(rows):
        if row.seq != wanted:
            break
        kept.append(row)
        wanted -= 1
    kept.reverse()
    begins = wanted + 1
    while kept and kept[0].action != kept[0].seq:  # the rest of an action that is cut
        begins += 1
        del kept[0]
    whole = {row.seq for row in kept}
    cut = [at for at, row in enumerate(kept) if row.action not in whole]
    return tuple(kept[cut[-1] + 1 :] if cut else kept)


def lay(memory: Memory, copy: Copy | Row) -> None:
    """Lay one change over a state."""
    if not copy.table:
        return  # it changes no document, or tells no more of which
    if copy.after is None:
        held = memory.lines.get(copy.table, {}).get(copy.id)
        if held is not None:
            memory.drop(copy.table, copy.id, keys_of(copy.table, held)[1])
        return
    line = line_of(copy.place, copy.after)
    memory.put(copy.table, copy.id, keys_of(copy.table, line)[1], line)


def is_forgotten(row: Row) -> bool:
    """Return whether a row says that an article was forgotten: it is gone, and what it was is not told."""
    return row.table == ARTICLES and row.before is None and row.after is None


def told(rescue: Rescue, memory: Memory, what: str) -> str:
    """Return one line: what was found, from what the library was rebuilt, how much is safe and from when.

    ``what`` names file and cause: ``library.json was damaged``.
    """
    sources = [rescue.base.name] if rescue.base.name else []
    if rescue.copies:
        sources.append(f"{count_of(len(rescue.copies), 'later change')}")
    whole = f"{holds(memory.lines)} are left" if rescue.missing else f"all {holds(memory.lines)} are there"
    lost = f"; {count_of(rescue.missing, 'change')} could not be found again" if rescue.missing else ""
    at = moment(rescue.copies[-1].at) if rescue.copies else _newest_note(memory)
    newest = f", the newest change from {at}" if at else ""
    return f"{what}; rebuilt from {' and '.join(sources) or 'the log'}: {whole}{newest}{lost}"


def _newest_note(memory: Memory) -> str:
    """Return when the newest note was written, as it says itself; empty where none does."""
    moments = [str(document.get("modified", "")) for document in memory.all(ANNOTATIONS)]
    with contextlib.suppress(ValueError):
        return moment(int(datetime.fromisoformat(max(moments)).timestamp() * 1000))
    return ""


def holds(lines: Lines) -> str:
    """Return how much a state holds: ``12 articles and 1 mark``."""
    return f"{count_of(len(lines[ARTICLES]), 'article')} and {count_of(len(lines[ANNOTATIONS]), 'mark')}"


def moment(at: int) -> str:
    """Return a moment given in milliseconds as local date and time."""
    return datetime.fromtimestamp(at / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
