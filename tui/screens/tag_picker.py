"""The tag picker: type to find a tag or make one, enter gives it or takes it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from storage.annotation import Tag, tag_key
from tui.cells import cropped
from tui.dialogs.tag_ranking import Offer, Offers, Ranking
from tui.inks import tag_inks
from tui.paint import content
from tui.pins import pin_or_free, renamed
from tui.screens.narrowing import NarrowingDialog
from tui.screens.placed_dialog import PlacedDialog
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput
from tui.widgets.tag_list import TagList

_MOST_ROWS = 8
_LEAST_ROWS = 3
_FRAME = 4
"""Lines of the panel that hold no tag: border, input, hint."""
_CORNERS = 6
"""Cells of the lower edge that what was taken leaves: corners, and what stands at both sides of a title."""


@dataclass(frozen=True, slots=True)
class TagChoice:
    """What the reader chose."""

    add: tuple[str, ...]
    """Tags to give, in the order they were taken."""
    remove: tuple[str, ...]
    """Tags to take off."""


class TagPicker(PlacedDialog[TagChoice], NarrowingDialog[TagChoice]):
    """A few lines at the cursor. Enter takes the highlighted tag and closes, tab takes it and stays."""

    DEFAULT_CSS = "TagPicker .panel { border-subtitle-color: $foreground; border-subtitle-align: left; }"

    WIDTH: ClassVar[int] = 50
    HINT: ClassVar[str] = "enter take · tab take, stay · f1…f9 pin"
    PLACEHOLDER: ClassVar[str] = "type to find or make one"
    """What stands in the empty line."""
    REMEMBERED: ClassVar[bool] = True
    """Whether what is taken is offered first the next time."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take_and_stay", "take, stay", show=False),
        # Few terminals send ctrl and a digit, and Textual takes alt and a digit for a sign (£, §); all send f1 to f9.
        # They come before the line that is typed in, which would write the digit of a key that has one.
        *(
            Binding(
                f"f{digit},ctrl+{digit},alt+{digit}", f"pin({digit})", f"pin to {digit}", show=False, priority=True
            )
            for digit in range(1, 10)
        ),
    ]

    def __init__(
        self,
        session: Session,
        title: str,
        given: tuple[str, ...],
        at: Offset | None = None,
        *,
        without: Sequence[str] = (),
        also: Sequence[str] = (),
        partial: Sequence[str] = (),
    ) -> None:
        super().__init__(session, at)
        self._partial = frozenset(map(tag_key, partial))
        """Tags that some of several things have: taken once all get them, twice none has them, then as before."""
        self._off: set[str] = set()
        """Those of them that are taken off everything."""
        self._title = title
        self._given = given
        self._without = {tag_key(name) for name in without}
        self._known = session.library.tags()
        self._made = tuple(Tag("", name, "") for name in also)
        """Tags that the reader has made here, and what is offered beside the codebook: names that begin tags."""
        self._inks = tag_inks(self._known)
        self._weights = session.library.tag_weights()
        self._ranking: Ranking | None = None
        """What is offered, in its order; None when that has to be worked out anew."""
        self._toggled: dict[str, str] = {}
        self._just_took = False
        """Whether the last key was the one that takes and stays: enter then only closes."""

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, what is offered, what the keys do."""
        with self.panel(self._title):
            yield LineInput(placeholder=self.PLACEHOLDER)
            yield TagList()
            yield HintLine()

    def on_mount(self) -> None:
        """Offer what is likeliest."""
        self.list_matching("")

    @property
    def lines(self) -> TagList:
        """What is offered."""
        return self.query_one(TagList)

    def wanted_height(self, screen_height: int) -> int:
        """Return the lines of the panel: a few tags, so that what they are given to stays in sight."""
        rows = min(_MOST_ROWS, len(self._known) + 1, screen_height // 2 - _FRAME)
        return max(rows, _LEAST_ROWS) + _FRAME

    def list_matching(self, typed: str) -> None:
        """Offer what matches, the likeliest first."""
        if typed:
            self._just_took = False
        ranked = self._ranked()
        self._show(ranked, ranked.first)
        if ranked.trouble:
            self._hint(ranked.trouble, trouble=True)
        elif ranked.offers:
            self._hint(self.HINT)
        else:
            self._hint(f"no {'other tags' if self._known else 'tags yet'}: type one, enter makes it")

    def take(self) -> None:
        """Take what is highlighted and close."""
        if not self._just_took and self._toggle() is None and self._ranked().trouble:
            return
        self._close()

    def action_move(self, by: int) -> None:
        """Highlight another tag."""
        self._just_took = False
        super().action_move(by)

    def action_page(self, direction: int) -> None:
        """Highlight a tag one page away."""
        self._just_took = False
        super().action_page(direction)

    def action_take_and_stay(self) -> None:
        """Take the highlighted tag, or take it off, and go on."""
        offer = self._toggle()
        if offer is None:
            return
        self._just_took = True
        if offer.makes:
            self._made = (*self._made, Tag("", offer.name, ""))
            self._ranking = None
        if self.query_one(LineInput).value:
            self.query_one(LineInput).value = ""
            self.narrow()
            self._go_to(offer.name)
        self._tell_taken()
        self._hint("enter done · tab take another")

    def action_pin(self, digit: int) -> None:
        """Pin the highlighted tag to a digit, or let the digit go when it is pinned there already."""
        self.narrow()
        offer = self.lines.current
        if offer is None:
            return
        pinned = pin_or_free(self.session.state, digit, offer.name)
        self._ranking = None
        self._show(self._ranked(), self.lines.cursor)
        self._hint(f"pinned: {digit} gives {offer.name}" if pinned else f"{digit} is free")

    def library_changed(self) -> None:
        """Offer the tags that there are now; what is typed, taken and highlighted stays, by its new name."""
        before, self._known = self._known, self.session.library.tags()
        self._inks, self._weights = tag_inks(self._known), self.session.library.tag_weights()
        names = renamed(before, self._known)
        self._given = tuple(names.get(tag_key(name), name) for name in self._given)
        self._partial = frozenset(tag_key(names.get(key, key)) for key in self._partial)
        self._off = {tag_key(names.get(key, key)) for key in self._off}
        taken = (names.get(key, name) for key, name in self._toggled.items())
        self._toggled = {tag_key(name): name for name in taken}
        self._ranking = None
        offer, ranked = self.lines.current, self._ranked()
        at = names.get(tag_key(offer.name), offer.name) if offer else ""
        places = (place for place, each in enumerate(ranked.offers) if tag_key(each.name) == tag_key(at))
        self._show(ranked, next(places, ranked.first))
        self._tick()
        self._tell_taken()

    def leave(self) -> None:
        """Close; what tab took stays taken."""
        self._close()

    def keep_draft(self) -> None:
        """Give what tab took before the program ends."""
        if self._toggled:
            self._close()

    # inside

    def _toggle(self) -> Offer | None:
        """Give the highlighted tag or take it off again; None when nothing is highlighted."""
        self.narrow()
        offer = self.lines.current
        if offer is None:
            return None
        key = tag_key(offer.name)
        if key in self._partial and key in self._toggled and key not in self._off:
            self._off.add(key)
        else:
            self._off.discard(key)
            if self._toggled.pop(key, None) is None:
                self._toggled[key] = offer.name
        self._tick()
        return offer

    def _tick(self) -> None:
        self.lines.tick(frozenset(self._toggled), frozenset(self._off))

    def _go_to(self, name: str) -> None:
        """Stand on a tag that is offered."""
        offers = enumerate(self._ranked().offers)
        self.lines.go_to(next((at for at, each in offers if tag_key(each.name) == tag_key(name)), self.lines.cursor))

    def _tell_taken(self) -> None:
        """Show at the lower edge what closing would change: the ticks may be far up or down the list."""
        given = self._given_keys()
        said = "  ".join(f"{'−' if key in given else '+'}{name}" for key, name in self._toggled.items())
        self.query_one(".panel").border_subtitle = content(cropped(said, self.WIDTH - _CORNERS))

    def _given_keys(self) -> set[str]:
        """Return the keys of the tags that what is ticked would lose."""
        return {tag_key(name) for name in self._given} | self._off

    def _close(self) -> None:
        given = self._given_keys()
        add = tuple(name for key, name in self._toggled.items() if key not in given)
        remove = tuple(name for key, name in self._toggled.items() if key in given)
        if add and self.REMEMBERED:
            self.session.last_picked = add
        self.dismiss(TagChoice(add, remove) if add or remove else None)

    def _ranked(self) -> Offers:
        if self._ranking is None:
            session = self.session
            known = {tag_key(tag.name) for tag in self._known} | self._without
            made = [tag for tag in self._made if tag_key(tag.name) not in known]
            self._ranking = Ranking(
                [*(tag for tag in self._known if tag_key(tag.name) not in self._without), *made],
                given=(*self._given, *(tag.name for tag in self._known if tag_key(tag.name) in self._partial)),
                last=session.last_picked or session.last_tags,
                weights=self._weights,
                pinned=session.state.pinned,
            )
        return self._ranking.offers(self.query_one(LineInput).value)

    def _show(self, ranked: Offers, cursor: int) -> None:
        self.lines.show(ranked, cursor, self._inks, self._partial)

    def _hint(self, text: str, *, trouble: bool = False) -> None:
        self.query_one(HintLine).say(text, trouble=trouble)
