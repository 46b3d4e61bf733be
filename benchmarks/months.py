"""A library in which somebody has read and marked for half a year, always the same; the pictures are taken of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from unittest.mock import patch

from storage.adding import add
from storage.anchoring import describe
from storage.article import RawDocument, State
from storage.library import Library

TODAY = datetime(2026, 11, 22, 20, 40, tzinfo=UTC)
"""When the pictures are taken."""
_DAYS = 190
_ARTICLES = 130
_SOURCES = (
    ("The Inland Review", 9), ("Arab News", 7), ("Northern Counties Post", 6), ("Small Hours Radio", 3),
    ("Slow Letters", 2), ("Pod Górkę", 2), ("The Harbour Gazette", 1), ("", 2),
)  # fmt: skip
_THEMES = {
    "place/river": (
        "The river left its bed twice that spring, and both times it went back before the report was printed.",
        "Below the weir the water runs brown for three days after any rain, and nobody is surprised by it.",
        "Whoever owns the bank owns the fish, says the deed; the river itself has no owner since 1874.",
    ),
    "place/market": (
        "The market hall opens at four, and by six the stalls that sell to kitchens have nothing left to sell.",
        "Rents in the hall have doubled in five years; half of the stalls are now let by the week.",
    ),
    "displacement": (
        "Some 3,400 people left the lower town in the first week, most of them with one bag and no address.",
        "Families who came in the autumn are still counted as guests, which keeps them out of the waiting list.",
        "The camp was meant for ninety days. Its school has just begun a third year.",
    ),
    "conflict": (
        "Both sides said that the other had fired first, and both named the same minute.",
        "The road to the north has been closed since Tuesday, and convoys wait on either side of it.",
    ),
    "conflict/ceasefire": (
        "The truce held for eleven days, longer than any before it, and nobody dared to say so.",
        "Observers counted fourteen breaches in a week that both governments called quiet.",
    ),
    "figures": (
        "Of the 1,140 names on the petition the council accepted 612, and gave no reason for the others.",
        "The budget grew by 4.2 percent, of which prices took 3.9.",
        "One in six wells was tested; of those tested, one in three failed.",
    ),
    "method/sampling": ("The survey asked whoever opened the door before noon, which leaves out all who work.",),
    "method/interviews": ("She spoke with nineteen drivers, each of them twice and a month apart.",),
    "voices": (
        "“We were told about it on the radio,” says the baker, “like everybody else.”",
        "“I do not mind the noise,” she says. “I mind that they said there would be none.”",
        "“Ask me again when the water is gone,” he said, and shut the window.",
    ),
    "voices/officials": ("A spokesman said that the ministry would look at the figures once it had seen them.",),
}
_FILLER = (
    "The rest of the day went as such days go: a statement, a denial, and a long wait in a corridor.",
    "It has been tried before, in other towns and under other names, and it is not known to have failed.",
    "What follows from this is less clear than the first reports made it seem, and nobody is in a hurry to say so.",
    "There is a map of it in the town hall, drawn by hand, on which the north is at the bottom.",
)
_BEGINNINGS = (
    "The long winter of", "What became of", "Nobody asked about", "Another year for", "After",
    "Before", "In praise of", "The trouble with", "Notes from", "Letters about",
)  # fmt: skip
_SUBJECTS = (
    "the lower bridge", "the salt works", "the night ferry", "the Idlib road", "the corn exchange", "platform four",
    "the weather station", "the northern camp", "the harbour wall", "the tram depot", "the flood gates",
    "the old mill", "the customs house", "the lighthouse",
)  # fmt: skip
_NOTES = ("Compare with the October report.", "Who said this first?", "Ask for the table behind this.", "Quote this.")


@contextmanager
def clock(moment: datetime) -> Iterator[None]:
    """Have the library and the screens take ``moment`` for the present; UTC is the zone."""

    class Now(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment if tz else moment.replace(tzinfo=None)

    class Today(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return moment.date()

    class Time:
        @staticmethod
        def time_ns() -> int:
            return int(moment.timestamp() * 1_000_000_000)

    os.environ["TZ"] = "UTC"
    time.tzset()
    with ExitStack() as stack:
        for module in ("storage.library.records", "storage.query.matching", "tui.screens.statistics",
                       "tui.screens.history", "tui.screens.notes.grouper"):  # fmt: skip
            stack.enter_context(patch(f"{module}.datetime", Now))
        stack.enter_context(patch("tui.screens.export_dialog.date", Today))
        stack.enter_context(patch("storage.library.engine.acting.time", Time))
        yield


def read_for_months(library: Library) -> None:
    """Add articles over half a year, and read and mark some of them a few days later."""
    chance = Random(5)
    evenings = sorted(chance.sample(range(_DAYS), 100))
    added: list[tuple[str, int]] = []
    for number in range(_ARTICLES):
        day = int(_DAYS * (number / _ARTICLES) ** 0.8)
        while evenings and evenings[0] < day:
            _read(library, evenings.pop(0), added, chance)
        with clock(_at(day, chance.choice((7, 8, 12, 19)), number % 60)):
            added += [(each, day) for each in _added(library, number, chance)]


def _added(library: Library, number: int, chance: Random) -> list[str]:
    beginning, subject = _BEGINNINGS[number % len(_BEGINNINGS)], _SUBJECTS[number // len(_BEGINNINGS)]
    title = f"{beginning} {subject}"
    themes = chance.sample(sorted(_THEMES), 4)
    lines = [f"{chance.choice(_THEMES[theme])} {chance.choice(_FILLER)}" for theme in themes]
    site = chance.choices([name for name, _ in _SOURCES], [weight for _, weight in _SOURCES])[0]
    text = f"# {title}\n\n" + "\n\n".join([*lines, chance.choice(_FILLER)])
    document = RawDocument(f"{text}\n".encode(), f"article-{number:03}.md", f"article-{number:03}.md")
    return [outcome.id for outcome in add(library, [document], site=site) if outcome.id]


def _read(library: Library, day: int, added: list[tuple[str, int]], chance: Random) -> None:
    """Mark something in one of the articles that came lately, and be done with it."""
    fresh = [article for article, came in added if day - 20 <= came < day]
    if not fresh:
        return
    article = library.article(chance.choice(fresh))
    hour = chance.choice((7, 12, 19, 20, 20, 21, 21, 22))
    for minute, (paragraph, text) in enumerate((each.id, each.text) for each in article.blocks if each.kept):
        tags = [tag for tag, texts in _THEMES.items() if any(text.startswith(one) for one in texts)]
        if tags and chance.random() < 0.6:
            with clock(_at(day, hour, minute)):
                if chance.random() < 0.2:
                    tags.append("figures")
                note = chance.choice(_NOTES) if chance.random() < 0.3 else None
                library.mark(describe(article, paragraph), add=tuple(dict.fromkeys(tags)), note=note)
    with clock(_at(day, hour, 40)):
        library.set_state([article.id], State.READ if chance.random() < 0.8 else State.READING)


def _at(day: int, hour: int, minute: int) -> datetime:
    start = TODAY - timedelta(days=_DAYS)
    return (start + timedelta(days=day)).replace(hour=hour, minute=minute)
