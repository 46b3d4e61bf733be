"""How fast the screens answer with very many articles, tags and marks, in the running app without a terminal.

    python benchmarks/screens.py [--articles 5000] [--tags 2000] [--write]

Makes a library in a temporary folder, twenty marks in each article. Prints milliseconds from a key until each message
that came of it was handled and the screen was painted, the median and the worst; *cpu* is the time that the processor
worked for it, which a busy machine changes less. ``--write`` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from report import write_section
from textual.events import Key
from textual.geometry import Size

from storage.annotation import Annotation, Scope, Tag, Target
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.bundle import Bundle
from storage.library import Library, NewArticle, ReaderState
from storage.library.records import new_id
from tui.app import PaperknifeApp
from tui.keymap import make_keymap, shown
from tui.session import Session
from tui.settings import Settings

MARKS = 20
SIZE = Size(110, 36)
QUIET = 6
"""Turns of the loop in which nothing waits to be handled."""
LONGEST = 5.0
REST = 4.0
"""Seconds in which a screen reads behind the keys what it did not need for its first picture."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A screen, the way to it and what is pressed there."""

    name: str
    way: str
    """The key that opens it from the library; empty for the library."""
    keys: tuple[tuple[str, int], ...]
    """Each key and how often it is pressed; letters after a ``slash`` are typed into the filter."""
    typed: str = ""
    """What is typed: into a filter, or into the line that the screen begins with."""


CODEBOOK = (("S", 9), ("exclamation_mark", 6), ("z", 6), ("Z", 6), ("4", 4), ("v", 6))
VISITS = (
    Visit("library", "", (("j", 40), ("space", 20), ("v", 6)), "artic"),
    Visit("codebook", "number_sign", (("j", 40), ("space", 20), ("h", 10), ("l", 10), *CODEBOOK), "part3"),
    Visit("all notes", "M", (("j", 40), ("space", 20), ("v", 6), ("z", 6), ("S", 3)), "speak"),
    Visit("statistics", "percent_sign", (("j", 20), ("space", 10))),
    Visit("search", "ctrl+f", (), "speaks"),
    Visit("help", "question_mark", (), "mark"),
    Visit("palette", "ctrl+p", (), "article 12"),
    Visit("command line", "colon", (), "theme l"),
)
NAMES = ("theme{0:03}", *["theme{0:03}/part{1}"] * 8, "theme{0:03}/part{1}/deep")


def fill(library: Library, articles: int, tags: int) -> None:
    """Add articles with marks; tags are given as words are, few very often."""
    chance = random.Random(7)
    names = [NAMES[number % 10].format(number // 10, number % 10) for number in range(tags)]
    weights = [1 / (1 + rank) for rank in range(tags)]
    library.add([_article(number) for number in range(articles)])
    moment = "2026-{:02}-{:02}T10:00:00.000Z"
    annotations = []
    for row in library.rows():
        for number in range(MARKS):
            made = moment.format(chance.randint(1, 10), chance.randint(1, 28))
            own = f"p-{number:012x}"
            target = Target(
                row.id, Scope.PARAGRAPH, own, own, exact=_paragraph(number), position=(number * 70, number * 70 + 60)
            )
            given = tuple(dict.fromkeys(chance.choices(names, weights, k=chance.choice((1, 1, 2, 3)))))
            annotations.append(Annotation(new_id(), target, given, "", "reader", made, made))
    known = tuple(Tag(new_id(), name, moment.format(1, 1), description="What it means.") for name in names)
    library.take_in(Bundle((), tuple(annotations), known, False))


def _paragraph(number: int) -> str:
    return f"Paragraph {number} speaks of things at some length, and ends."


def _article(number: int) -> NewArticle:
    title = f"Article {number}"
    blocks = tuple(Block(f"p-{n:012x}", Kind.PARAGRAPH, _paragraph(n), Role.BODY, True) for n in range(MARKS))
    return NewArticle(RawDocument(title.encode(), title, title), CleanedArticle(title, blocks))


class Desk:
    """Somebody who presses keys and waits until each is answered."""

    def __init__(self, app: PaperknifeApp) -> None:
        self._app = app

    async def press(self, key: str) -> tuple[float, float]:
        """Return the milliseconds until a key is answered, by the clock and by the processor."""
        began, worked = time.perf_counter(), time.process_time()
        self._app.post_message(Key(key, key if len(key) == 1 else None))
        quiet = 0
        while quiet < QUIET and time.perf_counter() - began < LONGEST:
            await asyncio.sleep(0)
            quiet = 0 if any(self._waiting()) else quiet + 1
        self._app.screen._compositor.render_strips(SIZE)  # noqa: SLF001  what a terminal would be sent
        return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000

    def _waiting(self) -> Iterator[int]:
        screen = self._app.screen
        yield self._app.message_queue_size
        yield screen.message_queue_size
        yield from (widget.message_queue_size for widget in screen.walk_children())


async def measure(home: Path) -> list[tuple[str, float, float, float]]:
    """Go to each screen and press its keys; return what was done, with the median, the worst and the processor's."""
    found: list[tuple[str, float, float, float]] = []
    with Library.open(home) as library:
        session = Session(library, ReaderState.load(home), Settings(), make_keymap({}))
        app = PaperknifeApp(session)
        async with app.run_test(size=SIZE):
            desk = Desk(app)
            await asyncio.sleep(3)
            for visit in VISITS:
                found += await _visited(desk, visit)
                while app.screen is not app.screen_stack[0]:
                    await desk.press("escape")
    return found


async def _visited(desk: Desk, visit: Visit) -> list[tuple[str, float, float, float]]:
    found = []
    if visit.way:
        found.append(_told(f"{visit.name}: `{shown(visit.way)}` opens it", [await desk.press(visit.way)]))
        await asyncio.sleep(REST)
        await desk.press("escape")
        found.append(_told(f"{visit.name}: again", [await desk.press(visit.way)]))
        await asyncio.sleep(REST)
    for key, times in visit.keys:
        taken = []
        for _ in range(times):
            taken.append(await desk.press(key))
            await asyncio.sleep(0.02)
        found.append(_told(f"{visit.name}: `{shown(key)}`", taken))
    if visit.typed:
        if visit.keys:
            await desk.press("slash")
            await asyncio.sleep(0.5)
        letters = [await desk.press("space" if letter == " " else letter) for letter in visit.typed]
        found.append(_told(f"{visit.name}: a letter typed", letters))
        await desk.press("escape")
    return found


def _told(what: str, taken: list[tuple[float, float]]) -> tuple[str, float, float, float]:
    clock, worked = zip(*taken, strict=True)
    return what, median(clock), max(clock), median(worked)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=5000, help="articles, each with twenty marks")
    parser.add_argument("--tags", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "library"
        with Library.open(home, create=True) as library:
            fill(library, given.articles, given.tags)
        found = asyncio.run(measure(home))
    rows = [f"| {what} | {clock:.1f} | {worst:.1f} | {cpu:.1f} |" for what, clock, worst, cpu in found]
    head = [
        f"{given.articles:,} articles, {given.tags:,} tags, {given.articles * MARKS:,} marks.",
        "",
        "| key | p50 | worst | cpu |",
        "| --- | --- | --- | --- |",
    ]
    table = "\n".join([*head, *rows])
    if given.write:
        write_section("screens", table)
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
