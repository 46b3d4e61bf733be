"""Changes to the codebook, laid down in a draft: tags added, described, renamed, moved, merged, split and deleted.

A tag is nested in another one by its name: ``method/sampling`` in ``method``, which need be no tag itself. What is
done to a tag is done to what is nested in it as well, but for describing, splitting and, unless it is asked for,
deleting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from storage.annotation import Annotation, is_within, tag_color, tag_key, tag_name
from storage.errors import NothingMatches, UsageError
from storage.library.documents import ANNOTATIONS, TAGS, Document, Draft
from storage.library.marking import Codebook, each_once, put_annotation
from storage.library.records import now, read_annotation
from storage.text import sanitise_line


@dataclass(frozen=True, slots=True)
class Deleted:
    """What went with tags."""

    tags: tuple[str, ...]
    """Their names."""
    mark_count: int
    """How many annotations carried one of them."""


def add_tags(draft: Draft, names: Sequence[str]) -> list[str]:
    """Put tags into the codebook before anything carries them; return those that were not there.

    Raises:
        UsageError: one of ``names`` is no tag.
    """
    known = {tag_key(entry["name"]) for entry in draft.all(TAGS)}
    codebook = Codebook(draft)
    new = each_once(name for name in map(tag_name, names) if tag_key(name) not in known)
    return [codebook.name_of(name) for name in new]


def describe_tag(draft: Draft, name: str, *, description: str | None = None, color: str | None = None) -> str:
    """Say what a tag means, or in which colour it is shown; None leaves it as it is. Return the tag's name.

    A beginning of tags that is none itself becomes one by this.

    Raises:
        NothingMatches: there is no such tag, nor one nested in it.
        UsageError: ``color`` is no colour.
    """
    shown, _ = _entries_in(draft, name)
    own = Codebook(draft).name_of(shown)
    entry = _entry(draft, own)
    changed: dict[str, object] = {}
    if description is not None:
        changed["description"] = sanitise_line(description)
    if color is not None:
        changed["color"] = tag_color(color)
    draft.put(TAGS, {**entry, **changed})
    return own


def rename_tag(draft: Draft, name: str, new: str) -> None:
    """Call a tag ``new`` everywhere; what is nested in it moves with it.

    Raises:
        NothingMatches: there is no such tag.
        UsageError: ``new`` is no tag, or another tag has that name.
    """
    _rename(draft, {name: tag_name(new)})


def move_tags(draft: Draft, names: Sequence[str], under: str) -> str:
    """Nest tags, with what is nested in them, in another one; ``under`` empty: in none. Return the name of that.

    Raises:
        NothingMatches: there is no such tag.
        UsageError: ``under`` is one of them or nested in one; or a name that one would have is taken.
    """
    parent = _spelling(draft, under) if under.strip() else ""
    key = tag_key(parent)
    moved: dict[str, str] = {}
    for shown in _topmost(draft, names):
        if is_within(key, tag_key(shown)):
            raise UsageError(f"{shown} cannot be moved into itself: choose a tag outside of it")
        leaf = shown.rpartition("/")[2]
        moved[shown] = tag_name(f"{parent}/{leaf}" if parent else leaf)
    if len(set(map(tag_key, moved.values()))) < len(moved):
        raise UsageError("two of these would have the same name; rename one of them first")
    _rename(draft, moved)
    return parent


def merge_tags(draft: Draft, names: Sequence[str], into: str) -> str:
    """Replace tags by one, which may be new; return its name.

    What is nested in them is nested in that one then, but where it is nested in one of them itself. It takes the
    description and the colour of the first that has them, where it has none.

    Raises:
        NothingMatches: one of ``names`` is no tag of the library.
        UsageError: ``into`` is no tag.
    """
    entries = [_entries_in(draft, name) for name in names]
    codebook = Codebook(draft)
    kept = codebook.name_of(into)
    key = tag_key(kept)
    named: dict[str, str] = {}
    tops = {tag_key(shown) for shown, _ in entries}
    for shown, nested in entries:
        depth = len(shown.split("/"))
        stays = is_within(key, tag_key(shown))
        for entry in nested:
            own = tag_key(entry["name"])
            if own == key:
                continue
            if own in tops:
                named[own] = kept
            elif not stays:
                rest = entry["name"].split("/")[depth:]
                named.setdefault(own, tag_name("/".join([kept, *rest])))
    _replace(draft, named)
    return kept


def split_tag(draft: Draft, name: str, ids: Collection[str], into: str) -> tuple[str, int]:
    """Give annotations that carry a tag another one instead; return its name and how many they are.

    Those that are gone, or carry the tag no longer, are passed over: another window may have changed them.

    Raises:
        NothingMatches: there is no such tag, or none of ``ids`` carries it.
        UsageError: ``into`` is no tag, or the same one.
    """
    key = tag_key(_entry(draft, name)["name"])
    if tag_key(tag_name(into)) == key:
        raise UsageError(f"{tag_name(into)} is the tag that is to be split; give the new one another name")
    found = [document for own in ids if (document := draft.get(ANNOTATIONS, own)) is not None]
    carrying = [mark for mark in map(read_annotation, found) if key in map(tag_key, mark.tags)]
    if not carrying:
        raise NothingMatches(f"none of these carries {tag_name(name)}")
    other = Codebook(draft).name_of(into)
    moment = now()
    for mark in carrying:
        _put_tags(draft, mark, {key: other}, moment)
    return other, len(carrying)


def delete_tags(draft: Draft, names: Sequence[str], *, nested: bool = False) -> Deleted:
    """Take tags off everything and out of the codebook. Annotations left with neither tag nor note go too.

    ``nested``: what is nested in them goes with them; that of a beginning that is no tag itself always does.

    Raises:
        NothingMatches: one of ``names`` is no tag of the library.
    """
    gone: dict[str, Document] = {}
    for name in names:
        shown, entries = _entries_in(draft, name)
        own = [entry for entry in entries if tag_key(entry["name"]) == tag_key(shown)]
        gone |= {tag_key(entry["name"]): entry for entry in (own if own and not nested else entries)}
    marks = _rewrite(draft, dict.fromkeys(gone))
    for entry in gone.values():
        draft.drop(TAGS, entry["id"])
    return Deleted(tuple(entry["name"] for entry in gone.values()), marks)


def _rename(draft: Draft, names: Mapping[str, str]) -> None:
    """Give tags and what is nested in them new names: name → new name; none may be the name of a tag that stays."""
    moved: dict[str, tuple[Document, str]] = {}
    for name, new in names.items():
        shown, entries = _entries_in(draft, name)
        depth = len(shown.split("/"))
        for entry in entries:
            moved[entry["id"]] = (entry, tag_name("/".join([new, *entry["name"].split("/")[depth:]])))
    taken = {tag_key(entry["name"]) for entry in draft.all(TAGS) if entry["id"] not in moved}
    for _, renamed in moved.values():
        if tag_key(renamed) in taken:
            raise UsageError(f"there is a tag {renamed} already; merge the two instead")
    for entry, renamed in moved.values():
        draft.put(TAGS, {**entry, "name": renamed})
    _rewrite(draft, {tag_key(entry["name"]): renamed for entry, renamed in moved.values()})


def _replace(draft: Draft, names: Mapping[str, str]) -> None:
    """Put tags in the places of others, all at once: key → name. An entry goes where another one has its new name."""
    stays = {key: entry for entry in draft.all(TAGS) if (key := tag_key(entry["name"])) not in names}
    moved = {key: entry for entry in draft.all(TAGS) if (key := tag_key(entry["name"])) in names}
    for key, new in names.items():
        entry, into = moved[key], stays.get(tag_key(new))
        if into is None:
            becomes = {**entry, "name": new}
        else:
            draft.drop(TAGS, entry["id"])
            becomes = {**into, **{field: entry[field] for field in _SAID if entry.get(field) and not into.get(field)}}
        draft.put(TAGS, becomes)
        stays[tag_key(new)] = becomes
    _rewrite(draft, names)


_SAID = ("description", "color")
"""What an entry says of its tag."""


def _rewrite(draft: Draft, names: Mapping[str, str | None]) -> int:
    """Replace tags on all annotations: key → new name, or None to take it off; return how many carried one."""
    carrying = [read_annotation(document) for document in draft.tagged(frozenset(names))]
    moment = now()
    for mark in carrying:
        _put_tags(draft, mark, names, moment)
    return len(carrying)


def _put_tags(draft: Draft, mark: Annotation, names: Mapping[str, str | None], moment: str) -> None:
    renamed = (names.get(tag_key(tag), tag) for tag in mark.tags)
    tags = each_once(tag for tag in renamed if tag is not None)
    if tags == mark.tags:
        return
    if tags or mark.note:
        put_annotation(draft, mark._replace(tags=tags, modified=moment))
    else:
        draft.drop(ANNOTATIONS, mark.id)


def _entries_in(draft: Draft, name: str) -> tuple[str, list[Document]]:
    """Return a tag as it is written in the library, and its entry with those of what is nested in it.

    Raises:
        NothingMatches: there is neither.
    """
    key = tag_key(tag_name(name))
    entries = [entry for entry in draft.all(TAGS) if is_within(tag_key(entry["name"]), key)]
    if not entries:
        raise _no_tag(draft, name)
    entries.sort(key=lambda entry: tag_key(entry["name"]))
    return "/".join(entries[0]["name"].split("/")[: len(key.split("/"))]), entries


def _topmost(draft: Draft, names: Sequence[str]) -> list[str]:
    """Return the names as they are written, without those that are nested in another one of them."""
    shown = {tag_key(own): own for own in (_entries_in(draft, name)[0] for name in names)}
    return [own for key, own in shown.items() if not any(key.startswith(other + "/") for other in shown)]


def _spelling(draft: Draft, name: str) -> str:
    """Return a tag as the library writes it, also where it is but the beginning of others or is new."""
    try:
        return _entries_in(draft, name)[0]
    except NothingMatches:
        return tag_name(name)


def _entry(draft: Draft, name: str) -> Document:
    key = tag_key(tag_name(name))
    for entry in draft.all(TAGS):
        if tag_key(entry["name"]) == key:
            return entry
    raise _no_tag(draft, name)


def _no_tag(draft: Draft, name: str) -> NothingMatches:
    from storage.query.unknown import no_such_tag

    names = (entry["name"] for entry in draft.all(TAGS))
    return NothingMatches(no_such_tag(tag_name(name), names, "“paperknife tags” lists them"))
