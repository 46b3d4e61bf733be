"""The tag picker: find, make, give, take off, pin, and keys typed ahead."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.geometry import Offset

from storage.anchoring import describe
from storage.annotation import Annotation
from storage.library import Library
from tui.screens.base import PaperknifeScreen
from tui.screens.tag_picker import TagChoice, TagPicker
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput
from tui.widgets.tag_list import TagList

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]


@pytest.fixture
def answers() -> list[TagChoice | None]:
    return []


@pytest.fixture
def tagging(
    session: Session, mark: Mark, desk: PaperknifeScreen, host: Host, answers: list[TagChoice | None]
) -> Callable[..., App[None]]:
    """An app where t opens the picker, in a library with five tags."""
    mark("Night trains", 1, "conflict", "conflict/ceasefire", "displacement", "discourse/frame")
    mark("Night trains", 2, "conflict", "displacement", "method/sampling")
    mark("Night trains", 3, "conflict")

    def make(*given: str, at: Offset | None = None) -> App[None]:
        def action_tag() -> None:
            desk.app.push_screen(TagPicker(session, "tag ¶ 3", given, at), answers.append)

        desk.action_tag = action_tag  # type: ignore[attr-defined]  # what the reading screen has
        return host(desk)

    return make


def highlighted(app: App[None]) -> str:
    offer = app.screen.query_one(TagList).current
    return offer.name if offer else ""


async def test_typing_finds_a_tag_and_enter_gives_it(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "d", "i", "s", "p", "enter")
        assert answers == [TagChoice(("displacement",), ())]


async def test_keys_typed_right_after_t_all_arrive_in_order(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        for key in ("t", *"sampling/new", "enter"):
            character = key if len(key) == 1 else None
            app.post_message(events.Key("slash" if key == "/" else key, character))
        await pilot.pause()
        await pilot.pause()
        assert answers == [TagChoice(("sampling/new",), ())]


async def test_a_tag_that_is_given_is_ticked_and_enter_takes_it_off(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None], frame: Frame
) -> None:
    app = tagging("conflict")
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert any("✓" in line and "conflict" in line for line in frame(app))
        assert highlighted(app) == "displacement"
        await pilot.press("c", "o", "n", "f")
        assert highlighted(app) == "conflict"
        await pilot.press("enter")
        assert answers == [TagChoice((), ("conflict",))]


async def test_tab_takes_a_tag_and_stays_and_enter_then_closes(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None], frame: Frame
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "s", "a", "m", "tab")
        assert app.screen.query_one(LineInput).value == ""
        await pilot.pause()
        assert any("✓" in line and "method/sampling" in line for line in frame(app))
        await pilot.press("n", "e", "w", "tab", "enter")
        assert answers == [TagChoice(("method/sampling", "new"), ())]


async def test_what_was_taken_is_shown_while_others_are_looked_for(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None], frame: Frame
) -> None:
    app = tagging("conflict")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("t", *"samp", "tab", *"conf", "tab", *"brand new", "tab", *"zzz")
        assert any("+method/sampling  −conflict  +brand new" in line for line in frame(app))
        await pilot.press("down", "escape")
        assert answers == [TagChoice(("method/sampling", "brand new"), ("conflict",))]


async def test_a_tag_given_often_and_lately_is_offered_before_one_given_more_often_by_others(
    tagging: Callable[..., App[None]], session: Session
) -> None:
    import_marks(session, "displacement", 9)
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t")
        assert highlighted(app) == "conflict"


def import_marks(session: Session, tag: str, count: int) -> None:
    """Have another reader mark paragraphs of an article with a tag."""
    with Library.open(session.library.home, creator="another") as other:
        row = next(row for row in other.rows() if row.record.title == "Joint patrols")
        article = other.article(row.id)
        for end in range(1, count + 1):
            other.mark(describe(article, "p-000000000001", start=0, end=end), add=[tag])
    session.library.catch_up()


async def test_escape_changes_nothing_but_keeps_what_tab_took(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "d", "i", "s", "escape")
        assert answers == [None]
        await pilot.press("t", "d", "i", "s", "tab", "c", "o", "escape")
        assert answers[1:] == [TagChoice(("displacement",), ())]


async def test_quitting_keeps_what_tab_took(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "d", "i", "s", "tab", "c", "ctrl+q")
        await pilot.pause()
    assert answers == [TagChoice(("displacement",), ())]


async def test_tab_twice_is_nothing(tagging: Callable[..., App[None]], answers: list[TagChoice | None]) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "tab", "tab", "enter")
        assert answers == [None]


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("ctrl+n", "ctrl+p")])
async def test_the_list_is_gone_through_without_leaving_the_line(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None], down: str, up: str
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", down, down, up, "enter")
        assert answers == [TagChoice(("displacement",), ())]


async def test_what_cannot_be_a_tag_is_said_in_place_and_nothing_is_lost(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None], frame: Frame
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "plus", "x", "enter")
        await pilot.pause()
        assert not answers
        assert any("a tag cannot begin with “+”" in line for line in frame(app))
        await pilot.press("home", "delete", "enter")
        assert answers == [TagChoice(("x",), ())]


@pytest.mark.parametrize("modifier", ["ctrl+", "alt+", "f"])
async def test_a_tag_is_pinned_to_a_digit_and_the_digit_let_go_again(
    tagging: Callable[..., App[None]], session: Session, modifier: str
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "d", "i", "s", "p", f"{modifier}3")
        assert session.state.pinned == {3: "displacement"}
        await pilot.press(f"{modifier}4")
        assert session.state.pinned == {4: "displacement"}
        await pilot.press(f"{modifier}4")
        assert session.state.pinned == {}


async def test_alt_and_a_digit_pins_as_a_terminal_sends_it_and_writes_nothing(
    tagging: Callable[..., App[None]], session: Session
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "d", "i", "s", "p")
        app.post_message(events.Key("alt+3", "3"))
        await pilot.pause()
        assert session.state.pinned == {3: "displacement"}
        assert app.screen.query_one(LineInput).value == "disp"


async def test_the_tag_given_last_is_offered_first_next_time(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t", "s", "a", "m", "enter", "t")
        await pilot.pause()
        assert highlighted(app) == "method/sampling"


async def test_a_library_without_tags_says_what_to_do(session: Session, desk: PaperknifeScreen, host: Host) -> None:
    app = host(desk)
    async with app.run_test() as pilot:
        app.push_screen(TagPicker(session, "tag ¶ 1", (), None))
        await pilot.pause()
        assert "no tags yet" in str(app.screen.query_one(HintLine).render())


async def test_counts_are_shown(tagging: Callable[..., App[None]], frame: Frame) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        text = "\n".join(frame(app))
        assert "3 marks" in text
        assert "1 mark " in text


async def test_on_a_tiny_screen_the_names_stay_and_the_counts_go(
    tagging: Callable[..., App[None]], frame: Frame
) -> None:
    app = tagging()
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.press("t", "down")
        text = "\n".join(frame(app))
        assert "displac" in text
        assert "mark" not in text


async def test_a_pasted_control_sequence_is_harmless(tagging: Callable[..., App[None]]) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        app.post_message(events.Paste("ev\x1b[31mil\x07[/foo]"))
        await pilot.pause()
        assert app.screen.query_one(LineInput).value == "ev[31mil[/foo]"


@pytest.mark.parametrize("size", [(40, 12), (59, 24), (60, 24), (160, 50)])
@pytest.mark.parametrize("at", [None, Offset(0, 0), Offset(200, 3), Offset(5, 11), Offset(30, 49)])
async def test_the_picker_lies_inside_the_terminal(
    tagging: Callable[..., App[None]], size: tuple[int, int], at: Offset | None
) -> None:
    app = tagging(at=at)
    async with app.run_test(size=size) as pilot:
        await pilot.press("t")
        await pilot.pause()
        box = app.screen.query_one(".panel").region
        assert app.screen.region.contains_region(box)
        assert size[0] >= 60 or box.width == size[0]
        if at is not None and size[0] >= 60 and at.y < size[1]:
            assert not box.contains(box.x, at.y) or size[1] <= 2 * box.height


async def test_a_click_takes_the_tag_that_is_highlighted(
    tagging: Callable[..., App[None]], answers: list[TagChoice | None]
) -> None:
    app = tagging()
    async with app.run_test() as pilot:
        await pilot.press("t")
        await pilot.pause()
        await pilot.click(TagList, offset=(4, 1))
        await pilot.click(TagList, offset=(4, 1))
        assert answers == [TagChoice(("displacement",), ())]
