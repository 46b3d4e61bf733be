"""What can be done to the articles chosen in a list: state, tags, note, correction, removal, and more."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from storage.annotation import Annotation
from storage.article import ArticleRow, State
from storage.wording import count_of
from tui.dialogs.common_tags import common_tags
from tui.screens.base import PaperknifeScreen


class ArticleChanges(PaperknifeScreen):
    """A screen with a list of articles. Each action is one change, and one undo takes it back."""

    @abstractmethod
    def chosen(self) -> Sequence[ArticleRow]:
        """Return the selected articles; the one under the cursor when none is selected; none in an empty list."""

    def action_state(self) -> None:
        """Say how far the reader is with the articles."""
        rows = self.chosen()
        if not rows:
            return
        from tui.screens.library.state_picker import StatePicker

        ids = [row.id for row in rows]

        def answered(state: State) -> None:
            self.change(lambda: self.session.library.set_state(ids, state), now_in(rows, state))

        self.ask(StatePicker(self.session, rows[0].record.state), answered)

    def action_tag(self) -> None:
        """Choose or make tags for the articles as a whole."""
        rows = self.chosen()
        if not rows:
            return
        from tui.screens.tag_picker import TagPicker

        given, partial = self._tags_of(rows)
        self.ask(
            TagPicker(self.session, f"tag {named(rows)}", given, None, partial=partial),
            lambda choice: self.give_tags(rows, choice.add, choice.remove),
        )

    def action_note(self) -> None:
        """Write a note on the article as a whole."""
        row = self._only("a note is on one article")
        if row is None:
            return
        from storage.anchoring import describe_article
        from tui.screens.note_editor import NoteEditor, write_note

        name, mine = named([row]), self._own(row)
        editor = NoteEditor(self.session, f"note on {name}", mine.note if mine else "", row.id)
        write_note(
            self,
            editor,
            lambda text: self.session.library.mark(describe_article(row), note=text),
            lambda text: f"note on {name} {'saved' if text else 'removed'}",
        )

    def action_edit(self) -> None:
        """Correct what is said of the article."""
        row = self._only("one article is corrected at a time")
        if row is None:
            return
        from tui.screens.metadata_editor import correct

        correct(self, row)

    def action_remove(self) -> None:
        """Remove the articles with everything written in them; undo brings them back."""
        rows = self.chosen()
        if not rows:
            return
        ids = [row.id for row in rows]
        back = self.way_back("it" if len(ids) == 1 else "them")
        self.change(lambda: self.session.library.remove(ids), f"removed {named(rows)}{back}")

    def action_open_source(self) -> None:
        """Open the article's address in the browser."""
        row = self._only("one article is opened at a time")
        if row is not None:
            self.open_address(row.record.url)

    def _only(self, refusal: str) -> ArticleRow | None:
        """Return the one article that is chosen; None, having said ``refusal`` of several."""
        rows = self.chosen()
        if len(rows) > 1:
            self.say(f"{refusal}: let the selection go first")
        return rows[0] if len(rows) == 1 else None

    # tags and notes on articles as a whole

    def _own(self, row: ArticleRow) -> Annotation | None:
        from storage.anchoring import describe_article

        return self.session.library.own(describe_article(row))

    def _tags_of(self, rows: Sequence[ArticleRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the tags that all of the articles have from this reader, and those that only some have."""
        return common_tags([mark.tags if (mark := self._own(row)) else () for row in rows])

    def give_tags(self, rows: Sequence[ArticleRow], add: Sequence[str], remove: Sequence[str]) -> None:
        """Give and take tags of articles."""
        from storage.anchoring import describe_article
        from tui.screens.tagging import tag_each

        tag_each(self, [describe_article(row) for row in rows], named(rows), add, remove)


def now_in(rows: Sequence[ArticleRow], state: State) -> str:
    """Return how a message says in which state articles are now."""
    return f"{named(rows)} {'is' if len(rows) == 1 else 'are'} {state.value}"


def named(rows: Sequence[ArticleRow]) -> str:
    """Return how a message calls the articles: the title of one, the number of several."""
    if len(rows) != 1:
        return count_of(len(rows), "article")
    title = rows[0].record.shown_title
    return f"“{title[:48].rstrip()}…”" if len(title) > 50 else f"“{title}”"
