"""The tags that a picker offers: ticked when given (half where some have them), with key, what matches, and use."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from storage.annotation import tag_key
from storage.wording import count_of
from tui.cells import ELLIPSIS, Runs, cropped, matched_runs
from tui.dialogs.tag_ranking import Offer, Offers, Stretches, matched
from tui.widgets.line_list import LineList

_ROOM_FOR_COUNTS = 30
"""Cells of a row from which it also says how often a tag is used."""
_DIGIT = 4
"""Cells before a tag's name: its tick and its key."""


class TagList(LineList[Offer]):
    """What can be picked; the cursor is on what enter takes."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        self._toggled: frozenset[str] = frozenset()
        self._off: frozenset[str] = frozenset()
        self._partial: frozenset[str] = frozenset()
        self._inks: Mapping[str, str] = {}

    def show(
        self, offers: Offers, cursor: int, inks: Mapping[str, str], partial: frozenset[str] = frozenset()
    ) -> None:
        """Show ``offers`` with the cursor on one of them; ``inks`` are those of the tags by key.

        ``partial`` are the keys of tags that only some of several things have.
        """
        self.rows, self._wanted, self._inks, self._partial = offers.offers, offers.wanted, inks, partial
        self.rows_changed(cursor)

    def tick(self, toggled: frozenset[str], off: frozenset[str] = frozenset()) -> None:
        """Show what was taken, or taken off, since the picker opened, as keys of tags.

        ``off`` are those of the partial ones that are taken off everything.
        """
        self._toggled, self._off = toggled, off
        self.refresh()

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return tick, key, name and count of an offer."""
        offer = self.rows[row]
        if offer.makes:
            return [("+ ", "key"), ("make ", "dim"), (f"“{cropped(offer.name, max(width - 9, 1))}”", "")]
        key = tag_key(offer.name)
        marks = count_of(offer.count, "mark") if offer.count and width >= _ROOM_FOR_COUNTS else ""
        told = f"  {marks} " if marks else ""
        room = max(width - _DIGIT - len(told), 1)
        name, stretches = fitting(offer.name, matched(self._wanted, offer.name), room)
        sign: Runs = [(self._tick(offer, key), "key"), (f"{offer.digit or ' '} ", "key")]
        named = _named(name, stretches, self._inks.get(key, ""))
        return [*sign, *named, (" " * (room - cell_len(name)), ""), (told, "dim")]

    def _tick(self, offer: Offer, key: str) -> str:
        if key in self._partial:
            return "  " if key in self._off else "✓ " if key in self._toggled else "◐ "
        return "✓ " if offer.given != (key in self._toggled) else "  "


def fitting(name: str, stretches: Stretches, room: int) -> tuple[str, Stretches]:
    """Return a tag's name in at most ``room`` cells, and what matches in it: what it is nested in gives way first."""
    own = name.rpartition("/")[2]
    if cell_len(name) <= room or own == name:
        return cropped(name, room), stretches
    lead = f"{ELLIPSIS}/"
    cut = len(name) - len(own) - len(lead)
    kept = ((max(start - cut, len(lead)), end - cut) for start, end in stretches if end - cut > len(lead))
    return cropped(lead + own, room), tuple(kept)


def _named(name: str, stretches: Stretches, ink: str) -> Runs:
    """Return a tag's name: what it is nested in quietly, its own part in its ink, what matches set apart."""
    own = name.rfind("/") + 1
    above = [(start, min(end, own)) for start, end in stretches if start < own]
    within = [(max(start, own) - own, end - own) for start, end in stretches if end > own]
    return [*matched_runs(name[:own], above, "dim"), *matched_runs(name[own:], within, ink)]
