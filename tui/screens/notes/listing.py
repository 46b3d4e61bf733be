"""Lists annotations without a key waiting: very many are read, matched and placed beside the keys."""

from __future__ import annotations

import gc
from collections.abc import Collection, Generator, Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.message import Message

from storage.annotation import Annotation
from storage.collector import collector_paused
from storage.library import Change
from storage.wording import count_of
from tui.cells import cropped
from tui.lists.note_filter import ORPHANS
from tui.lists.note_groups import Group, Grouping, group_of
from tui.lists.note_rows import Placed, source_of
from tui.screens.listing import FilterScreen
from tui.screens.notes.board import NoteBoard
from tui.screens.notes.grouper import NoteGrouper
from tui.screens.selecting import SelectingScreen
from tui.session import Session
from tui.slices import at_once, in_slices, made_at_once, made_in_slices
from tui.widgets.annotation_list import AnnotationList, Spot
from tui.widgets.bar import Bar

GROUPED_BY, TURNED = "notes-group", "notes-reverse"
"""The settings that hold how the list is grouped, and whether the order of the groups is turned round."""
_LEAST_FILTER = 12
"""Cells that the header gives to a filter at least."""
_NARROW = 70
"""Columns under which the header does without the grouping."""


class NoteListing(SelectingScreen, FilterScreen):
    """A screen with a list of annotations in groups. It knows what is listed; a subclass, what can be done."""

    MANY: ClassVar[int] = 3_000
    """Annotations from which reading and matching go on beside the keys."""
    FIRST: ClassVar[int] = 200
    """Annotations that are looked for before the first picture of many."""
    AT_ONCE: ClassVar[int] = 12
    """Articles whose text is read before the first picture; those further down are read when they come in sight."""

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self.filter = query
        self.board = NoteBoard(session.library)
        self.grouping = _grouping_named(session.state.setting(GROUPED_BY, ""))
        self.turned = session.state.setting(TURNED, False)
        """Whether the order of the groups is turned round."""
        self.folded: set[str] = set()
        self._grouper = NoteGrouper(session.library, self.board)
        self._listed: frozenset[str] | None = None
        """The ids of what is listed; None until it is asked for."""
        self._placing: set[str] = set()
        self._busy = False

    @property
    def lines(self) -> AnnotationList:
        """The list."""
        return self.query_one(AnnotationList)

    # what is listed

    def library_changed(self) -> None:
        """List the annotations as they are now, the cursor on the same one."""
        touched = self.board.follow()
        if self.board.unread > self.MANY:
            self._gather_beside()
            return
        at_once(self.board.gather())
        if touched is None:
            at_once(self.board.match())
            self._place_first()
        self.show_list()
        self._place([article for article in touched or () if article in self.board.matching])

    def list_matching(self) -> None:
        """List the annotations that the filter matches."""
        spot = self.lines.spot
        self.board.narrow(self.filter)
        if self.board.total > self.MANY or ORPHANS in self.filter:  # which ones are lost, only texts tell
            self._match_beside(spot)
        else:
            at_once(self.board.match())
            self.show_list(at=spot)

    @property
    def reads(self) -> bool:
        """Whether more may still be found of what is to be listed."""
        return self._busy

    def counted(self) -> str:
        """Return how many of all annotations are listed."""
        return f"{self.board.found:,} of {self.board.total:,}" + (" …" if self._busy else "")

    def travelled(self, change: Change) -> None:
        """Show what undo or redo did, with the cursor on it."""
        before = {mark.id: mark for article in change.articles for mark in self.board.marks.get(article, ())}
        self.library_changed()
        now = (mark for article in change.articles for mark in self.board.matching.get(article, ()))
        touched = next((mark.id for mark in now if before.get(mark.id) != mark), None)
        if touched is not None:
            self.show_list(at=Spot("", touched))

    @work(exclusive=True, group="gathering")
    async def _gather_beside(self) -> None:
        """Read very many annotations between the keys; the first ones of the first articles are shown at once."""
        self._busy = True
        steps = self.board.gather()
        for _ in steps:
            if self.board.read >= self.FIRST:
                break
        if self.grouping is Grouping.ARTICLE and not self.turned and not self.filter:
            self._place_first()
            self.show_list()
        else:
            self.lines.empty = f"Reading {count_of(self.board.total, 'mark')} …"
            self.show_head()
        with collector_paused():
            await in_slices(steps)
            await in_slices(self.board.match())
            await self._show_when_measured(None)
            # What was read stays: looking through all of it for garbage again and again would make keys wait.
            gc.freeze()

    @work(exclusive=True, group="gathering")
    async def _match_beside(self, spot: Spot | None) -> None:
        """Look for what matches between the keys; the first ones are shown as soon as they are found."""
        self._busy = True
        steps = self.board.match()
        await in_slices(self.board.gather())
        await in_slices(steps, until=lambda: self.board.found >= self.FIRST)
        if self.board.found:
            self.show_list(at=spot)
        await in_slices(steps)
        await self._show_when_measured(spot)
        self.tell_prompt(self.counted())

    async def _show_when_measured(self, spot: Spot | None) -> None:
        asked = None
        while asked != (self.grouping, self.turned):  # which a key may change meanwhile
            asked = (self.grouping, self.turned)
            groups = await made_in_slices(self._make_groups())
            await in_slices(self.lines.measure(groups, sourced=asked[0] is not Grouping.ARTICLE))
        self._busy = False
        self.show_list(at=spot)

    @work(exclusive=True, group="gathering")
    async def _regroup_beside(self, spot: Spot | None) -> None:
        """Group very many annotations otherwise between the keys."""
        self._busy = True
        self.show_head()
        with collector_paused():
            await self._show_when_measured(spot)

    def regroup(self) -> None:
        """Show the list as it is to be grouped now, the cursor on the same annotation."""
        mark = self.lines.annotation
        spot = Spot(group_of(mark, self.grouping), mark.id) if mark else None
        if self._busy:
            self.show_head()  # what is being read is shown in the new groups
        elif self.board.total > self.MANY:
            self._regroup_beside(spot)
        else:
            self.show_list(at=spot)

    def groups(self) -> list[Group]:
        """Return what is listed, in the groups that were chosen."""
        return made_at_once(self._make_groups())

    def _make_groups(self) -> Generator[None, None, list[Group]]:
        return self._grouper.make(self.grouping, turned=self.turned)

    def inks(self) -> Mapping[str, str]:
        """Return the ink of each tag by its key."""
        return self._grouper.inks()

    def show_list(self, at: Spot | None = None) -> None:
        """Show what matches as it is grouped and folded, the cursor at ``at``, else on the same row."""
        self.lines.source = None if self.grouping is Grouping.ARTICLE else self._source
        groups = self.groups()
        if not groups:
            self.lines.empty = self._nothing()
        self._listed = None
        if self.selection:
            self.selection.keep({mark.id for marks in self.board.marks.values() for mark in marks})
        self.lines.show(
            groups,
            self.inks(),
            folded=self.folded,
            selected=self.selection,
            at=at or self.lines.spot,
        )
        self.show_head()

    def _nothing(self) -> str:
        if self.filter == ORPHANS:
            return "Every mark is found in the text of its article. esc shows all."
        return self.why_nothing(self.filter) if self.filter else "No notes yet. In an article, a writes one."

    def _source(self, article: str) -> str:
        row = self.board.row_of.get(article)
        return source_of(row) if row is not None else ""

    def show_head(self) -> None:
        """Say above the list what is listed of how much, and how it is grouped."""
        total = self.board.total
        width = self.app.size.width
        said = [f"{self.counted()} marks" if self.filter else count_of(total, "mark")]
        selected = self._selected_here()
        said.append(f"{selected:,} selected" if selected else "")
        said.append(f"filter: {cropped(self.filter, max(width // 3, _LEAST_FILTER))}" if self.filter else "")
        if width >= _NARROW:
            said.append(f"by {self.grouping}{' ↑' if self.turned else ''}")
        self.query_one(Bar).show([("notes", "title")], [(" · ".join(filter(None, said)), "dim")])

    def on_resize(self) -> None:
        """Say as much in the header as there is room for."""
        self.show_head()

    def listed_keys(self) -> Sequence[str]:
        """Return the ids of the annotations that are listed."""
        return [mark.id for mark in self.lines.shown]

    def key_here(self) -> str | None:
        """Return the id of the annotation under the cursor."""
        mark = self.lines.annotation
        return mark.id if mark else None

    def show_selected(self) -> None:
        """Show which annotations are selected, and how many."""
        self.lines.again(self.selection)
        self.show_head()

    def _selected_here(self) -> int:
        """Return how many of the selected annotations are listed."""
        if not self.filter or not self.selection:
            return len(self.selection)
        if self._listed is None:
            self._listed = frozenset(mark.id for mark in self.lines.shown)
        return sum(key in self._listed for key in self.selection)

    def chosen_here(self) -> list[Annotation]:
        """Return the selected annotations that are listed, once each, in the order of the list."""
        if not self.selection:
            return []
        return list({mark.id: mark for mark in self.lines.shown if mark.id in self.selection}.values())

    # where the annotations are

    class Located(Message):
        """It is known where the annotations of some articles are."""

        def __init__(self, places: Mapping[str, Placed], articles: Collection[str]) -> None:
            super().__init__()
            self.places = places
            self.articles = articles

    def _place_first(self) -> None:
        """Find out where the first annotations are before they are shown."""
        groups = self.groups()
        marks = (mark for group in groups[: self.AT_ONCE] for mark in group.marks[: self.AT_ONCE])
        articles = list(dict.fromkeys(mark.target.article for mark in marks))[: self.AT_ONCE]
        articles = self.board.short(articles)
        self.board.located(self.board.place(articles), articles)

    def on_annotation_list_unplaced(self, event: AnnotationList.Unplaced) -> None:
        """Find out where annotations are that have come in sight."""
        self._place([article for article in event.articles if article not in self._placing])

    def _place(self, articles: Sequence[str]) -> None:
        if articles:
            self._placing.update(articles)
            self._place_behind(articles)

    @work(thread=True, group="places")
    def _place_behind(self, articles: Sequence[str]) -> None:
        self.post_message(self.Located(self.board.place(articles), articles))

    def on_note_listing_located(self, event: Located) -> None:
        """Show where annotations are; lost ones go under the others of their article."""
        self._placing.difference_update(event.articles)
        if self.board.located(event.places, event.articles):
            self.show_list()
        else:
            self.lines.again()


def _grouping_named(name: str) -> Grouping:
    return Grouping(name) if name in set(Grouping) else Grouping.ARTICLE
