"""Whatever comes in, cleaning takes time and memory in proportion to its length, never more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.hostile_inputs import FORMS

ROOT = Path(__file__).resolve().parents[2]
CASES = [(form, name) for form, pages in FORMS.items() for name in pages]

pytestmark = pytest.mark.slow


def measured(form: str, name: str, *sizes: int) -> list[tuple[float, int]]:
    """Clean pages of these sizes in a process of its own; return seconds of the processor and bytes of each.

    What hangs is ended after an hour.
    """
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.hostile_inputs", form, name, *map(str, sizes)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=3600,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    rows = [line.split() for line in run.stdout.splitlines()]
    return [(float(took), int(memory)) for took, memory in rows]


SMALL, LARGE = 60_000, 240_000
_UNMEASURABLE = 0.15
"""Seconds in which nothing of proportion can be seen."""
_TRIES = 3
"""Two times are compared, and another program may come between."""


@pytest.mark.parametrize(("form", "name"), CASES, ids=[f"{form}: {name}" for form, name in CASES])
def test_four_times_the_page_takes_about_four_times_as_long(form: str, name: str) -> None:
    for _ in range(_TRIES):
        (short, _), (long, memory) = measured(form, name, SMALL, LARGE)
        if long < max(7 * short, _UNMEASURABLE) + 0.1:
            break
    assert long < max(7 * short, _UNMEASURABLE) + 0.1, f"{_TRIES} times in a row"
    assert memory < 60e6 + 1_200 * LARGE


@pytest.mark.parametrize(
    ("form", "name", "size"),
    [
        ("txt", "one line of words", 10_000_000),
        ("txt", "one line without a space", 10_000_000),
        ("txt", "one line of Chinese", 10_000_000),
        ("txt", "one line of spaces", 10_000_000),
        ("txt", "lines of one letter", 2_000_000),
        ("txt", "empty lines", 1_000_000),
        ("txt", "different paragraphs", 10_000_000),
        ("html", "nested boxes", 500_000),
        ("html", "nested bold", 300_000),
        ("html", "one paragraph", 10_000_000),
        ("html", "paragraphs", 10_000_000),
        ("html", "less-than signs", 10_000_000),
        ("html", "a comment left open", 10_000_000),
        ("md", "quotes in quotes", 1_000_000),
    ],
    ids=lambda value: f"{value:,}" if isinstance(value, int) else value,
)
def test_a_page_of_ten_megabytes_a_million_lines_or_a_hundred_thousand_tags_is_cleaned(
    form: str, name: str, size: int
) -> None:
    ((_, memory),) = measured(form, name, size)
    assert memory < 1.2e9
