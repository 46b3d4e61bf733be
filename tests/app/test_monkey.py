"""Whatever is pressed, in whatever order, at whatever size, while another process writes: nothing breaks.

Playing a failure again: ``MONKEY='["j", "burst t a", …]' pytest tests/app/test_monkey.py -k played``. Other seeds:
``MONKEY_SEEDS=100:200 pytest tests/app/test_monkey.py -m slow``.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.anchoring import describe, describe_article
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.cleaning import clean
from storage.library import Library, NewArticle
from tests.app.conftest import TEXTS, new_article
from tests.app.monkey import run, shortest
from tests.app.monkey_steps import steps_of
from tui.app import PaperknifeApp
from tui.screens.library.adding import Adding
from tui.screens.library.screen import LibraryScreen

HOSTILE = (
    "[/foo] [red]markup[/red] [@click=app.quit()]x[/] \\[b]",
    "夜行列車が帰ってきた。" * 30,
    "مرحبا بالعالم \u202eabc\u202c שלום " * 10,
    "👩‍👩‍👧 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 e\u0301\u0323 ก็ " * 12,
    "\x1b[31mred\x1b[0m \x07 \x9b31m \x00 tab\there",
    "Supercalifragilistic" * 60,
    "",
)


def a_line(number: int, text: str, kind: Kind = Kind.PARAGRAPH, *, kept: bool = True) -> Block:
    reason = None if kept else Reason("menu-words", ("Home",))
    return Block(f"p-{number:012x}", kind, text, Role.BODY if kept else Role.NAVIGATION, kept, reason)


def made(title: str, *blocks: Block, url: str = "") -> NewArticle:
    raw = RawDocument(
        f"{title}\n\n".encode() + b"\n\n".join(block.text.encode() for block in blocks), f"{title[:9]}.txt", "x.txt"
    )
    return NewArticle(raw, CleanedArticle(title, blocks, site="The [b]Ledger", published="2026-10-02", url=url))


def every_kind() -> list[Block]:
    texts = {Kind.CODE: "for x in y:\n\tprint(x)\n" * 5, Kind.TABLE: "a\tb\tc\n1\t夜行\t" + "long " * 30}
    blocks = [a_line(100 + number, texts.get(kind, f"A {kind}."), kind) for number, kind in enumerate(Kind)]
    link = Inline(2, 9, InlineStyle.LINK, "https://example.org/a?b=[c]")
    return [*blocks, a_line(200, "A linked word or two.")._replace(inlines=(link,))]


@pytest.fixture(scope="module")
def worst(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with ordinary and with hostile articles."""
    home = tmp_path_factory.mktemp("monkey") / "library"
    text = "A title\n\n" + "\n\n".join(
        f"A paragraph, number {number}, that says enough to be one. " * 3 for number in range(9)
    )
    raw = RawDocument(text.encode(), "plain.txt", "plain.txt")
    with Library.open(home, create=True) as library, library.not_undoable():
        library.add([new_article(title, paragraphs) for title, paragraphs in TEXTS.items()])
        library.add(
            [
                NewArticle(raw, clean(raw)),
                made(
                    "Hostile \x1b[31m [/foo] \u202e 夜行",
                    *map(a_line, itertools.count(1), HOSTILE),
                    url="https://example.org/x",
                ),
                made("", *every_kind()),
                made("Empty"),
                made("All hidden", *(a_line(number, f"Hidden {number}", kept=False) for number in range(1, 5))),
                made(
                    "Many marks",
                    *(
                        a_line(number, f"Sentence one of {number}. And another, which is longer. 夜行.")
                        for number in range(1, 121)
                    ),
                ),
            ]
        )
        _annotate(library)
    return home


def _annotate(library: Library) -> None:
    """Give one article 500 annotations: paragraphs, spans, ranges, orphans; and the others a few."""
    rows = {row.record.title: row for row in library.rows()}
    many = library.article(rows["Many marks"].id)
    ids = [block.id for block in many.blocks]
    targets = [describe(many, one) for one in ids]
    targets += [describe(many, one, start=start, end=start + 8) for one in ids for start in (0, 5)]
    targets += [describe(many, one, other) for one, other in itertools.pairwise(ids)]
    targets += [
        targets[0]._replace(
            first=f"p-{at:012x}", last=f"p-{at:012x}", exact=f"It is gone {at}.", prefix="", suffix=""
        )
        for at in range(9000, 9021)
    ]
    library.mark_each(targets, add=["many", "deep/er/est"])
    for row in list(rows.values())[:5]:
        library.mark(
            describe_article(row),
            add=["日本語", "[/foo]", "conflict"],
            note="A note with [/foo] and #more.\n\n夜行 👩‍👩‍👧",
        )
    library.add_rule("The Ledger", "Nothing was ever written here.")


@pytest.fixture
def fresh(worst: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Return a function that gives a copy of that library; nothing that the monkey does reaches anything else."""
    playground = tmp_path / "playground"
    playground.mkdir()
    (playground / "to add.txt").write_text("A title\n\n" + "A paragraph that says enough to be one. " * 5)
    monkeypatch.chdir(playground)
    monkeypatch.setenv("HOME", str(playground))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")

    @contextmanager
    def away(_app: object) -> Iterator[None]:
        yield

    def add_paths(screen: Adding, paths: tuple[str, ...]) -> None:
        real_add(screen, tuple("to add.txt" for _ in paths[:1]))

    def write_whole(path: Path, text: str) -> None:
        real_write(playground / path.name[:40], text)

    from tui.files import write_whole as real_write

    real_add = Adding.add_paths
    monkeypatch.setattr(PaperknifeApp, "suspend", away)
    monkeypatch.setattr(PaperknifeApp, "action_suspend_process", lambda _app: None)
    monkeypatch.setattr(PaperknifeApp, "end", lambda app, _code: app.keep_drafts())
    monkeypatch.setattr("tui.browser.open_address", lambda _url, _away: None)
    monkeypatch.setattr("tui.shell.pipe", lambda _command, _text: "exit 0")
    monkeypatch.setattr("tui.external_editor._edit", lambda _command, path, text: path.write_text(text + " #edited"))
    monkeypatch.setattr(Adding, "add_paths", add_paths)
    monkeypatch.setattr("tui.screens.export_dialog.write_whole", write_whole)
    numbers = itertools.count()

    def copy() -> Path:
        return Path(shutil.copytree(worst, tmp_path / f"run {next(numbers)}"))

    return copy


async def play(fresh: Callable[[], Path], steps: list[str], told: str) -> None:
    """Do the steps; when something breaks, say what, and the shortest way that was found to it."""
    failure = await run(fresh(), steps)
    if failure is not None:
        fewer = await shortest(fresh, steps, failure)
        pytest.fail(f"{told}, step {failure.step}:\n{failure.what}\nMONKEY='{json.dumps(fewer)}'", pytrace=False)


async def test_the_monkey_finds_what_breaks_and_the_shortest_way_there(
    fresh: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_screen: LibraryScreen) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(LibraryScreen, "action_sort", broken)
    steps = ["j", "resize 60x20", "S", "k"]
    failure = await run(fresh(), steps)
    assert failure is not None
    assert (failure.step, failure.kind) == (2, "ZeroDivisionError")
    assert await shortest(fresh, steps, failure) == ["S"]


@pytest.mark.parametrize("seed", range(3))
async def test_a_short_monkey_breaks_nothing(fresh: Callable[[], Path], seed: int) -> None:
    await play(fresh, steps_of(seed, 40), f"seed {seed}")


def _seeds() -> range:
    first, _, last = os.environ.get("MONKEY_SEEDS", "1000:1010").partition(":")
    return range(int(first), int(last))


@pytest.mark.slow
@pytest.mark.parametrize("seed", _seeds())
async def test_a_long_monkey_breaks_nothing(fresh: Callable[[], Path], seed: int) -> None:
    await play(fresh, steps_of(seed, 250), f"seed {seed}")


@pytest.mark.skipif("MONKEY" not in os.environ, reason="nothing is given to be played again")
async def test_what_broke_is_played_again(fresh: Callable[[], Path]) -> None:
    await play(fresh, json.loads(os.environ.get("MONKEY", "[]")), "played again")
