"""Writes a bundle as the JSON of ``docs/export.schema.json``, from which an import restores all of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from storage.anchoring import Finder
from storage.annotation import Annotation, Tag
from storage.article import Article, Flip
from storage.block import Block, Inline, Reason
from storage.bundle import Bundle
from storage.exchange.names import LIBRARY_FORMAT, source_iri, urn
from storage.exchange.rules import rule_object
from storage.exchange.webannotation import collection

VERSION = "1.0"
"""Of an export without rules: what a reader of this version needs to know of it."""
_WITH_RULES = "1.1"


def envelope(bundle: Bundle, *, exported: datetime, version: str) -> dict[str, object]:
    """Return the whole export as plain values, keys in their order.

    The same bundle gives the same values but for ``exported`` (aware; written in UTC to the second).
    """
    annotated = {made.target.article for made in bundle.annotations}
    finders = {article.id: Finder(article) for article in bundle.articles if article.id in annotated}
    return {
        "format": LIBRARY_FORMAT,
        "version": _WITH_RULES if bundle.rules else VERSION,
        "generator": {"name": "paperknife", "version": version},
        "exported": exported.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "scope": {"complete": bundle.complete},
        "articles": [_article(article) for article in bundle.articles],
        "tags": [_tag(tag) for tag in bundle.tags],
        **_present({"rules": [rule_object(rule) for rule in bundle.rules]}),
        "annotations": collection(bundle),
        "anchors": {urn(made.id): _anchor(made, finders[made.target.article]) for made in bundle.annotations},
    }


def _article(article: Article) -> dict[str, object]:
    record = article.record
    said = {
        "authors": list(record.authors),
        "site": record.site,
        "published": record.published,
        "language": record.language,
        "url": record.url,
    }
    flips = [_flip(flip) for flip in article.flips if flip.paragraph in article.index]  # others are of former texts
    return {
        "id": urn(record.id),
        "iri": source_iri(record),
        "title": record.title,
        **_present(said),
        "media_type": record.media_type,
        "origin": record.origin,
        "added": record.added,
        "state": record.state.value,
        "revision": record.revision,
        **({"cleaner": record.cleaner} if record.cleaner else {}),
        "source_sha256": record.source_sha256,
        "texts_sha256": record.texts_sha256,
        "words": record.words,
        "paragraph_count": record.paragraph_count,
        "blocks": [_block(block) for block in article.cleaned],
        **_present({"flips": flips}),
    }


def _block(block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "kind": block.kind.value,
        "role": block.role.value,
        "kept": block.kept,
        "text": block.text,
        **_present(
            {
                "reason": reason(block.reason),
                "inlines": [_inline(inline) for inline in block.inlines],
                "depth": block.depth,
                "marker": block.marker,
            }
        ),
    }


def reason(given: Reason | None) -> dict[str, object] | None:
    """Return a reason as its code and the arguments of its words."""
    return None if given is None else {"code": given.cue, "arguments": list(given.evidence)}


def _inline(inline: Inline) -> dict[str, object]:
    return {"start": inline.start, "end": inline.end, "style": inline.style.value, **_present({"url": inline.url})}


def _flip(flip: Flip) -> dict[str, object]:
    return {"paragraph": flip.paragraph, "kept": flip.kept, "created": flip.created}


def _tag(tag: Tag) -> dict[str, object]:
    said = {"description": tag.description, "color": tag.color}
    return {"id": urn(tag.id), "name": tag.name, "created": tag.created, **_present(said)}


def _anchor(made: Annotation, finder: Finder) -> dict[str, object]:
    """What the W3C has no term for: the article that is meant, the revision that was marked, where it is now."""
    target = made.target
    found = finder.anchor(target)
    unquoted = {} if target.exact else {"prefix": target.prefix, "suffix": target.suffix}
    return {
        "article": urn(target.article),
        "revision": target.revision,
        "status": found.status.value,
        **_present({"paragraphs": _ends(found.first, found.last)}),
        **({} if found.start is None else {"start": found.start, "end": found.end}),
        **_present(unquoted),
    }


def _ends(first: str, last: str) -> list[str]:
    return list(dict.fromkeys(paragraph for paragraph in (first, last) if paragraph))


def _present(values: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is empty: an absent key says the same in fewer words."""
    return {key: value for key, value in values.items() if value}
