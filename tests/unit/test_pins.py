"""Which tags the digits give: those of config.toml, and those that the reader pinned over them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.pins import take_configured


class Held:
    """Pins in memory."""

    def __init__(self, **pinned: str) -> None:
        self.pinned = {int(digit[1:]): tag for digit, tag in pinned.items()}

    def pin(self, digit: int, tag: str | None) -> None:
        self.pinned.pop(digit, None)
        if tag is not None:
            self.pinned[digit] = tag


def taken(pins: Held, before: Sequence[str], now: Sequence[str]) -> dict[int, str]:
    take_configured(pins, before, now)
    return pins.pinned


def test_the_configured_tags_stand_on_the_digits_from_one_on() -> None:
    assert taken(Held(), (), ("conflict", "", "method")) == {1: "conflict", 3: "method"}


def test_what_the_reader_pinned_stays_and_what_the_reader_freed_is_free() -> None:
    assert taken(Held(_1="mine"), (), ("conflict", "method")) == {1: "mine", 2: "method"}
    assert taken(Held(_1="mine"), ("conflict", "method"), ("conflict", "method")) == {1: "mine"}


def test_another_configuration_changes_only_what_it_had_given() -> None:
    held = Held(_1="mine", _2="method")
    assert taken(held, ("conflict", "method", ""), ("claim", "figures", "todo")) == {
        1: "mine",
        2: "figures",
        3: "todo",
    }
    assert taken(held, ("claim", "figures", "todo"), ()) == {1: "mine"}


def test_a_tag_stands_on_one_digit_only() -> None:
    assert taken(Held(_5="Conflict"), (), ("conflict",)) == {5: "Conflict"}
