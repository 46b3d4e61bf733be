"""The jump list: back to where big moves began, forward again, and never to a paragraph that is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.reading.jumps import Jumps, Left, spot_at
from tui.reading.view import Spot

INDEX = {"a": 0, "b": 1, "c": 2, "d": 3}


def at(paragraph: str) -> Left:
    return Left(paragraph, paragraph, 0)


def spot(paragraph: str) -> Spot:
    return Spot(INDEX[paragraph], INDEX[paragraph], 0)


def test_back_goes_through_the_places_and_forward_comes_back() -> None:
    jumps = Jumps()
    jumps.leave(at("a"))
    jumps.leave(at("b"))
    assert jumps.back(at("c"), INDEX) == spot("b")
    assert jumps.back(at("b"), INDEX) == spot("a")
    assert jumps.back(at("a"), INDEX) is None
    assert jumps.forward(at("a"), INDEX) == spot("b")
    assert jumps.forward(at("b"), INDEX) == spot("c")
    assert jumps.forward(at("c"), INDEX) is None


def test_a_new_move_forgets_what_was_ahead() -> None:
    jumps = Jumps()
    jumps.leave(at("a"))
    jumps.back(at("c"), INDEX)
    jumps.leave(at("a"))
    assert jumps.forward(at("d"), INDEX) is None
    assert jumps.back(at("d"), INDEX) == spot("a")


def test_the_place_one_is_at_is_no_jump() -> None:
    jumps = Jumps()
    jumps.leave(at("a"))
    assert jumps.back(at("a"), INDEX) is None


def test_a_paragraph_that_is_gone_is_passed_over() -> None:
    jumps = Jumps()
    for paragraph in ("a", "gone", "b"):
        jumps.leave(at(paragraph))
    assert jumps.back(at("c"), INDEX) == spot("b")
    assert jumps.back(at("b"), INDEX) == spot("a")
    assert spot_at(Left("b", "gone", 7), INDEX) == Spot(1, 1, 0)


@given(st.lists(st.tuples(st.sampled_from(["leave", "back", "forward"]), st.sampled_from("abcd")), max_size=300))
def test_back_and_then_forward_is_where_one_was(steps: list[tuple[str, str]]) -> None:
    jumps, here = Jumps(), "a"
    for step, paragraph in steps:
        if step == "leave":
            jumps.leave(at(here))
            here = paragraph
            continue
        gone = (jumps.back if step == "back" else jumps.forward)(at(here), INDEX)
        if gone is not None:
            back = (jumps.forward if step == "back" else jumps.back)(Left("abcd"[gone.cursor], "a", 0), INDEX)
            assert back is not None
            assert back.cursor == INDEX[here]
            (jumps.back if step == "back" else jumps.forward)(at(here), INDEX)
            here = "abcd"[gone.cursor]
