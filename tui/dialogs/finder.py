"""Things to be found by name: what stands in help and in the palette, and what of it matches what is typed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from storage.annotation import Tag
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
    """One thing that can be found."""

    found: Found
    label: str
    """What it is called."""
    aside: str
    """What stands left of it: an action's keys; of an article or a tag, what it is."""


class Group(ABC):
    """Candidates of one kind under one heading, in order."""

    def __init__(self, heading: str) -> None:
        self.heading = heading

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, at: int) -> Candidate: ...

    @property
    @abstractmethod
    def folded(self) -> Sequence[str]:
        """Of each all that can be typed to find it, folded."""

    @abstractmethod
    def only(self, places: Sequence[int]) -> Group:
        """Return those at some places, in the order of ``places``."""

    def is_key_of(self, typed: str, at: int) -> bool:
        """Return whether a key of an action was typed."""
        found, _, keys = self[at]
        return found.kind == "action" and typed in keys.split()


class Few(Group):
    """Candidates that are all made: actions and tags."""

    def __init__(self, heading: str, candidates: Sequence[Candidate], folded: Sequence[str]) -> None:
        super().__init__(heading)
        self._candidates = candidates
        self._folded = folded

    def __len__(self) -> int:
        return len(self._candidates)

    def __getitem__(self, at: int) -> Candidate:
        return self._candidates[at]

    @property
    def folded(self) -> Sequence[str]:
        """Of each all that can be typed to find it, folded."""
        return self._folded

    def only(self, places: Sequence[int]) -> Few:
        """Return those at some places."""
        return Few(self.heading, [self._candidates[at] for at in places], [self._folded[at] for at in places])


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


def actions(keymap: Keymap, contexts: Sequence[Context]) -> list[Group]:
    """Return the actions of a screen, its own first, by group; those without a key, too."""
    keys = keymap.on(contexts)
    result: list[Group] = []
    for context in contexts:
        own = actions_of(context)
        for group in dict.fromkeys(action.group for action in own):
            heading = f"{group.lower()} · {_WHERE[context]}"
            under = [action for action in own if action.group == group]
            candidates = [
                Candidate(Found("action", action.id), action.help, " ".join(map(shown, keys[action.id])))
                for action in under
            ]
            folded = [
                fold("\n".join((each.label, each.aside, action.label, heading)))
                for each, action in zip(candidates, under, strict=True)
            ]
            result.append(Few(heading, candidates, folded))
    return result


def tags(known: Iterable[Tag]) -> list[Group]:
    """Return the tags, the most used first."""
    ordered = sorted(known, key=lambda tag: -tag.count)
    candidates = [Candidate(Found("tag", tag.name), tag.name, count_of(tag.count, "mark")) for tag in ordered]
    # Not by the count that stands beside it: “mark” would find each of them.
    return [Few("tags", candidates, [fold(f"{tag.name}\ntag") for tag in ordered])] if ordered else []


def matching(typed: str, groups: Sequence[Group]) -> Sequence[Group]:
    """Return of each group the candidates that hold every word that is typed, the best first.

    Best is one whose key was typed, then one whose name, verb or group begins so. A group with a better one comes
    before the others.
    """
    typed = typed.strip()
    words = fold(typed).split()
    if not words:
        return groups
    ranked: list[tuple[int, Group]] = []
    for group in groups:
        folded = group.folded
        places: Iterable[int] = range(len(folded))
        for word in words:
            places = [at for at in places if word in folded[at]]
        found = sorted((_rank(typed, words[0], group, at), at) for at in places)
        if found:
            ranked.append((found[0][0], group.only([at for _, at in found])))
    ranked.sort(key=lambda pair: pair[0])
    return [group for _, group in ranked]


def _rank(typed: str, word: str, group: Group, at: int) -> int:
    folded = group.folded[at]
    if group.is_key_of(typed, at):
        return 0
    if folded.startswith(word) or f"\n{word}" in folded:
        return 1
    return 2 if f" {word}" in folded else 3


class FoundRows(Sequence[Candidate | str]):
    """Groups one under the other, the heading of each before its first candidate; empty ones are left out."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = [group for group in groups if len(group)]
        self._starts = [0, *accumulate(len(group) + 1 for group in self.groups)]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, at: int) -> Candidate | str: ...
    @overload
    def __getitem__(self, at: slice) -> list[Candidate | str]: ...
    def __getitem__(self, at: int | slice) -> Candidate | str | list[Candidate | str]:
        """Return a candidate, or the heading of a group."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        place = bisect_right(self._starts, at) - 1
        group, within = self.groups[place], at - self._starts[place]
        return group[within - 1] if within else group.heading
