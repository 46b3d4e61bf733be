"""Tag all like this: the paragraphs of the library that are like one, each with yes or no before any is tagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from storage.annotation import Target
from storage.errors import PaperknifeError
from storage.search.alike import Alike, find_alike, lacking
from storage.text import sanitise_line
from tui.cells import Run
from tui.lists.alike_rows import TEXT_LINES, AlikeRow, Verdict, accepted, judged, row_lines, rows_of
from tui.screens.list_dialog import ListDialog
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_list import LineList

_KEYS = "y yes · n no · Y N all or none · esc leave"
_FRAME = 3
"""Lines of the box that show no paragraph: border and hint."""
_LEAST = 6


class AlikeList(LineList[AlikeRow]):
    """What was found, each with what the reader says of it."""

    ROW_HEIGHT: ClassVar[int | None] = 1 + TEXT_LINES

    def show(self, rows: Sequence[AlikeRow], cursor: int) -> None:
        """Show ``rows`` with the cursor on one of them."""
        self.rows = rows
        self.rows_changed(cursor)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a line of what was found."""
        return row_lines(self.rows[row], width)[line]


class AlikeDialog(ListDialog[tuple[Alike, ...]]):
    """Answers with the paragraphs that the reader said yes to; what is equal is yes from the beginning."""

    DEFAULT_CSS = """
    AlikeDialog { align: center middle; }
    AlikeDialog .panel { width: 90%; max-width: 110; height: 90%; }
    AlikeDialog .panel Lines { height: 1fr; }
    AlikeDialog HintLine { height: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "judge('YES')", show=False),
        Binding("n", "judge('NO')", show=False),
        Binding("x,space", "turn", show=False),
        Binding("Y", "judge_all('YES')", show=False),
        Binding("N", "judge_all('NO')", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
        Binding("enter", "take", show=False),
        Binding("q", "leave", show=False),
    ]

    @dataclass
    class Found(Message):
        """The library has been looked through."""

        rows: list[AlikeRow]
        trouble: str = ""

    def __init__(self, session: Session, title: str, target: Target, tags: Sequence[str]) -> None:
        super().__init__(session)
        self._title = title
        self._target = target
        self._tags = tuple(tags)
        self._done = False

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel(self._title):
            yield AlikeList()
            yield HintLine("looking through the library …")

    def on_mount(self) -> None:
        """Begin to look, in a thread: no key waits for it."""
        self._look()

    @work(thread=True, group="alike", exclusive=True)
    def _look(self) -> None:
        worker, session, target = get_current_worker(), self.session, self._target
        rows: list[AlikeRow] = []
        trouble = ""
        try:
            found = find_alike(
                session.library,
                session.searcher,
                target.exact,
                besides=(target.article, target.first),
                stopped=lambda: worker.is_cancelled,
            )
            # What has these tags already needs no answer.
            new = lacking(session.library, found, session.settings.creator, self._tags)
            rows = rows_of(new, [session.library.row(alike.passage.article).record.shown_title for alike in new])
        except PaperknifeError as error:
            trouble = str(error)
        if not worker.is_cancelled:
            self.post_message(self.Found(rows, trouble))

    def on_alike_dialog_found(self, event: Found) -> None:
        """Show what was found, or that there is nothing."""
        self._done = True
        lines = (1 + TEXT_LINES) * len(event.rows) + _FRAME
        self.query_one(".panel").styles.max_height = max(lines, _LEAST)
        if event.rows:
            self._show(event.rows, 0)
        else:
            nothing = "nothing that lacks the tag is like it · esc leave"
            self._hint.say(event.trouble or nothing, trouble=bool(event.trouble))

    def _show(self, rows: Sequence[AlikeRow], cursor: int) -> None:
        self.lines.show(rows, cursor)
        self._hint.say(f"enter tag {len(accepted(rows)):,} of {len(rows):,} · {_KEYS}")

    @property
    def lines(self) -> AlikeList:
        """What was found."""
        return self.query_one(AlikeList)

    @property
    def _hint(self) -> HintLine:
        return self.query_one(HintLine)

    def opened(self) -> None:
        """Turn the verdict on the paragraph that was clicked."""
        self.action_turn()

    def action_judge(self, verdict: str) -> None:
        """Say yes or no to the paragraph under the cursor and go to the next."""
        lines = self.lines
        if lines.cursor >= 0:
            self._show(judged(lines.rows, [lines.cursor], Verdict[verdict]), lines.cursor)
            lines.move(1)

    def action_turn(self) -> None:
        """Say yes to the paragraph under the cursor, or no when it was yes."""
        lines = self.lines
        if lines.cursor >= 0:
            yes = lines.rows[lines.cursor].verdict is Verdict.YES
            self._show(judged(lines.rows, [lines.cursor], Verdict.NO if yes else Verdict.YES), lines.cursor)

    def action_judge_all(self, verdict: str) -> None:
        """Say yes or no to all of them."""
        lines = self.lines
        self._show(judged(lines.rows, range(len(lines.rows)), Verdict[verdict]), lines.cursor)

    def take(self) -> None:
        """Answer with what was said yes to."""
        if not self._done:
            self._hint.say("still looking through the library …")
            return
        rows = self.lines.rows
        chosen = tuple(accepted(rows))
        if chosen or not rows:
            self.dismiss(chosen or None)
        else:
            self._hint.say("none is chosen: y yes · esc leave", trouble=True)

    def leave(self) -> None:
        """Stop looking and leave; nothing is tagged."""
        self.workers.cancel_node(self)
        self.dismiss(None)


def title_of(name: str, tags: Sequence[str]) -> str:
    """Return what the dialog is called."""
    return f"{', '.join(map(sanitise_line, tags))} on all like {name}"
