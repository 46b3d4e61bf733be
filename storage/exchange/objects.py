"""The JSON objects that commands print with ``--json``, field by field as ``docs/commands.schema.json`` has them.

A string that is not known is empty, never absent; null stands only where the schema says what it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from storage.anchoring import Finder
from storage.annotation import AnchorStatus, Annotation, Scope
from storage.article import Article, ArticleRow, CleanedArticle
from storage.block import Block, Reason
from storage.cleaning.reasons import word
from storage.exchange.rules import rule_object
from storage.page import numbers
from storage.rule import Rule


def article_object(row: ArticleRow) -> dict[str, object]:
    """Return what ``list --json`` prints of an article."""
    record = row.record
    return {
        "id": record.id,
        "title": record.title,
        "authors": list(record.authors),
        "site": record.site,
        "published": record.published,
        "language": record.language,
        "added": record.added,
        "state": record.state.value,
        "words": record.words,
        "paragraph_count": record.paragraph_count,
        "annotation_count": row.annotation_count,
        "tags": list(row.tags),
    }


def show_object(article: Article, row: ArticleRow) -> dict[str, object]:
    """Return what ``show --json`` prints: the article's row and all its blocks, the reader's flips applied."""
    return {**article_object(row), "blocks": _blocks(article.blocks)}


def clean_object(path: str, cleaned: CleanedArticle) -> dict[str, object]:
    """Return what ``clean --json`` prints of the bytes that came from ``path``."""
    return {
        "path": path,
        "title": cleaned.title,
        "authors": list(cleaned.authors),
        "site": cleaned.site,
        "published": cleaned.published,
        "language": cleaned.language,
        "blocks": _blocks(cleaned.blocks),
    }


def note_object(made: Annotation, article: Article, finder: Finder | None = None) -> dict[str, object]:
    """Return what ``notes --json`` prints of an annotation, and one line of the format jsonl.

    ``first`` to ``end`` say where the passage is now, of an orphan where it was. A ``finder`` of the article saves
    work where many of its annotations are printed.
    """
    target = made.target
    found = (finder or Finder(article)).anchor(target)
    lost = found.status is AnchorStatus.ORPHAN
    whole = target.scope is Scope.ARTICLE
    return {
        "id": made.id,
        "article": target.article,
        "title": article.record.title,
        "scope": target.scope.value,
        "first": None if whole else target.first if lost else found.first,
        "last": None if whole else target.last if lost else found.last,
        "start": target.start if lost else found.start,
        "end": target.end if lost else found.end,
        "status": found.status.value,
        "quote": target.exact,
        "note": made.note,
        "tags": list(made.tags),
        "creator": made.creator,
        "created": made.created,
        "modified": made.modified,
    }


def rule_told(rule: Rule) -> dict[str, object]:
    """Return what ``rules --json`` prints of a rule."""
    return {**rule_object(rule), "id": rule.id}


def _blocks(blocks: Sequence[Block]) -> list[dict[str, object]]:
    numbered = numbers(blocks)
    return [
        {
            "number": numbered.get(block.id),
            "id": block.id,
            "kind": block.kind.value,
            "role": block.role.value,
            "kept": block.kept,
            "reason": _reason(block.reason),
            "text": block.text,
        }
        for block in blocks
    ]


def _reason(reason: Reason | None) -> dict[str, object] | None:
    if reason is None:
        return None
    return {"code": reason.cue, "arguments": list(reason.evidence), "text": word(reason)}
