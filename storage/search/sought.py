"""A query as a search takes it: which passages, notes and tags of an article are hits. Pure.

A place is a hit when the query holds for what stands in it and what is said of its article (title, site, authors,
tags), and when it holds at least one of the words itself. An article is one where the query holds for what is said of
it alone. Words are those that stand in the texts; source, author, language, state, dates and what an article has are
compared as a list compares them. What the index says is only which articles are worth a look; this decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from storage.annotation import Annotation, tag_key
from storage.article import Article, ArticleRow
from storage.block import Block
from storage.query import Part, Query, Term
from storage.query.matching import Test, leaf_test
from storage.query.said import AnnotationKeeper, NoAnnotations, Said
from storage.query.tree import AllOf, AnyOf, Leaf, Node, Not, holds, leaves_of, pruned
from storage.search.hits import Field, Hit
from storage.search.matching import find_words, snippet
from storage.search.words import Words, spread, spread_all, words_of

_IN_WORDS = frozenset({Part.ANY, Part.TITLE, Part.NOTE, Part.TEXT})
"""What is looked for as words, with the index."""
_OF_ANNOTATIONS = frozenset({Part.TAG, Part.NOTE, Part.TEXT, Part.MARKED, Part.HAS})
"""What may hold for an annotation and not for its article, or the other way round."""

_HELD_BY_ANNOTATIONS = frozenset({"note", "tag", "mark", "orphan"})
"""What an article has when one of its annotations has it."""


@dataclass(frozen=True)
class Sought:
    """What is looked for."""

    root: Node | None
    words: Mapping[Term, Words] = field(repr=False)
    """The words of each term that has any."""
    tests: Mapping[Leaf, Test] = field(repr=False)
    """What tells whether a leaf without words holds."""

    @classmethod
    def of(cls, query: Query) -> Sought:
        """Return what a query asks for; terms that are nothing but punctuation ask for nothing."""
        words: dict[Term, Words] = {}
        tests: dict[Leaf, Test] = {}
        for leaf in query.leaves:
            if isinstance(leaf, Term) and leaf.part in _IN_WORDS | {Part.TAG}:
                tag = leaf.part is Part.TAG
                found = words_of(leaf.text if tag else leaf.written, whole=tag or leaf.quoted)
                if found is not None:
                    words[leaf] = found
            else:
                tests[leaf] = leaf_test(leaf)
        root = pruned(query.root, lambda leaf: leaf in words or leaf in tests or leaf.part is Part.TAG)
        return cls(root, words, tests)

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return self.root is not None

    @cached_property
    def asked(self) -> tuple[Leaf, ...]:
        """The leaves that are wanted: under no ``not``, or under two."""
        return tuple(leaf for leaf, wanted in leaves_of(self.root) if wanted)

    @property
    def is_one_word(self) -> bool:
        """Whether one word or phrase is all that is asked for: then an article that holds it has a hit."""
        return self.root in self.words and self.root is not None and self.asked[0].part is not Part.TAG

    def wanted(self, *parts: Part) -> list[Words]:
        """Return the words that may stand in one of ``parts``, those that may stand anywhere among them."""
        return [
            self.words[leaf]
            for leaf in self.asked
            if isinstance(leaf, Term) and leaf in self.words and (leaf.part is Part.ANY or leaf.part in parts)
        ]

    @cached_property
    def near(self) -> list[Words]:
        """The words that must all stand in a text for it to be among the best; none where there is a choice."""
        nodes = self.root.nodes if isinstance(self.root, AllOf) else (self.root,)
        terms = [node for node in nodes if isinstance(node, Term) and node.part in {Part.ANY, Part.TEXT}]
        return [self.words[term] for term in terms]

    def may_hold(self, row: ArticleRow) -> bool:
        """Whether what is known of an article without its text and annotations leaves room for a hit."""
        if not self.tests or self.root is None:
            return True
        return _may(self.root, Said(row, NoAnnotations()), self.tests) is not False

    def hits(
        self,
        row: ArticleRow,
        read: Callable[[], Article | None],
        annotations: Iterable[Annotation],
        keeper: AnnotationKeeper | None = None,
    ) -> Iterator[Hit]:
        """Yield the hits in one article: its title, the shown text in order, then notes and tags.

        ``read`` gives its text, None where that cannot be read: what is said of it and in it is found all the same.
        It is called only where the text is looked into. ``keeper`` is asked by queries for what an article's
        annotations are like.
        """
        if self.root is None:
            return
        look = _Look(self, row, keeper or NoAnnotations())
        if look.holds(look.about, look.keys):
            yield self._hit(row, Field.TITLE, row.record.shown_title, Part.TITLE)
        in_text = self.wanted(Part.TEXT)
        article = read() if in_text else None
        if article is not None:
            yield from self._in_text(look, article, in_text)
        for annotation in annotations:
            found = self._in_annotation(look, annotation)
            if found is not None:
                article = article or read()
                target = annotation.target
                text = annotation.note if found is Field.NOTE else ", ".join(annotation.tags)
                part = Part.NOTE if found is Field.NOTE else Part.TAG
                number = None if article is None else article.numbers.get(target.first)
                yield self._hit(row, found, text, part, target.first, number, annotation.id)

    def _in_text(self, look: _Look, article: Article, words: list[Words]) -> Iterator[Hit]:
        for block in shown_blocks(article):
            text = spread(block.text)
            if any(each.stand_in(text) for each in words) and look.holds({**look.about, Part.TEXT: text}, look.keys):
                yield self._hit(look.row, Field.TEXT, block.text, Part.TEXT, block.id, article.numbers[block.id])

    def _in_annotation(self, look: _Look, annotation: Annotation) -> Field | None:
        """Return where an annotation is hit: in its note, in its tags, or nowhere."""
        note, quote, names = spread(annotation.note), spread(annotation.target.exact), spread_tags(annotation.tags)
        keys = tuple(tag_key(tag) for tag in annotation.tags)
        said = look.said
        texts = {Part.TITLE: said.title, Part.ANY: f"{said.about}{names}", Part.NOTE: note, Part.TEXT: quote}
        if not look.holds(texts, keys, annotation):
            return None
        meant = any(
            leaf.part in _OF_ANNOTATIONS and leaf.part not in _IN_WORDS and look.leaf(leaf, texts, keys, annotation)
            for leaf in self.asked
        )
        if annotation.note:
            if any(words.stand_in(note) for words in self.wanted(Part.NOTE)):
                return Field.NOTE
            if not self.wanted(Part.NOTE, Part.TEXT) and (meant or not self.asked):
                return Field.NOTE
        return Field.TAG if meant or any(words.stand_in(names) for words in self.wanted()) else None

    def _hit(
        self,
        row: ArticleRow,
        where: Field,
        text: str,
        part: Part,
        paragraph: str = "",
        number: int | None = None,
        annotation: str = "",
    ) -> Hit:
        found = find_words(text, self.wanted(part))
        shown, matches = snippet(text, found)
        return Hit(row.id, row.record.shown_title, where, shown, matches, paragraph, number, annotation)


class _Look:
    """One article that is looked into."""

    def __init__(self, sought: Sought, row: ArticleRow, keeper: AnnotationKeeper) -> None:
        self.row = row
        self.said = SpreadSaid.of(row)
        self.about = self.said.with_tags
        """What counts for every passage of the article."""
        self.keys = tuple(tag_key(tag) for tag in row.tags)
        self._sought = sought
        self._keeper = keeper
        self._whole = Said(row, keeper)

    def holds(self, texts: Mapping[Part, str], keys: Iterable[str], annotation: Annotation | None = None) -> bool:
        """Whether the query holds for spread texts by part and tags by their keys."""
        root = self._sought.root
        return root is not None and holds(root, lambda leaf: self.leaf(leaf, texts, keys, annotation))

    def leaf(self, leaf: Leaf, texts: Mapping[Part, str], keys: Iterable[str], annotation: Annotation | None) -> bool:
        """Whether one leaf does."""
        if not isinstance(leaf, Term) or leaf in self._sought.tests:
            said = self._whole if annotation is None else Said(self.row, self._keeper, annotation)
            return self._sought.tests[leaf](said)
        if leaf.part is Part.TAG:
            return leaf.is_tag_of(keys)
        words = self._sought.words[leaf]
        parts = texts.values() if leaf.part is Part.ANY else (texts.get(leaf.part, ""),)
        return any(words.stand_in(text) for text in parts)


def _may(node: Node, said: Said, tests: Mapping[Leaf, Test]) -> bool | None:
    """Return whether a node holds, as far as it says nothing of texts and annotations; None where it does."""
    match node:
        case Not(inner):
            found = _may(inner, said, tests)
            return None if found is None else not found
        case AllOf(nodes) | AnyOf(nodes):
            settles = isinstance(node, AnyOf)
            each = [_may(inner, said, tests) for inner in nodes]
            return settles if settles in each else None if None in each else not settles
        case leaf:
            return _may_leaf(leaf, said, tests)


def _may_leaf(leaf: Leaf, said: Said, tests: Mapping[Leaf, Test]) -> bool | None:
    if isinstance(leaf, Term) and leaf.part is Part.HAS:
        has = said.has(leaf.text) if leaf.text != "orphan" else True
        return has if leaf.text not in _HELD_BY_ANNOTATIONS else None if has else False
    return tests[leaf](said) if leaf in tests and leaf.part not in _OF_ANNOTATIONS else None


@dataclass(frozen=True, slots=True)
class SpreadSaid:
    """What is said of an article, spread."""

    title: str
    about: str
    """Site and authors."""
    tags: str
    """Of the article and in it."""

    @classmethod
    def of(cls, row: ArticleRow) -> SpreadSaid:
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
