"""Between the values that the program works with and the documents that the library file holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from storage.annotation import Annotation, Scope, Tag, Target
from storage.article import ArticleRecord, Flip, FormerRevision, State
from storage.errors import LibraryDamaged
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, RULES, TAGS, Document

if TYPE_CHECKING:
    from storage.rule import Rule

_STATES = {state.value: state for state in State}
_said: Callable[[Document], tuple[str, ...]] = itemgetter(
    "site", "published", "language", "url", "media_type", "origin", "added", "source_sha256", "texts_sha256"
)
"""The fields of an article that are text, in the order of :class:`ArticleRecord`: thousands are read at a start."""


def now() -> str:
    """Return the present moment as :func:`rfc3339` writes it."""
    return rfc3339(datetime.now(UTC))


def rfc3339(moment: datetime) -> str:
    """Return a moment in RFC 3339, UTC, to the millisecond: ``2026-11-22T16:02:01.000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """Return an id that nothing has: a uuid4."""
    import uuid  # 5 ms that a run which only reads does not need

    return str(uuid.uuid4())


def article_document(record: ArticleRecord) -> Document:
    """Return the document of an article."""
    return {
        "id": record.id,
        "title": record.title,
        "authors": list(record.authors),
        "site": record.site,
        "published": record.published,
        "language": record.language,
        "url": record.url,
        "media_type": record.media_type,
        "origin": record.origin,
        "added": record.added,
        "source_sha256": record.source_sha256,
        "texts_sha256": record.texts_sha256,
        "words": record.words,
        "paragraph_count": record.paragraph_count,
        "state": record.state.value,
        "revision": record.revision,
        "cleaner": record.cleaner,
        **({"former": [_former_document(former) for former in record.former]} if record.former else {}),
    }


def read_article(document: Document) -> ArticleRecord:
    """Return the article that a document holds.

    Raises:
        LibraryDamaged: a field is missing or is not what it should be.
    """
    try:
        state = document["state"]
        site, published, language, url, media_type, origin, added, source_sha256, texts_sha256 = _said(document)
        return ArticleRecord(
            document["id"],
            document["title"],
            tuple(document["authors"]),
            site,
            published,
            language,
            url,
            media_type,
            origin,
            added,
            source_sha256,
            texts_sha256,
            int(document["words"]),
            int(document["paragraph_count"]),
            _STATES.get(state) or State(state),
            int(document["revision"]),
            tuple(map(_read_former, document["former"])) if "former" in document else (),
            int(document.get("cleaner", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged("article", document, error) from error


def _former_document(former: FormerRevision) -> Document:
    return {
        "number": former.number,
        "source_sha256": former.source_sha256,
        "texts_sha256": former.texts_sha256,
    }


def _read_former(document: Document) -> FormerRevision:
    return FormerRevision(int(document["number"]), document["source_sha256"], document["texts_sha256"])


def annotation_document(annotation: Annotation) -> Document:
    """Return the document of an annotation: its target's fields lie beside its own."""
    target = annotation.target
    return {
        "id": annotation.id,
        "article": target.article,
        "scope": target.scope.value,
        "first": target.first,
        "last": target.last,
        "start": target.start,
        "end": target.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "position": list(target.position),
        "revision": target.revision,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "creator": annotation.creator,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def read_annotation(document: Document) -> Annotation:
    """Return the annotation that a document holds.

    Raises:
        LibraryDamaged: a field is missing or is not what it should be.
    """
    try:
        start, end = document["position"]
        target = Target(
            article=document["article"],
            scope=Scope(document["scope"]),
            first=document["first"],
            last=document["last"],
            start=document["start"],
            end=document["end"],
            exact=document["exact"],
            prefix=document["prefix"],
            suffix=document["suffix"],
            position=(int(start), int(end)),
            revision=int(document["revision"]),
        )
        return Annotation(
            id=document["id"],
            target=target,
            tags=tuple(document["tags"]),
            note=document["note"],
            creator=document["creator"],
            created=document["created"],
            modified=document["modified"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged("annotation", document, error) from error


def tag_document(tag: Tag) -> Document:
    """Return the document of a tag; its count is not kept, it is counted."""
    return {
        "id": tag.id,
        "name": tag.name,
        "created": tag.created,
        "description": tag.description,
        "color": tag.color,
    }


def read_tag(document: Document, count: int) -> Tag:
    """Return the tag that a document holds, on ``count`` annotations.

    Raises:
        LibraryDamaged: a field is missing.
    """
    try:
        return Tag(
            id=document["id"],
            name=document["name"],
            created=document["created"],
            count=count,
            description=document.get("description", ""),
            color=document.get("color", ""),
        )
    except (KeyError, TypeError) as error:
        raise _damaged("tag", document, error) from error


def flip_id(article: str, paragraph: str) -> str:
    """Return the id of a flip: there is one at most for each paragraph."""
    return f"{article} {paragraph}"


def flip_document(flip: Flip) -> Document:
    """Return the document of a flip."""
    return {
        "id": flip_id(flip.article, flip.paragraph),
        "article": flip.article,
        "paragraph": flip.paragraph,
        "kept": flip.kept,
        "created": flip.created,
    }


def read_flip(document: Document) -> Flip:
    """Return the flip that a document holds.

    Raises:
        LibraryDamaged: a field is missing.
    """
    try:
        return Flip(document["article"], document["paragraph"], bool(document["kept"]), document["created"])
    except (KeyError, TypeError) as error:
        raise _damaged("flip", document, error) from error


def rule_document(rule: Rule) -> Document:
    """Return the document of a rule."""
    return {
        "id": rule.id,
        "source": rule.source,
        "line": rule.line,
        "paragraph": rule.paragraph,
        "kept": rule.kept,
        "created": rule.created,
        "origin": rule.origin.value,
    }


def read_rule(document: Document) -> Rule:
    """Return the rule that a document holds.

    Raises:
        LibraryDamaged: a field is missing or is not what it should be.
    """
    from storage.rule import Rule, RuleOrigin  # most libraries have none

    try:
        return Rule(
            id=document["id"],
            source=document["source"],
            line=document["line"],
            paragraph=document["paragraph"],
            kept=bool(document["kept"]),
            created=document["created"],
            origin=RuleOrigin(document["origin"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged("rule", document, error) from error


READERS: Mapping[str, Callable[[Document], object]] = {
    ARTICLES: read_article,
    ANNOTATIONS: read_annotation,
    TAGS: lambda document: read_tag(document, 0),
    FLIPS: read_flip,
    RULES: read_rule,
}
"""What must be able to read the documents of each table."""


def _damaged(what: str, document: Document, error: Exception) -> LibraryDamaged:
    wrong = f"has no {error}" if isinstance(error, KeyError) else f"cannot be read: {error}"
    return LibraryDamaged(f"the {what} {document.get('id')} in library.json {wrong}")
