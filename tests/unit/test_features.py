"""The small operations under the features of a page, and the trees that are asked about them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.features.arrays import since, until
from storage.cleaning.model.classifier import classifier

_NEVER = 5
_flags = st.lists(st.booleans(), min_size=1, max_size=30)
_columns = st.integers(1, 30).flatmap(
    lambda size: st.lists(st.lists(st.booleans(), min_size=size, max_size=size), min_size=1, max_size=4)
)


@given(_flags)
def test_a_place_knows_the_nearest_flag_above_and_below_up_to_the_farthest(flags: list[bool]) -> None:
    flagged = [place for place, flag in enumerate(flags) if flag]
    above = [min([place - at for at in flagged if at <= place], default=_NEVER) for place in range(len(flags))]
    below = [min([at - place for at in flagged if at >= place], default=_NEVER) for place in range(len(flags))]
    assert since(np.array(flags), _NEVER).tolist() == [min(steps, _NEVER) for steps in above]
    assert until(np.array(flags), _NEVER).tolist() == [min(steps, _NEVER) for steps in below]


@given(_columns)
def test_many_columns_at_once_are_as_one_after_the_other(columns: list[list[bool]]) -> None:
    flags = np.array(columns)
    assert since(flags, _NEVER).tolist() == [since(column, _NEVER).tolist() for column in flags]
    assert until(flags, _NEVER).tolist() == [until(column, _NEVER).tolist() for column in flags]


@pytest.mark.parametrize("rows", [2, 127, 128, 129, 257, 600])
def test_a_segment_is_weighed_alike_however_long_its_page_is(rows: int) -> None:
    trees = classifier("text").trees
    table = np.random.default_rng(7).normal(0, 3, (600, int(trees.columns.max()) + 1)).astype(np.float32)
    assert trees.scores(table[:rows]).tolist() == trees.scores(table)[:rows].tolist()


def test_no_segments_have_no_scores() -> None:
    trees = classifier("text").trees
    assert trees.scores(np.zeros((0, int(trees.columns.max()) + 1), dtype=np.float32)).shape == (0,)
