"""The bars of speed: what each figure of one run may be at most, against the floor and the line painter."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Results = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a plan → what was measured in each round, as the harness writes it."""

_STARTS = {"10k": 1.3, "1m": 1.35, "10m": 1.5, "10": 1.3, "1000": 1.3, "10000": 1.5}
"""First text or list, as a multiple of an empty Textual app."""
_KEYS = {"line": (12, 20), "page": (15, 25)}
"""Milliseconds, median and 95th of a hundred."""
_KEY_RATIO = 1.3
_BURST = 0.2
_MEMORY = {"10k": 42, "1m": 50, "10m": 90}
_LIBRARY_KEY_RATIO = 1.1


def verdicts(results: Results) -> Iterator[tuple[bool, str]]:
    """Yield each bar of what was measured, and whether it is held."""
    floor = median(results, "floor-empty", "start_s")
    for name in results:
        if not name.startswith("paperknife"):
            continue
        size = name.rpartition("/")[2]
        start = median(results, name, "start_s") / floor
        yield start <= _STARTS[size], f"{name}: first picture {start:.2f}× an empty Textual app ({_STARTS[size]}×)"
        if size in _MEMORY:
            yield from _article(results, name, size)
        burst = median(results, name, "burst", "seconds")
        if burst == burst:
            yield burst <= _BURST, f"{name}: 500 keys in {burst:.2f} s ({_BURST})"
        idle = median(results, name, "idle", "cpu_percent")
        yield idle < 0.1, f"{name}: idle {idle:.1f} % (0)"
    few, many = ("paperknife library/10", "paperknife library/10000")
    if few in results and many in results:
        ratio = median(results, many, "line", "done_ms", "p50") / median(results, few, "line", "done_ms", "p50")
        yield ratio <= _LIBRARY_KEY_RATIO, f"a key in 10,000 articles: {ratio:.2f}× one in 10 ({_LIBRARY_KEY_RATIO}×)"


def _article(results: Results, name: str, size: str) -> Iterator[tuple[bool, str]]:
    for key, limits in _KEYS.items():
        halves = [median(results, name, key, "done_ms", part) for part in ("p50", "p95")]
        if f"ref-lines/{size}" in results:
            ratio = halves[0] / median(results, f"ref-lines/{size}", key, "done_ms", "p50")
            yield ratio <= _KEY_RATIO, f"{name}: a {key} key {ratio:.2f}× the bare line painter ({_KEY_RATIO}×)"
        at_most = all(half <= limit for half, limit in zip(halves, limits, strict=True))
        yield at_most, f"{name}: a {key} key {halves[0]:.1f} ms, p95 {halves[1]:.1f} ({limits[0]}, {limits[1]})"
    memory = median(results, name, "rss_mb")
    yield memory <= _MEMORY[size], f"{name}: {memory:.0f} MB ({_MEMORY[size]})"


def median(results: Results, name: str, *path: str) -> float:
    """Return the median of a figure over the rounds, NaN where there is none."""
    values = []
    for row in results.get(name, ()):
        value: Any = row
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, int | float) and value == value:
            values.append(float(value))
    return statistics.median(values) if values else float("nan")
