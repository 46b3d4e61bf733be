"""The hits of one query, worked out as far as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from storage.article import Article
from storage.errors import LibraryDamaged, NothingMatches
from storage.search.feeding import Feedable
from storage.search.hits import Hit
from storage.search.sought import Sought


class Answer(Iterator[Hit]):
    """The hits of one query, worked out as they are asked for: article by article, the best first."""

    def __init__(
        self,
        library: Feedable,
        sought: Sought,
        articles: Sequence[str],
        *,
        sure: bool = False,
        whole: bool = True,
        troubles: Sequence[str] = (),
    ) -> None:
        self.articles = tuple(articles)
        """The articles that are looked into, in this order."""
        self.sure = sure
        """Whether each of them has a hit, so that their number is that of the articles found."""
        self.whole = whole
        """Whether everything in the library was asked; False while the index is still being made."""
        self.troubles: list[str] = list(troubles)
        """One line for each article whose text could not be read, so far."""
        self.stopped: Callable[[], bool] = lambda: False
        """Asked before each article: whether nobody wants to know any more."""
        self._library = library
        self._sought = sought
        self._hits = self._all()

    def __next__(self) -> Hit:
        return next(self._hits)

    def _all(self) -> Iterator[Hit]:
        for id_ in self.articles:
            if self.stopped():
                return
            try:
                row = self._library.row(id_)
                if self._sought.may_hold(row):
                    marks = self._library.annotations(id_)
                    yield from self._sought.hits(row, partial(self._read, id_), marks, self._library)
            except NothingMatches:  # it was removed meanwhile
                continue

    def _read(self, article: str) -> Article | None:
        try:
            return self._library.article(article, keep=False)
        except LibraryDamaged as error:
            if str(error) not in self.troubles:
                self.troubles.append(str(error))
            return None
