"""A small library for the screens, without cleaning, network or home folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from storage.anchoring import describe
from storage.annotation import Annotation
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Reason, Role
from storage.library import Library, NewArticle, ReaderState
from tui.actions import Context
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.palettes import INK
from tui.screens.base import PaperknifeScreen
from tui.screens.reading.screen import ReadingScreen
from tui.session import Session
from tui.settings import Settings
from tui.widgets.lines import Lines
from tui.widgets.status_line import StatusLine

TEXTS = {
    "Night trains": (
        "The quiet return of the night train has surprised everybody who runs one.",
        "A second paragraph speaks of Köln and of sleeping cars, at some length, so that it takes several lines on a "
        "narrow terminal and still reads as one thought.",
        "The third is short.",
        "The fourth [/foo] holds [red]square brackets[red] that are no markup.",
    ),
    "Joint patrols": (
        "Turkey and Russia are discussing possible joint patrols.",
        "A Syrian government offensive has led to some of the most serious confrontations yet.",
        "Turkey has taken in about 3.7 million Syrian refugees since the war began.",
    ),
    "An unmarked one": ("Nothing was ever written here.",),
}


def new_article(title: str, paragraphs: tuple[str, ...]) -> NewArticle:
    """Return an article with a hidden menu, its title and ``paragraphs``; the ids count from p-…01."""
    menu = Block("p-0000000000aa", Kind.PARAGRAPH, "Home", Role.NAVIGATION, False, Reason("menu-words", ("Home",)))
    head = Block("p-0000000000bb", Kind.HEADING_1, title, Role.TITLE, True)
    body = tuple(
        Block(f"p-{number:012x}", Kind.PARAGRAPH, text, Role.BODY, True)
        for number, text in enumerate(paragraphs, start=1)
    )
    raw = RawDocument("\n\n".join((title, *paragraphs)).encode(), f"{title}.txt", f"{title}.txt")
    return NewArticle(raw, CleanedArticle(title, (menu, head, *body), site="The Ledger", published="2026-10-02"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles, nothing marked."""
    with Library.open(tmp_path / "library", create=True) as library:
        library.add([new_article(title, paragraphs) for title, paragraphs in TEXTS.items()])
        yield library


@pytest.fixture
def session(library: Library) -> Session:
    """A run on that library with the default keys."""
    return Session(library, ReaderState.load(library.home), Settings(), make_keymap({}))


@pytest.fixture
def mark(library: Library) -> Callable[..., Annotation]:
    """Give the paragraph with a number of the article with a title tags and a note."""

    def make(title: str, number: int, *tags: str, note: str | None = None) -> Annotation:
        row = next(row for row in library.rows() if row.record.title == title)
        article = library.article(row.id)
        made = library.mark(describe(article, f"p-{number:012x}"), add=tags, note=note)
        assert made is not None
        return made

    return make


def frame_of(app: App[Any]) -> list[str]:
    """Return what the terminal shows, line by line, without trailing spaces."""
    lines = app.screen._compositor.render_strips(app.size)  # noqa: SLF001  the picture itself is what is tested
    return ["".join(segment.text for segment in strip).rstrip() for strip in lines]


@pytest.fixture
def frame() -> Callable[[App[Any]], list[str]]:
    """Return a function that gives what the terminal shows."""
    return frame_of


async def wait_until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Return as soon as something holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  nothing tells when a screen shows something
            await asyncio.sleep(0.005)


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Return a function that waits until something holds."""
    return wait_until


def acted_on(pump: MessagePump) -> bool:
    """Return whether a pump has done all that it was told and waits for more."""
    ready: Any = pump._message_queue.ready_event  # noqa: SLF001  an empty queue may have given out what is still being done
    return not ready.is_set() and bool(ready._waiters) and not pump._next_callbacks  # noqa: SLF001  nor does asyncio tell who waits


def painted(screen: Screen[Any]) -> bool:
    """Return whether a screen shows its present state; what is due is painted now rather than by the clock."""
    due = (
        screen._layout_required  # noqa: SLF001  Textual shows what was changed by a timer and tells nobody
        or screen._scroll_required  # noqa: SLF001
        or screen._repaint_required  # noqa: SLF001
        or screen._recompose_required  # noqa: SLF001
        or screen._dirty_widgets  # noqa: SLF001
        or screen._callbacks  # noqa: SLF001
    )
    if due:
        screen._on_timer_update()  # noqa: SLF001
    return not due


async def settle(app: App[Any]) -> None:
    """Wait until all messages have been acted on and what they did is painted.

    Textual's own wait is for an idle processor, which on a busy machine is no sign of either.
    """
    quiet = 0
    async with asyncio.timeout(60):
        while app.is_running and quiet < 3:
            await asyncio.sleep(0.002)
            shown = [widget for screen in app.screen_stack for widget in (screen, *screen.walk_children(Widget))]
            at_rest = acted_on(app) and all(widget.is_mounted and acted_on(widget) for widget in shown)
            at_rest = at_rest and app._resize_event is None and painted(app.screen)  # noqa: SLF001  a new size is taken by a timer
            at_rest = at_rest and not (isinstance(app, PaperknifeApp) and app.session.errands.busy)
            quiet = quiet + 1 if at_rest else 0


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``press`` and ``pause`` return as soon as everything has been acted on, however busy the machine is."""

    async def at_once(_least: float = 0, _most: float = 1) -> None:
        """Stand in for Textual's wait for an idle processor, which on a busy machine is long or wrong."""

    monkeypatch.setattr("textual.app.wait_for_idle", at_once)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_once)
    press, pause = Pilot.press, Pilot.pause

    async def press_and_settle(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await press(pilot, key)
            await settle(pilot.app)

    async def pause_and_settle(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        await settle(pilot.app)

    monkeypatch.setattr(Pilot, "press", press_and_settle)
    monkeypatch.setattr(Pilot, "pause", pause_and_settle)


class HostApp(PaperknifeApp):
    """The app around one screen, without the library screen."""

    def __init__(self, first: PaperknifeScreen) -> None:
        super().__init__(first.session)
        self.theme = INK.name
        self.first = first

    def get_default_screen(self) -> PaperknifeScreen:
        return self.first


@pytest.fixture
def host() -> Callable[[PaperknifeScreen], App[None]]:
    """Return a function that puts a screen into an app of its own."""
    return HostApp


class Desk(PaperknifeScreen):
    """An empty screen for dialogs to open over."""

    CONTEXT = Context.READING

    def compose(self) -> ComposeResult:
        yield Lines()
        yield StatusLine()


@pytest.fixture
def desk(session: Session) -> Desk:
    """An empty screen for dialogs to open over."""
    return Desk(session)


class Reader:
    """A reader at the screen."""

    def __init__(self, app: App[None], pilot: Pilot[None], screen: ReadingScreen) -> None:
        self.app, self.pilot, self.screen = app, pilot, screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    @property
    def lines(self) -> list[str]:
        return frame_of(self.app)

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> str:
        """The text of the block under the cursor."""
        return self.screen.view.blocks[self.screen.view.cursor].text

    @property
    def first_words(self) -> str:
        spot = self.screen.view.spot()
        return self.screen.view.blocks[spot.top].text[spot.offset :][:20]

    @property
    def marks(self) -> list[Annotation]:
        return list(self.screen.session.library.annotations(self.screen.article.id))

    @property
    def said(self) -> str:
        return self.screen.status.message


@pytest.fixture
def reading(session: Session) -> Callable[..., AbstractAsyncContextManager[Reader]]:
    """Return a context manager that reads an article by its title."""

    @asynccontextmanager
    async def read(
        title: str = "Night trains", width: int = 100, height: int = 30, **options: Any
    ) -> AsyncIterator[Reader]:
        article = next(row.id for row in session.library.rows() if row.record.title == title)
        screen = ReadingScreen(session, article, **options)
        app = HostApp(screen)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            yield Reader(app, pilot, screen)

    return read
