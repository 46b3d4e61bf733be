"""A query as a search takes it: which passages, notes and tags of an article are hits. Pure.

A place is a hit when it holds at least one of the words, and the other words stand in it or in what is said of its
article: title, site, authors, tags. What the index says is only which articles are worth a look; this decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from storage.annotation import Annotation, tag_key
from storage.article import Article, ArticleRow, Block
from storage.query import Part, Query, Term
from storage.search.hits import Field, Hit
from storage.search.matching import find_words, snippet
from storage.search.words import Words, spread, spread_all, words_of


@dataclass(frozen=True, slots=True)
class Want:
    """One term of a query: words, or a tag."""

    words: Words | None
    """None for a tag whose name has no word in it."""
    part: Part
    negated: bool
    term: Term

    def holds(self, said: Mapping[Part, str], tags: Iterable[str]) -> bool:
        """Whether what is asked for is (or, negated, is not) in spread texts by part, or in tags by their keys."""
        if self.part is Part.TAG:
            return self.term.is_tag_of(tags) != self.negated
        return (
            self.stands_in(*(said.values() if self.part is Part.ANY else (said.get(self.part, ""),))) != self.negated
        )

    def stands_in(self, *spread_texts: str) -> bool:
        """Whether the words are in one of ``spread_texts``."""
        return self.words is not None and any(self.words.stand_in(text) for text in spread_texts)


@dataclass(frozen=True)
class Sought:
    """What is looked for: everything in :attr:`wants` must hold."""

    wants: tuple[Want, ...]

    @classmethod
    def of(cls, query: Query) -> Sought:
        """Return what a query asks for; terms that are nothing but punctuation ask for nothing."""
        return cls(tuple(want for term in query.terms if (want := _want(term)) is not None))

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.wants)

    @cached_property
    def asked(self) -> tuple[Want, ...]:
        """The terms that are not negated."""
        return tuple(want for want in self.wants if not want.negated)

    @property
    def is_one_word(self) -> bool:
        """Whether one word or phrase is all that is asked for: then an article that holds it has a hit."""
        return len(self.wants) == len(self.asked) == 1 and self.wants[0].part is not Part.TAG

    def words(self, *parts: Part) -> list[Want]:
        """Return the words that may stand in one of ``parts``, those that may stand anywhere among them."""
        return [want for want in self.asked if want.part is Part.ANY or want.part in parts]

    def hits(self, row: ArticleRow, article: Article | None, annotations: Iterable[Annotation]) -> Iterator[Hit]:
        """Yield the hits in one article: its title, the shown text in order, then notes and tags.

        ``article`` is None where its text cannot be read: what is said of it and in it is found all the same.
        """
        if not self.wants:
            return
        said = Said.of(row)
        keys = tuple(tag_key(tag) for tag in row.tags)
        if all(want.holds(said.with_tags, keys) for want in self.wants):
            yield self._hit(row, Field.TITLE, row.record.shown_title, Part.TITLE)
        if article is not None:
            yield from self._in_text(row, article, said, keys)
        numbers = {} if article is None else article.numbers
        for annotation in annotations:
            found = self._in_annotation(annotation, said)
            if found is not None:
                target = annotation.target
                text = annotation.note if found is Field.NOTE else ", ".join(annotation.tags)
                part = Part.NOTE if found is Field.NOTE else Part.TAG
                number = numbers.get(target.first)
                yield self._hit(row, found, text, part, target.first, number, annotation.id)

    def _in_text(self, row: ArticleRow, article: Article, said: Said, keys: tuple[str, ...]) -> Iterator[Hit]:
        words = self.words(Part.TEXT)
        for block in shown_blocks(article) if words else ():
            text = spread(block.text)
            if any(want.stands_in(text) for want in words):
                texts = {**said.with_tags, Part.TEXT: text}
                if all(want.holds(texts, keys) for want in self.wants):
                    yield self._hit(row, Field.TEXT, block.text, Part.TEXT, block.id, article.numbers[block.id])

    def _in_annotation(self, annotation: Annotation, said: Said) -> Field | None:
        """Return where an annotation is hit: in its note, in its tags, or nowhere."""
        note, quote = spread(annotation.note), spread(annotation.target.exact)
        names = spread_tags(annotation.tags)
        keys = tuple(tag_key(tag) for tag in annotation.tags)
        texts = {Part.TITLE: said.title, Part.ANY: f"{said.about}{names}", Part.NOTE: note, Part.TEXT: quote}
        if not all(want.holds(texts, keys) for want in self.wants):
            return None
        tagged = any(want.part is Part.TAG and want.term.is_tag_of(keys) for want in self.asked)
        words = self.words(Part.NOTE, Part.TEXT)
        if annotation.note:
            if any(want.stands_in(note) for want in self.words(Part.NOTE)):
                return Field.NOTE
            if not words and (tagged or not self.asked):
                return Field.NOTE
        return Field.TAG if tagged or any(want.stands_in(names) for want in self.words()) else None

    def _hit(
        self,
        row: ArticleRow,
        field: Field,
        text: str,
        part: Part,
        paragraph: str = "",
        number: int | None = None,
        annotation: str = "",
    ) -> Hit:
        found = find_words(text, [want.words for want in self.words(part) if want.words is not None])
        shown, matches = snippet(text, found)
        return Hit(row.id, row.record.shown_title, field, shown, matches, paragraph, number, annotation)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an article, spread."""

    title: str
    about: str
    """Site and authors."""
    tags: str
    """Of the article and in it."""

    @classmethod
    def of(cls, row: ArticleRow) -> Said:
        """Return what is said of the article of a row."""
        record = row.record
        return cls(spread(record.shown_title), spread_all([record.site, *record.authors]), spread_tags(row.tags))

    @property
    def with_tags(self) -> dict[Part, str]:
        """What counts for every passage of the article."""
        return {Part.TITLE: self.title, Part.ANY: f"{self.about}{self.tags}"}


def spread_tags(names: Iterable[str]) -> str:
    """Return the names of tags, spread as they are compared."""
    return spread_all(tag_key(name) for name in names)


def shown_blocks(article: Article) -> Iterator[Block]:
    """Yield the paragraphs that a search looks into: those with a number."""
    return (block for block in article.blocks if block.id in article.numbers)


def _want(term: Term) -> Want | None:
    if term.part is Part.TAG:
        return Want(words_of(term.text, whole=True), term.part, term.negated, term)
    words = words_of(term.written, whole=term.quoted)
    return None if words is None else Want(words, term.part, term.negated, term)
