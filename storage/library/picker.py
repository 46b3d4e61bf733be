"""What of a library a query asks for: articles, annotations, and what is to be exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from storage.annotation import Annotation
from storage.article import ArticleRecord, ArticleRow
from storage.errors import LibraryDamaged
from storage.library.engine.store import Store
from storage.library.reader import LibraryReader

if TYPE_CHECKING:
    from storage.bundle import Bundle
    from storage.query import Query
    from storage.query.said import Sayings


class LibraryPicker(LibraryReader):
    """Picks by queries; what they are compared with is worked out once."""

    def __init__(self, store: Store, creator: str) -> None:
        super().__init__(store, creator)
        self._sayings: Sayings | None = None
        self._lost: dict[str, tuple[Sequence[Annotation], ArticleRecord, frozenset[str]]] = {}

    def picks(self, query: Query) -> Callable[[ArticleRow], bool]:
        """Return what tells whether ``query`` asks for an article.

        What an article says is kept, for a list that is narrowed with each letter.
        """
        from storage.query.matching import picks

        test, said = picks(query), self._said.of
        return lambda row: test(said(row))

    def get_ready(self) -> Iterator[None]:
        """Fold what every article says, a few at each step, so that the first letter of a filter need not."""
        said = self._said.of
        rows = self.listed()
        for start in range(0, len(rows), 20):
            for row in rows[start : start + 20]:
                said(row).words  # noqa: B018  it is kept when it is asked for
            yield

    def picks_marks(self, query: Query) -> Callable[[ArticleRow, Annotation], bool]:
        """Return what tells whether ``query`` asks for an annotation of an article."""
        from storage.query.matching import picks

        test, said = picks(query), self._said.of_annotation
        return lambda row, mark: test(said(row, mark))

    @property
    def _said(self) -> Sayings:
        if self._sayings is None:
            from storage.query.said import Sayings

            self._sayings = Sayings(self)
        return self._sayings

    def lost(self, article: str) -> frozenset[str]:
        """Return the ids of the annotations of an article whose passage is no longer in its text.

        Its text is read only where one of them was made on another revision, and then once.

        Raises:
            NothingMatches: the article is not in the library.
        """
        record, marks = self.row(article).record, self.annotations(article)
        if all(mark.target.revision == record.revision for mark in marks):
            return frozenset()
        held = self._lost.get(article)
        if held is None or held[0] is not marks or held[1] != record:
            held = self._lost[article] = (marks, record, self._look_for(article, marks))
        return held[2]

    def _look_for(self, article: str, marks: Sequence[Annotation]) -> frozenset[str]:
        from storage.anchoring import lost_in

        try:
            return lost_in(self.article(article, keep=False), marks)
        except LibraryDamaged:  # in a text that cannot be read nothing is found
            return frozenset(mark.id for mark in marks if mark.target.first)

    def matching(
        self, query: Query | None = None, articles: Sequence[str] | None = None
    ) -> tuple[tuple[ArticleRow, ...], tuple[Annotation, ...]]:
        """Return what ``query`` matches within ``articles``: the whole library when both are None.

        These are the annotations that match, and the articles that match or hold such an annotation. No text is read,
        unless the query asks for annotations that have lost theirs.

        Raises:
            NothingMatches: one of ``articles`` is not in the library.
        """
        rows = self.rows() if articles is None else tuple(self.row(article) for article in articles)
        if query is None:
            return rows, tuple(mark for row in rows for mark in self.annotations(row.id))
        picks, picks_mark = self.picks(query), self.picks_marks(query)
        found: list[ArticleRow] = []
        annotations: list[Annotation] = []
        for row in rows:
            marks = [mark for mark in self.annotations(row.id) if picks_mark(row, mark)]
            annotations += marks
            if marks or picks(row):
                found.append(row)
        return tuple(found), tuple(annotations)

    def bundle(self, query: Query | None = None, articles: Sequence[str] | None = None) -> Bundle:
        """Return what is to be exported: what :meth:`matching` finds, with its texts and tags.

        An article whose text is gone or damaged is left out with what is marked in it, and said.

        Raises:
            NothingMatches: one of ``articles`` is not in the library.
        """
        from storage.library.bundling import bundle_of

        return bundle_of(self, query, articles)
