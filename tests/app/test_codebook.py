"""The codebook: what is in it, renaming, merging, deleting, pinning, and ways to the marks."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.color import Color

from storage.annotation import Annotation
from storage.library import Library
from storage.library.engine.lines import AnnotationHeads
from storage.library.views import Views
from tests.app.conftest import frame_of
from tui.contrast import READABLE, contrast
from tui.inking import ink_style
from tui.palettes import PALETTES
from tui.screens.base import PaperknifeScreen
from tui.screens.codebook.passages import SharedPassages
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.codebook.splitting import SplitScreen
from tui.screens.codebook.together import TogetherScreen
from tui.screens.notes.screen import AllNotesScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.tag_picker import TagPicker
from tui.session import Session
from tui.widgets.prompt import Prompt
from tui.widgets.tag_about import TagAbout
from tui.widgets.tag_table import TagTable

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]
Until = Callable[..., Awaitable[None]]


@pytest.fixture
def tagged(library: Library, mark: Mark) -> Library:
    mark("Night trains", 1, "conflict", "conflict/ceasefire", "method/sampling")
    mark("Night trains", 2, "conflict", "sleep")
    mark("Joint patrols", 1, "conflict")
    return library


@pytest.fixture
def screen(tagged: Library, session: Session) -> CodebookScreen:
    return CodebookScreen(session)


def current(screen: CodebookScreen) -> str:
    row = screen.lines.current
    assert row is not None
    return row.name


def names(library: Library) -> dict[str, int]:
    return {tag.name: tag.count for tag in library.tags()}


def shown(app: App[Any]) -> list[str]:
    """Return the lines of the table from the top of the screen on, without cursor and fold."""
    lines = frame_of(app)
    end = next((place for place, line in enumerate(lines) if "────" in line), len(lines) - 1)
    return [line.strip("▌ ").removeprefix("▾ ").removeprefix("▸ ") for line in lines[3:end] if line.strip()]


async def test_tags_are_nested_counted_and_drawn_as_bars(screen: CodebookScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        lines = [line for line in frame(app) if line.strip()]
        assert lines[0].split() == ["codebook", "4", "tags", "·", "3", "marks"]
        assert lines[1].split()[:5] == ["Tag", "marks", "in", "all", "key"]
        assert [line.split()[0] for line in shown(app)] == [
            "conflict",
            "conflict/ceasefire",
            "method",
            "method/sampling",
            "sleep",
        ]
        assert re.search(r"▌ ▾ conflict +█{20} +3 +3 ", lines[2])
        assert re.search(r"^      conflict/ceasefire +██████▋ +1 ", lines[3])
        assert re.search(r"^  ▾ method +░{7} +1 ", lines[4])


async def test_folds_hide_what_is_nested_and_are_kept(
    screen: CodebookScreen, host: Host, session: Session, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("j", "h", "h")
        assert any("▸ conflict " in line for line in frame(app))
        assert len(shown(app)) == 4
        await pilot.press("j", "h")
        assert [line.split()[0] for line in shown(app)] == ["conflict", "method", "sleep"]
    app = host(CodebookScreen(session))
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert len(shown(app)) == 3
        await pilot.press("l", "l")
        assert app.screen.query_one(TagTable).current == next(
            row for row in app.screen.query_one(TagTable).rows if row.name == "conflict/ceasefire"
        )
        await pilot.press("k", "z")
        assert len(shown(app)) == 3
        await pilot.press("z", "Z", "Z")
        assert len(shown(app)) == 5


async def test_a_filter_finds_words_of_names_and_meanings(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    tagged.describe_tag("sleep", "Nights on a train.")
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("Z", "slash", *"TRAIN")
        assert [line.split()[0] for line in shown(app)] == ["sleep"]
        assert "1 of 4" in frame(app)[-1]
        await pilot.press(*["backspace"] * 5, *"sampl", "enter")
        assert [line.split()[0] for line in shown(app)] == ["method", "method/sampling"]
        await pilot.press("escape")
        assert len(shown(app)) == 3


async def test_where_no_tag_is_listed_no_key_for_one_is_named(
    screen: CodebookScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("slash", *"zzz", "enter")
        assert frame(app)[-1].split() == ["/", "filter", "a", "add", "?", "help"]
        await pilot.press("escape")
        assert "r rename" in frame(app)[-1]


async def test_tags_are_sorted_by_name_marks_and_last_use(screen: CodebookScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("S", "exclamation_mark")
        assert shown(app)[-2].split()[0] == "conflict"
        assert "sort: marks ↑" in frame(app)[0]
        await pilot.press("S")
        assert shown(app)[0].split()[0] == "conflict"
        assert "sort: last used" in frame(app)[0]
        await pilot.press("S")
        assert "sort" not in frame(app)[0]


async def test_a_pane_shows_what_a_tag_means_and_its_newest_passages(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame, until: Until
) -> None:
    tagged.describe_tag("sleep", "Nights on a train.")
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await until(lambda: any("Joint patrols" in line for line in frame(app)))
        await pilot.press("G")
        await until(lambda: any(line.strip() == "Nights on a train." for line in frame(app)))
        assert any("“A second paragraph" in line for line in frame(app))
        await pilot.resize_terminal(160, 20)
        await until(lambda: any("│" in line for line in frame(app)))
        assert any("“A second paragraph" in line for line in frame(app))


@pytest.mark.parametrize("size", [(60, 20), (110, 36), (160, 40), (20, 6), (34, 10)])
async def test_it_can_be_used_at_every_size(
    screen: CodebookScreen, host: Host, frame: Frame, size: tuple[int, int]
) -> None:
    app = host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "c")
        await pilot.press("escape", "s", "space", "enter")
        await pilot.press("escape")
        assert any("1 chosen of" in line for line in frame(app))
        await pilot.press("q", "w")
        assert isinstance(app.screen, TogetherScreen)
        await pilot.press("q")
        assert all(cell_len(line) <= size[0] for line in frame(app))
        row = screen.lines.current
        assert row is not None
        assert row.name == "conflict/ceasefire"


async def test_renaming_moves_what_is_nested_and_keeps_the_cursor(
    screen: CodebookScreen, host: Host, tagged: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "ctrl+u", *"war", "enter")
        await pilot.pause()
        assert names(tagged) == {"war": 3, "war/ceasefire": 1, "method/sampling": 1, "sleep": 1}
        assert current(screen) == "war"
        assert screen.status.message == "conflict is now war"
        await pilot.press("u")
        assert "conflict/ceasefire" in names(tagged)


async def test_a_name_that_cannot_be_is_answered_and_stays_to_be_corrected(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "ctrl+u", *"sleep", "enter")
        await pilot.pause()
        assert app.screen.query_one(Prompt).text == "sleep"
        assert any("merge" in line for line in frame(app)[-2:])
        assert names(tagged)["conflict"] == 3
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(Prompt)


async def test_renaming_to_the_same_name_does_nothing(screen: CodebookScreen, host: Host, tagged: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        assert names(tagged)["conflict"] == 3
        assert not app.screen.query(Prompt)


async def test_merging_chooses_another_tag_and_never_the_same(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("G", "m")
        await pilot.pause()
        assert isinstance(app.screen, TagPicker)
        await pilot.press(*"conf", "enter")
        await pilot.pause()
        assert names(tagged) == {"conflict": 3, "conflict/ceasefire": 1, "method/sampling": 1}
        assert screen.status.message == "merged sleep into conflict"
        await pilot.press("u")
        assert names(tagged)["sleep"] == 1


async def test_a_heading_that_is_merged_into_what_is_nested_in_it_says_that_nothing_was_done(
    screen: CodebookScreen, host: Host, tagged: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("j", "j", "m", *"sampl", "enter")
        await pilot.pause()
        said = screen.status.message
        assert said == "nothing to merge: method/sampling stays nested in method, which is no tag itself"
        assert names(tagged) == {"conflict": 3, "conflict/ceasefire": 1, "method/sampling": 1, "sleep": 1}


async def test_deleting_says_from_how_many_marks_and_undo_brings_it_back(
    screen: CodebookScreen, host: Host, tagged: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "conflict" not in names(tagged)
        assert screen.status.message == "deleted conflict from 3 marks · u brings it back"
        await pilot.press("j", "u")
        assert names(tagged)["conflict"] == 3
        assert current(screen) == "conflict"


async def test_a_digit_pins_and_is_shown_and_frees(
    screen: CodebookScreen, host: Host, session: Session, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("j", "4")
        await pilot.pause()
        assert session.state.pinned == {4: "conflict/ceasefire"}
        assert any(re.search(r"conflict/ceasefire .* 1 +4 ", line) for line in frame(app))
        await pilot.press("4")
        assert session.state.pinned == {}


async def test_a_digit_follows_its_tag_through_renaming_and_undo(
    screen: CodebookScreen, host: Host, session: Session
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("1", "r", "ctrl+u", *"war", "enter")
        await pilot.pause()
        assert session.state.pinned == {1: "war"}
        await pilot.press("u")
        await pilot.pause()
        assert session.state.pinned == {1: "conflict"}


async def test_enter_shows_what_carries_the_tag_and_q_comes_back(
    screen: CodebookScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("G", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AllNotesScreen)
        assert any("1 of 3" in line for line in frame(app))
        await pilot.press("q")
        await pilot.pause()
        back: object = app.screen
        assert back is screen
        assert current(screen) == "sleep"


async def test_an_empty_codebook_says_what_to_do(session: Session, host: Host, frame: Frame) -> None:
    app = host(CodebookScreen(session))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"rmxvsdcezhl", "greater_than_sign", "less_than_sign", "1", "enter", "j", "G")
        await pilot.pause()
        assert any("No tags yet. In an article, t gives one; a adds one here." in line for line in frame(app))
        assert frame(app)[-1].split() == ["a", "add", "?", "help"]
        await pilot.press("a", *"claim/weak")
        assert frame(app)[-1].endswith("enter save · esc leave")
        await pilot.press("enter")
        assert names(session.library) == {"claim/weak": 0}
        await pilot.press("j")
        await pilot.pause()
        assert "r rename" in frame(app)[-1]


async def test_where_one_tag_is_wanted_tab_carries_on_and_esc_changes_nothing(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        before = names(tagged)
        await pilot.press("G", "m", *"conf", "tab")
        await pilot.pause()
        assert any("│ conflict " in line for line in frame(app))
        await pilot.press("escape")
        await pilot.pause()
        assert names(tagged) == before
        await pilot.press("m", *"conf", "tab", *"/rest", "enter")
        await pilot.pause()
        assert screen.status.message == "merged sleep into conflict/rest"


async def test_all_tags_can_be_merged_into_a_new_one(screen: CodebookScreen, host: Host, tagged: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+a", "m")
        assert any("no other tags: type one, enter makes it" in line for line in frame_of(app))
        await pilot.press(*"all", "enter")
        assert list(names(tagged)) == ["all"]


async def test_several_tags_are_merged_and_come_back_with_one_undo(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("v", "G", "v")
        assert frame(app)[0].split()[1:3] == ["2", "selected"]
        await pilot.press("m", *"unrest", "enter")
        assert names(tagged) == {"unrest": 3, "unrest/ceasefire": 1, "method/sampling": 1}
        assert screen.status.message == "merged 2 tags into unrest"
        assert current(screen) == "unrest"
        await pilot.press("u")
        assert names(tagged) == {"conflict": 3, "conflict/ceasefire": 1, "method/sampling": 1, "sleep": 1}


async def test_a_tag_is_moved_under_another_and_out_again(
    screen: CodebookScreen, host: Host, tagged: Library, session: Session
) -> None:
    session.state.pin(2, "conflict/ceasefire")
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("greater_than_sign", *"sleep", "enter")
        assert {"sleep", "sleep/conflict", "sleep/conflict/ceasefire"} < set(names(tagged))
        assert current(screen) == "sleep/conflict"
        assert session.state.pinned == {2: "sleep/conflict/ceasefire"}
        await pilot.press("less_than_sign")
        assert "conflict/ceasefire" in names(tagged)
        assert screen.status.message == "moved sleep/conflict to the first level"
        await pilot.press("less_than_sign")
        assert screen.status.message == "this is on the first level already"
        await pilot.press("u", "u")
        assert "conflict/ceasefire" in names(tagged)
        assert session.state.pinned == {2: "conflict/ceasefire"}


async def test_a_tag_is_split_by_choosing_passages(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("s")
        assert isinstance(app.screen, SplitScreen)
        assert "0 chosen of 3" in frame(app)[0]
        await pilot.press("enter")
        assert "choose what gets another tag" in frame(app)[-1]
        await pilot.press("slash", *"patrols", "enter", "ctrl+a", "escape", "g", "space")
        assert "2 chosen of 3" in frame(app)[0]
        await pilot.press("enter", "enter")
        assert "it needs a name of its own" in frame(app)[-1]
        await pilot.press(*"a,b", "enter")
        assert "a tag holds no comma" in frame(app)[-1]
        await pilot.press(*["backspace"] * 3, *"talks", "enter")
        back: object = app.screen
        assert back is screen
        assert names(tagged)["conflict/talks"] == 2
        assert names(tagged)["conflict"] == 1
        assert screen.status.message == "2 marks of conflict have conflict/talks now"
        assert current(screen) == "conflict/talks"
        await pilot.press("u")
        assert names(tagged)["conflict"] == 3


async def test_a_passage_can_be_read_before_it_is_chosen(screen: CodebookScreen, host: Host) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("s", "space", "l")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("q")
        split: object = app.screen
        assert isinstance(split, SplitScreen)
        assert len(split.chosen_ids()) == 1


async def test_a_colour_is_chosen_or_typed(screen: CodebookScreen, host: Host, tagged: Library, frame: Frame) -> None:
    app = host(screen)

    def color(name: str) -> str:
        return next(tag.color for tag in tagged.tags() if tag.name == name)

    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("c", "enter")
        assert color("conflict") == "", "the cursor begins at what the tag has: nothing changes"
        await pilot.press("c", "down", "down", "enter")
        assert color("conflict") == "#e69f00"
        await pilot.press("G", "v", "k", "k", "v", "c", *"#12", "enter")
        assert any("six digits" in line for line in frame(app))
        await pilot.press(*"3456", "enter")
        assert (color("sleep"), color("method")) == ("#123456", "#123456")
        await pilot.press("u")
        assert "method" not in names(tagged)
        await pilot.press("g", "c", *"none", "enter")
        assert color("conflict") == ""


async def test_what_a_tag_means_is_typed_at_the_bottom(screen: CodebookScreen, host: Host, tagged: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("d", *"Acts", "space", *"of [b]war.", "enter")
        assert tagged.tags()[0].description == "Acts of [b]war."
        assert any("Acts of [b]war." in line for line in shown(app))
        await pilot.press("d", "escape")
        assert tagged.tags()[0].description == "Acts of [b]war."
        await pilot.press("u")
        assert tagged.tags()[0].description == ""


async def test_what_is_folded_is_deleted_with_its_branch(screen: CodebookScreen, host: Host, tagged: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("h", "x")
        assert names(tagged) == {"method/sampling": 1, "sleep": 1}
        assert screen.status.message == "deleted 2 tags from 3 marks · u brings them back"
        await pilot.press("u", "l", "x")
        assert names(tagged) == {"conflict/ceasefire": 1, "method/sampling": 1, "sleep": 1}


async def test_tags_that_occur_together_are_listed_with_their_passages(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame, until: Until
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("w")
        await until(lambda: any("conflict/ceasefire" in line for line in frame(app)))
        assert "together with conflict" in frame(app)[0]
        assert any(line.split() == ["sleep", "█" * 16, "1", "33", "%", "1", "50", "%"] for line in frame(app))
        await pilot.press("w")
        assert "in one article" in frame(app)[0]
        await pilot.press("w", "slash", *"sleep", "enter", "enter")
        assert isinstance(app.screen, SharedPassages)
        assert "conflict and sleep" in frame(app)[0]
        assert "1 passage" in frame(app)[0]
        assert not any("conflict" in line for line in frame(app)[1:])  # the heading says it
        await pilot.press("enter")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("q", "q", "escape", "escape")
        await until(lambda: "4 pairs" in frame(app)[0])
        await pilot.press("escape")
        assert app.screen is screen
        assert current(screen) == "conflict"


async def test_pairs_are_narrowed_by_words_and_the_cursor_is_back_where_it_was_when_nothing_was_found(
    screen: CodebookScreen, host: Host, frame: Frame, until: Until
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.press("w")
        await until(lambda: "3 tags" in frame(app)[0])
        together = app.screen
        assert isinstance(together, TogetherScreen)
        await pilot.press("j", "j", "slash", *"nowhere")
        assert "0 of 3" in frame(app)[-1]
        assert any("Nothing matches" in line for line in frame(app))
        await pilot.press("escape")
        assert together.lines.cursor == 2
        await pilot.press("colon", *"filter sleep", "enter")
        assert "sleep" in frame(app)[0]
        assert "1 tag" in frame(app)[0]


@pytest.mark.parametrize("color", ["#101010", "#fefefe", "#aa0000", "#0000ff", "#56b4e9"])
async def test_a_colour_of_ones_own_can_be_read_in_every_theme(
    screen: CodebookScreen, host: Host, tagged: Library, color: str
) -> None:
    tagged.color_tags(["conflict"], color)
    app = host(screen)
    async with app.run_test(size=(100, 24)) as pilot:
        for palette in reversed(PALETTES):
            app.theme = palette.name
            await pilot.pause()
            table = screen.lines
            shown = ink_style(table, screen.inks["conflict"]).color
            assert shown is not None
            if palette.background.startswith("ansi"):
                assert shown.triplet is None
                continue
            assert shown.triplet is not None
            variables = app.theme_variables
            for ground in ("background", "surface", "cursor-line", "range", "hit-ground"):
                behind = Color.parse(variables[ground]).hex
                assert contrast(shown.triplet.hex, behind) >= READABLE, (palette.name, ground)


async def test_tags_are_selected_from_one_to_another_and_all_at_once(
    screen: CodebookScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("j", "v", "j", "V")
        assert frame(app)[0].split()[1:3] == ["3", "selected"]
        assert [row.name for row in screen.chosen()] == ["conflict/ceasefire", "method", "method/sampling"]
        await pilot.press("ctrl+a")
        assert frame(app)[0].split()[1:3] == ["5", "selected"]
        await pilot.press("ctrl+a", "V")
        assert frame(app)[0].split()[1:3] == ["1", "selected"]
        await pilot.press("escape")
        assert "selected" not in frame(app)[0]


async def test_no_key_looks_through_the_marks(
    screen: CodebookScreen, host: Host, tagged: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CodebookScreen, "REST", 60.0)  # what a resting cursor reads is no key
    app = host(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "k")
        assert tagged.tag_uses_known

        def looked(*_: object) -> None:
            raise AssertionError("all marks were looked through")

        monkeypatch.setattr(Views, "all_annotations", looked)
        monkeypatch.setattr(Views, "annotations", looked)
        monkeypatch.setattr(AnnotationHeads, "read", looked)
        await pilot.press(*"jkGgShlzzZZv4V", "exclamation_mark", "slash", *"conf", "enter", "escape", "escape")
        assert len(shown(app)) >= 5


async def test_an_empty_codebook_says_how_to_begin_and_keeps_no_empty_pane(session: Session, host: Host) -> None:
    for size in ((100, 30), (160, 30)):
        screen = CodebookScreen(session)
        app = host(screen)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert screen.lines.empty == "No tags yet. In an article, t gives one; a adds one here."
            assert not screen.query_one(TagAbout).display
