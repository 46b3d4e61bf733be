"""Trains the chooser of headlines on plain text, and says how often it is right about sites that it has not seen.

    python benchmarks/train_headlines.py [--bench DIR] [--out DIR]

Writes ``storage/cleaning/model/headlines.json``; the same pages and predictions give the same bytes. It needs what
``benchmarks/train.py --cross-validate`` has written to ``DIR``; where that or the pages are absent it says so, and
ends with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from cleaning import BENCH
from training.headlines import Headlines, fit_headlines, headlines
from training.samples import FOLDS

from storage.cleaning.model import __file__ as model_room
from storage.cleaning.model.trees import Trees, TreesDocument


def main() -> int:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "training" / "out")
    args = parser.parse_args()
    if not (args.bench / "truth.jsonl").is_file():
        print(f"the cleaning benchmark is not at {args.bench}: nothing trained")
        return 0
    pages = list(headlines(args.bench, args.out))
    if not pages:
        print(f"no predictions in {args.out}: run benchmarks/train.py --cross-validate first; nothing trained")
        return 0
    write(Path(model_room).with_name("headlines.json"), fit_headlines(pages))
    right: dict[tuple[str, str], list[int]] = defaultdict(list)
    for fold in range(FOLDS):
        trees = Trees.of(fit_headlines([page for page in pages if page.fold != fold]))
        for page in pages:
            if page.fold == fold:
                right[page.shape, page.set].append(chosen(trees, page))
    print("\n".join(report(right)))
    return 0


def write(path: Path, trees: TreesDocument) -> None:
    """Write trees as JSON, one a line."""
    parts = [f'"bias": {trees["bias"]}']
    for name, rows in (("columns", trees["columns"]), ("borders", trees["borders"]), ("leaves", trees["leaves"])):
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        parts.append(f'"{name}": [\n{lines}\n]')
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def chosen(trees: Trees, page: Headlines) -> int:
    """Return how near the chosen line comes to the title; 0 where there is no candidate."""
    return int(page.near[int(trees.scores(page.table).argmax())]) if len(page.near) else 0


def report(right: dict[tuple[str, str], list[int]]) -> Iterator[str]:
    """Yield a line for each form and set: pages, very words, nearly."""
    for (shape, name), near in sorted(right.items()):
        found = np.array(near)
        yield f"{shape:5} {name:7} {len(found):4}  exact {np.mean(found == 2):.3f}  close {np.mean(found > 0):.3f}"


if __name__ == "__main__":
    sys.exit(main())
