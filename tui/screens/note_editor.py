"""The note editor: a note is written beside its paragraph, and no word of it is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import TextArea

from storage.errors import PaperknifeError
from tui.dialogs.drafts import draft_key
from tui.dialogs.hashtag_completion import Completion, completion
from tui.dialogs.placing import place_editor
from tui.dialogs.tag_ranking import Ranking
from tui.paint import content
from tui.screens.base import PaperknifeScreen
from tui.screens.front import front_screen
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.status import parts_within
from tui.widgets.note_area import NoteArea

_JOINED = ", together with what another window wrote there"
_KEEP_EVERY = 0.5
"""Seconds between two looks at whether there is something new to keep; at most a second of typing can be lost."""
_AROUND_HINT = 6
"""Cells of the box's lower edge that the hint leaves: corners, and what stands at both sides of a title."""


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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False),
        Binding("ctrl+o", "write_elsewhere", "editor", show=False),
    ]

    def __init__(self, session: Session, title: str, note: str, draft_key: str, beside: Region | None = None) -> None:
        super().__init__(session)
        self._title = title
        self._note = note
        self._draft_key = draft_key
        self._beside = beside
        draft = session.state.draft(draft_key)
        self._restored = draft is not None and draft != note
        self._kept = draft if self._restored and draft is not None else note
        self._stored = self._note_now()
        self._ranking: Ranking | None = None
        """The tags that a ``#`` can become, once there is one."""
        self._trouble = ""
        self._room = 0
        """Cells of the hint."""
        self.joined = False
        """Whether the answer holds what another window has written meanwhile, too."""

    def compose(self) -> ComposeResult:
        """Lay out the box with the field in it."""
        with Vertical(id="editor") as box:
            box.border_title = self._heading()
            yield NoteArea(self._kept, self._completion)

    def on_mount(self) -> None:
        """Stand beside the paragraph and begin to keep what is typed."""
        self.on_resize()
        self.set_interval(_KEEP_EVERY, self.keep_draft)

    def on_resize(self) -> None:
        """Leave the paragraph in sight in a terminal of any size."""
        place = place_editor(self._beside, self.app.size)
        box = self.query_one("#editor")
        box.styles.width, box.styles.height = place.width, place.height
        box.styles.offset = place.offset
        self._room = place.width - _AROUND_HINT
        self._hint()

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Say what saving would do now."""
        self._trouble = ""
        self._hint()

    def on_text_area_selection_changed(self, _event: TextArea.SelectionChanged) -> None:
        """Say what can be completed where the cursor is now."""
        self._hint()

    def library_changed(self) -> None:
        """Say when another window has changed this very note."""
        self._ranking = None
        self.query_one("#editor").border_title = self._heading()

    def action_save(self) -> None:
        """Answer with the text; with what another window has written on the same place meanwhile before it."""
        self.keep_draft()
        with contextlib.suppress(PaperknifeError):  # whether the library can be written, saving tells
            self.session.library.catch_up()
        text, theirs = self._text.strip(), self._written_meanwhile().strip()
        if text and theirs.startswith(text):  # the other window took this draft and went on with it
            text = theirs
        self.joined = bool(theirs) and theirs not in text
        self.dismiss("\n\n".join(filter(None, (theirs, text))) if self.joined else text)

    def action_write_elsewhere(self) -> None:
        """Go on with the note in the editor that $VISUAL or $EDITOR names; what fails there loses nothing."""
        from textual.app import SuspendNotSupported

        from tui.external_editor import editor_command

        self.keep_draft()
        self._trouble = ""
        try:
            command = editor_command()
            with self.app.suspend():
                self._write_with(command)  # raises nothing: Textual comes back only from what ends well
        except SuspendNotSupported:
            self._trouble = "no other editor can be opened in this terminal"
        except PaperknifeError as error:
            self._trouble = str(error)
        self._hint()

    def _write_with(self, command: list[str]) -> None:
        from tui.external_editor import written_in

        try:
            text, path = written_in(command, self._text)
        except PaperknifeError as error:
            self._trouble = str(error)
            return
        area = self.query_one(NoteArea)
        if text != area.text.strip():
            area.replace(text, (0, 0), area.document.end, maintain_selection_offset=False)
            area.move_cursor(area.document.end)
        self.keep_draft()
        path.unlink(missing_ok=True)

    def keep_draft(self) -> None:
        """Keep what is typed where a crash cannot reach it, without a key waiting for the disk."""
        text = self._text
        if text != self._kept:
            self._kept = text
            self._set_draft()
        if self.session.state.dirty and not self.session.errands.busy:
            self.session.errands.run(self.session.state.flush)

    def _set_draft(self) -> None:
        text = self._text
        self.session.state.set_draft(self._draft_key, None if text.strip() == self._note.strip() else text)

    def forget_draft(self) -> None:
        """Drop the draft: the note is on the disk."""
        self.session.state.set_draft(self._draft_key, None)

    def leave(self) -> None:
        """Close and keep the draft; where nothing was changed there is none."""
        self._set_draft()  # also what was not changed here: another window may have saved and dropped it
        self.keep_draft()
        if self._text.strip() == self._note.strip():
            self.forget_draft()
        else:
            front_screen(self.app).say("draft kept; it is there when the note is opened again")
        self.dismiss(None)

    # what another window does

    def _written_meanwhile(self) -> str:
        """Return the note as another window has changed it since the editor was opened; empty when none has."""
        now = self._note_now()
        return now if now != self._stored else ""

    def _note_now(self) -> str:
        """Return what the library holds where this note belongs."""
        marks = self.session.library.annotations(self._draft_key.partition(":")[0])
        mine = (mark for mark in marks if mark.creator == self.session.settings.creator)
        return next((mark.note for mark in mine if draft_key(mark.target) == self._draft_key), "")

    def _heading(self) -> Content:
        parts = [self._title]
        if self._restored:
            parts.append("draft restored")
        if self._written_meanwhile():
            parts.append("written elsewhere too: saving keeps both")
        return content(" · ".join(parts))

    @property
    def _text(self) -> str:
        return self.query_one(NoteArea).text

    @property
    def had_note(self) -> bool:
        """Whether there was something to remove."""
        return bool(self._note)

    def _completion(self, line: str, column: int) -> Completion | None:
        """Return what the ``#tag`` before a column of a line may become."""
        if "#" not in line:
            return None
        if self._ranking is None:
            library = self.session.library
            self._ranking = Ranking(library.tags(), last=self.session.last_tags, weights=library.tag_weights())
        return completion(line, column, self._ranking.offers)

    def _hint(self) -> None:
        box, offered = self.query_one("#editor"), self.query_one(NoteArea).completion
        removes = bool(self._note) and not self._text.strip()
        if self._trouble:
            said = f"! {self._trouble}"
        elif offered is not None:
            said = "tab " + " ".join(f"#{name}" for name in offered.names)
        else:
            save = "ctrl+s remove it" if removes else "ctrl+s save"
            said = parts_within(self._room, (save, "esc keep draft", "ctrl+o $EDITOR"))
        box.border_subtitle = content(said)


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
        def action() -> None:
            save(text)
            editor.forget_draft()

        said = done(text) if text or editor.had_note else "no note: nothing was written"
        if screen.carry_out(action, said + (_JOINED if editor.joined else "")):
            show()

    screen.ask(editor, answered)
