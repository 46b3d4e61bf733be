"""Turns annotations into a W3C AnnotationCollection (JSON-LD) that needs nothing around it.

Shapes after the Web Annotation Data Model, W3C Recommendation of 23 February 2017. Nothing of our own stands inside:
a JSON-LD tool would drop in silence what the official context does not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from storage.annotation import Annotation, Scope, Target
from storage.article import ArticleRecord
from storage.bundle import Bundle
from storage.exchange.names import derived_urn, source_iri, urn

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LABEL = "Annotations made with paperknife"


def collection(bundle: Bundle) -> dict[str, object]:
    """Return the bundle's annotations as an AnnotationCollection with one embedded page, in the bundle's order.

    Its id is made of the annotations' ids. Every annotation's article must be in the bundle.
    """
    records = {article.id: article.record for article in bundle.articles}
    items = [annotation(each, records[each.target.article]) for each in bundle.annotations]
    ids = [each.id for each in bundle.annotations]
    return {
        "@context": CONTEXT,
        "id": derived_urn("collection", *ids),
        "type": "AnnotationCollection",
        "label": LABEL,
        "total": len(items),
        "first": {"id": derived_urn("page", *ids), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def annotation(made: Annotation, record: ArticleRecord) -> dict[str, object]:
    """Return one annotation of the article ``record`` as a W3C Annotation."""
    body = [*_note(made.note), *(_tag(tag) for tag in made.tags)]
    return {
        "id": urn(made.id),
        "type": "Annotation",
        "motivation": made.motivation.value,
        "creator": {"id": derived_urn("creator", made.creator), "type": "Person", "name": made.creator},
        "created": made.created,
        "modified": made.modified,
        **({"body": body} if body else {}),
        "target": _target(made.target, source_iri(record)),
    }


def _note(note: str) -> Sequence[dict[str, object]]:
    if not note:
        return ()
    return ({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note},)


def _tag(tag: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": "tagging", "value": tag}


def _target(target: Target, source: str) -> object:
    """The article's IRI alone where all of it is meant, else a resource with selectors, the cheapest first."""
    if target.scope is Scope.ARTICLE:
        return source
    selectors = [_place(target)]
    if target.exact:
        selectors.append(
            {"type": "TextQuoteSelector", "exact": target.exact, "prefix": target.prefix, "suffix": target.suffix}
        )
    selectors.append(_position(*target.position))
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _place(target: Target) -> dict[str, object]:
    first = _fragment(target.first)
    if target.scope is Scope.RANGE:
        return {"type": "RangeSelector", "startSelector": first, "endSelector": _fragment(target.last)}
    if target.start is not None and target.end is not None:
        return {**first, "refinedBy": _position(target.start, target.end)}
    return first


def _fragment(paragraph: str) -> dict[str, object]:
    return {"type": "FragmentSelector", "value": paragraph}


def _position(start: int, end: int) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}
