"""Draws the pictures of the documents as SVG, from the real app on the sample articles.

python benchmarks/picture.py [COLUMNS [ROWS]]      110 by 30 by default

docs/library.svg and docs/reading.svg are the README's; docs/folded.svg and docs/unfolded.svg are one page of
docs/cleaning.md, with what is hidden in it folded and in its place.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from storage.adding import add_seeds
from storage.anchoring import describe
from storage.library import Library, ReaderState
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.session import Session
from tui.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
MARKS = (
    ("4", ("conflict", "talks"), ""),
    ("6", ("displacement",), "Compare the UN figure in ¶ 7 with the October report."),
    ("7", ("displacement", "figures"), ""),
)


async def main(columns: int, rows: int) -> None:
    """Make a library, mark a few paragraphs, and draw the screens."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), create=True)
        add_seeds(library)
        seed = next(row.id for row in library.rows() if row.record.title.startswith("Turkey"))
        article = library.article(seed)
        numbered = {str(number): paragraph for paragraph, number in article.numbers.items()}
        for number, tags, note in MARKS:
            library.mark(describe(article, numbered[number]), add=tags, note=note or None)
        state = ReaderState.load(Path(folder))
        for digit, tag in enumerate(("conflict", "displacement", "figures"), start=1):
            state.pin(digit, tag)
        app = PaperknifeApp(Session(library, state, Settings(), make_keymap({})))
        async with app.run_test(size=(columns, rows)) as pilot:
            await pilot.pause()
            draw(app, "library")
            await pilot.press("slash", *"turkey", "enter", "enter", *"jjjjjjj")
            await pilot.pause()
            draw(app, "reading")
            await pilot.press("g")
            await pilot.pause()
            draw(app, "folded")
            await pilot.press("X", "g", "j", "j")
            await pilot.pause()
            draw(app, "unfolded")
        library.close()


def draw(app: PaperknifeApp, name: str) -> None:
    """Write the present screen as SVG, with ids that do not change from one run to the next."""
    svg = app.export_screenshot(title="paperknife")
    svg = re.sub(r"terminal-\d+-", f"{name}-", svg)
    # The fonts would be fetched from the web; any monospaced one does.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]+;", "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;", svg)
    (DOCS / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]] or [110, 30]
    asyncio.run(main(*sizes))
