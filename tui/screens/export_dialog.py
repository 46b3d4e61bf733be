"""The export dialog: what, in which format, to which file; said in one line when it is done."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from storage.annotation import Annotation
from storage.errors import NothingMatches, PaperknifeError, UsageError
from storage.exchange.formats import FORMATS, Format
from storage.wording import count_of
from tui.dialogs.exporting import Part, file_name, parts_of_annotations, parts_of_articles
from tui.files import home_as_tilde, write_whole
from tui.paint import content
from tui.screens.front import front_screen
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.version import __version__
from tui.widgets.choice import Choice
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput

_KEYS = "enter write · tab next field · ← → choose · esc leave"


class ExportDialog(PaperknifeModal[None]):
    """Writes a file, whole or not at all. What goes wrong is said in place and nothing typed is lost."""

    DEFAULT_CSS = """
    ExportDialog { align: center middle; }
    ExportDialog .panel { width: 68; max-width: 100%; max-height: 100%; }
    ExportDialog .panel Choice { height: 1; }
    ExportDialog Horizontal { height: 1; }
    ExportDialog .label { width: 9; color: $quiet; text-style: $dim-style; }
    ExportDialog .aside { height: auto; padding-left: 9; color: $quiet; text-style: $dim-style; }
    ExportDialog HintLine { min-height: 1; max-height: 100%; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", show=False),
        Binding("tab,down", "app.focus_next", "next field", show=False),
        Binding("shift+tab,up", "app.focus_previous", "field before", show=False),
    ]

    def __init__(
        self,
        session: Session,
        articles: Sequence[str] | None = None,
        query: str = "",
        *,
        annotations: Sequence[Annotation] | None = None,
        word: str = "what is listed",
    ) -> None:
        super().__init__(session)
        self._parts = (
            parts_of_articles(articles, query) if annotations is None else parts_of_annotations(annotations, word)
        )
        self._formats = tuple(FORMATS.values())
        self._sure: Path | None = None
        """The file that is there already and that the same key would write over."""
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out the three fields, each with what it means."""
        with self.panel("export"):
            yield Choice("what", [part.word for part in self._parts])
            yield Static(id="count", classes="aside", markup=False)
            yield Choice("format", [each.name for each in self._formats])
            yield Static(id="purpose", classes="aside", markup=False)
            with Horizontal():
                yield Static("  file", classes="label", markup=False)
                yield LineInput(self._file_name())
            yield Static(id="folder", classes="aside", markup=False)
            yield HintLine(_KEYS)

    def on_mount(self) -> None:
        """Say what is chosen; the format is what is chosen first, most often."""
        self._tell_parts()
        self._tell_folder()
        self.query(Choice).last().focus()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Say what the choice means; the file is named after it as long as its name is ours."""
        event.stop()
        field = self.query_one(LineInput)
        path = Path(field.value)
        if path.suffix in {each.suffix for each in self._formats}:
            field.value = str(path.with_suffix(self._format.suffix))
        self._tell_parts()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say where the file would be."""
        event.stop()
        self._tell_folder()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file."""
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        """Write the file; one that is there already is written over when asked for twice."""
        if self._writing:
            return
        try:
            path = self._path()
        except UsageError as error:
            self._hint(str(error), trouble=True)
            return
        if os.path.isfile(path) and path != self._sure:  # noqa: PTH113  Path.is_file raises for too long a name
            self._sure = path
            self._hint(f"{path.name} is there already; enter writes over it", trouble=True)
            return
        self._writing = True
        self._hint("writing …")
        self._write(self._part, self._format, path)

    @dataclass
    class Written(Message):
        """The file is there."""

        words: str
        trouble: bool
        """Whether something could not be taken into it."""

    @dataclass
    class Failed(Message):
        """It is not."""

        why: str

    @work(thread=True, exit_on_error=False, group="export")
    def _write(self, part: Part, chosen: Format, path: Path) -> None:
        try:
            bundle = self.session.library.bundle(part.query, part.articles)
            if part.annotations is not None:
                bundle = bundle.only(frozenset(part.annotations))
            text = chosen.write(bundle, exported=datetime.now(UTC), version=__version__)
            write_whole(path, text)
        except PaperknifeError as error:
            self.post_message(self.Failed(str(error)))
        except OSError as error:
            self.post_message(self.Failed(f"{path} cannot be written: {error.strerror or error}"))
        else:
            counted = _counted(len(bundle.articles), len(bundle.annotations))
            words = f"wrote {counted} to {home_as_tilde(path)}"
            if bundle.left_out:
                more = f" and {len(bundle.left_out) - 1:,} more" if len(bundle.left_out) > 1 else ""
                words = f"{bundle.left_out[0]}{more} · {words}"
            self.post_message(self.Written(words, bool(bundle.left_out)))

    def leave(self) -> None:
        """Leave; not while the file is being written, which does not take long."""
        if not self._writing:
            self.dismiss(None)

    def on_export_dialog_failed(self, event: Failed) -> None:
        """Say why, and stay: nothing that was typed is lost."""
        self._writing = False
        self._sure = None
        self._hint(event.why, trouble=True)

    def on_export_dialog_written(self, event: Written) -> None:
        """Leave, and have the screen behind say what was written."""
        self.dismiss(None)
        front_screen(self.app).say(event.words, trouble=event.trouble)

    # what is chosen

    @property
    def _part(self) -> Part:
        return self._parts[self.query(Choice).first().chosen]

    @property
    def _format(self) -> Format:
        return self._formats[self.query(Choice).last().chosen]

    def _path(self) -> Path:
        """Return the whole path that is typed.

        Raises:
            UsageError: there is none, or it begins with the home of a user that there is not.
        """
        written = self.query_one(LineInput).value.strip()
        if not written:
            raise UsageError("name a file to write")
        try:
            return Path(written).expanduser().absolute()
        except RuntimeError:
            raise UsageError(f"there is no home folder for {written.partition('/')[0]}") from None

    def _file_name(self) -> str:
        part = self._parts[0]
        name = ""
        if part.articles and len(part.articles) == 1:
            with suppress(NothingMatches):
                name = file_name(self.session.library.row(part.articles[0]).record.title)
        return (name or f"paperknife-{date.today().isoformat()}") + self._formats[0].suffix

    # what is said

    def _tell_parts(self) -> None:
        part = self._part
        if part.annotations is not None:
            counted = _counted(len(part.articles or ()), len(part.annotations))
        else:
            try:
                rows, annotations = self.session.library.matching(part.query, part.articles)
                counted = _counted(len(rows), len(annotations))
            except NothingMatches as error:  # another process has removed it; the rest can be written
                counted = str(error)
        self.query_one("#count", Static).update(content(counted))
        self.query_one("#purpose", Static).update(content(self._format.purpose))

    def _tell_folder(self) -> None:
        try:
            folder = f"in {home_as_tilde(self._path().parent)}"
        except UsageError:
            folder = ""
        self.query_one("#folder", Static).update(content(folder))

    def _hint(self, text: str, *, trouble: bool = False) -> None:
        self.query_one(HintLine).say(text, trouble=trouble)


def _counted(articles: int, annotations: int) -> str:
    return f"{count_of(articles, 'article')}, {count_of(annotations, 'mark')}"
