"""Fits a classifier: the lexicon by logistic regression, the trees by boosting; same samples, same bytes."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from training.samples import Sample

from storage.cleaning.features.table import table
from storage.cleaning.features.words import pieces
from storage.cleaning.model.classifier import ModelDocument
from storage.cleaning.model.trees import UNIT, TreesDocument

_INNER = 3
"""Parts of the samples: the words of each are scored by a lexicon learned from the others."""
_LEAST_LINES, _MOST_WORDS = 8, 8000
_SMALLEST = 5
TREES: dict[str, Any] = {
    "iterations": 600,
    "depth": 6,
    "learning_rate": 0.05,
    "l2_leaf_reg": 5,
    "rsm": 0.3,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "random_seed": 0,
    "thread_count": 1,
    "allow_writing_files": False,
    "verbose": 0,
}
"""One thread, or sums come out in another order and other trees with them."""


def fit(samples: Sequence[Sample]) -> ModelDocument:
    """Return the classifier that these samples teach."""
    learned_from = [sample for sample in samples if not sample.altered]
    tables: list[NDArray[np.float32]] = [np.zeros(0)] * len(samples)
    for part in range(_INNER):
        lexicon = _lexicon([sample for sample in learned_from if _part(sample) != part])
        for place, sample in enumerate(samples):
            if _part(sample) == part:
                tables[place] = table(sample.seen, lexicon, sample.markup)[sample.used]
    trees = CatBoostClassifier(**TREES)
    trees.fit(
        np.concatenate(tables),
        np.concatenate([sample.article[sample.used] for sample in samples]),
        sample_weight=np.concatenate([sample.weights[sample.used] for sample in samples]),
    )
    return {"lexicon": _lexicon(learned_from), "trees": document_of(trees)}


def _part(sample: Sample) -> int:
    """Return which part of the samples a page's site is in; other sites meet than in the folds."""
    return zlib.crc32(f"part {sample.domain}".encode()) % _INNER


def _lexicon(samples: Sequence[Sample]) -> dict[str, int]:
    """Return what each word says for its segment, in hundredths, the most telling words first of all kept."""
    known = np.concatenate([sample.article >= 0 for sample in samples])
    looks = [look for sample in samples for look in sample.seen.looks]
    words = [sorted(pieces(look)) for look, is_known in zip(looks, known, strict=True) if is_known]
    labels = np.concatenate([sample.article for sample in samples])[known]
    weights = np.concatenate([sample.weights for sample in samples])[known]
    counted = CountVectorizer(analyzer=list, min_df=_LEAST_LINES, binary=True)
    lines = normalize(counted.fit_transform(words))
    model = LogisticRegression(C=0.5, solver="liblinear", max_iter=200)
    model.fit(lines, labels, sample_weight=weights * len(weights) / weights.sum())
    values = model.coef_[0]
    telling = np.argsort(-np.abs(values) * np.sqrt(np.asarray(lines.sum(axis=0))[0]), kind="stable")[:_MOST_WORDS]
    names = counted.get_feature_names_out()
    found = {str(names[at]): round(float(values[at]) * 100) for at in telling}
    return {word: value for word, value in sorted(found.items()) if abs(value) >= _SMALLEST}


def document_of(trees: CatBoostClassifier) -> TreesDocument:
    """Return boosted trees as they are kept; questions are of the form column > border."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        trees.save_model(str(path), format="json")
        written = json.loads(path.read_text(encoding="utf-8"))
    scale, (bias,) = written["scale_and_bias"]
    depth = trees.get_param("depth")
    columns, borders, leaves = [], [], []
    for tree in written["oblivious_trees"]:
        splits, values = tree["splits"], tree["leaf_values"]
        if splits is None or len(splits) < depth:
            splits, values = _padded(splits or [], values, depth)
        columns.append([split["float_feature_index"] for split in splits])
        borders.append([float(f"{split['border']:.6g}") for split in splits])
        leaves.append([round(value * scale / UNIT) for value in values])
    return {"bias": round(bias, 6), "columns": columns, "borders": borders, "leaves": leaves}


def _padded(
    splits: list[dict[str, Any]], values: list[float], depth: int
) -> tuple[list[dict[str, Any]], list[float]]:
    """Return a tree that found fewer questions than the others with questions whose answer changes nothing."""
    missing = depth - len(splits)
    idle = {"float_feature_index": 0, "border": 0.0}
    return [*splits, *[idle] * missing], values * 2**missing
