"""The rules as rows: under the name of each source its lines, and what is done with them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.cleaning.sources import source_key
from storage.rule import Rule, RuleOrigin
from tui.cells import Runs, cropped, cropped_runs, fitted

_ACT = 6
_ROOMY = 60
"""Cells from which there is room to say how a rule came to be."""
_TAIL = 22
_ORIGINS = {RuleOrigin.OFFERED: "offered", RuleOrigin.WRITTEN: "by hand", RuleOrigin.IMPORTED: "imported"}


@dataclass(frozen=True, slots=True)
class Source:
    """The name of a source over its rules; empty between two."""

    name: str


def rule_rows(rules: Sequence[Rule]) -> list[Source | Rule]:
    """Return the rules under the names of their sources, in the order in which they were made."""
    by_source: dict[str, list[Rule]] = {}
    for rule in rules:
        by_source.setdefault(source_key(rule.source), []).append(rule)
    rows: list[Source | Rule] = []
    for _, own in sorted(by_source.items()):
        rows += [Source("")] if rows else []
        rows += [Source(own[0].source), *own]
    return rows


def rule_runs(row: Source | Rule, width: int) -> Runs:
    """Return a row as one line of at most ``width`` cells."""
    if isinstance(row, Source):
        return [(cropped(row.name, width), "title")]
    tail = f"  {_ORIGINS[row.origin]}, {row.created[:10]}".rjust(_TAIL) if width >= _ROOMY else ""
    room = max(width - _ACT - cell_len(tail), 1)
    act = "keep" if row.kept else "hide"
    return cropped_runs([(act.ljust(_ACT), "dim"), (fitted(row.line, room), ""), (tail, "dim")], width)
