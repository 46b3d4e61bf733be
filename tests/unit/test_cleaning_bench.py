"""The bars of plain-text cleaning on the benchmark that lies beside the checkout; skipped where it is absent."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "cleaning-bench"

pytestmark = pytest.mark.skipif(
    not (BENCH / "truth.jsonl").is_file(), reason="the cleaning benchmark is not beside the checkout"
)


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def f1(shape: str) -> float:
    """Return the F1 over the set aeb of one shape, of the kept blocks of role lead and body."""
    cleaning, score = module(ROOT / "benchmarks" / "cleaning.py"), module(BENCH / "score.py")
    with (BENCH / "truth.jsonl").open(encoding="utf-8") as lines:
        truths: list[Mapping[str, Any]] = [row for line in lines if (row := json.loads(line))["set"] == "aeb"]
    overlaps = []
    for truth in truths:
        prediction, _ = cleaning.own(cleaning.source(BENCH, shape, truth["id"]))
        overlaps.append(score.overlap(truth["text"], prediction["text"]))
    return float(score.shingle_f1(overlaps))


@pytest.mark.parametrize(("shape", "bar"), [("main", 0.92), ("full", 0.90)])
def test_the_article_is_found_on_real_pages(shape: str, bar: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")  # as when the script itself is run
    assert f1(shape) >= bar
