"""Keys that each act of tagging takes: really pressed in the app, and counted only when the annotation is there.

    python benchmarks/keys.py [--write]

The app runs on a library of its own with twenty tags, two of them pinned. What others need is counted by hand from
what their documentation and their issues say (:data:`SOURCES`), for text that is in sight. ``--write`` puts the table
into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report import ROOT, write_section

sys.path.insert(0, str(ROOT))

from storage.anchoring import describe
from storage.annotation import Annotation, Scope
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.library import Library, NewArticle, ReaderState
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.session import Session
from tui.settings import Settings

SENTENCES = "The first sentence says one thing. The second one says another. A third ends the paragraph."
TAGS = (
    "actor claim conflict displacement economy evidence figures frame history law media method/interview "
    "method/sampling opinion place quote refugees source todo weather"
)
PINNED = ("conflict", "figures")
NEW = "rumour"
PATIENCE = 20.0
"""Seconds within which what was pressed must have been acted on."""

SOURCES = """
- doccano: what is labelled is dragged over (issue 666), then a label has a key; for whole texts "I currently need 3
  key presses" (issue 718). A label is made in the settings of the project.
- QualCoder: "select some text, then left-click with the mouse on a code" (its documentation, 4.1 Coding Text); `Q`
  marks with the code that was chosen before (issue 370), `R` and a digit with a recent one (issue 1294), `A`
  annotates.
- Prodigy: a digit chooses, `a` accepts and goes on to the next text (its documentation, web application); labels are
  set when it is started, and a task is one text.
- bookokrat: `n` normal mode, `v` visual selection, motions, `a` a comment on it (its README); it has no tags.

A drag or a click counts as what it is: a hand that leaves the keys. Where something cannot be done stands –.
"""

Done = Callable[[Sequence[Annotation]], bool]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a reader does again and again."""

    name: str
    keys: Sequence[str]
    """What is pressed and counted; ``…`` stands for words that are typed and not counted, those of a note."""
    done: Done
    """Whether the annotations that came are those that were wanted."""
    peers: tuple[str, str, str, str]
    """Keys in doccano, QualCoder, Prodigy and bookokrat; – where the act cannot be done."""
    before: Sequence[str] = ()
    """What is pressed first, to come to where the act begins, and is not counted."""


def one(*tags: str, scope: Scope = Scope.PARAGRAPH, note: str = "", exact: str | None = None) -> Done:
    """Return whether just one annotation came: with these tags and this note, on such a target."""

    def done(came: Sequence[Annotation]) -> bool:
        (mark,) = came if len(came) == 1 else (None,)
        if mark is None or (exact is not None and mark.target.exact != exact):
            return False
        return (mark.tags, mark.target.scope, mark.note) == (tags, scope, note)

    return done


ACTS = (
    Act("a tag that has a key", ["1"], one("conflict"), ("drag, 1", "drag, 1", "2", "–")),
    Act(
        "the same again on the next paragraph, tagging and advancing",
        ["full_stop"],
        one("conflict"),
        ("drag, 1", "drag, 1", "2", "–"),
        before=["w", "1"],
    ),
    Act(
        "the same again on the next paragraph, without that mode",
        ["j", "full_stop"],
        one("conflict"),
        ("drag, 1", "drag, 1", "–", "–"),
        before=["1"],
    ),
    Act("a tag by its name", ["t", *"dis", "enter"], one("displacement"), ("drag, click", "drag, click", "–", "–")),
    Act(
        "the tag that was picked last, on another paragraph",
        ["t", "enter"],
        one("displacement"),
        ("drag, click", "drag, 2", "–", "–"),
        before=["t", *"dis", "enter", "j"],
    ),
    Act("a new tag of six letters", ["t", *NEW, "enter"], one(NEW), ("–", "drag, menu, 7", "–", "–")),
    Act(
        "two tags that have keys",
        ["1", "2"],
        one("conflict", "figures"),
        ("drag, 1, drag, 1", "drag, 1, drag, 2", "3", "–"),
    ),
    Act(
        "two tags by their names",
        ["t", *"dis", "tab", *"sam", "enter"],
        one("displacement", "method/sampling"),
        ("drag, click, drag, click", "drag, click, drag, click", "–", "–"),
    ),
    Act(
        "a note, beside its words",
        ["a", "…", "ctrl+s"],
        one(note="So it is."),
        ("–", "drag, 1, click", "–", "n v j a, and saving"),
    ),
    Act(
        "a note that also tags, beside its words",
        ["a", "…", *" #dis", "tab", "ctrl+s"],
        one("displacement", note="So it is. #displacement"),
        ("–", "–", "–", "–"),
    ),
    Act(
        "a tag that has a key, on three paragraphs as one",
        ["v", "j", "j", "1"],
        one("conflict", scope=Scope.RANGE),
        ("drag, 1", "drag, 1", "–", "–"),
    ),
    Act(
        "a tag that has a key, on the second sentence",
        ["s", "j", "1"],
        one("conflict", scope=Scope.SPAN, exact="The second one says another."),
        ("drag, 1", "drag, 1", "drag, 1", "–"),
    ),
    Act(
        "taking back what was done last",
        ["u"],
        lambda came: not came,
        ("–", "1, for unmarking", "1", "–"),
        before=["1"],
    ),
)


def main() -> int:
    """Press, count and print; return 1 when an act did not do what it should."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    rows = ["| act | keys | paperknife | doccano | QualCoder | Prodigy | bookokrat |", "| --- " * 7 + "|"]
    failed = []
    for act in ACTS:
        if not asyncio.run(carried_out(act)):
            failed.append(act.name)
        pressed = " ".join(f"`{shown(key)}`" for key in act.keys if key != "…")
        count = sum(key != "…" for key in act.keys)
        rows.append(f"| {act.name} | {pressed} | {count} | {' | '.join(act.peers)} |")
    table = "\n".join(rows)
    print(table)
    for name in failed:
        print(f"not done: {name}", file=sys.stderr)
    if options.write and not failed:
        write_section("keys", f"{table}\n\nWhere the figures of the others come from:\n{SOURCES}")
    return int(bool(failed))


def shown(key: str) -> str:
    """Return a key as one reads it."""
    return {"full_stop": ".", "enter": "↵", "tab": "⇥", " ": "space"}.get(key, key)


async def carried_out(act: Act) -> bool:
    """Press the keys of an act in the app on a library of its own; return whether they did what they should."""
    with tempfile.TemporaryDirectory(prefix="paperknife-keys-") as folder:
        home = Path(folder) / "library"
        with Library.open(home, create=True) as library:
            article = filled(library)
            state = ReaderState.load(home)
            for digit, tag in enumerate(PINNED, start=1):
                state.pin(digit, tag)
            app = PaperknifeApp(Session(library, state, Settings(), make_keymap({})), read=article)
            async with app.run_test(size=(110, 36)) as pilot:
                await press(app, pilot, ["j", *act.before])
                before = set(library.annotations(article))
                undone = act.keys == ["u"]
                await press(app, pilot, act.keys)
                came = [mark for mark in library.annotations(article) if mark not in before]
                return act.done(list(library.annotations(article)) if undone else came)


async def press(app: PaperknifeApp, pilot: Any, keys: Sequence[str]) -> None:
    """Press keys one after the other, each once what the one before did has been done."""
    for key in keys:
        for each in "So it is." if key == "…" else [key]:
            await pilot.press("space" if each == " " else each)
            async with asyncio.timeout(PATIENCE):
                await pilot.pause()
                while app.session.errands.busy:  # noqa: ASYNC110  nothing tells when they are done
                    await asyncio.sleep(0.01)


def filled(library: Library) -> str:
    """Put an article to read, and one that carries the tags, into a library; return the first one's id."""
    made = library.add([new("To be read", [SENTENCES] * 6), new("Tagged", ["The tags stand here."])])
    other = library.article(made[1].row.id)
    library.mark(describe(other, other.blocks[0].id), add=TAGS.split())
    return made[0].row.id


def new(title: str, texts: Sequence[str]) -> NewArticle:
    """Return an article of paragraphs."""
    blocks = tuple(
        Block(f"p-{number:012x}", Kind.PARAGRAPH, text, Role.BODY, True) for number, text in enumerate(texts, 1)
    )
    return NewArticle(RawDocument("\n\n".join((title, *texts)).encode(), title), CleanedArticle(title, blocks))


if __name__ == "__main__":
    sys.exit(main())
