"""All notes: every annotation of the library, grouped, narrowed, read, changed, copied and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from storage.annotation import Annotation, tag_key
from tui.actions import Context
from tui.lists.note_filter import orphans_turned
from tui.screens.notes.changes import AnnotationChanges
from tui.screens.notes.listing import GROUPED_BY, TURNED, NoteListing
from tui.status import Hint, Pin, without
from tui.widgets.annotation_list import AnnotationList, Spot
from tui.widgets.bar import Bar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.geometry import Region

_ON_LISTED = ("notes.read", "notes.note", "notes.tag", "notes.select", "notes.group")
"""What the bottom line leaves out where no mark is listed."""
_ON_ANY = ("notes.filter",)
"""What it leaves out as well where there are no marks at all."""
_RARE_ON_SELECTED = ("notes.read", "notes.group")
"""What it leaves out while marks are selected."""


class AllNotesScreen(AnnotationChanges, NoteListing):
    """The list of annotations. ``query`` narrows it from the start, as the codebook and the palette do."""

    CONTEXT = Context.NOTES

    _hinted = (True, True, False)
    """Whether the bottom line names keys for listed marks, for any of the library, for selected ones."""

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield AnnotationList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List what there is."""
        self.lines.places = self.board.places
        self._tell_pins()
        if back := self.session.keymap.label("everywhere.back"):
            self.status.set_right(f"{back} back")
        self.board.narrow(self.filter)
        self.library_changed()

    def hints(self) -> list[Hint]:
        """Return what the keys do, but the one that leads here; where no mark is listed, not those that need one."""
        listed, there, selected = self._hinted
        idle = (*(() if listed else _ON_LISTED), *(() if there else _ON_ANY))
        rare = _RARE_ON_SELECTED if selected else ()
        hints = without(super().hints(), ("everywhere.all-notes", *idle, *rare))
        if selected:
            hints[-2:-2] = self.hint("everywhere.cancel", "let go")
        return hints

    def show_head(self) -> None:
        """Say what is listed, and name the keys that do something with it."""
        super().show_head()
        hinted = self.reads or bool(self.board.found), bool(self.board.total), bool(self.selection)
        if hinted != self._hinted:
            self._hinted = hinted
            self.status.set_hints(self.hints())
            self._tell_pins()

    def library_changed(self) -> None:
        """List the annotations as they are now, under the legend of the tags that are pinned now."""
        super().library_changed()
        self._tell_pins()

    def _tell_pins(self) -> None:
        inks = self.inks()
        pinned = sorted(self.session.state.pinned.items()) if self._hinted[0] else ()
        self.status.set_legend([Pin(digit, tag, inks.get(tag_key(tag), "")) for digit, tag in pinned])

    # how it is listed

    def action_group(self) -> None:
        """Group by the next: article, tag, time."""
        self.grouping = self.grouping.next
        self.folded.clear()
        self.session.state.set_setting(GROUPED_BY, self.grouping.value)
        self.regroup()

    def action_reverse(self) -> None:
        """Turn the order of the groups round."""
        self.turned = not self.turned
        self.session.state.set_setting(TURNED, self.turned)
        self.regroup()

    def action_fold(self) -> None:
        """Fold the group under the cursor to its heading, or unfold it."""
        group = self.lines.group
        if group is not None:
            self.folded ^= {group.head.key}
            self.lines.fold(self.folded, at=Spot(group.head.key))

    def action_fold_all(self) -> None:
        """Fold every group to its heading, or unfold all."""
        spot = self.lines.spot
        keys = {group.head.key for group in self.lines.groups}
        self.folded = set() if keys <= self.folded else keys
        self.lines.fold(self.folded, at=spot)

    def action_orphans(self) -> None:
        """Show only annotations that have lost their passage, or all again."""
        self.narrow(orphans_turned(self.filter))

    def action_cancel(self) -> None:
        """Let go of the filter; without one of the selection; without one go back."""
        if self.selection and not self.filter:
            self.let_go()
        else:
            super().action_cancel()

    # the annotations that a command is for

    def chosen(self) -> Sequence[Annotation]:
        """Return the selected annotations; without any the one under the cursor."""
        mark = self.lines.annotation
        return self.chosen_here() or ([mark] if mark else [])

    def where(self, mark: Annotation) -> str:
        """Return where an annotation is, as far as that is known."""
        placed = self.board.places.get(mark.id)
        return placed.where if placed else "the passage"

    def beside(self) -> Region | None:
        """Return the row under the cursor."""
        return self.lines.cursor_region

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

        selected = self.chosen_here()
        if selected:
            self.export(selected, "what is selected")
        elif self.filter:
            self.export(list({mark.id: mark for mark in self.lines.shown}.values()), "what is listed")
        else:
            self.go(ExportDialog(self.session))
