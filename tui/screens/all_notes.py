"""All notes: every annotation of the library under its article, to filter, read, change and take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from storage.annotation import Annotation
from storage.errors import PaperknifeError
from storage.library import Change
from storage.query import parse_query
from storage.wording import count_of
from tui.actions import Context
from tui.dialogs.drafts import draft_key
from tui.inks import tag_inks
from tui.lists.note_rows import Placed, note_rows, places_in
from tui.screens.listing import NOTHING_MATCHES, FilterScreen
from tui.session import Session
from tui.status import Hint
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.bar import Bar
from tui.widgets.status_line import StatusLine

_AT_ONCE = 24
"""Articles whose text is read before the first picture; those further down are read behind it."""
_BATCH = 50
"""Articles that are read before the list is told."""


class AllNotesScreen(FilterScreen):
    """The list of annotations. ``query`` narrows it from the start, as the codebook and the palette do."""

    CONTEXT = Context.NOTES

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self.filter = query
        self._all: Sequence[Annotation] = ()
        self._matching: Sequence[Annotation] = ()
        self._inks: Mapping[str, str] = {}
        self._places: dict[str, Placed] = {}

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield AnnotationList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List what there is."""
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
        self._all = self.session.library.annotations()
        self._inks = tag_inks(self.session.library.tags())
        self._match()
        by_article = _by_article(self._all)
        at_once = list(_by_article(self._matching))[:_AT_ONCE]
        self._places.update(self._places_in([by_article.pop(article) for article in at_once]))
        self._list()
        if by_article:
            self._place_the_rest(list(by_article.values()))

    def list_matching(self) -> None:
        """List the annotations that the filter matches."""
        self._match()
        self._list()

    def counted(self) -> str:
        """Return how many of all annotations are listed."""
        return f"{len(self._matching):,} of {len(self._all):,}"

    def _match(self) -> None:
        query = parse_query(self.filter)
        rows = {row.id: row for row in self.session.library.rows()}
        self._matching = [
            mark
            for mark in self._all
            if (row := rows.get(mark.target.article)) and query.matches_annotation(row, mark)
        ]

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, with the cursor on it."""
        before = {mark.id: mark for mark in self._all}
        self.library_changed()
        touched = next((mark.id for mark in self._matching if before.get(mark.id) != mark), None)
        if touched is not None:
            self._list(at=touched)

    def _list(self, at: str | None = None) -> None:
        entry = self.lines.entry
        self.lines.empty = NOTHING_MATCHES if self.filter else "No notes yet. In an article, a writes one."
        listed = note_rows(self.session.library.rows(), self._matching, self._places)
        self.lines.show(listed, self._inks, at or (entry.annotation.id if entry else None))
        count = count_of(len(self._all), "mark")
        said = [self.filter, f"{len(self._matching):,} of {count}"] if self.filter else [count]
        self.query_one(Bar).show([("notes", "title")], [(" · ".join(said), "dim")])

    # where the annotations are

    class Located(Message):
        """It is known where some annotations are."""

        def __init__(self, places: Mapping[str, Placed]) -> None:
            super().__init__()
            self.places = places

    @work(thread=True, exclusive=True, group="places")
    def _place_the_rest(self, articles: Sequence[Sequence[Annotation]]) -> None:
        worker = get_current_worker()
        for start in range(0, len(articles), _BATCH):
            if worker.is_cancelled:
                return
            self.post_message(self.Located(self._places_in(articles[start : start + _BATCH])))

    def on_all_notes_screen_located(self, event: Located) -> None:
        """Show the numbers that are known now; lost annotations go under the others of their article."""
        self._places.update(event.places)
        self._list()

    def _places_in(self, articles: Sequence[Sequence[Annotation]]) -> dict[str, Placed]:
        found: dict[str, Placed] = {}
        for marks in articles:
            try:
                found |= places_in(self.session.library.article(marks[0].target.article), marks)
            except PaperknifeError:
                # Its text is gone or damaged: what was written about it is shown all the same.
                found |= {mark.id: Placed("lost", lost=True) for mark in marks}
        return found

    # what can be done

    def action_read(self) -> None:
        """Read the article at the annotation."""
        entry = self.lines.entry
        if entry is not None:
            article = entry.annotation.target.article
            among = list(dict.fromkeys(mark.target.article for mark in self.lines.shown))
            self.read_article(article, among=among, at=entry.placed.paragraph or None)

    def on_line_list_opened(self) -> None:
        """Read at the annotation that was clicked."""
        self.action_read()

    def action_note(self) -> None:
        """Write or change the note."""
        entry = self.lines.entry
        if entry is None:
            return
        mark = entry.annotation
        if mark.creator != self.session.settings.creator:
            self.say(
                f"{mark.creator} wrote this one; enter reads it, and there a writes one of your own", trouble=True
            )
            return
        from tui.screens.note_editor import NoteEditor, write_note

        where = entry.placed.where
        write_note(
            self,
            NoteEditor(self.session, f"note on {where}", mark.note, draft_key(mark.target), self.lines.cursor_region),
            lambda text: self.session.library.mark(mark.target, note=text),
            lambda text: f"note on {where} {'saved' if text else 'removed'}",
        )

    def action_delete(self) -> None:
        """Delete the annotation; undo brings it back."""
        entry = self.lines.entry
        if entry is not None:
            self.change(
                lambda: self.session.library.delete_annotations([entry.annotation.id]),
                f"deleted the annotation on {entry.placed.where}{self.way_back()}",
            )

    def action_export(self) -> None:
        """Export what the list shows."""
        from tui.screens.export_dialog import ExportDialog

        self.go(ExportDialog(self.session, None, self.filter))


def _by_article(annotations: Sequence[Annotation]) -> dict[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = {}
    for mark in annotations:
        found.setdefault(mark.target.article, []).append(mark)
    return found
