"""Scores predictions with the benchmark's own scorer, and sets the figures as Markdown tables."""

from __future__ import annotations

import importlib.util
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors import Prediction

Truth = Mapping[str, Any]
Figures = dict[str, float]
"""The name of a figure → its value; see :func:`figures`."""

MEAN3 = ("aeb", "fundus", "daniel")
"""The sets whose plain mean is steered by: it moves far less than any one of them."""
SETS = (*MEAN3, "mozr")
_FACTS = (("fundus", ("title_exact", "title_close", "date", "author")), ("daniel", ("title_exact", "title_close")))
_LOST, _FOUND = 0.3, 0.6


class Scorer:
    """The benchmark's scorer, over the pages of its truth."""

    def __init__(self, bench: Path) -> None:
        self._score = _module(bench / "score.py")
        self.truths: dict[str, Truth] = {row["id"]: row for row in self._score.load(bench / "truth.jsonl")}

    def figures(self, predictions: Mapping[str, Prediction]) -> Figures:
        """Return the figures of one extractor over the pages that it was given.

        They are named ``F1 SET``, ``exact¶ SET``, ``title_exact SET`` … as the scorer names them; and ``F1 mean3``,
        ``exact¶ mean3``; ``worst tenth``, the mean F1 of the worst tenth of the pages that count for mean3; ``under
        .30`` and ``under .60``, how many of them are so bad.
        """
        found: Figures = {}
        for name in (*SETS, "traf"):
            pages = [truth for key, truth in self.truths.items() if truth["set"] == name and key in predictions]
            if pages:
                report = self._score.report(pages, predictions)
                found |= {f"{key} {name}": value for key, value in report.items()}
        for key in ("F1", "exact¶"):
            values = [found.get(f"{key} {name}", math.nan) for name in MEAN3]
            found[f"{key} mean3"] = sum(values) / len(values)
        ranked = sorted(self.of_page(key, predictions[key]["text"]) for key in self.pages_of_mean3(predictions))
        if ranked:
            worst = ranked[: max(1, len(ranked) // 10)]
            found["worst tenth"] = sum(worst) / len(worst)
            found["under .30"] = sum(value < _LOST for value in ranked)
            found["under .60"] = sum(value < _FOUND for value in ranked)
        return found

    def pages_of_mean3(self, predictions: Mapping[str, Prediction]) -> list[str]:
        """Return the ids of the pages with known text that count for mean3."""
        return [key for key in predictions if self.truths[key]["set"] in MEAN3 and self.truths[key].get("text")]

    def of_page(self, page: str, text: str) -> float:
        """Return the F1 of one page."""
        return float(self._score.overlap(self.truths[page]["text"], text).f1)

    def is_lost(self, page: str, text: str, lines: Sequence[str]) -> bool:
        """Tell whether a page is under F1 .30 although the right choice of ``lines`` would reach .60."""
        if self.of_page(page, text) >= _LOST:
            return False
        shingles, tokens = self._score.shingles, self._score.tokens
        wanted = set(shingles(tokens(self.truths[page]["text"])))
        runs = {line: shingles(tokens(line)) for line in lines}
        right = [
            line for line in lines if runs[line] and sum(run in wanted for run in runs[line]) * 2 >= len(runs[line])
        ]
        return self.of_page(page, "\n\n".join(dict.fromkeys(right))) >= _FOUND


def text_table(rows: Mapping[str, Figures]) -> str:
    """Return how well the text is found: a row for each extractor, or way of measuring one."""
    columns = [f"F1 {name}" for name in (*SETS, "mean3")] + [f"exact¶ {name}" for name in (*MEAN3, "mean3")]
    return _table(rows, [*columns, "worst tenth", "under .30", "under .60", "snipF1 traf"])


def facts_table(rows: Mapping[str, Figures]) -> str:
    """Return how well title, date and author are found."""
    return _table(rows, [f"{fact} {name}" for name, facts in _FACTS for fact in facts])


def speed_table(rows: Mapping[str, Figures]) -> str:
    """Return how fast each is."""
    return _table(rows, ["pages/s", "MB/s", "× trafilatura", "× with metadata"])


def _table(rows: Mapping[str, Figures], columns: Sequence[str]) -> str:
    """Return figures as a Markdown table; empty when there are none of these columns."""
    shown = [column for column in columns if any(column in row for row in rows.values())]
    if not shown:
        return ""
    lines = ["| | " + " | ".join(shown) + " |", "| --- |" + " ---: |" * len(shown)]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(_cell(row.get(column), column) for column in shown) + " |")
    return "\n".join(lines)


def _cell(value: float | None, column: str) -> str:
    if value is None or math.isnan(value):
        return ""
    if column.startswith("under"):
        return f"{value:.0f}"
    if not value:
        return "–"  # an extractor that does not look for it
    return f"{value:.1f}" if value >= 1.05 else f"{value:.3f}".replace("0.", ".", 1)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("cleaning_bench_score", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded
