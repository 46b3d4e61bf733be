"""The words by which a reader picks articles and annotations: ``turkey "joint patrols" tag:war not title:draft``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.annotation import Annotation, tag_key
from storage.article import ArticleRow
from storage.errors import UsageError
from storage.text import fold, sanitise_line

_TERM = re.compile(
    r'(?:(?P<field>(?i:tag|title|note|text)):(?P<said>"[^"]*"|[^\s"]*))|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<stray>")'
)


class Part(StrEnum):
    """What of an article or an annotation a term is looked for in."""

    ANY = ""
    TITLE = "title"
    NOTE = "note"
    TEXT = "text"
    TAG = "tag"


_NEEDS = {
    Part.TAG: "“tag:” needs a tag after it, as in tag:conflict",
    Part.TITLE: "“title:” needs a word after it, as in title:peace",
    Part.NOTE: "“note:” needs a word after it, as in note:compare",
    Part.TEXT: "“text:” needs a word after it, as in text:border",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase to be found, or one tag."""

    text: str
    """Folded; for a tag its key."""
    written: str = ""
    """As it was typed, without quotes."""
    part: Part = Part.ANY
    negated: bool = False
    quoted: bool = False
    """Whether it stood in quotes: a full-text search takes its words as whole ones."""

    def is_tag_of(self, tags: Iterable[str]) -> bool:
        """Whether one of ``tags``, by their keys, is this tag or is nested in it."""
        return any(tag == self.text or tag.startswith(self.text + "/") for tag in tags)


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        """Whether it asks for anything at all."""
        return bool(self.terms)

    def matches_article(self, row: ArticleRow) -> bool:
        """Whether an article matches by its title, site, authors, or tags (any in it)."""
        record = row.record
        said = {Part.TITLE: record.shown_title, Part.ANY: "\n".join([record.site, *record.authors, *row.tags])}
        return self._matches(said, row.tags)

    def matches_annotation(self, row: ArticleRow, annotation: Annotation) -> bool:
        """Whether an annotation matches by its tags, note and quote, or by its article's title, site, authors."""
        record = row.record
        said = {
            Part.TITLE: record.shown_title,
            Part.NOTE: annotation.note,
            Part.TEXT: annotation.target.exact,
            Part.ANY: "\n".join([record.site, *record.authors, *annotation.tags]),
        }
        return self._matches(said, annotation.tags)

    def _matches(self, said: Mapping[Part, str], tags: tuple[str, ...]) -> bool:
        """Whether all terms hold for what is said, as it was written, and for the names of tags."""
        folded = {part: fold(text) for part, text in said.items()}
        folded[Part.ANY] = "\n".join(folded.values())
        keys = tuple(tag_key(tag) for tag in tags)
        return all(
            (term.is_tag_of(keys) if term.part is Part.TAG else term.text in folded.get(term.part, ""))
            != term.negated
            for term in self.terms
        )


def parse_query(text: str) -> Query:
    """Read a query. Words and quoted phrases count without case and accents; ``tag:a`` takes in ``a/b``.

    ``title:``, ``note:`` and ``text:`` before a word or a phrase say where it must stand.

    Raises:
        UsageError: a quote is left open, or ``tag:``, another of these or ``not`` stands with nothing after it.
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
    part = Part((found["field"] or "").lower())
    written = found["said"] or found["word"] or found["phrase"] or ""
    quoted = written.startswith('"') or found["phrase"] is not None
    written = written.strip('" ')
    text = tag_key(written).rstrip("/") if part is Part.TAG else fold(written).strip()
    if not text and part is not Part.ANY:
        raise UsageError(_NEEDS[part])
    return Term(text, written, part, negated, quoted) if text else None
