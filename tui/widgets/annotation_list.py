"""Annotations under the headings of their groups, each with its note in full; a group folds to its heading."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import ClassVar

from textual.message import Message

from storage.annotation import Annotation
from tui.cells import Runs
from tui.lists.group_rows import GroupRows
from tui.lists.note_groups import Group
from tui.lists.note_rows import UNKNOWN, Entry, Head, Placed, entry_height, entry_lines, head_runs
from tui.widgets.line_list import LineList

_HEAD_HEIGHT = 2
"""Lines of a heading: an empty one above it."""
_MOST_SET = 1_000
"""Annotations whose lines are kept for the next picture."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row, as it is found again when the list has changed."""

    group: str
    """The key of the heading that it is or is under."""
    annotation: str = ""
    """Its id; empty for a heading."""


class AnnotationList(LineList[Head | Annotation]):
    """The cursor rests on annotations and on headings of folded groups; other headings are passed over."""

    ROW_HEIGHT: ClassVar[int | None] = None

    class Unplaced(Message):
        """It is not known where annotations that are in sight stand in their articles."""

        def __init__(self, articles: Collection[str]) -> None:
            super().__init__()
            self.articles = articles

    def __init__(self) -> None:
        super().__init__()
        self.places: Mapping[str, Placed] = {}
        """What is known of where annotations are, by their ids."""
        self.source: Callable[[str], str] | None = None
        """Article → what each annotation says of it; None where the headings say that."""
        self.rows: GroupRows = GroupRows((), frozenset())
        self._selected: Collection[str] = frozenset()
        self._inks: Mapping[str, str] = {}
        self._measured_for = 0
        self._lines_of: dict[str, tuple[Annotation, int]] = {}
        self._tops_in: dict[str, tuple[Sequence[Annotation], bool, Sequence[int]]] = {}
        self._set: dict[tuple[str, str, bool, int], list[Runs]] = {}
        self._wanted: set[str] = set()

    def show(
        self,
        groups: Sequence[Group],
        inks: Mapping[str, str],
        *,
        folded: Collection[str] = frozenset(),
        selected: Collection[str] = frozenset(),
        at: Spot | None = None,
    ) -> None:
        """Show these groups, the cursor at ``at``, else where it was.

        Where that row is gone, the cursor is on the row that took its place.
        """
        self._inks, self._selected = inks, selected
        self._set.clear()
        self._lay(groups, folded, at)

    def fold(self, folded: Collection[str], at: Spot | None) -> None:
        """Show the same groups folded otherwise, the cursor at ``at``."""
        self._lay(self.rows.groups, folded, at)

    def _lay(self, groups: Sequence[Group], folded: Collection[str], at: Spot | None) -> None:
        self.rows = GroupRows(groups, frozenset(folded))
        found = self.rows.find(at.group, at.annotation) if at is not None else None
        self.rows_changed(max(self.cursor, 0) if found is None else found)

    def again(self, selected: Collection[str] | None = None) -> None:
        """Paint again what is in sight, with what is known now or is ``selected`` now."""
        if selected is not None:
            self._selected = selected
        self.refresh()

    def measure(self, groups: Iterable[Group], *, sourced: bool) -> Iterator[None]:
        """Measure annotations that are to be shown, one at each step.

        Args:
            groups: Those that are to be shown.
            sourced: Whether each annotation will say which article it is in.
        """
        width = self.row_width
        if width == self._measured_for:
            for group in groups:
                if not self._is_measured(group, sourced=sourced):
                    for mark in group.marks:
                        self._height_of(mark, width)
                        yield
                    self._tops_of(group, width, sourced=sourced)
                    yield

    # what is under the cursor

    @property
    def annotation(self) -> Annotation | None:
        """The annotation under the cursor; None on a folded heading and in an empty list."""
        return self.current if isinstance(self.current, Annotation) else None

    @property
    def group(self) -> Group | None:
        """The group that the cursor is in; None in an empty list."""
        return self.rows.groups[self.rows.place(self.cursor)] if self.cursor >= 0 else None

    @property
    def groups(self) -> Sequence[Group]:
        """All groups in order."""
        return self.rows.groups

    @property
    def spot(self) -> Spot | None:
        """Where the cursor is; None in an empty list."""
        group, mark = self.group, self.annotation
        return None if group is None else Spot(group.head.key, mark.id if mark else "")

    @property
    def shown(self) -> Iterable[Annotation]:
        """The annotations of all groups in order, folded ones too; one may stand in several groups."""
        return chain.from_iterable(group.marks for group in self.rows.groups)

    # rows

    def row_tops(self, width: int) -> Sequence[int]:
        """Return the line of every row; what was measured is not measured again."""
        if width != self._measured_for:
            self._lines_of, self._tops_in, self._measured_for = {}, {}, width
        sourced = self.source is not None
        return self.rows.tops(lambda group: self._tops_of(group, width, sourced=sourced))

    def _is_measured(self, group: Group, *, sourced: bool) -> bool:
        held = self._tops_in.get(group.head.key)
        # Lists of the very same annotations are told to be so in next to no time.
        return held is not None and held[1] is sourced and (held[0] is group.marks or held[0] == group.marks)

    def _tops_of(self, group: Group, width: int, *, sourced: bool) -> Sequence[int]:
        """Return where a group's heading, annotations and end stand within it."""
        if not self._is_measured(group, sourced=sourced):
            heights = (self._height_of(mark, width) + sourced for mark in group.marks)
            tops = array("l", accumulate(heights, initial=_HEAD_HEIGHT))
            tops.insert(0, 0)
            self._tops_in[group.head.key] = (group.marks, sourced, tops)
        return self._tops_in[group.head.key][2]

    def _height_of(self, mark: Annotation, width: int) -> int:
        held = self._lines_of.get(mark.id)
        if held is None or held[0] is not mark:
            held = self._lines_of[mark.id] = (mark, entry_height(mark, width))
        return held[1]

    def rests(self, row: int) -> bool:
        """Return whether the row is an annotation, or the heading of a folded group."""
        listed = self.rows[row]
        return isinstance(listed, Annotation) or listed.key in self.rows.folded

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one line of a heading or an annotation."""
        listed = self.rows[row]
        if isinstance(listed, Head):
            folded = listed.key in self.rows.folded
            return head_runs(listed, width, folded=folded) if folded or line else []
        placed = self.places.get(listed.id)
        if placed is None:
            self._want(listed.target.article)
        source = self.source(listed.target.article) if self.source is not None else ""
        entry = Entry(listed, placed or UNKNOWN, source, listed.id in self._selected)
        return self._lines(entry, width)[line]

    def _lines(self, entry: Entry, width: int) -> list[Runs]:
        """Return the lines of an entry, set once for all of them and until something in it changes."""
        key = (entry.annotation.id, entry.placed.where, entry.selected, width)
        if key not in self._set:
            if len(self._set) > _MOST_SET:
                self._set.clear()
            self._set[key] = entry_lines(entry, width, self._inks)
        return self._set[key]

    def _want(self, article: str) -> None:
        """Have the screen asked for an article, once for all that the picture lacks."""
        if not self._wanted:
            self.call_later(self._ask)
        self._wanted.add(article)

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, set()
        self.post_message(self.Unplaced(wanted))
