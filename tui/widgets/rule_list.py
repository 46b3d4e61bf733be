"""The rules of the library, source by source."""

from __future__ import annotations

from collections.abc import Sequence

from storage.rule import Rule
from tui.cells import Runs
from tui.lists.rule_rows import Source, rule_rows, rule_runs
from tui.widgets.line_list import LineList


class RuleList(LineList[Source | Rule]):
    """The cursor rests on rules; the names of sources are passed over."""

    DEFAULT_CSS = "RuleList { margin-top: 1; }"

    def show(self, rules: Sequence[Rule], at: str | None = None) -> None:
        """Show rules, the cursor on the one with the id ``at``, or where it was."""
        self.rows = rule_rows(rules)
        places = (place for place, row in enumerate(self.rows) if isinstance(row, Rule) and row.id == at)
        self.rows_changed(next(places, max(self.cursor, 0)))

    @property
    def rule(self) -> Rule | None:
        """The rule under the cursor; None in an empty list."""
        return self.current if isinstance(self.current, Rule) else None

    def rests(self, row: int) -> bool:
        """Return whether the row is a rule."""
        return isinstance(self.rows[row], Rule)

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one row as a line."""
        return rule_runs(self.rows[row], width)
