"""Does what a monkey does at the screen; what must hold meanwhile and in the end; the shortest way to a failure."""

from __future__ import annotations

import asyncio
import re
import shutil
import threading
import traceback
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from storage.anchoring import describe, describe_article
from storage.article import State
from storage.errors import ChangedSince, NothingMatches, PaperknifeError
from storage.library import Library, Origin, ReaderState, check
from storage.recleaning import Failed, recleanings
from tests.app.conftest import settle
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.session import Session
from tui.settings import Settings


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, and after which step."""

    step: int
    what: str

    @property
    def kind(self) -> str:
        """What a shorter way must lead to as well: what was raised, without what differs from run to run."""
        raised = [line for line in self.what.splitlines() if line[:1].strip()][-1]
        return re.sub(r"[0-9a-f]{8}[-0-9a-f]*|\d+", "#", raised)[:60]


async def run(home: Path, steps: Sequence[str]) -> Failure | None:
    """Do the steps in the app on the library in ``home``; return what went wrong, None when everything held."""
    with Library.open(home) as library:
        before = _documents(library)
    troubles: list[str] = []
    hook, threading.excepthook = threading.excepthook, _into(troubles)
    done = 0
    try:
        with Library.open(home, origin=Origin.WINDOW) as library:
            session = Session(library, ReaderState.load(home), Settings(), make_keymap({}))
            app = PaperknifeApp(session)
            try:
                async with app.run_test(size=(110, 36)) as pilot:
                    for done, step in enumerate(steps):  # noqa: B007  told when it fails
                        await _do(pilot, step, home)
                        if not app.is_running or troubles:
                            break
                        _look(app)
            finally:
                session.errands.finish()
                session.end_search()
                session.state.flush()
        _undo_all(home, before)
    except Exception:  # noqa: BLE001  whatever it is, it is what we are looking for
        troubles.append(traceback.format_exc())
    finally:
        threading.excepthook = hook
    return Failure(done, "\n".join(troubles)) if troubles else None


def _into(troubles: list[str]) -> Callable[[threading.ExceptHookArgs], None]:
    return lambda args: troubles.append("".join(traceback.format_exception(args.exc_value)))


async def _do(pilot: Pilot[Any], step: str, home: Path) -> None:
    word, _, rest = step.partition(" ")
    app = pilot.app
    match word:
        case "burst":
            await app._press_keys(rest.split(" "))  # noqa: SLF001  without waiting for what each key does
        case "paste":
            app.post_message(events.Paste(rest))
        case "click" | "double" | "drag" | "wheel":
            across, down = map(int, rest.split(" "))
            at = (across % app.size.width, down % app.size.height)
            await _point(pilot, word, at)
        case "resize":
            width, height = rest.split("x")
            await pilot.resize_terminal(int(width), int(height))
        case "elsewhere":
            what, number = rest.split(" ")
            with suppress(PaperknifeError), Library.open(home, origin=Origin.COMMAND) as other:
                _elsewhere(other, what, int(number))
            assert isinstance(app, PaperknifeApp)
            app.look_around()
        case _:
            await app._press_keys([step])  # noqa: SLF001  as above
    await settle(app)


async def _point(pilot: Pilot[Any], what: str, at: tuple[int, int]) -> None:
    match what:
        case "click" | "double":
            await pilot.click(offset=at, times=2 if what == "double" else 1)
        case "drag":
            await pilot.mouse_down(offset=at)
            await pilot.hover(offset=(0, at[1] // 2))
            await pilot.mouse_up(offset=(at[0] // 2, 0))
        case _:
            kind = events.MouseScrollDown if sum(at) % 3 else events.MouseScrollUp
            await pilot._post_mouse_events([kind], offset=at)  # noqa: SLF001  Textual's pilot has no wheel


def _elsewhere(library: Library, what: str, number: int) -> None:
    rows, marks, tags = library.rows(), library.annotations(), library.tags()
    if not rows:
        return
    row = rows[number % len(rows)]
    match what:
        case "tag":
            article = library.article(row.id)
            target = describe(article, article.blocks[number % len(article.blocks)].id) if article.blocks else None
            library.mark(target or describe_article(article), add=[f"else/{number % 3}"], note="From elsewhere.")
        case "untag" if marks:
            library.delete_annotations([marks[number % len(marks)].id])
        case "remove":
            library.remove([row.id])
        case "reclean":
            made = [each for each in recleanings(library, [row.id]) if not isinstance(each, Failed)]
            library.reclean(library.prepare(made))
        case "forget":
            library.forget([row.id])
        case "rename" if tags:
            library.rename_tag(tags[number % len(tags)].name, f"renamed/{number % 5}")
        case "state":
            library.set_state([row.id], list(State)[number % 4])
        case "undo":
            library.undo(confirmed=True)
        case "flip" if blocks := library.article(row.id).blocks:
            library.flip(row.id, [blocks[number % len(blocks)].id], number % 2 == 0)


def _look(app: Any) -> None:
    """See that the screen paints, exactly as large as it is, and writes nothing that moves the terminal's cursor."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001  the picture itself is what is looked at
    assert len(strips) == height, f"{len(strips)} rows on a screen of {height}"
    for strip in strips:
        assert strip.cell_length == width, f"{strip.cell_length} columns on a screen of {width}: {strip.text!r}"
        harmful = [
            char for char in strip.text if unicodedata.category(char) == "Cc" or char in "\u202a\u202b\u202d\u202e"
        ]
        assert not harmful, f"{harmful} is shown: {strip.text!r}"


Documents = dict[str, object]


def _documents(library: Library) -> Documents:
    """Return by their ids what changes can change; that an article is being read, or has been, comes of itself."""
    found: Documents = {}
    for row in library.rows():
        archived = row.record.state is State.ARCHIVED
        flips = sorted((flip.paragraph, flip.kept) for flip in library.flips(row.id))
        record = row.record
        found[f"article {row.id}"] = (
            (record.title, record.authors, record.site, record.published, record.url),
            (record.texts_sha256, record.revision, archived, flips),
        )
    found |= {f"annotation {each.id}": each for each in library.annotations()}
    found |= {f"tag {each.id}": (each.name, each.count) for each in library.tags()}
    found |= {f"rule {each.id}": each for each in library.rules()}
    return found


def _undo_all(home: Path, before: Documents) -> None:
    """See that the library is sound, and that taking everything back leads to the beginning, and again to the end."""
    with Library.open(home, origin=Origin.COMMAND) as library:
        after = _documents(library)
        turns = _as_often_as_can_be(library.undo)
        if not _passed_over(library):  # otherwise what stood in the way is still there
            forgotten = {one for one in before if one.startswith("article ") and not _known(library, one.split()[1])}
            if not forgotten:
                undone = _documents(library)
                # A tag that was still in use when the action that made it was taken back has stayed.
                unused = _unused(library) - before.keys()
                _same(before, {key: undone[key] for key in undone.keys() - unused}, "everything undone")
            _as_often_as_can_be(library.redo, turns)
            _same(after, _documents(library), "everything made again")
    report = check(home)
    assert report.sound, "\n".join(finding.line for finding in report.findings)


def _unused(library: Library) -> set[str]:
    return {f"tag {tag.id}" for tag in library.tags() if not tag.count}


def _known(library: Library, article: str) -> bool:
    """Return whether an article is here or was removed before, and has not been forgotten."""
    try:
        return bool(library.find_known(article))
    except NothingMatches:
        return False


def _passed_over(library: Library) -> bool:
    """Return whether something could not be taken back or made again, as what it touched had been changed since."""
    return any(head.turn == "pass" for head in library._timeline._heads())  # noqa: SLF001  nothing else tells


def _as_often_as_can_be(turn: Callable[..., object], most: int = 2000) -> int:
    """Undo or redo everything; return how often."""
    for times in range(most):
        with suppress(ChangedSince):
            if turn(confirmed=True) is None:
                return times
    assert most < 2000, "there is no end of it"
    return most


def _same(one: Documents, other: Documents, when: str) -> None:
    differing = [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
    told = "\n".join(f"  {key}: {one.get(key)} / {other.get(key)}" for key in sorted(differing)[:3])
    assert not differing, f"{when}, {len(differing)} documents differ:\n{told}"


async def shortest(fresh: Callable[[], Path], steps: list[str], failure: Failure, seconds: float = 30) -> list[str]:
    """Return steps that end in the same failure, without those that it does not take, as far as there is time."""
    steps = steps[: failure.step + 1]
    loop = asyncio.get_running_loop()
    end, part = loop.time() + seconds, max(len(steps) // 2, 1)
    while loop.time() < end:
        at = 0
        while at < len(steps) and loop.time() < end:
            fewer = steps[:at] + steps[at + part :]
            home = fresh()
            again = await run(home, fewer)
            shutil.rmtree(home, ignore_errors=True)
            if again is not None and again.kind == failure.kind:
                steps = fewer[: again.step + 1]
            else:
                at += part
        if part == 1:
            break
        part = max(part // 2, 1)
    return steps
