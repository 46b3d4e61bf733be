"""Reads the annotations of an export: W3C bodies, selectors and our own anchors back into targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.annotation import Annotation, Scope, Tag, Target, tag_key, tag_name
from storage.article import Article
from storage.errors import UsageError
from storage.exchange.checks import MOST, Value
from storage.exchange.names import source_iri


@dataclass(frozen=True, slots=True)
class Known:
    """What the annotations of a file refer to."""

    articles: Mapping[str, Article]
    """By id."""
    by_iri: Mapping[str, tuple[str, ...]]
    """Ids of the articles that have a source in common."""
    tags: frozenset[str]
    """The keys of the codebook's tags."""
    anchors: Mapping[str, Value]
    """By annotation id: what the W3C has no term for."""

    @classmethod
    def of(cls, articles: Iterable[Article], tags: Iterable[Tag], anchors: Value | None) -> Known:
        """Gather what was read of a file so far."""
        by_iri: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for article in articles:
            by_iri[source_iri(article.record)] += (article.id,)
        return cls(
            {article.id: article for article in articles},
            by_iri,
            frozenset(tag_key(tag.name) for tag in tags),
            {} if anchors is None else dict(anchors.entries()),
        )

    def article(self, anchor: Value | None, source: Value) -> Article:
        """Find the article that is meant: by the anchor, or by a source that only one article has."""
        if anchor is not None:
            meant = anchor["article"].uuid()
            if meant not in self.articles:
                anchor.refuse("names an article that is not in the file")
            return self.articles[meant]
        candidates = self.by_iri.get(source.line(), ())
        if len(candidates) != 1:
            source.refuse(
                f"is the source of {len(candidates)} articles of the file, and “anchors” does not say which"
            )
        return self.articles[candidates[0]]


def read_annotation(value: Value, known: Known) -> Annotation:
    """Return an annotation, or raise ExchangeError."""
    identifier = value["id"].uuid()
    tags, note = _bodies(value, known.tags)
    return Annotation(
        id=identifier,
        target=_target(value["target"], known, known.anchors.get(identifier)),
        tags=tags,
        note=note,
        creator=value["creator"]["name"].line(),
        created=value["created"].time(),
        modified=value["modified"].time(),
    )


def read_tag_name(value: Value) -> str:
    """Return a tag's name as the library keeps it, or raise ExchangeError."""
    try:
        return tag_name(value.line())
    except UsageError as error:
        value.refuse(f"is no tag: {error}")


def _bodies(value: Value, codebook: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """Read the tags, each of which must be in the codebook, and the note."""
    tags: dict[str, str] = {}
    notes = []
    for body in value.each_at("body"):
        purpose = body["purpose"].line()
        if purpose == "tagging":
            tag = read_tag_name(body["value"])
            if tag_key(tag) not in codebook:
                body.refuse(f"gives the tag “{tag}”, which is not in “tags”")
            tags.setdefault(tag_key(tag), tag)
        elif purpose == "commenting":
            notes.append(body["value"].text())
    if len(notes) > 1:
        value.refuse("has more than one note")
    return tuple(tags.values()), "".join(notes)


@dataclass(frozen=True, slots=True)
class _Marked:
    """The text that a target was marked in; of an earlier revision than the file's nothing is known."""

    article: Article
    revision: int

    @property
    def is_here(self) -> bool:
        """Whether the file holds the text that was marked."""
        return self.revision == self.article.record.revision

    @property
    def length(self) -> int:
        """How long the text may be at most."""
        return len(self.article.text) if self.is_here else MOST

    def fragment(self, value: Value) -> str:
        """Read a paragraph id."""
        paragraph = value["value"].paragraph()
        if self.is_here and paragraph not in self.article.index:
            value.refuse(f"marks {paragraph}, which is no block of its article")
        return paragraph

    def length_of(self, paragraph: str) -> int:
        """How long the text of a paragraph may be at most."""
        return len(self.article.blocks[self.article.index[paragraph]].text) if self.is_here else MOST

    def target(self, scope: Scope, first: str, last: str, start: int | None = None, end: int | None = None) -> Target:
        """Return a target in this text, without its evidence."""
        return Target(self.article.id, scope, first, last, start, end, revision=self.revision)


def _target(value: Value, known: Known, anchor: Value | None) -> Target:
    article = known.article(anchor, value if value.is_text else value["source"])
    marked = _Marked(article, article.record.revision if anchor is None else anchor["revision"].whole(1))
    if value.is_text:
        return marked.target(Scope.ARTICLE, "", "")
    selectors = {each["type"].line(): each for each in value["selector"].each()}
    position = selectors.get("TextPositionSelector")
    if position is None:
        value.refuse("lacks a TextPositionSelector")
    target = _with_quote(_place(value, selectors, marked), selectors.get("TextQuoteSelector"), anchor)
    return target._replace(position=position.stretch(marked.length))


def _place(value: Value, selectors: Mapping[str, Value], marked: _Marked) -> Target:
    """Read the paragraphs of a target, and of a span its characters."""
    if (ends := selectors.get("RangeSelector")) is not None:
        first, last = marked.fragment(ends["startSelector"]), marked.fragment(ends["endSelector"])
        if marked.is_here and marked.article.index[first] > marked.article.index[last]:
            ends.refuse("ends before it begins")
        return marked.target(Scope.RANGE, first, last)
    if (fragment := selectors.get("FragmentSelector")) is None:
        value.refuse("lacks a FragmentSelector or a RangeSelector")
    paragraph = marked.fragment(fragment)
    if (span := fragment.get("refinedBy")) is None:
        return marked.target(Scope.PARAGRAPH, paragraph, paragraph)
    return marked.target(Scope.SPAN, paragraph, paragraph, *span.stretch(marked.length_of(paragraph)))


def _with_quote(target: Target, quote: Value | None, anchor: Value | None) -> Target:
    """Add the quote and what stands around it, which the anchor holds of blocks without text."""
    around = anchor if quote is None else quote
    if around is None:
        return target
    return target._replace(
        exact="" if quote is None else quote["exact"].text(),
        prefix=around.text_at("prefix"),
        suffix=around.text_at("suffix"),
    )
