"""The codebook's list: which tags stand in which order, folded and narrowed, and which of them are selected."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from storage.annotation import Tag, is_within, tag_key
from storage.library import Change
from storage.wording import count_of
from tui.inks import tag_inks
from tui.lists.tag_rows import digits_of
from tui.lists.tag_tree import ORDERS, Node, TagRow, branches, listed, sort_tree, tag_tree
from tui.screens.codebook.changes import CodebookChanges
from tui.screens.listing import NOTHING_MATCHES, NarrowedScreen
from tui.screens.selecting import SelectingScreen
from tui.session import Session
from tui.widgets.bar import Bar
from tui.widgets.tag_table import TagHeading, TagTable

_FOLDED, _ORDER, _REVERSE = "codebook-folded", "codebook-sort", "codebook-reverse"
"""The settings that hold how the codebook looks."""


class CodebookList(CodebookChanges, SelectingScreen, NarrowedScreen):
    """What the table of tags shows. Folds and order are kept from run to run."""

    HINT: ClassVar[str] = "words of a name or of what it means"
    nothing = False
    """Whether no tag is listed, so that the keys for one have nothing to do."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.inks = tag_inks(())
        """The ink of each tag, by its key."""
        state = session.state
        self._folded = set(filter(None, state.setting(_FOLDED, "").split("\n")))
        order = state.setting(_ORDER, "")
        self._order = order if order in ORDERS else ORDERS[0]
        self._reverse = state.setting(_REVERSE, False)
        self._tags: Sequence[Tag] = ()
        self._tree: list[Node] = []
        self._marks = 0

    @property
    def lines(self) -> TagTable:
        """The table."""
        return self.query_one(TagTable)

    @abstractmethod
    def tell_about(self) -> None:
        """Show more of the tag under the cursor, where there is room for it."""

    # what is listed

    def library_changed(self) -> None:
        """Show the codebook as it is now, the cursor on the same tag."""
        library = self.session.library
        self.session.follow_tags()
        self._tags = library.tags()
        self.moves.settle(self._tags)
        self.inks = tag_inks(self._tags)
        self._marks = library.listed().annotation_count
        self._grow()
        if self.selection:
            self.selection.keep({row.key for row in listed(self._tree)})
        self._list()

    def _grow(self) -> None:
        library = self.session.library
        uses = library.tag_uses() if library.tag_uses_known else {}
        self._tree = tag_tree(self._tags, uses)
        sort_tree(self._tree, self._order, reverse=self._reverse)

    def _list(self, at: str | None = None) -> None:
        current = self.lines.current
        self.lines.empty = NOTHING_MATCHES if self.filter else self._invitation()
        rows = list(listed(self._tree, self._folded, self.filter))
        name = at if at is not None else current.name if current else None
        self.lines.show(rows, digits_of(self.session.state.pinned), self.inks, self.selection, name)
        if (self.has_class("-empty"), self.nothing) != (not self._tags, not rows):
            self.set_class(not self._tags, "-empty")
            self.nothing = not rows
            self.status.set_hints(self.hints())
        self.query_one(TagHeading).follow()
        self._head()
        self.tell_about()

    def _invitation(self) -> str:
        key = self.session.keymap.label("codebook.add")
        return f"No tags yet. In an article, t gives one{f'; {key} adds one here' if key else ''}."

    def _head(self) -> None:
        said = [f"{len(self.selection)} selected"] if self.selection else []
        if self.filter:
            said += [self.filter, self.counted()]
        else:
            said += [count_of(len(self._tags), "tag"), count_of(self._marks, "mark")]
        if self._order != ORDERS[0] or self._reverse:
            said.append(f"sort: {self._order}{' ↑' if self._reverse else ''}")
        self.query_one(Bar).show([("codebook", "title")], [(" · ".join(said), "dim")])

    def list_matching(self) -> None:
        """List the tags that hold the words of the filter, the cursor on the same one."""
        self._list()

    def counted(self) -> str:
        """Return how many of all tags the filter has found."""
        found = sum(row.matched and row.tag is not None for row in self.lines.rows)
        return f"{found:,} of {len(self._tags):,}"

    def show_tag(self, name: str) -> None:
        """Show the codebook with the cursor on a tag, what hides it unfolded, and nothing selected."""
        self.selection.clear()
        self._unfold_to(name)
        self._list(at=name or None)

    def show_pins(self) -> None:
        """Show which digit gives which tag now."""
        self.lines.show_digits(digits_of(self.session.state.pinned))

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, with the cursor on a tag that it brought, else on one that it changed."""
        before = {tag.name: tag for tag in self._tags}
        self.library_changed()
        touched = [tag for tag in self._tags if before.get(tag.name) != tag]
        if touched:
            self.show_tag(min(touched, key=lambda tag: tag.name in before).name)

    # folds, order, filter and selection

    def action_fold(self) -> None:
        """Hide what is nested in the tag; where that is hidden, or there is nothing, go to what it is nested in."""
        row = self.lines.current
        if row is None:
            return
        if row.nested and not row.folded and not self.filter:
            self._folded.add(row.key)
            self._folds_changed(row.name)
        elif row.depth:
            self._list(at=row.name.rpartition("/")[0])

    def action_unfold(self) -> None:
        """Show what is nested in the tag; where that is shown, go to the first of it."""
        row = self.lines.current
        if row is None or not row.nested:
            return
        if row.folded:
            self._folded.discard(row.key)
            self._folds_changed(row.name)
        else:
            self.lines.move(1)

    def action_turn_fold(self) -> None:
        """Fold what is nested in the tag, or unfold it."""
        row = self.lines.current
        if row is not None and row.nested and not self.filter:
            self._folded ^= {row.key}
            self._folds_changed(row.name)

    def action_fold_all(self) -> None:
        """Fold everything, or unfold everything when nothing is unfolded."""
        row = self.lines.current
        every = branches(self._tree)
        self._folded = set() if every and every <= self._folded else set(every)
        self._folds_changed(row.name if row else "")

    def _unfold_to(self, name: str) -> None:
        key = tag_key(name)
        hiding = {folded for folded in self._folded if key.startswith(folded + "/")}
        if hiding:
            self._folded -= hiding
            self._keep_folds()

    def _folds_changed(self, at: str) -> None:
        self._keep_folds()
        self._list(at=at)

    def _keep_folds(self) -> None:
        self.session.state.set_setting(_FOLDED, "\n".join(sorted(self._folded)))

    def action_sort(self) -> None:
        """Sort by name, by how often tags are used, by when they were used last."""
        self._order, self._reverse = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)], False
        self._sort_again()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = not self._reverse
        self._sort_again()

    def _sort_again(self) -> None:
        self.session.state.set_setting(_ORDER, self._order)
        self.session.state.set_setting(_REVERSE, self._reverse)
        sort_tree(self._tree, self._order, reverse=self._reverse)
        self._list()

    def chosen(self) -> Sequence[TagRow]:
        """Return the selected tags in the order of the table; the one under the cursor when none is selected."""
        selected = [row for row in self.lines.rows if row.key in self.selection]
        current = self.lines.current
        return selected or ([current] if current else [])

    def names_in(self, row: TagRow) -> Sequence[str]:
        """Return the names of the tags that a line stands for: its own, and for a branch those nested in it."""
        if not row.branch:
            return [row.name]
        return [tag.name for tag in self._tags if is_within(tag_key(tag.name), row.key)]

    def beginnings(self) -> Sequence[str]:
        """Return the names that tags begin with and that are no tags themselves."""
        return [row.name for row in listed(self._tree) if row.tag is None]

    def listed_keys(self) -> Sequence[str]:
        """Return the keys of the tags that are listed."""
        return [row.key for row in self.lines.rows]

    def key_here(self) -> str | None:
        """Return the key of the tag under the cursor."""
        row = self.lines.current
        return row.key if row else None

    def show_selected(self) -> None:
        """Show which tags are selected, and how many."""
        self.lines.refresh()
        self._head()

    def action_cancel(self) -> None:
        """Let go of the filter; without one of the selection; without one go back."""
        if self.selection and not self.filter:
            self.let_go()
        else:
            super().action_cancel()
