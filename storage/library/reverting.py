"""How an action is taken back: what it did to each document, turned round, if nobody has changed that since."""

from __future__ import annotations

from dataclasses import dataclass

from storage.annotation import tag_key
from storage.errors import ChangedSince
from storage.library import marking
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TAGS, Document, DocumentChange, Draft, articles_of
from storage.library.records import read_annotation

_MOVES_BY_READING = frozenset({"state"})
"""Fields that change without an action of the reader; an action is taken back whatever they say."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that was done."""

    label: str
    """In words: ``tag conflict on ¶ 3``."""
    changes: tuple[DocumentChange, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The articles that it touched."""
        return articles_of(self.changes)


def revert(draft: Draft, action: Action) -> None:
    """Lay down what takes ``action`` back, newest change first, tags last: one that is still in use stays.

    Of a document that the action altered, only the fields that it altered are put back, so that what has happened to
    the other ones stays.

    Raises:
        ChangedSince: a document is no longer what the action left.
    """
    newest_first = action.changes[::-1]
    made = frozenset(change.id for change in action.changes if change.before is None)
    for change in sorted(newest_first, key=lambda change: change.table == TAGS):
        present = draft.get(change.table, change.id)
        if change.before is None:
            _take_out(draft, change, present, action)
        elif change.after is None:
            _bring_back(draft, change, present, action, made)
        else:
            _put_fields_back(draft, change, present, action)
    _check_no_loose_ends(draft, action)
    _give_tags_back(draft, action)


def _take_out(draft: Draft, change: DocumentChange, present: Document | None, action: Action) -> None:
    assert change.after is not None
    if present is None or _without(present, _MOVES_BY_READING) != _without(change.after, _MOVES_BY_READING):
        raise _changed_since(action)
    if change.table != TAGS or not _in_use(draft, change.after["name"]):
        draft.drop(change.table, change.id)


def _bring_back(
    draft: Draft, change: DocumentChange, present: Document | None, action: Action, made: frozenset[str]
) -> None:
    table, before = change.table, change.before
    assert before is not None
    if table == TAGS and any(tag_key(tag["name"]) == tag_key(before["name"]) for tag in draft.all(TAGS)):
        return  # another window has made the tag anew
    if present is not None:
        raise _changed_since(action)
    other = _other_on_the_same(draft, before, made) if table == ANNOTATIONS else None
    if other is None:
        draft.put(table, before, change.place)
    else:
        marking.put_annotation(draft, marking.joined(read_annotation(other), read_annotation(before)))


_WHOSE_AND_WHERE = ("creator", "first", "last", "start", "end")


def _other_on_the_same(draft: Draft, annotation: Document, made: frozenset[str]) -> Document | None:
    """Return what the same reader has written on the same target since, in another window: not what we ``made``."""
    for other in draft.of(ANNOTATIONS, annotation["article"]):
        if other["id"] not in made and all(other[name] == annotation[name] for name in _WHOSE_AND_WHERE):
            return other
    return None


def _put_fields_back(draft: Draft, change: DocumentChange, present: Document | None, action: Action) -> None:
    assert change.before is not None
    assert change.after is not None
    if present is None:
        raise _changed_since(action)
    restored = dict(present)
    for name in change.before.keys() | change.after.keys():
        was, became = change.before.get(name, _ABSENT), change.after.get(name, _ABSENT)
        if was == became:
            continue
        if name not in _MOVES_BY_READING and present.get(name, _ABSENT) != became:
            raise _changed_since(action)
        if was is _ABSENT:
            restored.pop(name, None)
        else:
            restored[name] = was
    draft.put(change.table, restored)


def _check_no_loose_ends(draft: Draft, action: Action) -> None:
    """Refuse to take out an article in which somebody has written since."""
    for article in action.articles:
        if draft.get(ARTICLES, article) is None:
            left = [*draft.of(ANNOTATIONS, article), *draft.of(FLIPS, article)]
            if left:
                raise _changed_since(action)


def _give_tags_back(draft: Draft, action: Action) -> None:
    """Have in the codebook what annotations carry: again, or still, by a name that was given to them since."""
    codebook = marking.Codebook(draft)
    for change in action.changes:
        if change.table == TAGS and change.after is not None and _in_use(draft, change.after["name"]):
            codebook.name_of(change.after["name"])
        document = draft.get(ANNOTATIONS, change.id) if change.table == ANNOTATIONS else None
        for tag in () if document is None else document["tags"]:
            codebook.name_of(tag)


_ABSENT = object()


def _without(document: Document, names: frozenset[str]) -> dict[str, object]:
    return {name: value for name, value in document.items() if name not in names}


def _in_use(draft: Draft, tag: str) -> bool:
    return draft.tag_count(tag_key(tag)) > 0


def _changed_since(action: Action) -> ChangedSince:
    return ChangedSince(f"“{action.label}” stays as it is: it was changed since")
