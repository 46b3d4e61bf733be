"""Dialogs stand inside the terminal and, where there is room, not on what they are about."""

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset, Region, Size

from storage.annotation import Scope, Target
from tui.dialogs.drafts import draft_key
from tui.dialogs.placing import place_editor, place_picker
from tui.reading.geometry import make_geometry

SCREENS = st.builds(Size, st.integers(10, 220), st.integers(5, 70))


@given(SCREENS, st.builds(Size, st.integers(5, 80), st.integers(3, 20)), st.integers(-5, 230), st.integers(-5, 80))
def test_a_picker_is_inside_the_terminal(screen: Size, wanted: Size, x: int, y: int) -> None:
    assert screen.region.contains_region(place_picker(Offset(x, y), wanted, screen))


@given(SCREENS, st.builds(Size, st.integers(5, 60), st.integers(3, 12)), st.data())
def test_a_picker_leaves_its_line_in_sight_where_there_is_room(
    screen: Size, wanted: Size, data: st.DataObject
) -> None:
    y = data.draw(st.integers(0, screen.height - 1))
    place = place_picker(Offset(0, y), wanted, screen)
    room = max(y, screen.height - y - 1)
    if screen.width >= 60 and room >= wanted.height:
        assert not place.y <= y < place.bottom


@given(SCREENS, st.integers(0, 100), st.integers(-60, 70), st.integers(1, 120), st.integers(1, 80))
def test_an_editor_is_inside_the_terminal(screen: Size, x: int, y: int, width: int, height: int) -> None:
    passage = Region(min(x, screen.width - 1), y, min(width, screen.width), height)
    place = place_editor(passage, screen)
    assert screen.region.contains_region(place)
    assert place.height >= min(5, screen.height)


@given(SCREENS)
def test_an_editor_for_the_article_is_inside_the_terminal(screen: Size) -> None:
    assert screen.region.contains_region(place_editor(None, screen))


@given(SCREENS, st.data())
def test_an_editor_leaves_the_passage_in_sight_where_there_is_room(screen: Size, data: st.DataObject) -> None:
    y = data.draw(st.integers(0, screen.height - 1))
    height = data.draw(st.integers(1, screen.height - y))
    passage = Region(0, y, screen.width, height)
    if max(y, screen.height - y - height) >= 5:
        assert not place_editor(passage, screen).overlaps(passage)


def test_a_draft_has_the_key_of_its_target() -> None:
    assert draft_key(Target("a", Scope.ARTICLE)) == "a"
    assert draft_key(Target("a", Scope.RANGE, "p-1", "p-2")) == "a:p-1-p-2"
    assert draft_key(Target("a", Scope.SPAN, "p-1", "p-1", 3, 9)) == "a:p-1-p-1.3-9"


def test_an_editor_beside_its_passage_leaves_two_cells_between_them() -> None:
    passage = Region(8, 5, 66, 3)
    assert place_editor(passage, Size(110, 30)).x == passage.right + 2


def test_an_editor_beside_its_passage_lies_on_the_whole_margin() -> None:
    for width in range(106, 240):
        geometry = make_geometry(width - 1)
        passage = Region(geometry.text, 5, geometry.measure, 3)
        place = place_editor(passage, Size(width, 40))
        assert place.x <= geometry.margin
        assert place.right >= geometry.margin + geometry.margin_width


def test_the_bottom_line_stays_in_sight_where_there_is_room() -> None:
    screen = Size(160, 34)
    assert place_editor(Region(20, 28, 66, 5), screen).bottom == 33
    assert place_editor(Region(8, 20, 150, 3), screen).bottom <= 33
    assert place_picker(Offset(8, 20), Size(50, 13), screen).bottom <= 33
