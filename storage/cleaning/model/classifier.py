"""The classifier of segments: a lexicon and boosted trees, asked for a page as a whole.

How it was trained, and how well it does on pages that it has not seen: docs/cleaning.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features import table
from storage.cleaning.features.sight import Sight
from storage.cleaning.model.terms import Terms
from storage.cleaning.model.trees import Trees, TreesDocument
from storage.cleaning.segments import Markup


class ModelDocument(TypedDict):
    """What ``make train`` writes, one file an input: the text of every form, and HTML."""

    lexicon: dict[str, int]
    """Word → what it says for its segment, in hundredths; see :mod:`storage.cleaning.features.words`."""
    trees: TreesDocument


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the classifier makes of a page, a row a segment."""

    scores: NDArray[np.float32]
    """Log-odds of being the article's: above zero is kept."""
    table: NDArray[np.float32]
    """The features that it was decided on."""


@dataclass(frozen=True)
class Classifier:
    """One trained model."""

    lexicon: Mapping[str, int]
    trees: Trees

    @classmethod
    def of(cls, document: ModelDocument) -> Classifier:
        """Return the classifier of a document."""
        return cls(document["lexicon"], Trees.of(document["trees"]))

    def judge(self, seen: Sight, markup: Markup | None = None) -> Judgement:
        """Return what is made of a page; ``markup`` for a model that was trained with it."""
        features = table.table(seen, self.lexicon, markup)
        return Judgement(self.trees.scores(features), features)

    @cached_property
    def terms(self) -> Terms:
        """What each group of features (``features.table.GROUPS``) says: for the reasons."""
        columns = int(self.trees.columns.max()) + 1
        return Terms(self.trees, table.group_numbers(columns), len(table.GROUPS))


@cache
def classifier(name: str) -> Classifier:
    """Return the trained classifier of an input, ``text`` or ``html``; it is read once."""
    source = resources.files(__package__) / f"{name}.json"
    return Classifier.of(json.loads(source.read_text(encoding="utf-8")))
