"""Annotations that have lost their passage, in the article that is read: each can be put on another one."""

from __future__ import annotations

from storage.wording import count_of
from tui.screens.reading.marks import ReadingMarks


class ReadingLost(ReadingMarks):
    """The key for what stands above the article because its text was not found."""

    def action_attach(self) -> None:
        """Put the first lost annotation on the range, the narrowed target or the cursor's paragraph."""
        orphans = self.clean.marks.orphans
        if not orphans:
            self.say("no mark of this article has lost its passage")
            return
        target = self.target()
        if target is None:
            return
        where = self.called(target)
        self.change(
            lambda: self.session.library.attach(orphans[0].id, target), self._attached(where, len(orphans) - 1)
        )

    def _attached(self, where: str, left: int) -> str:
        more = f" · {count_of(left, 'mark')} without a passage left" if left else ""
        return f"put on {where}{more}{self.way_back('the mark')}"
