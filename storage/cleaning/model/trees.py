"""Oblivious trees: every node of one depth asks the same question, so that a whole page is answered in a few steps.

They are oblivious decision trees (R. Kohavi, ECML 1994) as CatBoost boosts them (L. Prokhorenkova et al., NeurIPS
2018): the answers to a tree's questions are the bits of the number of its leaf.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray


class TreesDocument(TypedDict):
    """How boosted trees are written as JSON; all trees have the same depth."""

    bias: float
    columns: list[list[int]]
    """Of each tree's questions, the first for the lowest bit: which column of the table is asked."""
    borders: list[list[float]]
    """Of each tree's questions: above which value the answer is yes."""
    leaves: list[list[int]]
    """Of each tree: the score of each leaf, in ten-thousandths."""


UNIT = 1e-4
"""What a leaf's score is counted in."""
_ROWS = 128
"""Rows answered at a time: what lies between would not fit the processor's cache."""


@dataclass(frozen=True)
class Trees:
    """Boosted trees, ready to be asked."""

    bias: float
    columns: NDArray[np.intp]
    """Shape (depth, trees)."""
    borders: NDArray[np.float32]
    """Shape (depth, trees)."""
    leaves: NDArray[np.float32]
    """Shape (trees, 2 ** depth)."""

    @classmethod
    def of(cls, document: TreesDocument) -> Trees:
        """Return the trees of a document."""
        return cls(
            document["bias"],
            np.array(document["columns"], dtype=np.intp).T.copy(),
            np.array(document["borders"], dtype=np.float32).T.copy(),
            np.array(document["leaves"], dtype=np.float32) * np.float32(UNIT),
        )

    def scores(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log-odds of each row of a table of shape (rows, columns)."""
        parts = -(-len(table) // _ROWS)
        if parts < 2:
            return self._scores(table)
        # Parts of one size: numpy adds up a lone row in another order than rows together.
        return np.concatenate([self._scores(part) for part in np.array_split(table, parts)])

    def _scores(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self.leaves.ravel().take(self.reached(table)).sum(axis=0, dtype=np.float32)
        return found + np.float32(self.bias)

    def reached(self, table: NDArray[np.float32]) -> NDArray[np.intp]:
        """Return the number of each row's leaf in each tree among the leaves of all trees, shape (trees, rows)."""
        columns, borders, askers = self._questions
        answers = (table.T.take(columns, axis=0) > borders).view(np.uint8)
        number = answers.take(askers[-1], axis=0)
        for asked in askers[-2::-1]:
            number += number  # numpy adds small integers faster than it shifts them
            number |= answers.take(asked, axis=0)
        leaf: NDArray[np.intp] = (number + self._starts).astype(np.intp)
        return leaf

    @cached_property
    def _starts(self) -> NDArray[np.unsignedinteger]:
        """The number of each tree's first leaf, in as few bytes as hold it."""
        trees, leaves = self.leaves.shape
        return np.arange(0, trees * leaves, leaves, dtype=np.min_scalar_type(trees * leaves))[:, None]

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """The columns and borders that any tree asks for, each pair once; and which pair each question is."""
        columns, borders = self.columns.ravel(), self.borders.ravel()
        order = np.lexsort((borders, columns))  # np.unique would load what numpy has for masked arrays
        columns, borders = columns[order], borders[order]
        first = np.append(True, (columns[1:] != columns[:-1]) | (borders[1:] != borders[:-1]))
        askers = np.empty_like(order)
        askers[order] = np.cumsum(first) - 1
        return columns[first], borders[first, None], askers.reshape(self.columns.shape)
