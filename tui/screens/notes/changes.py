"""What can be done to the annotations chosen in a list: note, tags, deletion, copy and export."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.annotation import Annotation, tag_key
from storage.errors import PaperknifeError, UsageError
from storage.wording import count_of
from tui.dialogs.common_tags import common_tags
from tui.dialogs.drafts import draft_key
from tui.screens.tag_keys import TagKeys

if TYPE_CHECKING:
    from textual.geometry import Region


class AnnotationChanges(TagKeys):
    """A screen with a list of annotations. Each action is one change, and one undo takes it back."""

    @abstractmethod
    def chosen(self) -> Sequence[Annotation]:
        """Return the selected annotations; the one under the cursor when none is selected; none in an empty list."""

    @abstractmethod
    def where(self, mark: Annotation) -> str:
        """Return what a message calls the place of an annotation."""

    @abstractmethod
    def beside(self) -> Region | None:
        """Return the row under the cursor, for a dialog to stand beside."""

    def action_note(self) -> None:
        """Write or change the note."""
        marks = self.chosen()
        if not marks:
            return
        if len(marks) > 1:
            self.say("a note is on one passage: let the selection go first")
            return
        mark = marks[0]
        if not self._mine(marks):
            self.say(
                f"{mark.creator} wrote this one; enter reads it, and there a writes one of your own", trouble=True
            )
            return
        from tui.screens.note_editor import NoteEditor, write_note

        where = self.where(mark)
        write_note(
            self,
            NoteEditor(self.session, f"note on {where}", mark.note, draft_key(mark.target), self.beside()),
            lambda text: self.session.library.mark(mark.target, note=text),
            lambda text: f"note on {where} {'saved' if text else 'removed'}",
        )

    def action_tag(self) -> None:
        """Choose or make tags for the annotations."""
        marks = self.chosen()
        if not marks:
            return
        mine = self._mine(marks)
        if not mine:
            self.say(f"{marks[0].creator} made what is chosen; enter reads it, and there t tags it for you")
            return
        from tui.screens.tag_picker import TagPicker

        place = self.beside()
        given, partial = common_tags([mark.tags for mark in mine])
        picker = TagPicker(
            self.session, f"tag {self._called(mine)}", given, place.offset if place else None, partial=partial
        )
        self.ask(picker, lambda choice: self._give_tags(mine, choice.add, choice.remove))

    def turn_tag(self, tag: str) -> None:
        """Give a tag to the annotations; where all have it, take it off."""
        marks = self._mine(self.chosen())
        if marks and all(tag_key(tag) in map(tag_key, mark.tags) for mark in marks):
            self._give_tags(marks, (), (tag,))
        else:
            self._give_tags(marks, (tag,), ())

    def repeat_tags(self, tags: Sequence[str]) -> None:
        """Give tags to the annotations; none is taken off."""
        self._give_tags(self._mine(self.chosen()), tags, ())

    def _give_tags(self, marks: Sequence[Annotation], add: Sequence[str], remove: Sequence[str]) -> None:
        if not marks:
            self.say("nothing of yours is chosen")
            return
        from tui.screens.tagging import tag_each

        tag_each(self, [mark.target for mark in marks], self._called(marks), add, remove)

    def action_delete(self) -> None:
        """Delete the annotations; undo brings them back."""
        marks = self.chosen()
        if not marks:
            return
        ids = [mark.id for mark in marks]
        said = (
            f"deleted the mark on {self.where(marks[0])}"
            if len(ids) == 1
            else f"deleted {count_of(len(ids), 'mark')}"
        )
        back = self.way_back("it" if len(ids) == 1 else "them")
        self.change(lambda: self.session.library.delete_annotations(ids), said + back)

    def action_copy(self) -> None:
        """Copy quote, source, note and tags as Markdown."""
        marks = self.chosen()
        if not marks:
            return
        try:
            text = self._markdown(marks)
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
        else:
            self.app.copy_to_clipboard(text)
            self.say(f"copied {self._called(marks)} as Markdown, with the source")

    def piped(self) -> str:
        """Return quote, source, note and tags as Markdown."""
        marks = self.chosen()
        if not marks:
            raise UsageError("there is no mark here")
        return self._markdown(marks)

    def _markdown(self, marks: Sequence[Annotation]) -> str:
        from storage.exchange.markdown import markdown

        articles = tuple(dict.fromkeys(mark.target.article for mark in marks))
        bundle = self.session.library.bundle(articles=articles).only({mark.id for mark in marks})
        if bundle.left_out:
            raise PaperknifeError(bundle.left_out[0])
        return markdown(bundle)

    def export(self, marks: Sequence[Annotation], word: str) -> None:
        """Open the export dialog for exactly these annotations, which it calls by ``word``."""
        from tui.screens.export_dialog import ExportDialog

        self.go(ExportDialog(self.session, annotations=marks, word=word))

    def _mine(self, marks: Sequence[Annotation]) -> list[Annotation]:
        return [mark for mark in marks if mark.creator == self.session.settings.creator]

    def _called(self, marks: Sequence[Annotation]) -> str:
        return self.where(marks[0]) if len(marks) == 1 else count_of(len(marks), "mark")
