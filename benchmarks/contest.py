"""Runs one store of benchmarks/contestants.py in a process of its own.

    python benchmarks/contest.py NAME FOLDER build NOTES     fill the folder
    python benchmarks/contest.py NAME FOLDER list            open, make the first list, print what it took
    python benchmarks/contest.py NAME FOLDER serve NOTES     answer each line of JSON with microseconds

What only prepares a call (making the annotation that is to be stored) is outside the time.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from contestants import CONTESTANTS, Contestant, Ours
from sample import annotation, article, vocabulary

SCREEN = 25
"""Hits that a screen of a search shows."""


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def first_list(kind: type[Contestant], folder: Path) -> None:
    """Open and make the first list once, after everything is imported that it takes; print what it took."""
    import sqlite3  # noqa: F401  # what a store imports on its way is not its speed; each pays the same memory for it

    import tinydb  # noqa: F401

    if kind is Ours:
        import storage.library  # noqa: F401
    began = time.perf_counter()
    store = kind(folder)
    listed = store.first_list()
    took = time.perf_counter() - began
    peak = peak_megabytes()
    digest = hashlib.sha256(repr(listed).encode()).hexdigest()[:12]
    print(json.dumps({"ms": took * 1000, "peak": peak, "articles": len(listed), "digest": digest}))
    store.close()


def serve(kind: type[Contestant], folder: Path, notes: int) -> None:
    """Answer requests ``[what, number]``, one a line, with the microseconds that the store took."""
    store = kind(folder)
    store.first_list()  # a program that has just begun to work
    gc.collect()
    print("ready", flush=True)
    for line in sys.stdin:
        what, number = json.loads(line)
        call = _call(store, what, number, notes)
        began = time.perf_counter()
        call()
        took = time.perf_counter() - began
        print(took * 1e6, flush=True)
    store.close()


def _call(store: Contestant, what: str, number: int, notes: int) -> Callable[[], object]:
    if what == "insert":
        new = annotation(number, notes, fresh=True)
        store.show(new.target.article)
        return lambda: store.insert(new)
    if what in {"tag", "delete"}:
        held, change = annotation(number, notes), store.tag if what == "tag" else store.delete
        return lambda: change(held)
    if what == "notes":
        own = article(number).id
        return lambda: store.notes(own)
    word = vocabulary()[200 + 400 * number]  # from one in every third article to one in two hundred
    if isinstance(store, Ours):
        store.index()
        if what == "matches":
            return lambda: store.find(word, 0)
        if what == "screen":
            return lambda: store.find(word, SCREEN)
    return lambda: store.search(word)


def main(words: list[str]) -> None:
    """Do what benchmarks/stores.py asks for."""
    name, folder, task, *rest = words
    kind, home = CONTESTANTS[name], Path(folder)
    match task, rest:
        case "build", [notes]:
            store = kind(home)
            store.fill(int(notes))
            store.close()
        case "list", []:
            first_list(kind, home)
        case "serve", [notes]:
            serve(kind, home, int(notes))
        case _:
            raise SystemExit(f"unknown task: {task}")


if __name__ == "__main__":
    main(sys.argv[1:])
