"""How long a key waits while the library writes its checkpoint: a main thread that ticks every millisecond meanwhile.

    python benchmarks/stalls.py FOLDER NOTES

FOLDER holds a library of NOTES that benchmarks/contest.py filled; it is changed. Prints milliseconds as JSON:
``quiet`` is the longest tick while nothing is written, ``checkpoint`` the longest one from a change to the new
library.json, ``change`` the longest change made while that file was being written.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from contestants import Ours
from sample import annotation

ROUNDS = 3
_PATIENCE = 10.0
"""Seconds after a change within which library.json is to be new."""
_IDLE = 2.0
"""Seconds after the last change at which the checkpoint begins."""


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
    for number in range(ROUNDS, 2 * ROUNDS):
        store.tag(annotation(number, notes))
        began = time.perf_counter()
        while (so_far := time.perf_counter() - began) < _IDLE + 0.5:
            if so_far > _IDLE - 0.02:  # each change puts the checkpoint off, unless it is being written
                asked = time.perf_counter()
                store.tag(annotation(1_000 + int(so_far * 1e4) + number * 37, notes))
                change = max(change, time.perf_counter() - asked)
            time.sleep(0.005)
    store.close()
    print(json.dumps({"quiet": quiet * 1e3, "checkpoint": checkpoint * 1e3, "change": change * 1e3}))


def _longest_tick(done: object, patience: float) -> float:
    longest, until = 0.0, time.perf_counter() + patience
    last = time.perf_counter()
    while last < until:
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last - 0.001), now
        if callable(done) and done():
            break
    return longest


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
