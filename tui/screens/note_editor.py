"""The note editor: a note is written beside its paragraph, and no word of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.widgets import TextArea

from tui.dialogs.placing import place_editor
from tui.paint import content
from tui.screens.base import PaperknifeScreen
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.note_area import NoteArea

_KEEP_EVERY = 0.5
"""Seconds between two looks at whether there is something new to keep; at most a second of typing can be lost."""


class NoteEditor(PaperknifeModal[str]):
    """Answers with the text that was saved, empty to remove the note; with nothing when the reader left.

    What is typed is kept as a draft all the while. Saving does not drop the draft: who opened the editor does that
    once the note is on the disk (:func:`write_note`).
    """

    DEFAULT_CSS = """
    NoteEditor #editor {
        position: absolute; border: solid $cursor; background: $surface; padding: 0 1;
        border-title-color: $foreground; border-subtitle-color: $quiet; border-subtitle-align: left;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", show=False)]

    def __init__(self, session: Session, title: str, note: str, draft_key: str, beside: Region | None = None) -> None:
        super().__init__(session)
        self._title = title
        self._note = note
        self._draft_key = draft_key
        self._beside = beside
        draft = session.state.draft(draft_key)
        self._restored = draft is not None and draft != note
        self._kept = draft if self._restored and draft is not None else note

    def compose(self) -> ComposeResult:
        """Lay out the box with the field in it."""
        with Vertical(id="editor") as box:
            box.border_title = content(f"{self._title} · draft restored" if self._restored else self._title)
            yield NoteArea(self._kept)

    def on_mount(self) -> None:
        """Stand beside the paragraph and begin to keep what is typed."""
        self.on_resize()
        self._hint()
        self.set_interval(_KEEP_EVERY, self.keep_draft)

    def on_resize(self) -> None:
        """Leave the paragraph in sight in a terminal of any size."""
        place = place_editor(self._beside, self.app.size)
        box = self.query_one("#editor")
        box.styles.width, box.styles.height = place.width, place.height
        box.styles.offset = place.offset

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Say what saving would do now."""
        self._hint()

    def action_save(self) -> None:
        """Answer with the text."""
        self.keep_draft()
        self.dismiss(self._text.strip())

    def keep_draft(self) -> None:
        """Keep what is typed where a crash cannot reach it."""
        text = self._text
        if text == self._kept:
            return
        self._kept = text
        self.session.state.set_draft(self._draft_key, None if text.strip() == self._note.strip() else text)
        self.session.state.flush()

    def forget_draft(self) -> None:
        """Drop the draft: the note is on the disk."""
        self.session.state.set_draft(self._draft_key, None)

    def leave(self) -> None:
        """Close and keep the draft; where nothing was changed there is none."""
        self.keep_draft()
        below = self.app.screen_stack[-2]
        if self._text.strip() == self._note.strip():
            self.forget_draft()
        elif isinstance(below, PaperknifeScreen):
            below.say("draft kept; it is there when the note is opened again")
        self.dismiss(None)

    @property
    def _text(self) -> str:
        return self.query_one(NoteArea).text

    def _hint(self) -> None:
        removes = bool(self._note) and not self._text.strip()
        save = "ctrl+s remove it" if removes else "ctrl+s save"
        self.query_one("#editor").border_subtitle = content(f"{save} · esc keep draft")


def write_note(
    screen: PaperknifeScreen,
    editor: NoteEditor,
    save: Callable[[str], object],
    done: Callable[[str], str],
    show: Callable[[], object] = lambda: None,
) -> None:
    """Open ``editor`` over ``screen`` and save what it answers with.

    The draft goes only when ``save`` has come back: a note that the disk refuses is there when the editor is opened
    again.

    Args:
        screen: where the note is written; it says how it went.
        editor: the dialog to open.
        save: puts the text into the library; an empty one removes the note.
        done: what to say when it is saved, given the text.
        show: brings it into sight when it is saved.
    """

    def answered(text: str) -> None:
        def action() -> bool:
            save(text)
            editor.forget_draft()
            return True

        if screen.change(action, done(text)):
            show()

    screen.ask(editor, answered)
