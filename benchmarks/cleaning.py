"""Cleans every page of the cleaning benchmark beside other extractors in one run, and prints the figures of all.

    python benchmarks/cleaning.py [--shape html|main|full|insc|w3m]… [--set aeb]… [--bench DIR] [--out DIR]
                                  [--cross-validated DIR] [--rounds N] [--worst N] [--write]

Scored are the kept blocks of role lead and body, of whatever kind. What is learned was learned from these pages: the
row “cross-validated (by site)” is what models make of pages whose site they have not seen, and it is the one that
counts. Its predictions come from training (``--cross-validated``: a folder of SHAPE.jsonl), which also leaves
the figures in ``storage/cleaning/model/cross_validated.json``. On text the other extractors are given the same page's
HTML. Speeds are processor time of one core over a fixed sample of the pages, all taking turns page by page, the
median of the rounds. The benchmark is no part of the project (its pages are others'); where it is absent the
script says so and ends with 0. ``--write`` puts everything into docs/benchmarks.md and docs/cleaning.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extractors import OURS, PEERS, WITH_FACTS, Prediction, cleaned, prediction_of
from pages import document, source
from report import BENCHES, ROOT, write_section
from scores import Figures, Scorer, facts_table, speed_table, text_table

BENCH = BENCHES / "cleaning-bench"
SHAPES = ("html", "main", "full", "insc", "w3m")
CROSS_VALIDATED = ROOT / "storage" / "cleaning" / "model" / "cross_validated.json"
_WORKERS = 2
_TIMED = 100
"""Pages that are timed, spread evenly."""
_TIMED_ONES = (OURS, *PEERS, WITH_FACTS)
_BY_SITE = "paperknife, cross-validated (by site)"


def own(path: Path) -> tuple[Prediction, list[str]]:
    """Return our prediction of a page, and the text of each of its blocks."""
    article = cleaned(document(path))
    return prediction_of(article), [block.text for block in article.blocks]


def of_peers(path: Path) -> list[Prediction]:
    """Return what the other extractors make of an HTML page, in their order."""
    return [peer.predict(document(path)) for peer in PEERS]


class Run:
    """One run of the benchmark: what is cleaned once is kept for all tables."""

    def __init__(self, bench: Path, sets: Sequence[str], out: Path | None) -> None:
        self.bench, self.out = bench, out
        self.scorer = Scorer(bench)
        self.pages = [key for key, truth in self.scorer.truths.items() if not sets or truth["set"] in sets]
        self._peers: dict[str, list[Prediction]] = {}

    def tables(self, shape: str, by_site: Mapping[str, Figures], *, rounds: int, worst: int) -> Iterator[str]:
        """Yield the Markdown of one shape: its text, its facts, its speed, what is lost."""
        paths = {page: path for page in self.pages if (path := source(self.bench, shape, page))}
        with ProcessPoolExecutor(_WORKERS) as workers:
            done = dict(zip(paths, workers.map(own, paths.values(), chunksize=8), strict=True))
            missing = {page: path for page in paths if page not in self._peers and (path := self._html(page))}
            self._peers |= zip(missing, workers.map(of_peers, missing.values(), chunksize=8), strict=True)
        mine = {page: prediction for page, (prediction, _) in done.items()}
        self._keep(shape, OURS.name, mine)
        rows = {OURS.name: self.scorer.figures(mine)}
        if shape in by_site:
            rows[_BY_SITE] = by_site[shape]
        for number, peer in enumerate(PEERS):
            theirs = {page: self._peers[page][number] for page in paths if page in self._peers}
            self._keep(shape, peer.name, theirs)
            rows[f"{peer.name}{'' if shape == 'html' else ', given the HTML'}"] = self.scorer.figures(theirs)
        yield f"**{shape}**, {len(paths)} pages:"
        yield text_table(rows)
        yield facts_table(rows)
        lost = [
            page
            for page in self.scorer.pages_of_mean3(mine)
            if self.scorer.is_lost(page, mine[page]["text"], done[page][1])
        ]
        yield f"Under F1 .30 although the right lines reach .60: {', '.join(lost) or 'no page'}."
        if worst:
            ranked = sorted(
                (self.scorer.of_page(page, mine[page]["text"]), page) for page in self.scorer.pages_of_mean3(mine)
            )
            yield "\n".join(f"    {value:.3f}  {page}" for value, page in ranked[:worst])
        if rounds:
            yield speed_table(self._speeds(shape, list(paths.items()), rounds))

    def _html(self, page: str) -> Path | None:
        return source(self.bench, "html", page)

    def _keep(self, shape: str, name: str, predictions: Mapping[str, Prediction]) -> None:
        if self.out:
            rows = (json.dumps({"id": page, **row}, ensure_ascii=False) + "\n" for page, row in predictions.items())
            (self.out / f"{shape}-{name}.jsonl").write_text("".join(rows), encoding="utf-8")

    def _speeds(self, shape: str, paths: Sequence[tuple[str, Path]], rounds: int) -> dict[str, Figures]:
        """Time all over some pages, taking turns; those who need HTML get the same pages' HTML."""
        sample = paths[:: max(1, len(paths) // _TIMED)]
        given = [(document(path), document(self._html(page) or path)) for page, path in sample]
        spent: dict[str, list[float]] = {extractor.name: [] for extractor in _TIMED_ONES}
        for turn in range(rounds + 1):
            totals = dict.fromkeys(spent, 0.0)
            for ours, theirs in given:
                for extractor in _TIMED_ONES:
                    began = time.process_time()
                    extractor.work(ours if extractor is OURS else theirs)
                    totals[extractor.name] += time.process_time() - began
            if turn:  # the first imports and warms up
                for name, seconds in totals.items():
                    spent[name].append(seconds)
        medians = {name: statistics.median(seconds) for name, seconds in spent.items()}
        sizes = {name: sum(len(pair[name != OURS.name].data) for pair in given) for name in spent}
        return {
            f"{name}{'' if shape == 'html' or name == OURS.name else ', given the HTML'}": {
                "pages/s": len(given) / seconds,
                "MB/s": sizes[name] / 1e6 / seconds,
                "× trafilatura": medians["trafilatura"] / seconds,
                "× with metadata": medians[WITH_FACTS.name] / seconds,
            }
            for name, seconds in medians.items()
        }


def cross_validated(scorer: Scorer, folder: Path | None) -> dict[str, Figures]:
    """Return the figures of models on pages of sites they have not seen, by shape; score them where they are new."""
    if folder is None:
        return json.loads(CROSS_VALIDATED.read_text(encoding="utf-8")) if CROSS_VALIDATED.is_file() else {}
    figures: dict[str, Figures] = {}
    for shape in SHAPES:
        path = folder / f"{shape}.jsonl"
        if path.is_file():
            rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            found = scorer.figures({row["id"]: row for row in rows})
            figures[shape] = {key: round(value, 4) for key, value in found.items() if value == value}
    CROSS_VALIDATED.write_text(
        json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return figures


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", action="append", choices=SHAPES, help="repeatable; all unless given")
    parser.add_argument("--set", action="append", default=[], help="only this set; repeatable")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--out", type=Path, help="keep the predictions in this folder")
    parser.add_argument("--cross-validated", type=Path, help="score the predictions of training in this folder")
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often all pages of the sample are timed; 0 for never"
    )
    parser.add_argument("--worst", type=int, default=0, help="name this many pages of lowest F1")
    parser.add_argument("--write", action="store_true", help="put the tables into the documents")
    args = parser.parse_args()
    if not (args.bench / "truth.jsonl").is_file():
        print(f"the cleaning benchmark is not at {args.bench}: nothing measured")
        return 0
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    run = Run(args.bench, args.set, args.out)
    by_site = cross_validated(run.scorer, args.cross_validated)
    said: list[str] = []
    for shape in args.shape or SHAPES:
        for text in run.tables(shape, by_site, rounds=args.rounds, worst=args.worst):
            if text:
                print(f"\n{text}", flush=True)
                said.append(text)
    if args.write:
        write_section("cleaning", "\n\n".join(said))
        write_section("figures", "\n\n".join(said), ROOT / "docs" / "cleaning.md")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
