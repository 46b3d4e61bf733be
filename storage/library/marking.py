"""Changes to annotations, laid down in a draft; each new tag enters the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage.annotation import Annotation, Tag, Target, tag_key, tag_name
from storage.errors import NothingMatches
from storage.hashtags import new_hashtags
from storage.library.articles import no_article
from storage.library.documents import ANNOTATIONS, ARTICLES, TAGS, Draft
from storage.library.records import annotation_document, new_id, now, read_annotation, tag_document
from storage.text import sanitise, sanitise_line


class Codebook:
    """The tags of a draft by what they are compared by, looked up once for a whole action."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._names: dict[str, str] = {tag_key(entry["name"]): entry["name"] for entry in draft.all(TAGS)}

    def name_of(self, written: str) -> str:
        """Return a tag as it was first written in this library; a new one enters the codebook.

        Raises:
            UsageError: it is no tag.
        """
        name = tag_name(written)
        key = tag_key(name)
        if key not in self._names:
            self._names[key] = name
            self._draft.put(TAGS, tag_document(Tag(new_id(), name, now())))
        return self._names[key]


def mark(
    draft: Draft, target: Target, creator: str, *, add: Sequence[str], remove: Sequence[str], note: str | None
) -> tuple[Annotation | None, Annotation | None]:
    """Change ``creator``'s annotation on exactly ``target`` or make it; return what was there and what is.

    Tags that are written in the note as ``#tag``, and were not before, are given as well (:mod:`storage.hashtags`).

    Raises:
        NothingMatches: the article is not in the library.
        UsageError: one of ``add`` is no tag.
    """
    if draft.get(ARTICLES, target.article) is None:
        raise no_article(target.article)
    before = _annotation_on(draft, target, creator)
    moment = now()
    base = before or Annotation(new_id(), target, (), "", creator, moment, moment)
    taken = {tag_key(tag) for tag in remove}
    codebook = Codebook(draft)
    kept = [tag for tag in base.tags if tag_key(tag) not in taken]
    written = base.note if note is None else clean_note(note)
    given = (*add, *new_hashtags(base.note, written))
    after = base._replace(tags=each_once([*kept, *(codebook.name_of(tag) for tag in given)]), note=written)
    if after == base:
        return before, before
    if not after.tags and not after.note:
        draft.drop(ANNOTATIONS, base.id)
        return before, None
    # A former revision's evidence of a passage that is found no more gives way to that of the same words found now.
    evidence = target if target.revision > base.target.revision else base.target
    after = after._replace(target=evidence, modified=moment)
    put_annotation(draft, after)
    return before, after


def attach(draft: Draft, key: str, target: Target) -> tuple[Annotation, Annotation]:
    """Put an annotation on another target of its article; return what it was and what stands there now.

    What its reader has written on that target already takes it up.

    Raises:
        NothingMatches: there is no such annotation.
    """
    document = draft.get(ANNOTATIONS, key)
    if document is None:
        raise NothingMatches(f"the mark {sanitise_line(key)[:8]} is not in the library any more")
    before = read_annotation(document)
    there = _annotation_on(draft, target, before.creator)
    if there is not None and there.id != key:
        after = joined(there, before)
        draft.drop(ANNOTATIONS, key)
    else:
        after = before._replace(target=target, modified=now())
    put_annotation(draft, after)
    return before, after


def delete(draft: Draft, ids: Sequence[str]) -> list[Annotation]:
    """Delete annotations; return those that were still there."""
    documents = [draft.get(ANNOTATIONS, key) for key in ids]
    found = [read_annotation(document) for document in documents if document is not None]
    for annotation in found:
        draft.drop(ANNOTATIONS, annotation.id)
    return found


def clean_note(note: str) -> str:
    """Return a note without control characters, and without empty lines around it."""
    return sanitise(note).strip("\n") if note.strip() else ""


def put_annotation(draft: Draft, annotation: Annotation) -> None:
    """Lay an annotation down over its document, whose unknown fields stay."""
    held = draft.get(ANNOTATIONS, annotation.id) or {}
    draft.put(ANNOTATIONS, {**held, **annotation_document(annotation)})


def joined(there: Annotation, came: Annotation) -> Annotation:
    """Return ``there`` with the tags and, below its own, the note of ``came``; as it is where that adds nothing."""
    note = came.note if there.note in came.note else there.note
    if came.note not in note:
        note = f"{note}\n\n{came.note}"
    both = there._replace(tags=each_once([*there.tags, *came.tags]), note=note)
    return there if both == there else both._replace(modified=now())


def each_once(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without those that another one is but for case."""
    by_key: dict[str, str] = {}
    for tag in tags:
        by_key.setdefault(tag_key(tag), tag)
    return tuple(by_key.values())


def _annotation_on(draft: Draft, target: Target, creator: str) -> Annotation | None:
    for document in draft.of(ANNOTATIONS, target.article):
        if document["creator"] == creator and document["first"] == target.first:
            annotation = read_annotation(document)
            if annotation.target.place == target.place:
                return annotation
    return None
