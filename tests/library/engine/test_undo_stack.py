"""Undo and redo read out of the log, beside the two plain stacks of any editor."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.library.engine.rows import Head, Turn
from storage.library.engine.undo_stack import step_of, to_redo, to_undo, told


def head(action: int, turn: Turn = "do", target: int | None = None) -> Head:
    return Head(action, 0, "command", turn, target, f"step {action}")


@dataclass
class Editor:
    """Two stacks and the log that they should be read out of."""

    log: list[Head] = field(default_factory=list)
    """Oldest first."""
    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    passed: set[int] = field(default_factory=set)
    gap: int = 1

    def note(self, turn: Turn, target: int | None = None) -> int:
        number = (self.log[-1].action if self.log else 0) + self.gap  # rows of one action take several numbers
        self.log.append(head(number, turn, target))
        return number

    def carry_out(self, word: str, pick: int) -> None:
        if word == "do":
            self.done.append(self.note("do"))
            self.undone.clear()
        elif word == "undo" and self.done:
            self.undone.append(self.done.pop())
            self.note("undo", self.undone[-1])
        elif word == "redo" and self.undone:
            self.done.append(self.undone.pop())
            self.note("redo", self.done[-1])
        elif word == "pass undo" and self.done:
            self.note("pass", self.done.pop())
        elif word == "pass redo" and self.undone:
            self.note("pass", self.undone.pop())
        elif word == "undo one" and self.done:
            chosen = self.done.pop(pick % len(self.done))
            self.undone.append(chosen)
            self.note("undo", chosen)


WORDS = st.sampled_from(["do", "do", "undo", "redo", "pass undo", "pass redo", "undo one"])


@settings(max_examples=400)
@given(st.lists(st.tuples(WORDS, st.integers(0, 9), st.integers(1, 4)), max_size=25))
def test_it_is_what_two_stacks_would_say(steps: list[tuple[str, int, int]]) -> None:
    editor = Editor()
    for word, pick, gap in steps:
        editor.gap = gap
        editor.carry_out(word, pick)
        newest_first = editor.log[::-1]
        undo, redo = to_undo(newest_first), to_redo(newest_first)
        assert (None if redo is None else redo.of) == (editor.undone[-1] if editor.undone else None)
        if undo is None:
            assert not editor.done
        else:
            assert undo.of in editor.done
            assert undo.action.turn in {"do", "redo"}


@settings(max_examples=300)
@given(st.lists(st.tuples(WORDS.filter(lambda word: word != "undo one"), st.integers(1, 4)), max_size=25))
def test_undo_takes_back_what_was_done_last(steps: list[tuple[str, int]]) -> None:
    editor = Editor()
    for word, gap in steps:
        editor.gap = gap
        editor.carry_out(word, 0)
        step = to_undo(editor.log[::-1])
        assert (None if step is None else step.of) == (editor.done[-1] if editor.done else None)


@settings(max_examples=300)
@given(st.lists(st.tuples(WORDS, st.integers(0, 9), st.integers(1, 4)), max_size=25))
def test_the_history_says_what_is_undone_now(steps: list[tuple[str, int, int]]) -> None:
    editor = Editor()
    undone_now: dict[int, bool] = {}
    for word, pick, gap in steps:
        editor.gap = gap
        before = len(editor.log)
        editor.carry_out(word, pick)
        for each in editor.log[before:]:
            if each.turn == "do":
                undone_now[each.action] = False
            elif each.turn in {"undo", "redo"} and each.target is not None:
                undone_now[each.target] = each.turn == "undo"
    found = {each.action: undone for each, undone in told(editor.log[::-1])}
    assert found == undone_now
    assert list(found) == sorted(undone_now, reverse=True)


@settings(max_examples=300)
@given(st.lists(st.tuples(WORDS, st.integers(0, 9), st.integers(1, 4)), max_size=25))
def test_a_certain_action_can_be_taken_back_while_it_is_done(steps: list[tuple[str, int, int]]) -> None:
    editor = Editor()
    undone_now: dict[int, bool] = {}
    for word, pick, gap in steps:
        editor.gap = gap
        editor.carry_out(word, pick)
    for each in editor.log:
        if each.turn == "do":
            undone_now[each.action] = False
        elif each.turn in {"undo", "redo"} and each.target is not None:
            undone_now[each.target] = each.turn == "undo"
    for action, undone in undone_now.items():
        step = step_of(editor.log[::-1], action)
        assert (step is None) is undone, action
        assert step is None or step.of == action
    assert step_of(editor.log[::-1], 10_000) is None
    assert step_of(editor.log[::-1], 0) is None


def test_an_empty_log_has_nothing_to_take_back() -> None:
    assert (to_undo([]), to_redo([]), step_of([], 1), list(told([]))) == (None, None, None, [])


def test_what_was_pruned_is_not_taken_back_again() -> None:
    """The log begins with the undo of an action whose own rows are gone."""
    heads = [head(9, "undo", 3), head(8)]
    step = to_undo(heads)
    assert step is not None
    assert step.of == 8
    redo = to_redo(heads)
    assert redo is not None
    assert redo.of == 3
    assert [each.action for each, _ in told(heads)] == [8]
