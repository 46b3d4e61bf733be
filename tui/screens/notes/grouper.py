"""Makes the groups of a list of notes, and keeps them until something in them changes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import date, datetime

from storage.library import Library
from tui.inks import tag_inks
from tui.lists.note_groups import Group, Grouping, article_groups, tag_groups, time_groups
from tui.screens.notes.board import NoteBoard

_MadeOf = tuple[int, int, bool, date]
"""The versions of the annotations and of the library, whether the groups are turned round, the day."""


class NoteGrouper:
    """Groups what a board has found."""

    def __init__(self, library: Library, board: NoteBoard) -> None:
        self._library = library
        self._board = board
        self._articles: Mapping[str, Group] = {}
        """The groups of articles, made again only where something has changed."""
        self._made: dict[Grouping, tuple[_MadeOf, list[Group]]] = {}
        self._inks: tuple[int, Mapping[str, str]] = (-1, {})

    def inks(self) -> Mapping[str, str]:
        """Return the ink of each tag by its key."""
        if self._inks[0] != self._library.sequence:
            self._inks = (self._library.sequence, tag_inks(self._library.tags()))
        return self._inks[1]

    def make(self, grouping: Grouping, *, turned: bool) -> Generator[None, None, list[Group]]:
        """Make the groups of what matches, a little at each step; none at all where they are as they were made last.

        Args:
            grouping: What the headings are.
            turned: Whether the last group comes first.
        """
        today = datetime.now().astimezone().date()
        made_of = self._made_of(today, turned=turned)
        made = self._made.get(grouping)
        if made is not None and made[0] == made_of:
            return made[1]
        rows, matching = self._board.rows, self._board.matching
        match grouping:
            case Grouping.TAG:
                tags = self._library.tags()
                groups = yield from tag_groups(rows, matching, tags, self.inks(), reverse=turned)
            case Grouping.TIME:
                groups = yield from time_groups(rows, matching, today, reverse=turned)
            case Grouping.ARTICLE:
                groups = yield from article_groups(rows, matching, self._articles)
                self._articles = {group.head.key: group for group in groups}
                groups = groups[::-1] if turned else groups
        if made_of == self._made_of(today, turned=turned):  # a key may have changed something between two steps
            self._made[grouping] = (made_of, groups)
        return groups

    def _made_of(self, today: date, *, turned: bool) -> _MadeOf:
        return self._board.version, self._library.sequence, turned, today
