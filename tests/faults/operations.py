"""What writers are asked to do, and what must be there after as many of it as was acknowledged."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Operation: TypeAlias = dict[str, Any]
"""``n``, ``op`` (add, set, del, bulk), and for all but del the note: ``key``, ``article``, ``text``, ``tags``."""
Value: TypeAlias = tuple[str, str, tuple[str, ...]]
"""A note without its key: article, text, tags."""
Notes: TypeAlias = dict[str, Value]

WORDS = ("claim", "evidence", "method", "result", "doubt", "naïve", "数据", "مرحبا", "theory", "🦊", "model")
ARTICLES = 8


def a_note(key: str, dice: random.Random) -> Operation:
    """Return a note of random words on a random article."""
    return {
        "key": key,
        "article": f"a{dice.randrange(ARTICLES)}",
        "text": " ".join(dice.choices(WORDS, k=dice.randrange(5, 40))),
        "tags": dice.sample(WORDS, k=dice.randrange(4)),
    }


def many(prefix: str, count: int, dice: random.Random) -> list[Operation]:
    """Return one operation that brings many notes in at once."""
    return [{"n": 1, "op": "bulk", "notes": [a_note(f"{prefix}-{number}", dice) for number in range(count)]}]


def some(writer: str, count: int, dice: random.Random, own: Iterable[str] = ()) -> list[Operation]:
    """Return operations on keys of this writer alone; ``own`` are those that are there."""
    held, operations = sorted(own), []
    articles: dict[str, str] = {}
    for number in range(count):
        chance = dice.random()
        if held and chance < 0.3:
            operation = {"op": "set", **a_note(dice.choice(held), dice)}
            if chance < 0.15 and operation["key"] in articles:  # a plain change of a note where it is
                operation["article"] = articles[operation["key"]]
        elif held and chance < 0.4:
            operation = {"op": "del", "key": held.pop(dice.randrange(len(held)))}
        else:
            operation = {"op": "add", **a_note(f"{writer}-{number}", dice)}
            held.append(operation["key"])
        if operation["op"] != "del":
            articles[operation["key"]] = operation["article"]
        operations.append({"n": number + 1, **operation})
    return operations


@dataclass
class Expected:
    """What the acknowledged operations add up to, and what one that was under way may have made of a key."""

    notes: Notes = field(default_factory=dict)
    perhaps: dict[str, list[Value | None]] = field(default_factory=dict)

    def after(self, operations: Sequence[Operation], acknowledged: int) -> Expected:
        """Return what must be there after the first ``acknowledged`` operations; the next may have happened."""
        notes, perhaps = dict(self.notes), {key: list(values) for key, values in self.perhaps.items()}
        for key, value in _outcome(operations[:acknowledged]):
            perhaps.pop(key, None)
            if value is None:
                notes.pop(key, None)
            else:
                notes[key] = value
        for key, value in _outcome(operations[acknowledged : acknowledged + 1]):
            perhaps.setdefault(key, []).append(value)
        return Expected(notes, perhaps)

    def wrong(self, seen: Notes) -> list[str]:
        """Return what is lost, stale or false in ``seen``, in words; empty: all is as it must be."""
        found = []
        for key in sorted(self.notes.keys() | seen.keys()):
            must, is_there = self.notes.get(key), seen.get(key)
            if is_there != must and is_there not in self.perhaps.get(key, ()):
                found.append(f"{key}: {'lost' if is_there is None else 'false' if must is None else 'stale'}")
        return found


def _outcome(operations: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Value | None]]:
    for operation in operations:
        for note in operation.get("notes", (operation,)):
            yield note["key"], None if operation["op"] == "del" else value_of(note)


def value_of(note: Mapping[str, Any]) -> Value:
    """Return a note without its key."""
    return note["article"], note["text"], tuple(note["tags"])
