"""How long a key waits while the library writes its checkpoint: a main thread that ticks every millisecond meanwhile.

    python benchmarks/stalls.py FOLDER NOTES

FOLDER holds a library of NOTES that benchmarks/contest.py filled; it is changed. Prints milliseconds as JSON:
``quiet`` is the longest tick while nothing is written, ``checkpoint`` the longest one from a change to the new
library.json, ``change`` the longest change made while that file was being written, or just after.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from contestants import Ours
from sample import annotation

from storage.library.disk import TEMPORARY

ROUNDS = 3
BEING_WRITTEN = f"{TEMPORARY}library.json"
_PATIENCE = 10.0
"""Seconds after a change within which library.json is to be new."""
_AFTERWARDS = 0.3
"""Seconds after the new library.json in which what is left of the checkpoint is done."""


def main(folder: Path, notes: int) -> None:
    """Measure and print."""
    store = Ours(folder)
    store.first_list()
    file = folder / "library.json"
    quiet = _longest_tick(lambda: False, 2.0)
    checkpoint = change = 0.0
    for number in range(ROUNDS):
        before = file.stat().st_mtime_ns
        store.tag(annotation(number, notes))
        written = lambda before=before: file.stat().st_mtime_ns != before  # noqa: E731
        checkpoint = max(checkpoint, _longest_tick(written, _PATIENCE))
    others = count(2 * ROUNDS)
    for number in range(ROUNDS, 2 * ROUNDS):
        before, until = file.stat().st_mtime_ns, time.perf_counter() + _PATIENCE
        store.tag(annotation(number, notes))
        while time.perf_counter() < until:
            if (folder / BEING_WRITTEN).exists():  # before, a change would put the checkpoint off
                until = time.perf_counter() + _AFTERWARDS
            if file.stat().st_mtime_ns != before or (folder / BEING_WRITTEN).exists():
                other = annotation(next(others), notes)
                asked = time.perf_counter()
                store.tag(other)
                change = max(change, time.perf_counter() - asked)
            time.sleep(0.005)
    store.close()
    if not change:
        raise SystemExit("no change fell beside a checkpoint")
    print(json.dumps({"quiet": quiet * 1e3, "checkpoint": checkpoint * 1e3, "change": change * 1e3}))


def _longest_tick(done: Callable[[], bool], patience: float) -> float:
    longest, until = 0.0, time.perf_counter() + patience
    last = time.perf_counter()
    while last < until:
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last - 0.001), now
        if done():
            break
    return longest


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
