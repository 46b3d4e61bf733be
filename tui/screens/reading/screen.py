"""The reading screen: one article, its marks beside it, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.reading import moves
from tui.reading.pick import Pick
from tui.screens.reading.alike import ReadingAlike
from tui.screens.reading.commands import ReadingCommands
from tui.screens.reading.hiding import ReadingHiding
from tui.screens.reading.marks import ReadingMarks
from tui.screens.reading.moves import ReadingMoves
from tui.screens.reading.ways import ReadingWays
from tui.screens.recleaning import Recleaning


class ReadingScreen(
    ReadingMoves, ReadingWays, ReadingHiding, ReadingMarks, ReadingAlike, ReadingCommands, Recleaning
):
    """Reads one article, and the others of the list it came from; each part of it has the keys of one kind."""

    DEFAULT_CSS = """
    ReadingScreen #page { height: 1fr; padding-top: 1; }
    ReadingScreen.-short #page, ReadingScreen.-bare #page { padding-top: 0; }
    ReadingScreen ReadingPane { width: 1fr; height: 1fr; background: $background; color: $foreground; }
    ReadingScreen Minimap { width: 1; height: 1fr; background: $background; }
    ReadingScreen.-bare Bar, ReadingScreen.-bare Minimap { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Lay out header, page with its minimap, and bottom line."""
        yield self.header
        with Horizontal(id="page"):
            yield self.pane
            yield self.minimap
        yield self.bottom

    def on_mount(self) -> None:
        """Show the article at the reader's place."""
        self.arrive()

    def to_reclean(self) -> Sequence[str]:
        """Return the article's id."""
        return [self.article.id]

    def recleaned(self) -> None:
        """Show the marks that have lost their passage, above the text, where there is room for both."""
        moves.show_head(self.clean)
        self.moved()

    def folds_changed(self) -> None:
        """Tell what is shown now, and find in it."""
        self.find_again()
        super().folds_changed()

    def library_changed(self) -> None:
        """Read the article and its marks again without moving the reader."""
        super().library_changed()
        self.find_again()
        self.moved()

    def action_cancel(self) -> None:
        """Let a target go, then hits, then the raw text; then go back."""
        if self.view.pick.active:
            self.view.set_pick(Pick())
            self.moved()
        elif self.view.hits:
            self.let_hits_go()
        elif self.raw is not None:
            self.action_raw()
        else:
            self.action_back()
