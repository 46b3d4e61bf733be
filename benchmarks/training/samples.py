"""Pages with known text as the model learns from them: segments, which are the article, what each page weighs."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from cleaning import document, source
from numpy.typing import NDArray
from training.altered import Labelled, altered, bare, tail_of
from training.labels import labels, snippet_labels

from storage.cleaning import read_page
from storage.cleaning.features.sight import Sight, sight
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.segments import Markup, Page, Segment
from storage.errors import CleaningError

FOLDS = 5
TEXT_SHAPES, HTML_SHAPES = ("main", "full", "insc", "w3m"), ("html",)
_ALTERED_SHAPES = ("main", "full")
_BARE = 0.3
"""So many pages have a copy that is nothing but their article."""
_WEIGHTS = {"": 1.0, "altered": 0.3, "bare": 0.3}
_SHAPE_WEIGHTS = {"insc": 0.6, "w3m": 0.6}
_SET_WEIGHTS = {("text", "mozr"): 0.5}
"""The known text of this set is another tool's output: captions and reference lists, which text does not tell apart,
count as article there."""
_HEAVIEST, _LIGHTEST = 0.15, 0.002
_FAR, _NARROW, _SAMPLED = 8, 60, 0.3


@dataclass(frozen=True, eq=False)
class Sample:
    """One page to learn from."""

    page: str
    shape: str
    set: str
    domain: str
    altered: str
    """Empty for a page as it came, else how it was altered."""
    seen: Sight
    markup: Markup | None
    article: NDArray[np.int8]
    """1 for each segment of the article, −1 where nobody knows."""

    @property
    def fold(self) -> int:
        """Which fold its site is in, 0 to 4: whole sites stay together."""
        return fold_of(self.domain)

    @property
    def weights(self) -> NDArray[np.float64]:
        """What each segment counts: its share of the article's words, so that every page counts alike."""
        words = np.maximum(self.seen.words, 1.0)
        whole = max(30.0, float(words[self.article > 0].sum()))
        own = np.minimum(words / whole, _HEAVIEST) + _LIGHTEST
        form = "html" if self.shape in HTML_SHAPES else "text"
        factor = (
            _WEIGHTS[self.altered] * _SHAPE_WEIGHTS.get(self.shape, 1.0) * _SET_WEIGHTS.get((form, self.set), 1.0)
        )
        return np.where(self._far, own / _SAMPLED, own) * factor

    @property
    def used(self) -> NDArray[np.bool_]:
        """Which segments are learned from: of the short ones far from the article only some, which weigh more."""
        draw = np.random.default_rng(zlib.crc32(f"{self.shape} {self.altered} {self.page}".encode()))
        return (self.article >= 0) & (~self._far | (draw.random(len(self.article)) < _SAMPLED))

    @property
    def _far(self) -> NDArray[np.bool_]:
        near = np.convolve(np.pad(self.article != 0, _FAR), np.ones(2 * _FAR + 1), "valid") > 0
        return ~near & (self.seen.width < _NARROW)


def fold_of(domain: str) -> int:
    """Return the fold of a site, by a checksum of its name."""
    return zlib.crc32(domain.encode()) % FOLDS


def truths(bench: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of the benchmark whose text, or some lines of it, are known."""
    with (bench / "truth.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row.get("text") or row.get("with"):
                yield row


def samples(bench: Path, shape: str) -> list[Sample]:
    """Return all pages of a shape with known text, and the altered copies made of them."""
    rows = list(truths(bench))
    read = {row["id"]: found for row in rows if (found := _read(bench, shape, row))}
    found = [_sample(row, shape, "", *read[row["id"]]) for row in rows if row["id"] in read]
    return found if shape in HTML_SHAPES else [*found, *_copies(rows, shape, read)]


def page_of(bench: Path, shape: str, name: str) -> tuple[Page, str] | None:
    """Return a page of the benchmark as read, and its media type; None where it is not there or holds no text."""
    path = source(bench, shape, name)
    if path is None:
        return None
    try:
        return read_page(document(path))
    except CleaningError:
        return None


def _read(bench: Path, shape: str, row: dict[str, Any]) -> tuple[Labelled, Markup | None] | None:
    if (read := page_of(bench, shape, row["id"])) is None:
        return None
    page, _ = read
    texts = [segment.text for segment in page.segments]
    known: Sequence[int] = (
        labels(texts, row["text"]) if row.get("text") else snippet_labels(texts, row["with"], row["without"])
    )
    return Labelled(tuple(page.segments), tuple(known)), page.markup


def _sample(row: dict[str, Any], shape: str, how: str, page: Labelled, markup: Markup | None = None) -> Sample:
    return Sample(
        row["id"],
        shape,
        row["set"],
        row["domain"],
        how,
        _seen(page.segments),
        markup,
        np.array(page.article, dtype=np.int8),
    )


def _seen(segments: Sequence[Segment]) -> Sight:
    found = looks(segments)
    return sight(segments, found, signs_of(segments, found))


def _copies(
    rows: Iterable[dict[str, Any]], shape: str, read: dict[str, tuple[Labelled, Markup | None]]
) -> Iterator[Sample]:
    """Yield altered copies; what is spliced in comes from a site of the same fold, so that none is learned twice."""
    rows = [row for row in rows if row["id"] in read and row.get("text")]
    tails: dict[int, list[tuple[Segment, ...]]] = {fold: [] for fold in range(FOLDS)}
    for row in rows:
        if tail := tail_of(read[row["id"]][0]):
            tails[fold_of(row["domain"])].append(tail)
    for row in rows:
        page = read[row["id"]][0]
        draw = random.Random(f"{shape} {row['id']}")
        if shape in _ALTERED_SHAPES and (copy := altered(page, tails[fold_of(row["domain"])], draw)):
            yield _sample(row, shape, "altered", copy)
        if any(page.article) and draw.random() < _BARE:
            yield _sample(row, shape, "bare", bare(page))
