"""Our library beside stock TinyDB, TinyDB with its cache, and plain SQLite, in one interleaved run.

    python benchmarks/stores.py [--sizes 1000,10000,100000] [--samples 200] [--million] [--tmp DIR] [--write]

All keep the same documents (benchmarks/contestants.py), each in a process of its own; they take turns in random
order, operation by operation, so that a mood of the disk meets all of them. The slow ones are asked less often.
``--write`` puts the tables into docs/benchmarks.md, ``--million`` adds one point at 1,000,000 notes.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from report import write_section
from sample import articles_of

HERE = Path(__file__).resolve().parent
WRITES = ("insert", "tag", "delete")
OPERATIONS = (*WRITES, "notes", "search")
SEARCHES = ("matches", "screen")
"""Searches over texts, titles, notes and tags, which only we have."""
STORES = ("ours", "sqlite", "stock", "caching")
FEW = {1_000: 40, 10_000: 20, 100_000: 5}
"""How often the slow stores are asked at each size."""
QUICK_DISK = 1.0
"""Milliseconds of a sync below which the disk counts as quick."""


@dataclass
class Figures:
    """What one run gave at one size: milliseconds by (store, operation), megabytes by store."""

    notes: int
    times: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    stalls: dict[str, float] = field(default_factory=dict)

    def p(self, store: str, operation: str, share: float = 0.5) -> float:
        """Return a percentile in milliseconds."""
        times = sorted(self.times[store, operation])
        return times[min(len(times) - 1, int(share * len(times)))]

    def is_quick(self, operation: str) -> bool:
        """Return whether the disk was quick while this was measured."""
        return self.p("disk", operation) < QUICK_DISK

    def against(self, operation: str, other: str) -> float:
        """Return our median as a multiple of another store's."""
        return self.p("ours", operation) / self.p(other, operation)


class Process:
    """A store that answers requests."""

    def __init__(self, name: str, folder: Path, notes: int) -> None:
        self.name = name
        command = [sys.executable, str(HERE / "contest.py"), name, str(folder), "serve", str(notes)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._line()

    def ask(self, operation: str, number: int) -> float:
        """Have one operation done and return its milliseconds."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([operation, number]) + "\n")
        self._process.stdin.flush()
        return float(self._line()) / 1000

    def end(self) -> None:
        """Let it close what it holds."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.wait(timeout=300):
            raise SystemExit(f"{self.name} ended with {self._process.returncode}")

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} died")
        return line.strip()


def run(script: str, *words: object) -> str:
    """Run one of the scripts beside this one and return what it prints."""
    command = [sys.executable, str(HERE / script), *map(str, words)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def build(folder: Path, notes: int, stores: Sequence[str]) -> dict[str, Path]:
    """Fill a folder for each store; the two that are TinyDB begin with the same file."""
    folders = {name: folder / f"{notes}-{name}" for name in stores}
    for name, home in folders.items():
        home.mkdir()
        if name == "caching":
            shutil.copy(folders["stock"] / "db.json", home)
        else:
            run("contest.py", name, home, "build", notes)
    return folders


def measure(folder: Path, notes: int, samples: int) -> Figures:
    """Measure one size."""
    figures = Figures(notes)
    folders = build(folder, notes, (*STORES, "disk"))
    figures.sizes = {name: megabytes(folders[name]) for name in STORES}
    open_all(figures, folders, rounds=9 if notes < 100_000 else 5)
    dice = random.Random(notes)
    with ExitStack() as stack:
        processes = [stack.enter_context(serving(name, home, notes)) for name, home in folders.items()]
        for operation, numbers in requests(notes, samples, dice):
            rarely = max(1, len(numbers) // FEW.get(notes, 5))
            for turn, number in enumerate(numbers):
                for process in dice.sample(processes, k=len(processes)):
                    if operation in SEARCHES and process.name != "ours":
                        continue
                    if process.name in {"stock", "caching"} and turn % rarely:
                        continue
                    figures.times.setdefault((process.name, operation), []).append(process.ask(operation, number))
    if notes == 100_000:
        figures.stalls = json.loads(run("stalls.py", folders["ours"], notes))
    for home in folders.values():
        shutil.rmtree(home)
    return figures


def requests(notes: int, samples: int, dice: random.Random) -> Iterator[tuple[str, list[int]]]:
    """Yield each operation with the numbers of what it is done to; nothing is asked for twice."""
    some = dice.sample(range(notes), k=2 * samples)
    articles = articles_of(notes)
    yield "insert", list(range(samples))
    yield "tag", some[:samples]
    yield "delete", some[samples:]
    yield "notes", dice.sample(range(articles), k=min(samples, articles))
    words = list(range(min(samples, 40)))
    for operation in ("search", *SEARCHES):
        yield operation, words


@contextmanager
def serving(name: str, home: Path, notes: int) -> Iterator[Process]:
    """Have a store answer requests meanwhile."""
    process = Process(name, home, notes)
    yield process
    process.end()


def open_all(figures: Figures, folders: dict[str, Path], rounds: int) -> None:
    """Let each store be opened in a process of its own, in turns, and see that all of them list the same."""
    listed = {}
    for _ in range(rounds):
        for name in random.sample(STORES, k=len(STORES)):
            answer = json.loads(run("contest.py", name, folders[name], "list"))
            figures.times.setdefault((name, "open"), []).append(answer["ms"])
            figures.peaks[name] = max(figures.peaks.get(name, 0.0), answer["peak"])
            listed[name] = answer["articles"], answer["digest"]
    if len(set(listed.values())) != 1:
        raise SystemExit(f"the stores do not list the same: {listed}")


def million(folder: Path) -> str:
    """Return one measured point at 1,000,000 notes, ours alone."""
    notes = 1_000_000
    home = build(folder, notes, ["ours"])["ours"]
    answer = json.loads(run("contest.py", "ours", home, "list"))
    with serving("ours", home, notes) as process:
        inserts = [process.ask("insert", number) for number in range(50)]
    size = megabytes(home)
    shutil.rmtree(home)
    return (
        f"1,000,000 notes: open to first list {answer['ms'] / 1000:.1f} s, peak {answer['peak']:.0f} MB, "
        f"insert p50 {statistics.median(inserts):.2f} ms, {size:.0f} MB on the disk."
    )


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def table(figures: Figures) -> str:
    """Return the figures of one size as a table."""
    lines = [
        f"**{figures.notes:,} notes in {articles_of(figures.notes):,} articles**, p50 / p95 in ms; *disk* is 300 "
        f"bytes and a sync, a {'quick' if figures.is_quick('insert') else 'slow'} disk:",
        "",
        "| | " + " | ".join((*STORES, "disk")) + " | × sqlite | × stock |",
        "| --- " * (len(STORES) + 4) + "|",
    ]
    for operation in ("open", *OPERATIONS):
        asked = (*STORES, "disk") if operation in WRITES else STORES
        cells = [f"{figures.p(name, operation):.3g} / {figures.p(name, operation, 0.95):.3g}" for name in asked]
        cells += [""] * (len(STORES) + 1 - len(cells))
        ratios = [f"{figures.against(operation, other):.3g}" for other in ("sqlite", "stock")]
        lines.append(f"| {operation} | " + " | ".join([*cells, *ratios]) + " |")
    for what, by_store in (("peak MB", figures.peaks), ("disk MB", figures.sizes)):
        cells = [*(f"{by_store[name]:.1f}" for name in STORES), ""]
        ratios = [f"{by_store['ours'] / by_store[other]:.2f}" for other in ("sqlite", "stock")]
        lines.append(f"| {what} | " + " | ".join([*cells, *ratios]) + " |")
    found = [f"{figures.p('ours', each):.3g} / {figures.p('ours', each, 0.95):.3g}" for each in SEARCHES]
    lines += [
        "",
        f"Ours alone, over texts and notes: the ranked articles {found[0]} ms, the first screen {found[1]} ms.",
    ]
    if figures.stalls:
        stalls = figures.stalls
        lines += [
            "",
            f"Longest tick of the main thread: {stalls['checkpoint']:.1f} ms from a change to the new library.json, "
            f"{stalls['quiet']:.1f} ms when nothing is written; longest change beside a checkpoint: "
            f"{stalls['change']:.1f} ms.",
        ]
    return "\n".join(lines)


def verdicts(all_figures: Sequence[Figures]) -> Iterator[tuple[bool, str]]:
    """Yield each bar, and whether it is held."""
    for figures in all_figures:
        at = f"at {figures.notes:,}"
        for operation in WRITES:
            ours, ratio = figures.p("ours", operation), figures.against(operation, "sqlite")
            if figures.is_quick(operation):
                yield (
                    ratio <= 2.5 or ours <= 0.4,
                    f"{operation} {at}: {ratio:.2f}× SQLite, {ours:.2f} ms (2.5× or 0.4 ms)",
                )
            else:
                yield ratio <= 1.5, f"{operation} {at}: {ratio:.2f}× SQLite (1.5×, slow disk)"
            if figures.notes == 100_000:
                times = 1 / figures.against(operation, "stock")
                yield times >= 100, f"{operation} {at}: {times:.0f} times as quick as stock (100)"
        ratio = figures.against("notes", "sqlite")
        yield ratio <= 1.5, f"notes of one article {at}: {ratio:.2f}× SQLite (1.5×)"
        ratio, more = figures.against("open", "stock"), figures.p("ours", "open") - figures.p("stock", "open")
        if figures.notes >= 10_000:
            yield ratio <= 0.8, f"open {at}: {ratio:.2f}× stock (0.8×)"
        yield more <= 5, f"open {at}: {more:+.1f} ms against stock (+5)"
        if figures.notes == 100_000:
            ratio = figures.peaks["ours"] / figures.peaks["stock"]
            yield ratio <= 0.7, f"peak memory {at}: {ratio:.2f}× stock (0.7×)"
            for operation, most in zip(SEARCHES, (15, 60), strict=True):
                took = figures.p("ours", operation, 0.95)
                yield took <= most, f"{operation} of a word {at}: {took:.1f} ms p95 ({most})"
            longest = max(figures.stalls["checkpoint"], figures.stalls["change"])
            yield longest <= 20, f"a key beside a checkpoint {at}: {longest:.1f} ms at most (20)"
    least, most = all_figures[0], all_figures[-1]
    if len(all_figures) > 1:
        for operation in WRITES:
            growth = most.against(operation, "sqlite") / least.against(operation, "sqlite")
            sizes = f"from {least.notes:,} to {most.notes:,}"
            yield growth <= 1.3, f"{operation} {sizes}: its multiple of SQLite grows {growth:.2f}× (flat: 1.3×)"


def main() -> int:
    """Measure, print or write, and return 1 where a bar is not held and that is not written down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--million", action="store_true", help="one point at 1,000,000 notes")
    parser.add_argument("--tmp", help="where the stores are put: on the disk that is meant")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args()
    parts, figures = [], []
    with tempfile.TemporaryDirectory(prefix="paperknife-storage-", dir=options.tmp) as folder:
        for notes in map(int, options.sizes.split(",")):
            figures.append(measure(Path(folder), notes, options.samples))
            parts.append(table(figures[-1]))
            print(parts[-1], end="\n\n", flush=True)
        if options.million:
            parts.append(million(Path(folder)))
            print(parts[-1], end="\n\n", flush=True)
    judged = list(verdicts(figures))
    parts.append("\n".join(f"- {'held' if held else '**not held**'}: {words}" for held, words in judged))
    print(parts[-1])
    if options.write:
        write_section("storage", "\n\n".join(parts))
        return 0  # the page says it
    return 0 if all(held for held, _ in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
