"""Every action that changes the library is driven in the running app, taken back by one key, and made again by one.

An action of the registry that changes something and is not driven here fails.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.annotation import Annotation, Tag
from storage.article import ArticleRow, Flip
from storage.library import Library
from storage.rule import Rule
from tests.app.conftest import TEXTS, new_article
from tui.actions import ACTIONS, Action, Context
from tui.app import PaperknifeApp
from tui.session import Session

Mark = Callable[..., Annotation]
Documents = tuple[
    tuple[ArticleRow, ...], tuple[Annotation, ...], tuple[Tag, ...], tuple[tuple[Flip, ...], ...], tuple[Rule, ...]
]

TO_ADD = "an article to add.txt"

THERE: dict[Context, tuple[str, ...]] = {
    Context.LIBRARY: (),
    Context.READING: ("right_square_bracket",),
    Context.NOTES: ("M",),
    Context.CODEBOOK: ("number_sign",),
    Context.SPLIT: ("number_sign", "s", "space"),
    Context.RULES: ("L",),
}
"""The keys that lead from the first screen to where a context's actions work; in an article, to what is marked."""

BEFORE: dict[str, tuple[str, ...]] = {
    "reading.make-rule": ("x", "x"),
    "codebook.move-out": ("greater_than_sign", *"todo", "enter"),
}
"""What is done before an action, without which there is nothing for it to do."""

AFTER: dict[str, tuple[str, ...]] = {
    "library.state": ("r",),
    "library.add": (*TO_ADD, "enter"),
    "library.tag": (*"fresh", "enter"),
    "library.note": (*"a thought", "ctrl+s"),
    "library.edit": (*" and more", "enter"),
    "library.reclean": (),
    "library.remove": (),
    "reading.tag": (*"fresh", "enter"),
    "reading.tag-article": (*"fresh", "enter"),
    **{f"reading.pinned-{digit}": () for digit in range(1, 10)},
    "reading.repeat": (),
    "reading.tag-alike": ("Y", "enter"),
    "reading.note": (*" and more", "ctrl+s"),
    "reading.note-article": (*"a thought", "ctrl+s"),
    "reading.attach": (),
    "reading.delete-mark": (),
    "reading.hide-block": ("x",),
    "reading.make-rule": (),
    "reading.reclean": (),
    "reading.edit": (*" and more", "enter"),
    "notes.note": (*" and more", "ctrl+s"),
    "notes.tag": (*"fresh", "enter"),
    **{f"notes.pinned-{digit}": () for digit in range(1, 10)},
    "notes.repeat": (),
    "notes.delete": (),
    "rules.edit": (*" at once", "enter"),
    "rules.turn": (),
    "rules.delete": (),
    "rules.reclean": (),
    "codebook.add": ("ctrl+u", *"fresh", "enter"),
    "codebook.rename": (*"-renamed", "enter"),
    "codebook.merge": (*"todo", "enter"),
    "codebook.move": (*"todo", "enter"),
    "codebook.move-out": (),
    "codebook.color": ("down", "down", "enter"),
    "codebook.describe": (*"What it means.", "enter"),
    "codebook.delete": (),
    "split.split": (*"apart", "enter"),
}
"""What is pressed after the action's own key, until the change is made."""


def documents(library: Library) -> Documents:
    """Return everything in the library that a change can change."""
    flips = tuple(library.article(row.id).flips for row in library.rows())
    return library.rows(), library.annotations(), library.tags(), flips, library.rules()


def named(action: Action) -> str:
    return action.id


@pytest.fixture
def marked(
    library: Library, session: Session, mark: Mark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Library:
    """A library with marks, pinned tags, a tag to give again, and a file to add in the current folder."""
    library.add([new_article("Once more", TEXTS["Joint patrols"])])
    mark("Joint patrols", 2, "conflict", "todo", note="Compare the figures.")
    mark("Night trains", 1, "conflict")
    lost = mark("Joint patrols", 3, note="Where was this?")
    library.delete_annotations([lost.id])
    library.mark(lost.target._replace(first="p-0000000000ff", exact="It stands nowhere.", position=(0, 18)), note="?")
    library.add_rule("The Ledger", "Nothing was ever written here.")
    for digit in range(1, 10):
        session.state.pin(digit, f"pinned/{digit}")
    session.last_tags = ("again",)
    (tmp_path / TO_ADD).write_text("A title\n\n" + "A paragraph that says enough to be one. " * 5, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return library


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.changes], ids=named)
async def test_u_takes_it_back_and_ctrl_r_makes_it_again(action: Action, marked: Library, session: Session) -> None:
    assert action.id in AFTER, f"{action.id} changes the library and is not driven here"
    patrols = next(row.id for row in marked.rows() if row.record.title == "Joint patrols")
    app = PaperknifeApp(session, read=patrols if action.context is Context.READING else None)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press(*THERE[action.context], *BEFORE.get(action.id, ()))
        before = documents(marked)

        await pilot.press(action.keys[0])
        await finished(app, pilot)
        await pilot.press(*AFTER[action.id])
        await finished(app, pilot)
        after = documents(marked)
        assert after != before, "the keys changed nothing"

        await pilot.press("u")
        assert documents(marked) == before
        await pilot.press("ctrl+r")
        assert documents(marked) == after
        await pilot.press("u")
        assert documents(marked) == before


def test_every_change_is_known_to_the_registry() -> None:
    assert set(AFTER) == {action.id for action in ACTIONS if action.changes}


async def finished(app: PaperknifeApp, pilot: Any) -> None:
    """Wait for what is done beside the keys."""
    await app.workers.wait_for_complete()
    await pilot.pause()
