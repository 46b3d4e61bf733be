"""The words by which a reader picks articles and annotations: ``turkey "joint patrols" tag:war not tag:done``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.annotation import Annotation, tag_key
from storage.article import ArticleRow
from storage.errors import UsageError
from storage.text import fold, sanitise_line

_TERM = re.compile(r'(?P<field>\w+):"(?P<quoted_value>[^"]*)"|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<stray>")')
_TAG = "tag"


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
    written = found["word"] if found["word"] is not None else found["phrase"]
    if found["field"] is not None:
        field, value = found["field"].lower(), found["quoted_value"]
        if field != _TAG:
            return Term(fold(f"{found['field']}:{value}"), negated=negated)
        written = f"{_TAG}:{value}"
    is_tag = found["phrase"] is None and written.lower().startswith(f"{_TAG}:")
    if is_tag:
        name = written[len(_TAG) + 1 :].strip()
        if not name:
            raise UsageError("“tag:” needs a tag after it, as in tag:conflict")
        return Term(tag_key(name).rstrip("/"), is_tag=True, negated=negated)
    text = fold(written).strip()
    return Term(text, negated=negated) if text else None


def _said_of(row: ArticleRow) -> list[str]:
    record = row.record
    return [record.title, record.site, *record.authors]
