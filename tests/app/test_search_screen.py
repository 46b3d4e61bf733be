"""The search screen: found while typing, by article, and read where it was found."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from storage.annotation import Annotation
from storage.library import Library
from storage.library.paths import TEXTS_FOLDER
from storage.query import parse_query
from storage.search import Field, feeding
from storage.search.file_place import FilePlace
from tests.app.conftest import new_article
from tui.screens.base import PaperknifeScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.search import SearchScreen
from tui.session import Session
from tui.widgets.prompt import Prompt

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]


@pytest.fixture
def screen(session: Session, mark: Mark) -> SearchScreen:
    mark("Night trains", 3, "sleep", note="Ask about joint ticketing")
    return SearchScreen(session)


async def searched(app: App[None], pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until what they typed has been searched for."""
    await pilot.press(*keys)
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, SearchScreen)
    async with asyncio.timeout(60):
        while screen.searching:
            await pilot.pause(0.02)
    await pilot.pause()


async def test_hits_are_found_while_typing_and_grouped_by_article(
    screen: SearchScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint")
        lines = [line.rstrip() for line in frame(app) if line.strip()]
        assert "3 hits in 2 articles" in lines[0]
        assert [line.lstrip("▌ ").strip() for line in lines[1:5]] == [
            "Joint patrols",
            "¶ 1     Turkey and Russia are discussing possible joint patrols.",
            "Night trains",
            "¶ 3     ✎ Ask about joint ticketing",
        ]


async def test_each_letter_narrows_and_nothing_is_said_in_words(
    screen: SearchScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint tick")
        assert "1 hit in 1 article" in frame(app)[0]
        await searched(app, pilot, *"zzz")
        assert any("Nothing matches." in line for line in frame(app))
        await searched(app, pilot, "ctrl+u")
        assert any("Type what to find" in line for line in frame(app))


async def test_examples_of_queries_are_offered_whole_at_every_width(
    screen: SearchScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await searched(app, pilot)
        assert frame(app)[0].rstrip().endswith("title:word, tag:name")
        await pilot.resize_terminal(100, 20)
        await pilot.pause()
        assert frame(app)[0].rstrip().endswith("(a or b), not c")


async def test_a_query_that_is_half_typed_is_answered_in_place(
    screen: SearchScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"tga:sleep")
        assert "there is no field “tga”; did you mean tag:?" in frame(app)[0]
        await searched(app, pilot, "ctrl+u", *"tag:s")
        assert frame(app)[0].startswith(" search: tag:sleep")
        await searched(app, pilot, "tab")
        assert "2 hits in 1 article" in frame(app)[0]
        assert app.screen.query_one(Prompt).text == "tag:sleep "


async def test_enter_reads_at_the_paragraph_of_the_hit(
    screen: SearchScreen, host: Host, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, str | None, list[str], str]] = []
    monkeypatch.setattr(
        screen, "read_article", lambda article, among, at, find: read.append((article, at, among, find))
    )
    trains, patrols = (row.id for row in library.rows()[:2])
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint")
        await pilot.press("enter", "down", "enter", "down", "enter")
        assert read == [
            (patrols, None, [patrols, trains], ""),
            (patrols, "p-000000000001", [patrols, trains], "joint"),
            (trains, "p-000000000003", [patrols, trains], ""),
        ]


async def test_the_words_that_were_found_are_shown_in_the_article(
    screen: SearchScreen, host: Host, until: Callable[..., Awaitable[None]]
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen) and bool(app.screen.view.hits))
        assert isinstance(app.screen, ReadingScreen)
        view = app.screen.view
        assert view.hit is not None
        hit = view.hits[view.hit]
        assert view.blocks[hit.block].text[hit.start : hit.end].casefold() == "joint"


async def test_enter_before_the_hits_are_there_reads_the_first_of_the_new_ones(
    screen: SearchScreen, host: Host, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(screen, "read_article", lambda article, among, at, find: read.append(article))
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint")
        await pilot.press("ctrl+u", *"unmarked", "enter")
        await searched(app, pilot)
        assert read == [library.rows()[2].id]


async def test_the_cursor_stays_on_its_hit_when_the_library_changes(
    screen: SearchScreen, host: Host, mark: Mark
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"joint")
        await pilot.press("down", "down")
        hit = screen.lines.hit
        mark("Night trains", 1, "joint-venture")
        screen.library_changed()
        await searched(app, pilot)
        assert hit is not None
        assert screen.lines.hit == hit


async def test_escape_goes_back(session: Session, host: Host, desk: PaperknifeScreen) -> None:
    app = host(desk)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert isinstance(app.screen, SearchScreen)
        await pilot.press("escape")
        await pilot.pause()
        back: object = app.screen
        assert back is desk


async def test_keys_typed_right_after_ctrl_f_are_searched_for(
    session: Session, host: Host, desk: PaperknifeScreen, frame: Frame
) -> None:
    app = host(desk)
    async with app.run_test(size=(100, 20)) as pilot:
        from textual import events

        for key in ("ctrl+f", *"joint"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await searched(app, pilot)
        assert "2 hits in 1 article" in frame(app)[0]


@pytest.mark.parametrize("size", [(40, 12), (160, 50)])
async def test_it_fits_any_terminal(screen: SearchScreen, host: Host, frame: Frame, size: tuple[int, int]) -> None:
    app = host(screen)
    async with app.run_test(size=size) as pilot:
        await searched(app, pilot, *"patrols")
        assert any("patrols" in line for line in frame(app)[1:])
        assert all(len(line) <= size[0] for line in frame(app))


async def test_further_hits_are_looked_for_while_the_reader_goes_down(
    session: Session, host: Host, library: Library, frame: Frame, until: Callable[..., Awaitable[None]]
) -> None:
    library.add([new_article(f"Cable cars {number}", ("A gondola swings.",) * 20) for number in range(10)])
    screen = SearchScreen(session)
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"gondola")
        assert "the best of 10 articles" in frame(app)[0]
        few = screen.lines.row_count()
        assert few < 100
        while screen.lines.row_count() < 210:
            before = screen.lines.row_count()
            await pilot.press("pagedown", "pagedown", "pagedown")
            await until(lambda before=before: screen.lines.row_count() > before or not screen.searching)
        await until(lambda: "200 hits in 10 articles" in frame(app)[0])
        hit = screen.lines.hit
        assert hit is not None
        assert hit.field is Field.TEXT


async def test_who_comes_back_is_not_told_of_more_hits_than_there_are(
    session: Session, host: Host, library: Library, frame: Frame, until: Callable[..., Awaitable[None]]
) -> None:
    library.add([new_article(f"Cable cars {number}", ("A gondola swings.",) * 20) for number in range(2)])
    screen = SearchScreen(session)
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"gondola")
        await until(lambda: "40 hits in 2 articles" in frame(app)[0])
        screen.library_changed()
        await searched(app, pilot)
        assert frame(app)[0].endswith("40 hits in 2 articles")


async def test_a_cut_hit_does_not_touch_the_scroll_bar(
    session: Session, host: Host, library: Library, frame: Frame
) -> None:
    library.add([new_article("Cable cars", ("A gondola swings " + "over the valley " * 20,) * 25)])
    app = host(SearchScreen(session))
    async with app.run_test(size=(60, 12)) as pilot:
        await searched(app, pilot, *"gondola")
        cut = [line[57:60] for line in frame(app) if "…" in line]
        assert cut
        assert all(end.startswith("… ") or end.rstrip() == "…" for end in cut)


async def test_only_what_was_found_can_be_read(screen: SearchScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot)
        assert frame(app)[-1].strip() == "esc back"
        await searched(app, pilot, *"joint")
        assert frame(app)[-1].strip() == "enter read   ↓ ↑ move   esc back"
        await searched(app, pilot, *"zzz")
        assert frame(app)[-1].strip() == "esc back"


async def test_while_the_index_is_made_what_is_in_it_is_found(
    session: Session, host: Host, library: Library, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    made = feeding.entry_of

    def wait_at_the_third(of: Library, article: str, held: str | None) -> object:
        if article == library.rows()[2].id:
            assert gate.wait(60)
        return made(of, article, held)

    monkeypatch.setattr(feeding, "entry_of", wait_at_the_third)
    monkeypatch.setattr(feeding, "_BATCH", 0.0)
    screen = SearchScreen(session)
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press(*"an")
        async with asyncio.timeout(60):
            while "index: 2 of 3" not in frame(app)[0]:
                await pilot.pause(0.02)
        assert "so far" in frame(app)[0]
        assert screen.searching
        gate.set()
        await searched(app, pilot)
        assert "index" not in frame(app)[0]
        assert any("unmarked" in line for line in frame(app))


async def test_a_text_that_cannot_be_read_is_said_and_the_others_are_found(
    screen: SearchScreen, host: Host, library: Library, frame: Frame
) -> None:
    name = library.rows()[0].record.texts_sha256
    (library.home / TEXTS_FOLDER / name[:2] / name).write_bytes(b"damaged")
    with Library.open(library.home) as reopened:
        screen.session.library = reopened
        app = host(screen)
        async with app.run_test(size=(100, 20)) as pilot:
            await searched(app, pilot, *"joint")
            assert "hits in 2 articles" in frame(app)[0]
            assert "is damaged" in screen.status.message


async def test_hostile_text_is_harmless_in_a_hit(
    session: Session, host: Host, library: Library, frame: Frame
) -> None:
    library.add([new_article("Escape \x1b[31m", ("Sirens \x1b]0;owned\x07 [bold]wail[/bold] \u202e backwards.",))])
    screen = SearchScreen(session)
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await searched(app, pilot, *"sirens")
        seen = "\n".join(frame(app))
        assert "[bold]wail[/bold]" in seen
        assert not any(sign in seen for sign in "\x1b\x07\u202e")


async def test_the_index_follows_a_change_without_a_search(
    session: Session, host: Host, library: Library, desk: PaperknifeScreen, mark: Mark
) -> None:
    app = host(desk)
    async with app.run_test(size=(100, 20)):
        session.searcher.find_all(parse_query("joint"))
        index = FilePlace(library.home, library.id)
        assert feeding.what_waits(library, index) is None
        mark("Night trains", 1, note="Zeppelins")
        assert feeding.what_waits(library, index) is not None
        session.keep_index_up()
        session.errands.finish()
        assert session.searcher.wait(60)
        assert feeding.what_waits(library, index) is None
        index.close()
        session.end_search()
