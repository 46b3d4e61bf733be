"""What each group of features says for or against a segment: the scores of trees taken apart.

A leaf is reached question by question; what each answer changes in the mean of the leaves that are left is the share
of its column's group (A. Saabas' decomposition of tree predictions, 2014).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.model.trees import Trees

_ROWS = 256
"""Rows taken apart at a time: what lies between would not fit the processor's cache."""


class Terms:
    """The terms of one set of trees, by group of columns."""

    def __init__(self, trees: Trees, groups: Sequence[int], count: int) -> None:
        """Take the number of the group of each column, and how many groups there are."""
        self._trees, self._count = trees, count
        owners = np.asarray(groups, dtype=np.intp)[trees.columns]
        size, leaves = trees.leaves.shape
        self._groups = np.flatnonzero(np.bincount(owners.ravel()))
        """The groups that any tree asks for."""
        place = np.searchsorted(self._groups, owners)
        shares = np.zeros((size, leaves, len(self._groups)), dtype=np.float32)
        means = trees.leaves
        for bit, asked in enumerate(place):
            upper = means.reshape(size, -1, 2).mean(axis=2)
            changes = np.repeat(means - np.repeat(upper, 2, axis=1), 1 << bit, axis=1)
            shares[np.arange(size), :, asked] += changes
            means = upper
        self._shares = shares.reshape(size * leaves, -1)
        """What each leaf of each tree is made of, by group."""

    def of(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what each group adds to the log-odds of each row of a table, shape (rows, groups)."""
        found = np.zeros((len(table), self._count), dtype=np.float32)
        for at in range(0, len(table), _ROWS):
            reached = self._trees.reached(table[at : at + _ROWS])
            found[at : at + _ROWS, self._groups] = self._shares.take(reached, axis=0).sum(axis=0)
        return found
