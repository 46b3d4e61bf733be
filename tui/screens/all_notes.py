"""All notes: every annotation of the library, grouped, narrowed, read, changed, copied and taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from storage.annotation import Annotation
from storage.library import Change
from storage.wording import count_of
from tui.actions import Context
from tui.inks import tag_inks
from tui.lists.note_groups import Group, Grouping, by_article, by_tag, by_time
from tui.lists.note_rows import Placed, source_of
from tui.lists.selecting import Selection
from tui.screens.annotation_changes import AnnotationChanges
from tui.screens.listing import NOTHING_MATCHES, FilterScreen
from tui.screens.note_board import NoteBoard
from tui.session import Session
from tui.slices import at_once, in_slices
from tui.status import Hint
from tui.widgets.annotation_list import AnnotationList, Spot
from tui.widgets.bar import Bar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.geometry import Region

_MANY = 3_000
"""Annotations from which reading and matching go on beside the keys."""
_FIRST = 200
"""Annotations that are looked for before the first picture of many."""
_AT_ONCE = 12
"""Articles whose text is read before the first picture; those further down are read when they come in sight."""
_BATCH = 50
"""Articles that are looked through for lost passages before the list is told."""
_NARROW = 70
"""Columns under which the header does without the grouping."""


class AllNotesScreen(AnnotationChanges, FilterScreen):
    """The list of annotations. ``query`` narrows it from the start, as the codebook and the palette do."""

    CONTEXT = Context.NOTES

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self.filter = query
        self.board = NoteBoard(session.library)
        self._grouping = _grouping_named(session.state.setting("notes-group", ""))
        self._reverse = session.state.setting("notes-reverse", False)
        self._lost_only = False
        self._folded: set[str] = set()
        self._selection = Selection()
        self._placing: set[str] = set()
        self._looked = 0
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield AnnotationList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List what there is."""
        self.lines.places = self.board.places
        self.board.narrow(self.filter, lost_only=False)
        self.library_changed()

    def hints(self) -> list[Hint]:
        """Return what the keys do, but the one that leads here."""
        here = self.session.keymap.label("everywhere.all-notes")
        return [hint for hint in super().hints() if hint.key != here]

    @property
    def lines(self) -> AnnotationList:
        """The list."""
        return self.query_one(AnnotationList)

    # what is listed

    def library_changed(self) -> None:
        """List the annotations as they are now, the cursor on the same one."""
        touched = self.board.follow()
        if self.board.unread > _MANY:
            self._gather_beside()
            return
        at_once(self.board.gather())
        if touched is None:
            at_once(self.board.match())
            self._place_first()
        self._list()
        self._place([article for article in touched or () if article in self.board.matching])

    def list_matching(self) -> None:
        """List the annotations that the filter matches."""
        spot = self.lines.spot
        self.board.narrow(self.filter, lost_only=self._lost_only)
        if self.board.total > _MANY:
            self._match_beside(spot)
        else:
            at_once(self.board.match())
            self._list(at=spot)

    def counted(self) -> str:
        """Return how many of all annotations are listed."""
        found = sum(map(len, self.board.matching.values()))
        return f"{found:,} of {self.board.total:,}" + (" …" if self._busy else "")

    def travelled(self, change: Change) -> None:
        """Show what undo or redo did, with the cursor on it."""
        before = {mark.id: mark for article in change.articles for mark in self.board.marks.get(article, ())}
        self.library_changed()
        now = (mark for article in change.articles for mark in self.board.matching.get(article, ()))
        touched = next((mark.id for mark in now if before.get(mark.id) is not mark), None)
        if touched is not None:
            self._list(at=Spot("", touched))

    @work(exclusive=True, group="gathering")
    async def _gather_beside(self) -> None:
        """Read very many annotations between the keys; the first ones of the first articles are shown at once."""
        from storage.library.collector import collector_paused

        self._busy = True
        steps = self.board.gather()
        for _ in steps:
            if sum(map(len, self.board.marks.values())) >= _FIRST:
                break
        if self._grouping is Grouping.ARTICLE and not self._reverse:
            self._place_first()
            self._list()
        else:
            self._head()
        with collector_paused():
            await in_slices(steps)
            await in_slices(self.lines.measure(self._groups()))
        self._busy = False
        self._list()

    @work(exclusive=True, group="gathering")
    async def _match_beside(self, spot: Spot | None) -> None:
        """Look for what matches between the keys; the first ones are shown as soon as they are found."""
        self._busy = True
        found = 0
        steps = self.board.match()
        await in_slices(self.board.gather())
        for _ in steps:
            found = sum(map(len, self.board.matching.values()))
            if found >= _FIRST:
                break
        await in_slices(steps)
        await in_slices(self.lines.measure(self._groups()))
        self._busy = False
        self._list(at=spot)
        self.tell_prompt(self.counted())

    def _groups(self) -> list[Group]:
        rows, matching, reverse = self.board.rows, self.board.matching, self._reverse
        if self._grouping is Grouping.TAG:
            tags = self.session.library.tags()
            return by_tag(rows, matching, tags, tag_inks(tags), reverse=reverse)
        if self._grouping is Grouping.TIME:
            return by_time(rows, matching, datetime.now().astimezone().date(), reverse=reverse)
        return by_article(rows, matching, reverse=reverse)

    def _list(self, at: Spot | None = None) -> None:
        self.lines.empty = self._nothing()
        self.lines.source = None if self._grouping is Grouping.ARTICLE else self._source
        groups = self._groups()
        if len(self._selection):
            self._selection.keep({mark.id for marks in self.board.marks.values() for mark in marks})
        self.lines.show(
            groups,
            tag_inks(self.session.library.tags()),
            folded=self._folded,
            selected=self._selection,
            at=at or self.lines.spot,
        )
        self._head()

    def _nothing(self) -> str:
        if self._lost_only:
            return "Every passage that was looked at is in its text."
        return NOTHING_MATCHES if self.filter else "No notes yet. In an article, a writes one."

    def _source(self, article: str) -> str:
        row = self.board.row_of.get(article)
        return source_of(row) if row is not None else ""

    def _head(self) -> None:
        total = self.board.total
        narrowed = bool(self.filter or self._lost_only)
        said = [self.filter, "lost only" if self._lost_only else ""]
        said.append(f"{self.counted()} marks" if narrowed else count_of(total, "mark"))
        selected = len(self._chosen_here()) if len(self._selection) else 0
        said.append(f"{selected:,} selected" if selected else "")
        if self._lost_only and self._looked < len(self.board.marks):
            said.append(f"{self._looked:,} of {count_of(len(self.board.marks), 'article')} looked at")
        if self.app.size.width >= _NARROW:
            said.append(f"by {self._grouping}{' ↑' if self._reverse else ''}")
        self.query_one(Bar).show([("notes", "title")], [(" · ".join(filter(None, said)), "dim")])

    def on_resize(self) -> None:
        """Say as much in the header as there is room for."""
        self._head()

    # how it is listed

    def action_group(self) -> None:
        """Group by the next: article, tag, time."""
        self._grouping = self._grouping.next
        self._folded.clear()
        self.session.state.set_setting("notes-group", self._grouping.value)
        self._list(at=self._mark_spot())

    def action_reverse(self) -> None:
        """Turn the order of the groups round."""
        self._reverse = not self._reverse
        self.session.state.set_setting("notes-reverse", self._reverse)
        self._list(at=self._mark_spot())

    def _mark_spot(self) -> Spot | None:
        mark = self.lines.annotation
        return Spot("", mark.id) if mark else None

    def action_fold(self) -> None:
        """Fold the group under the cursor to its heading, or unfold it."""
        group = self.lines.group
        if group is not None:
            self._folded ^= {group.head.key}
            self._list(at=Spot(group.head.key))

    def action_fold_all(self) -> None:
        """Fold every group to its heading, or unfold all."""
        spot = self.lines.spot
        keys = {group.head.key for group in self._groups()}
        self._folded = set() if keys <= self._folded else keys
        self._list(at=spot)

    def action_lost(self) -> None:
        """Show only annotations that have lost their passage, or all again."""
        self._lost_only = not self._lost_only
        self._looked = 0
        self.list_matching()
        self.workers.cancel_group(self, "looking")
        if self._lost_only:
            self._look_through(self.board.likely_lost_first())

    def action_cancel(self) -> None:
        """Let go of the selection, then of the filter; without either go back."""
        if len(self._selection):
            self._selection.clear()
            self._repaint()
        elif self._lost_only:
            self.action_lost()
        else:
            super().action_cancel()

    # selection

    def action_select(self) -> None:
        """Select the annotation under the cursor, or let it go, and go to the next."""
        mark = self.lines.annotation
        if mark is not None:
            self._selection.toggle(mark.id)
            self._repaint()
            self.lines.move(1)

    def action_select_range(self) -> None:
        """Select everything from the annotation selected last to this one."""
        mark = self.lines.annotation
        if mark is not None:
            self._selection.reach([each.id for each in self.lines.shown], mark.id)
            self._repaint()

    def action_select_all(self) -> None:
        """Select everything that is listed, or let all go."""
        self._selection.all([mark.id for mark in self.lines.shown])
        self._repaint()

    def _repaint(self) -> None:
        self.lines.again(self._selection)
        self._head()

    def _chosen_here(self) -> list[Annotation]:
        """The selected annotations that are listed, once each, in the order of the list."""
        return list({mark.id: mark for mark in self.lines.shown if mark.id in self._selection}.values())

    def chosen(self) -> Sequence[Annotation]:
        """Return the selected annotations; without any the one under the cursor."""
        mark = self.lines.annotation
        return self._chosen_here() or ([mark] if mark else [])

    def where(self, mark: Annotation) -> str:
        """Return where an annotation is, as far as that is known."""
        placed = self.board.places.get(mark.id)
        return placed.where if placed else "the passage"

    def beside(self) -> Region | None:
        """Return the row under the cursor."""
        return self.lines.cursor_region

    # where the annotations are

    class Located(Message):
        """It is known where the annotations of some articles are."""

        def __init__(self, places: Mapping[str, Placed], articles: Collection[str], looked: int = 0) -> None:
            super().__init__()
            self.places = places
            self.articles = articles
            self.looked = looked
            """How many articles were looked through for lost passages."""

    def _place_first(self) -> None:
        """Find out where the first annotations are before they are shown."""
        groups = self._groups()
        marks = (mark for group in groups[:_AT_ONCE] for mark in group.marks[:_AT_ONCE])
        articles = list(dict.fromkeys(mark.target.article for mark in marks))[:_AT_ONCE]
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

    @work(thread=True, exclusive=True, group="looking")
    def _look_through(self, articles: Sequence[str]) -> None:
        worker = get_current_worker()
        for start in range(0, len(articles), _BATCH):
            if worker.is_cancelled:
                return
            batch = articles[start : start + _BATCH]
            self.post_message(self.Located(self.board.place(batch), batch, start + len(batch)))

    def on_all_notes_screen_located(self, event: Located) -> None:
        """Show where annotations are; lost ones go under the others of their article."""
        self._placing.difference_update(event.articles)
        self._looked = max(self._looked, event.looked)
        if self.board.located(event.places, event.articles):
            self._list()
        else:
            self.lines.again()
            self._head()

    # where one can go

    def action_read(self) -> None:
        """Read the article at the annotation; a folded group unfolds."""
        mark = self.lines.annotation
        if mark is None:
            self.action_fold()
            return
        article = mark.target.article
        if mark.id not in self.board.places:
            self.board.located(self.board.place([article]), [article])
        placed = self.board.places.get(mark.id)
        among = list(dict.fromkeys(each.target.article for each in self.lines.shown))
        self.read_article(article, among=among, at=placed.paragraph or None if placed else None)

    def on_line_list_opened(self) -> None:
        """Read at the annotation that was clicked."""
        self.action_read()

    def action_export(self) -> None:
        """Export exactly what is selected, else what the list shows."""
        from tui.screens.export_dialog import ExportDialog

        selected = self._chosen_here()
        if selected:
            self.export(selected, "what is selected")
        elif self.filter or self._lost_only:
            self.export(list({mark.id: mark for mark in self.lines.shown}.values()), "what is listed")
        else:
            self.go(ExportDialog(self.session))


def _grouping_named(name: str) -> Grouping:
    return Grouping(name) if name in set(Grouping) else Grouping.ARTICLE
