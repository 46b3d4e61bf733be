"""Going on after a mark: to the next paragraph, all of it in sight. Pure."""

from __future__ import annotations

from tui.reading.folding import HEAD
from tui.reading.pick import Pick
from tui.reading.view import View


def advance(view: View, block: int) -> bool:
    """Stand on the first paragraph after ``block``, past folds; return whether there is one."""
    items = view.items.all
    here = view.items.at(block)
    goal = next((n for n in range(here + 1, len(items)) if not items[n].fold and items[n].first != HEAD), None)
    if goal is None:
        return False
    view.set_pick(Pick())
    view.cursor = items[goal].first
    view.viewport.reveal((goal, 0), (goal, view.sheet.body_rows(goal) - 1))
    return True
