"""Headlines as the chooser learns them: the lines of pages with known titles, as honest as on a page never seen.

What is the article on a page is taken from what a classifier made of it that had not seen its site
(``benchmarks/train.py --cross-validate``): where an article begins says most about its headline, and a chooser that
learned from perfect beginnings would trust them too much.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray
from training.fit import TREES, document_of
from training.samples import TEXT_SHAPES, fold_of, page_of

from storage.cleaning.judging.headlines import candidates
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.pictures import caption_words
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.judging.scene import Scene
from storage.cleaning.model.trees import TreesDocument

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
"""A word, or a character of a script without spaces."""
_CLOSE = 0.8
_SETTINGS = {**TREES, "iterations": 600, "depth": 4, "rsm": 0.5}


@dataclass(frozen=True, eq=False)
class Headlines:
    """One page: its candidates, and how near each comes to the known title."""

    page: str
    shape: str
    set: str
    domain: str
    table: NDArray[np.float32]
    near: NDArray[np.int8]
    """2 for the title's very words, 1 for nearly all of them, 0 for anything else."""

    @property
    def fold(self) -> int:
        """Which fold its site is in."""
        return fold_of(self.domain)


def headlines(bench: Path, out: Path) -> Iterator[Headlines]:
    """Yield the pages of all forms of text that have a known title and a file of predictions in ``out``."""
    rows = [json.loads(line) for line in (bench / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    for shape in TEXT_SHAPES:
        predictions = out / f"{shape}.jsonl"
        if not predictions.is_file():
            continue
        with predictions.open(encoding="utf-8") as file:
            texts = {row["id"]: row["text"] for row in map(json.loads, file)}
        for row in rows:
            if row.get("title") and row["id"] in texts and (found := _headlines(bench, shape, row, texts[row["id"]])):
                yield found


def _headlines(bench: Path, shape: str, row: dict[str, Any], text: str) -> Headlines | None:
    if (read := page_of(bench, shape, row["id"])) is None:
        return None
    page, _ = read
    segments = page.segments
    kept = set(text.split("\n\n"))
    seen = looks(segments)
    signs = signs_of(segments, seen)
    own = [segment.text.replace("\n", " ") in kept for segment in segments]
    scene = Scene(segments, seen, signs, caption_words(segments, seen), own, page.facts)
    found = candidates(scene)
    near = [nearness(segments[place].text, row["title"]) for place in found.places]
    return Headlines(row["id"], shape, row["set"], row["domain"], found.table, np.array(near, dtype=np.int8))


def nearness(text: str, title: str) -> int:
    """Return 2 for the very words of a title, 1 where eight of ten agree, else 0."""
    one, other = _folded(text), _folded(title)
    if one == other:
        return 2
    own, wanted = Counter(one), Counter(other)
    return int(2 * (own & wanted).total() >= _CLOSE * max(1, own.total() + wanted.total()))


def _folded(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def fit_headlines(pages: Sequence[Headlines]) -> TreesDocument:
    """Return the trees that these pages teach; a page without its title among the candidates teaches nothing."""
    useful = [page for page in pages if page.near.any()]
    trees = CatBoostClassifier(**_SETTINGS)
    trees.fit(np.concatenate([page.table for page in useful]), np.concatenate([page.near > 0 for page in useful]))
    return document_of(trees)
