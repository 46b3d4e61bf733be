"""What somebody has edited in the library file, found by a three-way comparison; pure.

The file as it was before the edit, compared with the edited one, gives the edits; they are laid over what the
library holds now. Comparing the edited file with the present state instead would delete what a crash had left only
in the log.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.library.documents import Draft
from storage.library.engine.lines import body_of, decode
from storage.library.engine.memory import Lines, same

LABEL = "take over edits of library.json"
"""What undo calls the action that enters the edits."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What was made of one document elsewhere."""

    table: str
    id: str
    after: bytes | None
    """Its line; None: it was deleted."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What an edited file brings."""

    edits: tuple[Edit, ...]
    """To be laid over the present state."""
    conflicts: tuple[Edit, ...]
    """Edits of documents that have changed here since: ours stay."""

    def lay(self, draft: Draft) -> None:
        """Lay the edits down. A new document gets a doc_id of ours: the one it came with may be another's."""
        for edit in self.edits:
            if edit.after is None:
                draft.drop(edit.table, edit.id)
            else:
                draft.put(edit.table, decode(edit.after))


def compare(base: Lines, edited: Lines, present: Lines) -> TakeOver:
    """Return what was edited: ``base`` is the file as it was before, ``present`` what the library holds."""
    edits: list[Edit] = []
    conflicts: list[Edit] = []
    for table in dict.fromkeys([*base, *edited]):
        was, became, now = base.get(table, {}), edited.get(table, {}), present.get(table, {})
        for key in dict.fromkeys([*became, *was]):
            old, new, ours = _document(was, key), _document(became, key), _document(now, key)
            if same(old, new) or same(new, ours):
                continue
            edit = Edit(table, key, became.get(key))
            (edits if same(old, ours) else conflicts).append(edit)
    return TakeOver(tuple(edits), tuple(conflicts))


def _document(lines: dict[str, bytes], key: str) -> bytes | None:
    line = lines.get(key)
    return None if line is None else body_of(line)
