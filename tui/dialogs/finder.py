"""Things to be found by name: what stands in help and in the palette, and what of it matches what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from storage.annotation import Tag
from storage.article import ArticleRow
from storage.text import fold
from storage.wording import count_of
from tui.actions import Context, actions_of
from tui.keymap import Keymap, shown


class Found(NamedTuple):
    """What the reader chose."""

    kind: str
    """``action``, ``article`` or ``tag``."""
    name: str
    """The action's id, the article's id, the tag's name."""


class Candidate(NamedTuple):
    """One thing that can be found; a tuple, for there may be many thousands of them."""

    found: Found
    label: str
    """What it is called."""
    aside: str
    """What stands left of it: an action's keys; of an article or a tag, what it is."""
    group: str
    """The heading under which it stands."""
    folded: str = ""
    """All that can be typed to find it, folded."""

    @classmethod
    def of(cls, found: Found, label: str, aside: str, group: str, *also: str) -> Candidate:
        """Make one that is found by its label, what stands beside it, and ``also``."""
        return cls(found, label, aside, group, fold("\n".join((label, aside, *also))))


_WHERE = {
    Context.EVERYWHERE: "everywhere",
    Context.LIBRARY: "in the library",
    Context.READING: "while reading",
    Context.NOTES: "in all notes",
    Context.CODEBOOK: "in the codebook",
    Context.SPLIT: "splitting a tag",
    Context.TOGETHER: "tags together",
    Context.PASSAGES: "passages of two tags",
    Context.SEARCH: "in the search",
    Context.HISTORY: "in the history",
    Context.RULES: "in the rules",
    Context.STATISTICS: "in the statistics",
}


def actions(keymap: Keymap, contexts: Sequence[Context]) -> list[Candidate]:
    """Return the actions of a screen, its own first, by group; those without a key, too."""
    keys = keymap.on(contexts)
    result: list[Candidate] = []
    for context in contexts:
        own = actions_of(context)
        for group in dict.fromkeys(action.group for action in own):
            heading = f"{group.lower()} · {_WHERE[context]}"
            result += [
                Candidate.of(
                    Found("action", action.id),
                    action.help,
                    " ".join(map(shown, keys[action.id])),
                    heading,
                    action.label,
                    heading,
                )
                for action in own
                if action.group == group
            ]
    return result


_APART = "\x1f"
"""Stands in no title that came in as they all do."""


def articles(rows: Iterable[ArticleRow]) -> list[Candidate]:
    """Return the articles by title, the last added first."""
    listed = list(rows)[::-1]
    titles = [row.record.shown_title for row in listed]
    said = [f"{title}\nread\n{row.record.site}" for title, row in zip(titles, listed, strict=True)]
    folded = fold(_APART.join(said)).split(_APART)  # in one go: of thousands it takes a third of the time
    if len(folded) != len(said):
        folded = [fold(each) for each in said]
    return [
        Candidate(Found("article", row.id), title, "read", "articles", all_of_it)
        for row, title, all_of_it in zip(listed, titles, folded, strict=True)
    ]


def tags(known: Iterable[Tag]) -> list[Candidate]:
    """Return the tags, the most used first."""
    ordered = sorted(known, key=lambda tag: -tag.count)
    return [
        # Not by the count that stands beside it: “mark” would find each of them.
        Candidate(Found("tag", tag.name), tag.name, count_of(tag.count, "mark"), "tags", fold(f"{tag.name}\ntag"))
        for tag in ordered
    ]


def matching(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that hold every word that is typed, in their order, the best of each group first.

    Best is one whose key was typed, then one whose name, verb or group begins so. A group with a better one comes
    before the others.
    """
    words = fold(typed).split()
    if not words:
        return list(candidates)
    groups: dict[str, list[tuple[int, Candidate]]] = {}
    for candidate in candidates:
        if all(word in candidate.folded for word in words):
            groups.setdefault(candidate.group, []).append((_rank(typed.strip(), words[0], candidate), candidate))
    for ranked in groups.values():
        ranked.sort(key=lambda pair: pair[0])
    best_first = sorted(groups.values(), key=lambda ranked: ranked[0][0])
    return [candidate for _rank, candidate in chain.from_iterable(best_first)]


def _rank(typed: str, word: str, candidate: Candidate) -> int:
    if candidate.found.kind == "action" and typed in candidate.aside.split():
        return 0
    if candidate.folded.startswith(word) or f"\n{word}" in candidate.folded:
        return 1
    return 2 if f" {word}" in candidate.folded else 3


Line = Candidate | str
"""A candidate, or the heading of a group."""


def with_headings(candidates: Sequence[Candidate]) -> list[Line]:
    """Return the candidates with the name of each group before its first one."""
    lines: list[Line] = []
    group = None
    for candidate in candidates:
        if candidate.group != group:
            group = candidate.group
            lines.append(group)
        lines.append(candidate)
    return lines
