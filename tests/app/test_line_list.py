"""The list under every screen: the cursor, pages, headings, and the place that is kept."""

from collections.abc import Sequence
from importlib.resources import files

from textual.app import App, ComposeResult

from tui.palettes import INK
from tui.themes import make_theme
from tui.widgets.line_list import LineList


class Rows(LineList[int]):
    """Rows of one line, or of two and three lines with a heading before every tenth."""

    def __init__(self, count: int) -> None:
        super().__init__(range(count))

    def row_runs(self, row: int, line: int, width: int) -> Sequence[tuple[str, str]]:
        return [(f"row {row} line {line}"[:width], "")]


class TallRows(Rows):
    ROW_HEIGHT = None

    def row_height(self, row: int, width: int) -> int:
        return 2 + row % 2

    def rests(self, row: int) -> bool:
        return row % 10 != 0


class ListApp(App[None]):
    CSS_PATH = str(files("tui") / "app.tcss")

    def __init__(self, lines: Rows) -> None:
        super().__init__()
        self.register_theme(make_theme(INK))
        self.theme = INK.name
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield self.lines

    def frame(self) -> list[str]:
        return [self.lines.render_line(y).text.rstrip() for y in range(self.lines.size.height)]


async def test_the_cursor_goes_to_both_ends_and_no_further() -> None:
    app = ListApp(Rows(100_000))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        app.lines.go_bottom()
        app.lines.move(1)
        await pilot.pause()
        assert app.lines.cursor == 99_999
        assert app.frame()[-1] == "▌ row 99999 line 0"
        app.lines.go_top()
        app.lines.move(-1)
        await pilot.pause()
        assert app.frame()[0] == "▌ row 0 line 0"


async def test_a_page_keeps_one_line_and_stops_at_the_ends() -> None:
    app = ListApp(Rows(25))
    async with app.run_test(size=(40, 10)):
        app.lines.rows_changed()
        app.lines.page(1)
        assert app.lines.cursor == 9
        for _ in range(4):
            app.lines.page(1)
        assert app.lines.cursor == 24
        app.lines.page(-1)
        assert app.lines.cursor == 15


async def test_the_cursor_steps_over_headings_and_shows_the_one_above() -> None:
    app = ListApp(TallRows(30))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        assert app.lines.cursor == 1
        app.lines.go_to(11)
        app.lines.move(-1)
        assert app.lines.cursor == 9
        app.lines.go_to(25)
        app.lines.move(-14)
        await pilot.pause()
        assert app.lines.cursor == 9
        app.lines.go_top()
        await pilot.pause()
        assert app.frame()[0].strip() == "row 0 line 0"


async def test_rows_that_change_leave_the_cursor_where_it_is_on_the_screen() -> None:
    app = ListApp(Rows(100))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        app.lines.go_to(50)
        app.lines.move(-4)
        await pilot.pause()
        line = app.frame().index("▌ row 46 line 0")
        app.lines.rows = range(90)
        app.lines.rows_changed(cursor=36)
        await pilot.pause()
        assert app.frame().index("▌ row 36 line 0") == line


async def test_an_emptied_list_has_no_cursor_and_paints_nothing() -> None:
    app = ListApp(Rows(3))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        app.lines.rows = ()
        app.lines.rows_changed()
        app.lines.page(1)
        app.lines.move(1)
        await pilot.pause()
        assert app.lines.cursor == -1
        assert not "".join(app.frame())


async def test_a_click_goes_to_a_row_and_a_click_there_opens_it() -> None:
    opened: list[int] = []

    class Clicked(ListApp):
        def on_line_list_opened(self, event: LineList.Opened) -> None:
            opened.append(event.row)

    app = Clicked(Rows(30))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        await pilot.click(Rows, offset=(5, 3))
        assert app.lines.cursor == 3
        assert not opened
        await pilot.click(Rows, offset=(5, 3))
        assert opened == [3]


async def test_the_cursor_stays_in_sight_when_the_terminal_gets_smaller() -> None:
    app = ListApp(TallRows(40))
    async with app.run_test(size=(40, 20)) as pilot:
        app.lines.rows_changed()
        app.lines.go_to(7)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert any(line.startswith("▌") for line in app.frame())


class PartedRows(Rows):
    ROW_HEIGHT = 2

    def row_runs(self, row: int, line: int, width: int) -> Sequence[tuple[str, str]]:
        return [] if line else super().row_runs(row, line, width)


async def test_the_cursor_stands_beside_a_row_and_not_beside_the_empty_line_that_parts_it() -> None:
    app = ListApp(PartedRows(3))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        await pilot.pause()
        shown = [app.lines.render_line(y).text for y in range(4)]
        assert shown[0].startswith("▌ row 0")
        assert not shown[1].strip()


async def test_what_an_empty_list_says_is_wrapped() -> None:
    lines = Rows(0)
    lines.empty = "Nothing here yet. In another place, a key makes one."
    app = ListApp(lines)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        said = " ".join(" ".join(app.lines.render_line(y).text for y in range(5)).split())
        assert said == lines.empty


async def test_of_many_moves_at_once_the_last_is_told() -> None:
    told: list[int] = []

    class Telling(ListApp):
        def on_line_list_moved(self, event: LineList.Moved) -> None:
            told.append(event.row)

    app = Telling(Rows(1_000))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.rows_changed()
        for _ in range(500):
            app.lines.move(1)
        await pilot.pause()
        assert (app.lines.cursor, told[-1]) == (500, 500)
        assert len(told) < 10
        app.lines.move(-1)
        await pilot.pause()
        assert told[-1] == 499
