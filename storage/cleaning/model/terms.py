"""What each group of features says for or against a segment: the scores of trees taken apart.

A leaf is reached question by question; what each answer changes in the mean of the leaves that are left is the share
of its column's group (A. Saabas' decomposition of tree predictions, 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.model.trees import Trees


@dataclass(frozen=True, slots=True)
class _Level:
    """One question of every tree, the trees in the order of the groups that they ask here."""

    order: NDArray[np.intp]
    changes: NDArray[np.float32]
    """What each answer changes, flat: of each tree for every number of a leaf, cut down to this question."""
    starts: NDArray[np.intp]
    """Where each tree's changes begin, in that order."""
    groups: NDArray[np.intp]
    """The groups that are asked here, rising."""
    firsts: NDArray[np.intp]
    """Where the trees of each of them begin."""


class Terms:
    """The terms of one set of trees, by group of columns."""

    def __init__(self, trees: Trees, groups: Sequence[int], count: int) -> None:
        """Take the number of the group of each column, and how many groups there are."""
        self._trees, self._count = trees, count
        owners = np.asarray(groups, dtype=np.intp)[trees.columns]
        means = trees.leaves
        self._levels: list[_Level] = []
        for asked in owners:
            upper = means.reshape(len(means), -1, 2).mean(axis=2)
            changes = means - np.repeat(upper, 2, axis=1)
            order = np.argsort(asked, kind="stable")
            present, firsts = np.unique(asked[order], return_index=True)
            starts = order[:, None] * means.shape[1]
            self._levels.append(_Level(order, changes.ravel().astype(np.float32), starts, present, firsts))
            means = upper

    def of(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what each group adds to the log-odds of each row of a table, shape (rows, groups)."""
        found = np.zeros((self._count, len(table)), dtype=np.float32)
        leaf = self._trees.leaf_number(table).astype(np.intp)
        for level in self._levels:
            change = level.changes[leaf[level.order] + level.starts]
            found[level.groups] += np.add.reduceat(change, level.firsts, axis=0)
            leaf = leaf >> 1
        return found.T
