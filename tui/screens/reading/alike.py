"""Tag all like this, while reading: from a paragraph to those that say the same anywhere in the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.annotation import Scope, Target
from storage.wording import count_of
from tui.screens.reading.tags import ReadingTags

if TYPE_CHECKING:
    from storage.search.alike import Alike
    from tui.screens.tag_picker import TagChoice


class ReadingAlike(ReadingTags):
    """The key that takes a tag to everything that is like the paragraph, or the words, under the cursor."""

    def action_tag_alike(self) -> None:
        """Tag all paragraphs like this one, once the reader has seen them; it asks for tags where there are none."""
        target = self.target()
        if target is None:
            return
        if target.scope is Scope.RANGE or not target.exact.strip():
            self.say("all like this: choose one paragraph that has words")
            return
        own = self.session.library.own(target)
        if own and own.tags:
            self._preview(target, own.tags)
            return
        from tui.screens.tag_picker import TagPicker

        def answered(choice: TagChoice) -> None:
            if choice.add:
                self.session.last_tags = choice.add
                self._preview(target, choice.add)

        title = f"tag all like {self.called(target)}"
        self.ask(TagPicker(self.session, title, (), self.pane.offset_of_cursor()), answered)

    def _preview(self, target: Target, tags: Sequence[str]) -> None:
        from tui.screens.reading.alike_dialog import AlikeDialog, title_of

        dialog = AlikeDialog(self.session, title_of(self.called(target), tags), target, tags)
        self.ask(dialog, lambda chosen: self._tag_all(target, chosen, tags))

    def _tag_all(self, target: Target, chosen: Sequence[Alike], tags: Sequence[str]) -> None:
        library = self.session.library

        def tag() -> None:
            from storage.anchoring import describe

            others = (each.passage for each in chosen)
            targets = [describe(library.article(passage.article), passage.paragraph) for passage in others]
            library.mark_each([target, *targets], add=tags)

        back = self.by_key("everywhere.undo", "takes them off again")
        self.change(tag, f"{', '.join(tags)} on {count_of(len(chosen), 'more paragraph')}{back}")
