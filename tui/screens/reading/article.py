"""The article that is read: its text, its view, and the marks that lie on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.annotation import Annotation, Tag, Target, tag_key
from storage.article import Article, ArticleRow
from storage.block import Block
from storage.errors import PaperknifeError
from storage.library import Place
from tui.actions import Context
from tui.inks import tag_inks
from tui.reading.geometry import MEASURE, NARROWEST, WIDEST
from tui.reading.margin import MarginWords
from tui.reading.marks import Found, Marks, make_marks
from tui.reading.revising import spot_of
from tui.reading.view import Spot, View
from tui.screens.base import PaperknifeScreen
from tui.session import Session

LINE_WIDTH = "width"
"""The setting that holds how many cells a line has."""


class ReadingArticle(PaperknifeScreen):
    """An article, read from the library and read again when it or its marks have changed."""

    CONTEXT = Context.READING

    def __init__(
        self, session: Session, article_id: str, *, among: Sequence[str] = (), at: str | None = None
    ) -> None:
        super().__init__(session)
        self.among = tuple(among)
        """Ids of the articles of the list the reader came from, for the next and the previous one."""
        self.article: Article
        self.row: ArticleRow
        self.clean: View
        """The article's own view."""
        self.raw: View | None = None
        """The text as it came, while it is shown."""
        self.annotations: tuple[Annotation, ...] = ()
        self._tags: tuple[Tag, ...] = ()
        self.pinned: Mapping[int, str] = {}
        """The tags that the digits give."""
        self.inks: Mapping[str, str] = {}
        """The ink of each tag, by its key."""
        self.anchored: dict[Target, Found] = {}
        """Where the targets of annotations were found in this text."""
        self.trouble = ""
        """Why the text cannot be shown; empty where it can."""
        self._goal: tuple[Spot, str | None]
        """Where the reader was in the article, and the paragraph that they are led to."""
        self._furthest = 0.0
        """How much of the article was read, 0 to 1."""
        self.place_in_list = ""
        """Which article of the list this is: ``3 of 42``; empty when there is no list."""
        self.load(article_id, at)

    @property
    def view(self) -> View:
        """What is on the screen."""
        return self.raw or self.clean

    def load(self, article_id: str, at: str | None = None) -> None:
        """Read an article from the library and go where the reader was in it, or to paragraph ``at``."""
        library = self.session.library
        self.row = library.row(article_id)
        self.trouble = ""
        try:
            self.article = library.article(article_id)
        except PaperknifeError as error:
            self.article, self.trouble = Article(self.row.record, ()), str(error)
        listed = len(self.among) > 1 and article_id in self.among
        self.place_in_list = f"{self.among.index(article_id) + 1:,} of {len(self.among):,}" if listed else ""
        self.raw = None
        self.anchored = {}
        self.annotations = ()
        self.clean = View(self.article.blocks, worded=_worded)
        self.clean.measure = self._measure()
        self.read_marks(always=True)
        place = self.session.state.place(article_id)
        self._furthest = place.furthest if place else 0.0
        self._goal = self._spot(place), at

    def _spot(self, place: Place | None) -> Spot:
        library = self.session.library
        return spot_of(place, self.article, lambda number: library.revision(self.article.id, number))

    def _measure(self) -> int:
        chosen = self.session.state.setting(LINE_WIDTH, 0) or self.session.settings.width or MEASURE
        return min(max(chosen, NARROWEST), WIDEST)

    def read_marks(self, *, always: bool = False) -> None:
        """Read the annotations, tags and pins again, and lay them on the page where any has changed."""
        library = self.session.library
        annotations, tags, pinned = library.annotations(self.article.id), library.tags(), self.session.state.pinned
        if not always and (annotations, tags, pinned) == (self.annotations, self._tags, self.pinned):
            return
        self.annotations, self._tags, self.pinned = annotations, tags, pinned
        self.inks = tag_inks(tags)
        digits = {tag_key(tag): digit for digit, tag in pinned.items()}
        label = self.session.keymap.label
        creator, keys = self.session.settings.creator, ("reading.open-mark", "reading.note-article")
        self.clean.set_marks(self._make_marks(), MarginWords(self.inks, digits, creator, *map(label, keys)))

    def _make_marks(self) -> Marks:
        if not self.annotations:
            return Marks()
        from storage.anchoring import Finder

        finder = Finder(self.article)

        def find(target: Target) -> Found:
            found = self.anchored.get(target)
            if found is None:
                found = self.anchored[target] = finder.anchor(target)
            return found

        return make_marks(self.annotations, self.article.index, find, self.inks)


def _worded(block: Block) -> str:
    from storage.cleaning.reasons import word

    return word(block.reason) if block.reason else ""
