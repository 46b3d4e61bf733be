"""A small form in which the reader corrects an article's title, authors, source and date."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from storage.article import ArticleRow
from storage.errors import UsageError
from tui.dialogs.correction import Correction
from tui.paint import content
from tui.screens.base import PaperknifeScreen
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput

_FIELDS = ("title", "authors", "source", "published")
_HINTS = {"authors": "names, parted by ;", "published": "2026-11-22"}
"""How a field that is empty is filled in."""


class MetadataEditor(PaperknifeModal[Correction]):
    """Answers with the correction; with nothing when it was left, or when nothing was changed."""

    DEFAULT_CSS = "MetadataEditor { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, row: ArticleRow) -> None:
        super().__init__(session)
        self._before = Correction.of(row.record)

    def compose(self) -> ComposeResult:
        """Lay the form out, a line a field."""
        before = self._before
        values = (before.title, before.authors_line, before.site, before.published)
        with self.panel("correct", "-form"):
            for field, value in zip(_FIELDS, values, strict=True):
                with Horizontal(classes="field"):
                    yield Static(content(field), classes="name")
                    line = LineInput(value, placeholder=_HINTS.get(field, ""))
                    line.id = field
                    yield line
            yield HintLine("enter save · tab next · esc leave as it was")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save on enter."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Answer with what is typed; what cannot be is said, and stays."""
        title, authors, site, published = (self.query_one(f"#{field}", Input).value for field in _FIELDS)
        try:
            typed = Correction.typed(title, authors, site, published)
        except UsageError as error:
            self.query_one(HintLine).say(str(error), trouble=True)
            return
        self.dismiss(typed if typed != self._before else None)


def correct(screen: PaperknifeScreen, row: ArticleRow) -> None:
    """Open the form over ``screen``, and correct an article as it answers."""

    def answered(correction: Correction) -> None:
        screen.change(
            lambda: screen.session.library.edit(
                row.id,
                title=correction.title,
                authors=correction.authors,
                published=correction.published,
                site=correction.site,
            ),
            "corrected",
        )

    screen.ask(MetadataEditor(screen.session, row), answered)
