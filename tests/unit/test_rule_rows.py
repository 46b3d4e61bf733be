"""The rules as rows: source by source, each line cut to the width."""

from __future__ import annotations

import pytest

from storage.cleaning.sources import line_key
from storage.rule import Rule, RuleOrigin
from tui.cells import width_of
from tui.lists.rule_rows import Source, rule_rows, rule_runs


def rule(number: int, source: str, line: str = "Follow us", *, kept: bool = False) -> Rule:
    return Rule(f"r{number}", source, line, line_key(line), kept, "2026-11-22T09:00:00Z", RuleOrigin.OFFERED)


def test_rules_stand_under_the_name_of_their_source() -> None:
    one, two, three = rule(1, "The Ledger"), rule(2, "A Courier"), rule(3, "the ledger", "Most read")
    assert rule_rows([one, two, three]) == [
        Source("A Courier"),
        two,
        Source(""),
        Source("The Ledger"),
        one,
        three,
    ]
    assert rule_rows([]) == []


def test_a_rule_says_what_it_does_with_which_line_and_whence_it_is() -> None:
    shown = "".join(text for text, _ink in rule_runs(rule(1, "S", kept=True), 70))
    assert shown.split() == ["keep", "Follow", "us", "offered,", "2026-11-22"]


@pytest.mark.parametrize("width", [1, 5, 12, 59, 60, 100])
@pytest.mark.parametrize("line", ["Follow us", "分享" * 60, "a\x1b[31m\tb" * 40])
def test_no_row_is_wider_than_the_screen(width: int, line: str) -> None:
    for row in rule_rows([rule(1, "A source of a long name " * 9, line)]):
        runs = rule_runs(row, width)
        assert width_of(runs) <= width
        assert all(text.isprintable() for text, _ink in runs)
