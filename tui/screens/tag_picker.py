"""The tag picker: type to find a tag or make one, enter gives it or takes it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.widget import Widget
from textual.widgets import Input, Static

from storage.annotation import Tag, tag_key
from tui.cells import cropped
from tui.dialogs.placing import place_picker
from tui.dialogs.tag_ranking import Offer, Offers, Ranking
from tui.inks import tag_inks
from tui.paint import content
from tui.pins import pin_or_free, renamed
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.tag_list import TagList

_WIDTH = 50
_MOST_ROWS = 8
_LEAST_ROWS = 3
_FRAME = 4
"""Lines of the box that hold no tag: border, input, hint."""


@dataclass(frozen=True, slots=True)
class TagChoice:
    """What the reader chose."""

    add: tuple[str, ...]
    """Tags to give, in the order they were taken."""
    remove: tuple[str, ...]
    """Tags to take off."""


class TagPicker(PaperknifeModal[TagChoice]):
    """A few lines at the cursor. Enter takes the highlighted tag and closes, tab takes it and stays."""

    DEFAULT_CSS = """
    TagPicker #picker {
        position: absolute; border: solid $line; border-title-color: $foreground; background: $surface; padding: 0 1;
        border-subtitle-color: $foreground; border-subtitle-align: left;
    }
    TagPicker TagList { background: $surface; }
    TagPicker #hint { height: 1; color: $quiet; text-style: $dim-style; }
    TagPicker #hint.-trouble { color: $error; text-style: bold; }
    """

    HINT: ClassVar[str] = "enter take · tab take, stay · f1…f9 pin"
    PLACEHOLDER: ClassVar[str] = "type to find or make one"
    """What stands in the empty line."""
    REMEMBERED: ClassVar[bool] = True
    """Whether what is taken is offered first the next time."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take_and_stay", "take, stay", show=False),
        Binding("down,ctrl+n", "move(1)", "down", show=False),
        Binding("up,ctrl+p", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
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
        super().__init__(session)
        self._partial = frozenset(map(tag_key, partial))
        """Tags that some of several things have: taken once all get them, twice none has them, then as before."""
        self._off: set[str] = set()
        """Those of them that are taken off everything."""
        self._title = title
        self._given = given
        self._at = at
        self._without = {tag_key(name) for name in without}
        self._known = session.library.tags()
        self._made = tuple(Tag("", name, "") for name in also)
        """Tags that the reader has made here, and what is offered beside the codebook: names that begin tags."""
        self._inks = tag_inks(self._known)
        self._weights = session.library.tag_weights()
        self._ranking: Ranking | None = None
        """What is offered, in its order; None when that has to be worked out anew."""
        self._toggled: dict[str, str] = {}
        self._typed: str | None = None
        self._said = ("", False)
        self._just_took = False

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, what is offered, what the keys do."""
        with Vertical(id="picker") as box:
            box.border_title = content(self._title)
            self._place(box)
            yield LineInput(placeholder=self.PLACEHOLDER)
            yield TagList()
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Offer what is likeliest, and with each letter at once: a message would come a frame later."""
        self._offer()
        self.watch(self.query_one(LineInput), "value", self._offer, init=False)

    def on_resize(self) -> None:
        """Keep the box inside the terminal."""
        self._place(self.query_one("#picker"))

    def _place(self, box: Widget) -> None:
        rows = min(_MOST_ROWS, len(self._known) + 1, self.app.size.height // 2 - _FRAME)
        place = place_picker(self._at, Size(_WIDTH, max(rows, _LEAST_ROWS) + _FRAME), self.app.size)
        box.styles.width, box.styles.height = place.width, place.height
        box.styles.offset = place.offset

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the message from the screens behind; what matches is offered already."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is highlighted and close."""
        event.stop()
        self._take_and_close()

    def on_line_list_opened(self) -> None:
        """Take what was clicked and close."""
        self._take_and_close()

    def action_move(self, by: int) -> None:
        """Highlight another tag."""
        self._offer()
        self._just_took = False
        self.query_one(TagList).move(by)

    def action_page(self, direction: int) -> None:
        """Highlight a tag one page away."""
        self._offer()
        self._just_took = False
        self.query_one(TagList).page(direction)

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
            self._offer()
            self._go_to(offer.name)
        self._tell_taken()
        self._hint("enter done · tab take another")

    def action_pin(self, digit: int) -> None:
        """Pin the highlighted tag to a digit, or let the digit go when it is pinned there already."""
        self._offer()
        offer = self.query_one(TagList).offer
        if offer is None:
            return
        pinned = pin_or_free(self.session.state, digit, offer.name)
        self._ranking = None
        self._show(self._ranked(), self.query_one(TagList).cursor)
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
        shown = self.query_one(TagList)
        offer, ranked = shown.offer, self._ranked()
        at = names.get(tag_key(offer.name), offer.name) if offer else ""
        places = (place for place, each in enumerate(ranked.offers) if tag_key(each.name) == tag_key(at))
        self._show(ranked, next(places, ranked.first))
        shown.tick(frozenset(self._toggled), frozenset(self._off))
        self._tell_taken()

    def leave(self) -> None:
        """Close; what tab took stays taken."""
        self._close()

    def keep_draft(self) -> None:
        """Give what tab took before the program ends."""
        if self._toggled:
            self._close()

    # inside

    def _take_and_close(self) -> None:
        self._offer()
        if not self._just_took and self._toggle() is None and self._ranked().trouble:
            return
        self._close()

    def _toggle(self) -> Offer | None:
        """Give the highlighted tag or take it off again; None when nothing is highlighted."""
        self._offer()
        tags = self.query_one(TagList)
        offer = tags.offer
        if offer is None:
            return None
        key = tag_key(offer.name)
        if key in self._partial and key in self._toggled and key not in self._off:
            self._off.add(key)
        else:
            self._off.discard(key)
            if self._toggled.pop(key, None) is None:
                self._toggled[key] = offer.name
        tags.tick(frozenset(self._toggled), frozenset(self._off))
        return offer

    def _go_to(self, name: str) -> None:
        """Stand on a tag that is offered."""
        tags = self.query_one(TagList)
        offers = self._ranked().offers
        tags.go_to(next((at for at, offer in enumerate(offers) if tag_key(offer.name) == tag_key(name)), tags.cursor))

    def _tell_taken(self) -> None:
        """Show at the lower edge what closing would change: the ticks may be far up or down the list."""
        given = {tag_key(name) for name in self._given} | self._off
        said = "  ".join(f"{'−' if key in given else '+'}{name}" for key, name in self._toggled.items())
        self.query_one("#picker").border_subtitle = content(cropped(said, _WIDTH - 6))

    def _close(self) -> None:
        given = {tag_key(name) for name in self._given} | self._off
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

    def _offer(self) -> None:
        """Offer what matches what is typed now; keys may come before the message that says it changed."""
        typed = self.query_one(LineInput).value
        if typed == self._typed:
            return
        if typed:
            self._just_took = False
        self._typed = typed
        ranked = self._ranked()
        self._show(ranked, ranked.first)
        if ranked.trouble:
            self._hint(ranked.trouble, trouble=True)
        elif ranked.offers:
            self._hint(self.HINT)
        else:
            self._hint(f"no {'other tags' if self._known else 'tags yet'}: type one, enter makes it")

    def _show(self, ranked: Offers, cursor: int) -> None:
        self.query_one(TagList).show(ranked, cursor, self._inks, self._partial)

    def _hint(self, text: str, *, trouble: bool = False) -> None:
        """Say something at the lower edge; what is said already is not laid out again with each key."""
        if (text, trouble) != self._said:
            self._said = (text, trouble)
            hint = self.query_one("#hint", Static)
            hint.set_class(trouble, "-trouble")
            hint.update(content(f"! {text}" if trouble else text), layout=False)
