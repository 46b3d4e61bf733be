"""Tags that occur together, one pair a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.strip import Strip

from storage.together import Pair
from tui.cells import Runs
from tui.lists.pair_rows import PairColumns, heading_runs, longest_name, pair_columns, pair_runs
from tui.widgets.line_list import GUTTER, LineList
from tui.widgets.lines import Lines


class PairList(LineList[Pair]):
    """The cursor rests on pairs."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[str, str] = {}
        self._inks: Mapping[str, str] = {}
        self.in_articles = False
        self._alone = False
        self._most = 0
        self._longest = 0

    def show(
        self,
        pairs: Sequence[Pair],
        names: Mapping[str, str],
        inks: Mapping[str, str],
        *,
        in_articles: bool,
        alone: bool,
        cursor: int | None = None,
    ) -> None:
        """Show pairs, the cursor on the same one, or on the line ``cursor``."""
        current = self.current
        same = [place for place, pair in enumerate(pairs) if current and _tags(pair) == _tags(current)]
        self.rows, self._names, self._inks = pairs, names, inks
        self.in_articles, self._alone = in_articles, alone
        self._longest = longest_name(names, alone=alone)
        self._most = max((pair.articles if in_articles else pair.passages for pair in pairs), default=0)
        self.rows_changed(cursor if cursor is not None else same[0] if same else 0)

    def columns(self, width: int) -> PairColumns:
        """Return how ``width`` cells are shared out."""
        return pair_columns(width, self._longest)

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return the line of a pair."""
        return pair_runs(
            self.rows[row],
            self.columns(width),
            self._most,
            self._names,
            self._inks,
            in_articles=self.in_articles,
            alone=self._alone,
        )


class PairHeading(Lines):
    """The names of the columns, above the list and as wide as it is."""

    DEFAULT_CSS = "PairHeading { height: 1; }"

    def __init__(self, pairs: PairList) -> None:
        super().__init__()
        self._pairs = pairs

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        columns = self._pairs.columns(self._pairs.row_width)
        runs = heading_runs(columns, in_articles=self._pairs.in_articles)
        return self.painted([(" " * GUTTER, ""), *runs], self.size.width)


def _tags(pair: Pair) -> tuple[str, str]:
    return (pair.tag, pair.other)
