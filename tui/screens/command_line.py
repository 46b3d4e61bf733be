"""The command line ``:``, and the one of ``|``: a line at the bottom with what it may be above it, and a history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from storage.errors import PaperknifeError
from tui.cells import Run, cropped, fitted
from tui.dialogs.command_line import Offer, common, remembered
from tui.paint import content
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

Deed = Callable[[], object]
"""What is to be done once the line is closed."""

_OFFERS = 7
"""Lines of offers above the line at most."""
_BELOW = 4
"""Lines of the screen that offers leave free: the line itself, their edge, a word on what is wrong."""
_NAME = 26
"""Cells of what an offer is called, before what it does."""


class OfferList(LineList[Offer]):
    """How the line may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = -1
        """The offer that stands in the line; -1 before one was chosen, and then none is marked."""

    def rests(self, row: int) -> bool:
        """Return whether the cursor may be on an offer."""
        return self.chosen >= 0

    def choose(self, row: int) -> None:
        """Mark an offer and have it in sight."""
        self.chosen = row
        self.go_to(row)

    def on_click(self, event: events.Click) -> None:
        """A click takes an offer."""
        row = event.y + self.scroll_offset.y
        event.stop()
        if row < len(self.rows):
            self.choose(row)
            self.post_message(self.Opened(self, row))

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return an offer as a line."""
        offer = self.rows[row]
        if not offer.help:
            return [(cropped(offer.shown, width), "key")]
        name = min(_NAME, width)
        return [(fitted(offer.shown, name), "key"), (cropped(f"  {offer.help}", width - name), "dim")]


class CommandLine(PaperknifeModal[Deed]):
    """Answers with what is to be done. What cannot be understood is said beside the line, which stays open."""

    DEFAULT_CSS = """
    CommandLine { align: left bottom; overflow: hidden; }
    CommandLine OfferList { height: auto; background: $surface; }
    CommandLine #edge { height: 1; border-top: solid $line; background: $background; }
    CommandLine #line { height: 1; background: $background; }
    CommandLine #label { width: auto; color: $foreground; text-style: bold; }
    CommandLine Input { width: 1fr; }
    CommandLine #said { height: auto; max-height: 3; background: $background; color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", show=False, priority=True),
        Binding("up,ctrl+p", "recall(1)", show=False),
        Binding("down,ctrl+n", "recall(-1)", show=False),
    ]

    def __init__(
        self,
        session: Session,
        label: str,
        prepare: Callable[[str], Deed | None],
        offers: Callable[[str], Sequence[Offer]],
        history: str,
        *,
        placeholder: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            session: The run.
            label: What stands before the line.
            prepare: Returns what a line does, None for nothing; raises PaperknifeError when it means nothing.
            offers: Returns how a line may go on.
            history: The setting of the reader's state under which former lines are kept.
            placeholder: What stands in the empty line.
        """
        super().__init__(session)
        self._label = label
        self._prepare = prepare
        self._offers = offers
        self._kept_as = history
        self._placeholder = placeholder
        self._history = tuple(filter(None, session.state.setting(history, "").split("\n")))
        self._at = -1
        """Which of the former lines is shown; -1 for none."""
        self._typed = ""
        """What the reader typed, before an offer or a former line was put in its place."""
        self._shown: str | None = None
        """What was put in its place; None while that is what the reader typed."""

    def compose(self) -> ComposeResult:
        """Lay the offers out above the line; none before something is typed or asked for."""
        edge, offers, said = Static(id="edge"), OfferList(), Static(id="said", markup=False)
        edge.display = offers.display = said.display = False
        yield edge
        yield offers
        yield said
        with Horizontal(id="line"):
            yield Static(content(f" {self._label}"), id="label")
            yield LineInput(placeholder=self._placeholder)

    def on_mount(self) -> None:
        """Follow what is typed."""
        self.watch(self._line, "value", self._changed, init=False)

    @property
    def _offered(self) -> OfferList:
        return self.query_one(OfferList)

    @property
    def _line(self) -> LineInput:
        return self.query_one(LineInput)

    def _changed(self, line: str) -> None:
        """Offer how what is typed may go on."""
        if line == self._shown:
            return
        self._shown, self._typed, self._at = None, line, -1
        self._tell("")
        self._offer(self._offers(line) if line.strip() else [])

    def on_line_input_cut(self, event: LineInput.Cut) -> None:
        """Say above the line what was left out of what was pasted."""
        event.stop()
        self._tell(str(event))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what is typed, or say why not."""
        event.stop()
        line = self._line.value.strip()
        try:
            deed = self._prepare(line) if line else None
        except PaperknifeError as error:
            self._tell(str(error))
            return
        if line:
            kept = "\n".join(remembered(self._history, line))
            self.session.state.set_setting(self._kept_as, kept)
        self.dismiss(deed)

    def action_complete(self, by: int) -> None:
        """Type what all offers agree on; pressed again, the next of them."""
        offered = self._offered
        if offered.chosen < 0:
            self._typed = self._line.value
            self._offer(self._offers(self._typed))
            further = common(offered.rows, self._typed)
            if further != self._typed:
                self._show(further)
                self._typed = further
                self._offer(self._offers(further))
                return
        count = len(offered.rows)
        if count:
            offered.choose((offered.chosen + by) % count if offered.chosen >= 0 or by > 0 else count - 1)
            self._show(offered.rows[offered.chosen].text)

    def action_recall(self, by: int) -> None:
        """Show a former line that begins as what was typed; the way back leads to what was typed."""
        if self._at < 0:
            self._typed = self._line.value
        found = [-1, *(at for at, line in enumerate(self._history) if line.startswith(self._typed))]
        place = found.index(self._at) + by if self._at in found else 0
        if 0 <= place < len(found):
            self._at = found[place]
            self._show(self._typed if self._at < 0 else self._history[self._at])

    def on_line_list_opened(self) -> None:
        """Take the offer that was clicked."""
        self._show(self._offered.rows[self._offered.chosen].text)
        self._line.focus()

    def _show(self, text: str) -> None:
        self._shown = text
        self._line.value = text
        self._line.cursor_position = len(text)
        self._tell("")

    def _offer(self, offered: Sequence[Offer]) -> None:
        shown = self._offered
        shown.rows, shown.chosen = offered, -1
        self.query_one("#edge").display = shown.display = bool(offered)
        shown.styles.height = min(len(offered), _OFFERS, max(self.app.size.height - _BELOW, 1))
        shown.rows_changed()
        shown.scroll_to(y=0, animate=False)

    def _tell(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.display = bool(text)
        said.update(content(f" ! {text}"))
