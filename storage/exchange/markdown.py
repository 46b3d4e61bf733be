"""Writes a bundle as Markdown for people: each article's quotes with their notes and tags, in text order.

Quotes, titles and names render literally: whatever CommonMark, its tables, or the mathematics of common dialects
could read as syntax is escaped. A note is Markdown already; it stands in a list item, which whatever it opens
(a code fence, an HTML comment) cannot leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.anchoring import Finder
from storage.annotation import AnchorStatus, Annotation, Scope
from storage.article import Article
from storage.bundle import Bundle
from storage.exchange.names import source_iri

_SYNTAX = re.compile(
    r"""
    [\\`*\[\]<|~$=#]                   # emphasis, code, links, HTML, tables, mathematics, tags of other programs
    | (?<![^\W_])_ | _(?![^\W_])       # an underscore that is not inside a word
    | &(?=[#A-Za-z0-9]+;)              # an entity
    | ^[>+:-]                          # at the beginning of a line: quote, list, rule, heading, table
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SPACE = re.compile(r"\s+")


def markdown(bundle: Bundle) -> str:
    """Return the bundle's annotated articles as Markdown; articles without annotations are left out."""
    made: dict[str, list[Annotation]] = {article.id: [] for article in bundle.articles}
    for annotation in bundle.annotations:
        made[annotation.target.article].append(annotation)
    parts = (_article(article, made[article.id]) for article in bundle.articles if made[article.id])
    return "\n".join(parts)


def escape(line: str) -> str:
    """Return one line of plain text as Markdown that renders as that text, white space around it aside."""
    return _NUMBERED.sub(r"\1\\\2", _SYNTAX.sub(r"\\\g<0>", line.strip()))


def quote(text: str) -> list[str]:
    """Return the lines of a block quote that renders as ``text``: its lines and paragraphs stay apart."""
    paragraphs = [part for part in _BLANK_LINES.split(text) if part.strip()]
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines:
            lines.append(">")
        lines += _with_breaks(f"> {escape(line)}" for line in paragraph.split("\n") if line.strip())
    return lines


def _with_breaks(lines: Iterable[str]) -> list[str]:
    """End every line but the last with a hard line break."""
    *before, last = lines
    return [*(f"{line}\\" for line in before), last]


def _article(article: Article, annotations: Iterable[Annotation]) -> str:
    record = article.record
    source = f"<{source_iri(record)}>" if record.url else ""
    said = [", ".join(record.authors), record.site, record.published]
    facts = [*(escape(fact) for fact in said if fact), *([source] if source else [])]
    lines = [f"# {escape(record.shown_title)}", ""]
    if facts:
        lines += [" · ".join(facts), ""]
    finder = Finder(article)
    for annotation in annotations:
        lines += [*_annotation(annotation, article, finder), ""]
    return "\n".join(lines)


def _annotation(made: Annotation, article: Article, finder: Finder) -> list[str]:
    """The place, the quote, the note and the tags, a blank line between them."""
    place = _place(made, article, finder)
    parts = [
        [place] if place else [],
        quote(made.target.exact),
        _note(made.note),
        [" ".join(f"#{escape(_SPACE.sub('-', tag))}" for tag in made.tags)] if made.tags else [],
    ]
    lines: list[str] = []
    for part in filter(None, parts):
        lines += [*([""] if lines else []), *part]
    return lines


def _place(made: Annotation, article: Article, finder: Finder) -> str:
    """The paragraphs as the reader counts them, such as ``¶ 3–5``; empty for the whole article."""
    if made.target.scope is Scope.ARTICLE:
        return ""
    found = finder.anchor(made.target)
    if found.status is AnchorStatus.ORPHAN:
        return "orphan: not found in the present text"
    first, last = (_called(article, paragraph) for paragraph in (found.first, found.last))
    place = first if first == last else f"{first}–{last.removeprefix('¶ ') if first.startswith('¶') else last}"
    return place if made.target.exact else f"{place} · {article.blocks[article.index[found.first]].kind.value}"


def _called(article: Article, paragraph: str) -> str:
    number = article.numbers.get(paragraph)
    if number is not None:
        return f"¶ {number}"
    return "title" if article.blocks[article.index[paragraph]].kept else "hidden"


def _note(note: str) -> list[str]:
    """A list item that begins with ``+``: with ``-`` a first line of dashes would make a rule of it."""
    first, *rest = note.strip().split("\n")
    return [f"+ {first}", *(f"  {line}".rstrip() for line in rest)] if first else []
