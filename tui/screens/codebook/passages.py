"""Some passages of the library in a list, narrowed by a query: what the screens around a tag are made of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence

from textual.app import ComposeResult

from storage.annotation import Annotation, tag_key
from storage.errors import PaperknifeError
from storage.query import parse_query
from storage.wording import count_of
from tui.actions import Context
from tui.inks import tag_inks
from tui.lists.passage_rows import Passage
from tui.screens.listing import FilterScreen
from tui.session import Session
from tui.widgets.bar import Bar
from tui.widgets.passage_list import PassageList
from tui.widgets.status_line import StatusLine


class PassageScreen(FilterScreen):
    """The list of passages; which they are, a subclass says."""

    DEFAULT_CSS = "PassageScreen Bar { margin-bottom: 1; }"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._all: Sequence[Passage] = ()

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield PassageList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List them."""
        self.library_changed()

    @property
    def lines(self) -> PassageList:
        """The list."""
        return self.query_one(PassageList)

    @abstractmethod
    def marks(self) -> Sequence[Annotation]:
        """Return the annotations of the passages as they are now."""

    @abstractmethod
    def heading(self) -> str:
        """Return what the list is of."""

    @abstractmethod
    def told(self) -> Collection[str]:
        """Return the keys of the tags that the heading names, which the passages need not."""

    def chosen_ids(self) -> Collection[str] | None:
        """Return the ids of the chosen ones; None where nothing can be chosen."""
        return None

    def library_changed(self) -> None:
        """List the passages as they are now, the cursor on the same one."""
        marks = self.marks()
        rows = self.session.library.listed().of(each.target.article for each in marks)
        self._all = [Passage(each, rows[each.target.article]) for each in marks if each.target.article in rows]
        self.list_matching()

    def list_matching(self) -> None:
        """List what the filter matches."""
        query = parse_query(self.filter)
        picks = self.session.library.picks_marks(query)
        found = [each for each in self._all if picks(each.row, each.annotation)] if query else self._all
        if not found:
            self.lines.empty = self.why_nothing(self.filter) if self.filter else "No passages any more."
        self.lines.show(found, tag_inks(self.session.library.tags()), self.chosen_ids(), self.told())
        self.head()

    def counted(self) -> str:
        """Return how many of all passages are listed."""
        whole = count_of(len(self._all), "passage")
        return f"{len(self.lines.rows):,} of {whole}" if self.filter else whole

    def head(self) -> None:
        """Say at the top what is listed."""
        said = [self.filter] if self.filter else []
        chosen = self.chosen_ids()
        counted = self.counted() if chosen is None else f"{len(chosen):,} chosen of {len(self._all):,}"
        self.query_one(Bar).show([(self.heading(), "title")], [(" · ".join([*said, counted]), "dim")])

    def action_read(self) -> None:
        """Read the article at the passage."""
        current = self.lines.current
        if current is None:
            return
        from storage.anchoring import anchor

        target = current.annotation.target
        try:
            at = anchor(self.session.library.article(target.article), target).first if target.first else None
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
            return
        among = list(dict.fromkeys(passage.row.id for passage in self.lines.rows))
        self.read_article(target.article, among=among, at=at or None)

    def on_line_list_opened(self) -> None:
        """Read at the passage that was clicked."""
        self.action_read()


class SharedPassages(PassageScreen):
    """The passages by which two tags occur together."""

    CONTEXT = Context.PASSAGES

    def __init__(self, session: Session, tags: Sequence[str], ids: Sequence[str], *, in_articles: bool) -> None:
        super().__init__(session)
        self._tags = tags
        self._in_articles = in_articles
        self._ids = frozenset(ids)

    def heading(self) -> str:
        """Return the two tags."""
        return " and ".join(self._tags)

    def told(self) -> Collection[str]:
        """Return the two tags; none where a passage need not carry both."""
        return () if self._in_articles else tuple(map(tag_key, self._tags))

    def marks(self) -> Sequence[Annotation]:
        """Return the annotations of these that are still there, in the order of the texts."""
        return self.session.library.annotations_called(self._ids)
