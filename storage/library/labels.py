"""What undo and redo call each action, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storage.annotation import Annotation, Target, tag_key
from storage.text import sanitise_line
from storage.wording import count_of


def articles(titles: Sequence[str]) -> str:
    """Return the title of one article in quotes, or how many there are."""
    return f"“{titles[0]}”" if len(titles) == 1 else count_of(len(titles), "article")


def place(numbers: Mapping[str, int] | None, target: Target) -> str:
    """Return where a target is: ``the article``, ``¶ 3``, ``¶ 3–5``, ``a hidden line``, or its first words.

    ``numbers`` is paragraph id → the number that the reader shows; None where the text is not at hand.
    """
    if not target.first:
        return "the article"
    if numbers is None:
        words = sanitise_line(target.exact)
        short = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        return f"“{short}”" if words else "a paragraph"
    return paragraphs(numbers, (target.first, target.last))


_QUOTED = 40
"""Characters that are quoted of a passage."""


def paragraphs(numbers: Mapping[str, int], ids: Sequence[str]) -> str:
    """Return the numbers of one paragraph or of the first and the last of several."""
    shown = [numbers[each] for each in ids if each in numbers]
    if not shown:
        return "a hidden line"
    first, last = min(shown), max(shown)
    return f"¶ {first}" if first == last else f"¶ {first}–{last}"


def label_of_mark(before: Annotation | None, after: Annotation | None, where: str) -> str:
    """Return what a mark changed: ``tag conflict on ¶ 3``, ``tag conflict and note on ¶ 3``."""
    had, has = before.tags if before else (), after.tags if after else ()
    given, taken = _without(has, had), _without(had, has)
    noted, was_noted = after.note if after else "", before.note if before else ""
    put = [*([f"tag {', '.join(given)}"] if given else []), *(["note"] if noted != was_noted and noted else [])]
    gone = [*([f"tag {', '.join(taken)}"] if taken else []), *(["note"] if was_noted and not noted else [])]
    words = [f"{' and '.join(each)} {way}" for each, way in ((put, "on"), (gone, "off")) if each]
    return f"{' and '.join(words) or 'mark on'} {where}"


def _without(tags: Iterable[str], others: Iterable[str]) -> list[str]:
    keys = {tag_key(other) for other in others}
    return [tag for tag in tags if tag_key(tag) not in keys]
