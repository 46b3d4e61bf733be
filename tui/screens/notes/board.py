"""What a list of notes is made of: the annotations that were read, which of them match, where they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from storage.annotation import Annotation
from storage.article import ArticleRow
from storage.errors import PaperknifeError
from storage.library import Library
from storage.query import parse_query
from tui.lists.note_rows import Placed, places_in

_LONG = 20_000
"""Words of an article that is never read before a picture."""


class NoteBoard:
    """Follows the library change by change: after each only the articles that it touched are looked at again."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seen = -1
        self._picks: Callable[[ArticleRow, Annotation], bool] | None = None
        self.rows: Sequence[ArticleRow] = ()
        """The articles that have annotations, or had some lately, in the order added."""
        self.row_of: Mapping[str, ArticleRow] = {}
        self.marks: dict[str, tuple[Annotation, ...]] = {}
        """Article → its annotations in the order of the text; those that were read."""
        self.matching: dict[str, tuple[Annotation, ...]] = self.marks
        """Likewise those that match; the very same while everything does."""
        self.version = 0
        """Counted up whenever what matches may be something else."""
        self.places: dict[str, Placed] = {}
        """Annotation → where it is, as far as that was looked at."""

    # what there is

    def follow(self) -> frozenset[str] | None:
        """Take in what has changed since the last call; return the articles touched, None when it is everything."""
        library = self._library
        touched = library.touched_after(self._seen) if self._seen >= 0 else None
        self._seen = library.sequence
        self.version += 1
        self.rows = tuple(library.annotated())
        self.row_of = {row.id: row for row in self.rows}
        if touched is None:
            self.marks.clear()
            self.matching = {} if self._picks else self.marks
        for article in touched or ():
            self._read(article)
        return touched

    @property
    def total(self) -> int:
        """How many annotations the library holds."""
        return sum(row.annotation_count for row in self.rows)

    @property
    def read(self) -> int:
        """How many of them were read."""
        return sum(map(len, self.marks.values()))

    @property
    def found(self) -> int:
        """How many of them match, as far as that was looked for."""
        return sum(map(len, self.matching.values()))

    @property
    def unread(self) -> int:
        """How many of them were not read yet."""
        return sum(row.annotation_count for row in self.rows if row.id not in self.marks)

    def gather(self) -> Iterator[None]:
        """Read the annotations of one article after the other."""
        for row in self.rows:
            if row.annotation_count and row.id not in self.marks:
                self._read(row.id)
                yield

    def _read(self, article: str) -> None:
        row = self.row_of.get(article)
        if row is None or not row.annotation_count:
            self.marks.pop(article, None)
        else:
            self.marks[article] = self._in_order(self._library.annotations(article))
        self._match(article)

    # which of it matches

    def narrow(self, text: str) -> None:
        """Say which annotations match from now on; :meth:`match` looks for them."""
        self.version += 1
        query = parse_query(text)
        self._picks = self._library.picks_marks(query) if query else None
        self.matching = {} if self._picks else self.marks

    def match(self) -> Iterator[None]:
        """Look for the annotations that match, in one article after the other."""
        if self._picks is not None:
            for row in self.rows:
                if row.id in self.marks:
                    self._match(row.id)
                    yield

    def _match(self, article: str) -> None:
        self.version += 1
        picks = self._picks
        if picks is None:
            return
        row, marks = self.row_of.get(article), self.marks.get(article, ())
        kept = tuple(mark for mark in marks if picks(row, mark)) if row is not None else ()
        if kept:
            self.matching[article] = kept
        else:
            self.matching.pop(article, None)

    # where it is

    def place(self, articles: Collection[str]) -> dict[str, Placed]:
        """Return where the annotations of articles are, by their ids; reads texts, in any thread."""
        found: dict[str, Placed] = {}
        for article in articles:
            marks = self._library.annotations(article)
            try:
                found |= places_in(self._library.article(article, keep=False), marks)
            except PaperknifeError:
                # Its text is gone or damaged: what was written about it is shown all the same.
                found |= {mark.id: Placed("lost", lost=True) for mark in marks}
        return found

    def located(self, places: Mapping[str, Placed], articles: Collection[str]) -> bool:
        """Take in where the annotations of ``articles`` are; return whether that changes what is listed or how."""
        self.places.update(places)
        changed = False
        for article in articles:
            before = self.matching.get(article)
            if article in self.marks:
                self.marks[article] = self._in_order(self.marks[article])
            self._match(article)
            changed = changed or self.matching.get(article) != before
        return changed

    def short(self, articles: Iterable[str]) -> list[str]:
        """Return those of ``articles`` that are read in a moment."""
        rows = (self.row_of.get(article) for article in articles)
        return [row.id for row in rows if row is not None and row.record.words < _LONG]

    def _in_order(self, marks: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
        """Return the annotations of an article in the order of its present text, as far as that is known."""
        places = self.places
        if not marks or any(mark.id not in places for mark in marks):
            return marks
        ordered = sorted(marks, key=lambda mark: (places[mark.id].lost, places[mark.id].order))
        return marks if all(map(_same, ordered, marks)) else tuple(ordered)


def _same(one: Annotation, other: Annotation) -> bool:
    return one is other
