"""Which tags occur together, with one tag or all with all, on one passage and in one article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from storage.annotation import tag_key
from storage.together import Pair, TaggedAnnotation, pairs_of, shared
from storage.wording import count_of
from tui.actions import Context
from tui.inks import tag_inks
from tui.lists.pair_rows import ORDERS, ordered
from tui.screens.listing import NOTHING_MATCHES, NarrowedScreen
from tui.session import Session
from tui.status import parts_within
from tui.widgets.bar import Bar
from tui.widgets.pair_list import PairHeading, PairList
from tui.widgets.status_line import StatusLine

_BESIDE = 4
"""Cells of the line at the top around and between what stands at its ends."""


class TogetherScreen(NarrowedScreen):
    """The pairs of tags; ``tag`` is the one that all of them hold, empty for all pairs."""

    CONTEXT = Context.TOGETHER
    HINT: ClassVar[str] = "words of the names"
    DEFAULT_CSS = "TogetherScreen Bar { margin-bottom: 1; }"

    def __init__(self, session: Session, tag: str = "") -> None:
        super().__init__(session)
        self._tag = tag
        self._in_articles = False
        self._order = ORDERS[0]
        self._annotations: Sequence[TaggedAnnotation] = ()
        self._counted: Sequence[Pair] | None = None
        self._counted_at = -1

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        pairs = PairList()
        yield PairHeading(pairs)
        yield pairs
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """Count behind the first picture."""
        self.library_changed()

    @property
    def lines(self) -> PairList:
        """The list."""
        return self.query_one(PairList)

    # what is listed

    class Counted(Message):
        """It is known which tags occur together."""

        def __init__(
            self, tag: str, sequence: int, annotations: Sequence[TaggedAnnotation], pairs: Sequence[Pair]
        ) -> None:
            super().__init__()
            self.tag = tag
            self.sequence = sequence
            self.annotations = annotations
            self.pairs = pairs

    def library_changed(self) -> None:
        """Count again where something has changed."""
        self._list()
        if self._counted is None or self._counted_at != self.session.library.sequence:
            self._count(self._tag)

    @work(thread=True, exclusive=True, group="together")
    def _count(self, tag: str) -> None:
        worker = get_current_worker()
        library = self.session.library
        sequence, annotations = library.sequence, library.tagged_annotations()
        if not worker.is_cancelled:
            pairs = pairs_of(annotations, tag_key(tag) if tag else None)
            self.post_message(self.Counted(tag, sequence, annotations, pairs))

    def on_together_screen_counted(self, event: Counted) -> None:
        """List what was counted, unless something else is asked for by now."""
        if event.tag == self._tag:
            first = self._counted is None
            self._annotations, self._counted, self._counted_at = event.annotations, event.pairs, event.sequence
            self._list(cursor=0 if first else None)

    def list_matching(self) -> None:
        """List the pairs that hold the words of the filter, the cursor on the same one."""
        self._list()

    def counted(self) -> str:
        """Return how many of all pairs are listed."""
        return f"{self.lines.row_count():,} of {len(self._counted or ()):,}"

    def _list(self, cursor: int | None = None) -> None:
        tags = self.session.library.tags()
        names = {tag_key(tag.name): tag.name for tag in tags}
        pairs = ordered(
            self._counted or (), names, in_articles=self._in_articles, order=self._order, wanted=self.filter
        )
        self.lines.empty = self._nothing()
        self.lines.show(
            pairs,
            names,
            tag_inks(tags),
            in_articles=self._in_articles,
            alone=bool(self._tag),
            cursor=cursor,
        )
        self.query_one(PairHeading).refresh()
        self._head()

    def on_resize(self) -> None:
        """Say as much about the list as there is room for."""
        self._head()

    def _head(self) -> None:
        """Say what is listed, and how; the tag stays whole."""
        where = "in one article" if self._in_articles else "on one passage"
        about = f"together with {self._tag}" if self._tag else "together"
        said = [count_of(self.lines.row_count(), "tag" if self._tag else "pair"), where, f"by {self._order}"]
        said = [self.filter, *said] if self.filter else said
        shown = parts_within(self.app.size.width - cell_len(about) - _BESIDE, said)
        self.query_one(Bar).show([(about, "title")], [(shown, "dim")])

    def _nothing(self) -> str:
        if self._counted is None:
            return "Counting …"
        if self.filter:
            return NOTHING_MATCHES
        where = "in one article" if self._in_articles else "on one passage"
        return f"No other tag is {where} with {self._tag}." if self._tag else f"No two tags are {where}."

    # what can be done

    def action_together(self) -> None:
        """Count articles instead of passages, or passages again."""
        self._in_articles = not self._in_articles
        self._list()

    def action_sort(self) -> None:
        """Sort by count, by share, by name."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._list()

    def action_passages(self) -> None:
        """Show the passages by which the two occur together."""
        pair = self.lines.current
        if pair is None:
            return
        from tui.screens.codebook.passages import SharedPassages

        ids = shared(self._annotations, pair.tag, pair.other, in_articles=self._in_articles)
        names = {tag_key(tag.name): tag.name for tag in self.session.library.tags()}
        tags = [names.get(key, key) for key in (pair.tag, pair.other)]
        self.go(SharedPassages(self.session, tags, ids, in_articles=self._in_articles))

    def on_line_list_opened(self) -> None:
        """Show the passages of the pair that was clicked."""
        self.action_passages()

    def action_cancel(self) -> None:
        """Clear the filter; without one show all pairs; with all shown go back."""
        if self._tag and not self.filter:
            self._tag, self._counted = "", None
            self.library_changed()
        else:
            super().action_cancel()
