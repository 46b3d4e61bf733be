"""Errands: done in order, behind one's back, and all of them."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

from tui.errands import Errands


def test_errands_are_done_in_the_order_given_while_the_reader_goes_on() -> None:
    errands, gate, done = Errands(), Event(), list[object]()
    errands.run(gate.wait)
    for number in range(5):
        errands.run(lambda number=number: done.append((number, current_thread() is main_thread())))  # type: ignore[misc]  # a bound default
    assert errands.busy
    assert done == []
    gate.set()
    errands.finish()
    assert done == [(number, False) for number in range(5)]
    assert not errands.busy


def test_finishing_with_nothing_to_do_returns_at_once() -> None:
    errands = Errands()
    errands.finish()
    assert not errands.busy


def test_an_errand_may_be_given_after_all_have_been_done() -> None:
    errands, done = Errands(), list[int]()
    for number in range(3):
        errands.run(lambda: done.append(1))
        errands.finish()
        assert len(done) == number + 1
