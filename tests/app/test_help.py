"""Help: every key of the screen, found by typing, run by enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from storage.library import Library, ReaderState
from tui.actions import Context, actions_of
from tui.app import PaperknifeApp
from tui.dialogs.finder import Candidate
from tui.keymap import make_keymap
from tui.screens.finder import FoundList
from tui.screens.help import HelpScreen
from tui.screens.library.screen import LibraryScreen
from tui.session import Session
from tui.settings import Settings
from tui.widgets.article_list import ArticleList

Frame = Callable[[App[Any]], list[str]]


async def test_question_mark_lists_every_key_of_the_screen_and_of_everywhere(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        groups = {
            *(action.group for context in (Context.LIBRARY, Context.EVERYWHERE) for action in actions_of(context))
        }
        actions = len(actions_of(Context.LIBRARY)) + len(actions_of(Context.EVERYWHERE))
        rows = app.screen.query_one(FoundList).row_count()
        assert actions + len(groups) <= rows <= actions + 2 * len(groups)


async def test_help_shows_the_keys_the_reader_chose(library: Library, frame: Frame) -> None:
    keymap = make_keymap({"library.down": ("w",)})
    session = Session(library, ReaderState.load(library.home), Settings(), keymap)
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        row = next(line for line in frame(app) if "Go to the next article." in line)
        assert "▌ w " in row


async def test_typing_narrows_and_enter_runs_what_was_found(session: Session, library: Library) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", *"remove", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert len(library.rows()) == 2


async def test_a_key_is_found_by_typing_it(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", "G", "enter")
        await pilot.pause()
        assert app.screen.query_one(ArticleList).cursor == 2


async def test_arrows_choose_and_step_over_headings(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", *["down"] * 6)
        current = app.screen.query_one(FoundList).current
        assert isinstance(current, Candidate)
        assert current.found.name == "library.read"


async def test_esc_leaves_help_and_nothing_has_happened(session: Session, library: Library) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", *"remove", "escape")
        assert isinstance(app.screen, LibraryScreen)
        assert len(library.rows()) == 3


async def test_what_is_nowhere_is_said_and_runs_nothing(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", *"xylophone", "enter")
        assert isinstance(app.screen, HelpScreen)
        await pilot.pause()
        assert any("Nothing here is called that." in line for line in frame(app))


async def test_help_says_what_a_key_does_on_the_smallest_terminal(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert any("▌ j" in line and "Go" in line for line in frame(app))


async def test_help_fits_a_small_terminal(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert any("Go to the next" in line for line in frame(app))
        assert all(len(line) <= 40 for line in frame(app))


async def test_what_a_key_does_is_told_whole_at_sixty_columns(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.press("question_mark", *"finished")
        await pilot.pause()
        said = " ".join(" ".join(line.strip(" │▌") for line in frame(app)).split())
        assert "Go on with the article that was read last and is not finished." in said
        assert "enter run it · esc leave" in said
