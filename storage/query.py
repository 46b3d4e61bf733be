"""The words by which a reader picks articles and annotations: ``turkey "joint patrols" tag:war not tag:done``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.annotation import Annotation, tag_key
from storage.article import ArticleRow
from storage.errors import UsageError
from storage.text import fold, sanitise_line

_TERM = re.compile(r'(?P<tag>(?i:tag):"[^"]*"|(?i:tag):[^\s"]*)|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<stray>")')


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase to be found, or one tag."""

    text: str
    """Folded; for a tag its key."""
    is_tag: bool = False
    negated: bool = False

    def matches(self, text: str, tags: tuple[str, ...]) -> bool:
        """Whether the term holds for a folded text and for tag keys."""
        if self.is_tag:
            found = any(tag == self.text or tag.startswith(self.text + "/") for tag in tags)
        else:
            found = self.text in text
        return found != self.negated


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        """Whether it asks for anything at all."""
        return bool(self.terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words and phrases that must be found: what a hit shows."""
        return tuple(term.text for term in self.terms if not term.is_tag and not term.negated)

    def matches(self, text: str, tags: tuple[str, ...]) -> bool:
        """Whether all terms hold for a text as it was written and for the names of tags."""
        folded, keys = fold(text), tuple(tag_key(tag) for tag in tags)
        return all(term.matches(folded, keys) for term in self.terms)

    def holds_word(self, text: str) -> bool:
        """Whether one of the words at least is in a text."""
        folded = fold(text)
        return any(word in folded for word in self.words)

    def asks_for_one_of(self, tags: tuple[str, ...]) -> bool:
        """Whether one of ``tags`` is a tag that is asked for, or has one of the words in its name."""
        asked = [term for term in self.terms if term.is_tag and not term.negated]
        keys = tuple(tag_key(tag) for tag in tags)
        return any(term.matches("", keys) for term in asked) or any(self.holds_word(tag) for tag in tags)

    def matches_article(self, row: ArticleRow, *texts: str) -> bool:
        """Whether an article matches by its title, site, authors, tags (any in it), or by ``texts``."""
        return self.matches("\n".join([*_said_of(row), *row.tags, *texts]), row.tags)

    def matches_annotation(self, row: ArticleRow, annotation: Annotation) -> bool:
        """Whether an annotation matches by its tags, note and quote, or by its article's title, site, authors."""
        text = [*_said_of(row), *annotation.tags, annotation.note, annotation.target.exact]
        return self.matches("\n".join(text), annotation.tags)


def parse_query(text: str) -> Query:
    """Read a query. Words and quoted phrases count without case and accents; ``tag:a`` takes in ``a/b``.

    Raises:
        UsageError: a quote is left open, or ``tag:`` or ``not`` stands with nothing after it.
    """
    terms: list[Term] = []
    negated = False
    for found in _TERM.finditer(sanitise_line(text)):
        if found["stray"]:
            raise UsageError('a query has a " too many; put it on both sides of a phrase')
        if found["word"] is not None and found["word"].lower() == "not":
            negated = not negated
            continue
        term = _term(found, negated)
        negated = False
        if term is not None:
            terms.append(term)
    if negated:
        raise UsageError("“not” needs a word or a tag after it")
    return Query(tuple(terms))


def _term(found: re.Match[str], negated: bool) -> Term | None:
    if found["tag"] is not None:
        key = tag_key(found["tag"][len("tag:") :].strip('" ')).rstrip("/")
        if not key:
            raise UsageError("“tag:” needs a tag after it, as in tag:conflict")
        return Term(key, is_tag=True, negated=negated)
    text = fold(found["word"] or found["phrase"]).strip()
    return Term(text, negated=negated) if text else None


def _said_of(row: ArticleRow) -> list[str]:
    record = row.record
    return [record.shown_title, record.site, *record.authors]
