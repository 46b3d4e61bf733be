"""Each file damaged in nine ways, or gone, in a closed library and in one that a killed writer left: no note lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.damage import KINDS, damage, files_of
from tests.faults.operations import some
from tests.faults.runs import look, written

if TYPE_CHECKING:
    from tests.faults.conftest import Sample


@pytest.mark.parametrize("state", ["closed", "killed"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_a_damaged_file_costs_no_note(
    request: pytest.FixtureRequest, tmp_path: Path, state: str, kind: str, seed: int
) -> None:
    sample: Sample = request.getfixturevalue(state)
    dice = random.Random(f"{state} {kind} {seed}")
    for original in files_of(sample.home):
        home = sample.copied(tmp_path / "home")
        damage(home / original.name, kind, dice)
        seen = look(home)
        assert sample.expected.wrong(seen.notes) == [], (original.name, seen.notices)
        assert not seen.twice, original.name
        assert sample.expected.wrong(look(home).notes) == [], f"{original.name}, at the second start"


@pytest.mark.parametrize("state", ["closed", "killed"])
def test_a_missing_file_costs_no_note(request: pytest.FixtureRequest, tmp_path: Path, state: str) -> None:
    sample: Sample = request.getfixturevalue(state)
    for original in files_of(sample.home):
        home = sample.copied(tmp_path / "home")
        (home / original.name).unlink()
        seen = look(home)
        assert sample.expected.wrong(seen.notes) == [], (original.name, seen.notices)
        written(home, some("more", 2, random.Random(3)))
