"""Notes while reading, and the marks that are there: opened, deleted, told apart, put on another passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.annotation import Annotation, Scope, Target
from storage.text import sanitise_line
from storage.wording import count_of
from tui.dialogs.drafts import draft_key
from tui.reading.mark_rows import mark_rows
from tui.reading.marks import Mark
from tui.screens.reading.tags import ReadingTags


class ReadingMarks(ReadingTags):
    """The keys for notes, and for the marks that are there."""

    # notes

    def action_note(self) -> None:
        """Write or change the note on the target."""
        target = self.target()
        if target is not None:
            self._write_note(target)

    def action_note_article(self) -> None:
        """Write or change the note on the article."""
        self._write_note(self.article_target())

    def _write_note(self, target: Target) -> None:
        from tui.screens.note_editor import NoteEditor, write_note

        own = self.session.library.own(target)
        whole = target.scope is Scope.ARTICLE
        beside = None if whole else self.pane.region_of_cursor()
        name = self.called(target)
        editor = NoteEditor(self.session, f"note on {name}", own.note if own else "", draft_key(target), beside)

        def save(text: str) -> None:
            self.clean.set_pick(self.clean.pick._replace(anchor=None))
            self.session.library.mark(target, note=text)

        def done(text: str) -> str:
            return f"note on {name} " + ("saved" if text else "removed")

        def shown() -> None:
            self.show_marked(target)
            self.go_on(target)

        write_note(self, editor, save, done, shown)

    # what is marked here

    def _here(self) -> Sequence[Mark]:
        """Return the marks where the cursor is, what is best meant first; one when it is meant beyond doubt."""
        view = self.clean
        if not view.blocks:
            return ()
        first, last = view.pick.blocks(view.cursor)
        start, end = view.pick.span or (None, None)
        place = (first, last, start, end)
        marks = view.marks.all_at(view.cursor, place, self.session.settings.creator)
        return marks[:1] if view.pick.active and marks and marks[0].place == place else marks

    def action_open_mark(self) -> None:
        """Open what is marked here, or unfold what is hidden here; which, is asked where there are several."""
        if self.refuses_raw():
            return
        if self.clean.on_fold:
            self.unfold()
            return
        label = self.session.keymap.label
        nothing = f"nothing is marked here; {label('reading.tag')} tags, {label('reading.note')} writes"
        self._of_here("open", nothing, self._open)

    def action_delete_mark(self) -> None:
        """Delete the annotation here; which, is asked where there are several."""
        if not self.refuses_raw():
            self._of_here("delete", "nothing is marked here", self._delete)

    def _of_here(self, verb: str, nothing: str, act: Callable[[Annotation], None]) -> None:
        marks = self._here()
        if not marks:
            self.say(nothing)
        elif len(marks) == 1:
            act(marks[0].annotation)
        else:
            from tui.screens.mark_picker import MarkPicker

            view = self.clean
            rows = mark_rows(marks, view.blocks, view.words, view.name_of)
            picker = MarkPicker(self.session, verb, rows, self.pane.offset_of_cursor())
            self.ask(picker, lambda at: act(marks[at].annotation))

    def _open(self, annotation: Annotation) -> None:
        if annotation.creator != self.session.settings.creator:
            self.say(f"this mark is {sanitise_line(annotation.creator)}’s; marks of your own stand beside it")
        elif annotation.note:
            self._write_note(annotation.target)
        else:
            self.pick_tags(annotation.target)

    def _delete(self, annotation: Annotation) -> None:
        what = ", ".join(annotation.tags) or "note"
        done = f"deleted {what} on {self.called(annotation.target)}{self.way_back()}"
        self.change(lambda: self.session.library.delete_annotations([annotation.id]), done)

    def on_reading_pane_opened(self) -> None:
        """Open what was clicked twice."""
        self.action_open_mark()

    # what has lost its passage

    def action_attach(self) -> None:
        """Put the first lost annotation on the range, the narrowed target or the cursor's paragraph."""
        orphans = self.clean.marks.orphans
        if not orphans:
            self.say("no mark of this article has lost its passage")
            return
        target = self.target()
        if target is None:
            return
        left = len(orphans) - 1
        more = f" · {count_of(left, 'mark')} without a passage left" if left else ""
        done = f"put on {self.called(target)}{more}{self.way_back('the mark')}"
        self.change(lambda: self.session.library.attach(orphans[0].id, target), done)
