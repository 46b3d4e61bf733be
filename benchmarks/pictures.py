"""Draws every screen as SVG, in each width and theme, from the real app on a library of sample articles.

    python benchmarks/pictures.py [--out DIR] [--only REGEX]      all of them, build/pictures by default
    python benchmarks/pictures.py --docs [--out DIR]              those of README and docs/, into docs/ by default

``DIR/index.html`` shows them side by side. The articles are the samples and pages of the tests of cleaning;
where much must have been read, half a year of reading besides (``months``).
"""

from __future__ import annotations

import argparse
import asyncio
import html
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from months import TODAY, clock, read_for_months
from rich.cells import cell_len

from storage.adding import add, add_seeds
from storage.anchoring import describe
from storage.article import RawDocument, State
from storage.library import Library, ReaderState
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.palettes import PALETTES
from tui.session import Session
from tui.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tests" / "pages"
WIDTHS = (60, 100, 160)
_ROWS = 34
_CELL = 12.2
"""What a cell is wide in an exported picture."""
_ARTICLES = (
    "en-long-read.txt", "en-news-div-soup.html", "de-interview.txt", "fr-paywall.html", "zh-column.html",
    "en-tutorial.md", "en-table-heavy.html", "pl-blog-comments.html", "en-transcript.txt", "ar-culture.html",
    "en-code-tutorial.html", "ja-news.txt", "en-match-report.txt", "en-newsletter-mail.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in the sample article before the pictures are taken."""

    paragraph: int
    tags: tuple[str, ...]
    note: str = ""


MARKS: Mapping[str, Sequence[Written]] = {
    "Turkey": (
        Written(4, ("conflict", "talks")),
        Written(5, ("conflict/ceasefire",)),
        Written(6, ("displacement",), "Compare the UN figure in ¶ 7 with the October report."),
        Written(7, ("displacement", "figures")),
    ),
    "The town that forgot": (
        Written(2, ("place/river",), "The opening scene: *who* remembers, and who is paid to forget?"),
        Written(5, ("place/river", "figures")),
        Written(9, ("voices",), "Ask for the minutes of that meeting."),
    ),
    "Night market": (Written(3, ("place/market", "voices")),),
    "Ten winters": (Written(2, ("figures", "method/sampling"), "How many stations? See the table."),),
}
DESCRIPTIONS = {
    "conflict": "Acts of war, talks, cease-fires.",
    "displacement": "People who had to leave, and where they are counted.",
    "figures": "Every number that somebody else can check.",
    "method/sampling": "How was it counted?",
}
RULES = (
    ("The Inland Review", "Read more from this series", False),
    ("Arab News", "Advertisement", False),
    ("Arab News", "Follow us on Twitter", False),
    ("Small Hours Radio", "Transcript by our readers", True),
)
"""Source, line, and whether it is kept."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is pressed after the start, in the list or in the sample article."""

    name: str
    keys: tuple[str, ...] = ()
    reading: str = ""
    """The beginning of the title of the article that is open; empty for the library."""
    of: str = "sample"
    """The library: ``sample``, ``months`` (somebody has read for half a year) or ``empty``."""


SCENES = (
    Scene("library", ("j", "j")),
    Scene("library-filter", ("slash", *"tag:place or lang:fr")),
    Scene("library-nothing", ("slash", *"zebra", "enter")),
    Scene("library-empty", (), of="empty"),
    Scene("library-selected", ("v", "v", "j", "v")),
    Scene("reading", ("j",) * 7, "Turkey"),
    Scene("folded", ("g",), "Turkey"),
    Scene("unfolded", ("X", "g", "j", "j"), "Turkey"),
    Scene("reading-long", ("j",) * 5, "The town that forgot"),
    Scene("reading-code", ("j",) * 4, "Counting words"),
    Scene("reading-table", ("j",) * 4, "Ten winters"),
    Scene("reading-chinese", ("j",), "旧书摊"),
    Scene("outline", ("c",), "The town that forgot"),
    Scene("links", ("f",), "How a paper knife"),
    Scene("range", (*("j",) * 7, "v", "j"), "Turkey"),
    Scene("sentence", (*("j",) * 7, "s"), "Turkey"),
    Scene("raw", (*("j",) * 7, "R"), "Turkey"),
    Scene("bare", (*("j",) * 7, "z"), "Turkey"),
    Scene("advance", (*("j",) * 7, "w", "3"), "Turkey"),
    Scene("article-tagged", ("T", *"places", "enter", "j"), "Counting words"),
    Scene("finding", ("slash", *"turkey"), "Turkey"),
    Scene("find", ("slash", *"turkey", "enter"), "Turkey"),
    Scene("tag-picker", (*("j",) * 7, "t", *"dis"), "Turkey"),
    Scene("tag-picker-all", (*("j",) * 7, "t"), "Turkey"),
    Scene("note", (*("j",) * 7, "a"), "Turkey"),
    Scene("overlapping", (*("j",) * 7, "v", "j", "s", "a", *"Who counted?", "ctrl+s", "escape", "enter"), "Turkey"),
    Scene("alike", (*("j",) * 5, "asterisk"), "The long winter of", "months"),
    Scene("notes", ("M",)),
    Scene("notes-by-tag", ("M", "S")),
    Scene("notes-selected", ("M", "v", "j", "v")),
    Scene("notes-nothing", ("M", "slash", *"zebra", "enter")),
    Scene("notes-empty", ("M",), of="empty"),
    Scene("codebook", ("number_sign",), of="months"),
    Scene("codebook-filter", ("number_sign", "slash", *"place"), of="months"),
    Scene("codebook-rename", ("number_sign", "j", "j", "r"), of="months"),
    Scene("codebook-merge", ("number_sign", "j", "j", "m"), of="months"),
    Scene("codebook-move", ("number_sign", "j", "j", "greater_than_sign"), of="months"),
    Scene("codebook-split", ("number_sign", "j", "j", "j", "s", "space"), of="months"),
    Scene("codebook-colour", ("number_sign", "c"), of="months"),
    Scene("codebook-describe", ("number_sign", "d"), of="months"),
    Scene("codebook-empty", ("number_sign",), of="empty"),
    Scene("together", ("number_sign", "w", "escape"), of="months"),
    Scene("together-with", ("number_sign", "j", "j", "w"), of="months"),
    Scene("passages", ("number_sign", "j", "j", "w", "enter"), of="months"),
    Scene("statistics", ("percent_sign",), of="months"),
    Scene("statistics-tables", ("percent_sign", "G"), of="months"),
    Scene("statistics-first-day", ("percent_sign",), of="empty"),
    Scene("search", ("ctrl+f", *"river"), of="months"),
    Scene("search-start", ("ctrl+f",)),
    Scene("search-nothing", ("ctrl+f", *"tag:dispacement")),
    Scene("unknown-tag", ("slash", *"tag:dispacement", "enter")),
    Scene("history", ("H",), of="months"),
    Scene("rules", ("L",)),
    Scene("rules-empty", ("L",), of="empty"),
    Scene("help", ("question_mark",)),
    Scene("help-typed", ("question_mark", *"filter")),
    Scene("help-codebook", ("number_sign", "question_mark")),
    Scene("palette", ("ctrl+p", *"mark")),
    Scene("palette-all", ("ctrl+p",)),
    Scene("command", ("colon",)),
    Scene("command-typed", ("colon", *"filter tag:")),
    Scene("export", ("e",)),
    Scene("add", ("a",)),
    Scene("correct", ("E",)),
    Scene("sort", ("S",)),
    Scene("state", ("s",)),
    Scene("removed", ("D",)),
    Scene("recleaned", ("C",)),
)
_IN_DOCS = ("library", "reading", "folded", "unfolded", "notes", "codebook", "together", "statistics", "outline")
DOCS = dict.fromkeys(_IN_DOCS, 110)
"""The pictures of the documents, with their columns; they are drawn in the first theme."""


async def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", action="store_true", help="draw the pictures of README and docs/")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", default="", help="regular expression on NAME-THEME-COLUMNS")
    options = parser.parse_args()
    looks = [(scene, theme.name, width) for scene in SCENES for theme in PALETTES for width in WIDTHS]
    if options.docs:
        looks = [(scene, PALETTES[0].name, DOCS[scene.name]) for scene in SCENES if scene.name in DOCS]
    options.out = options.out or ROOT / ("docs" if options.docs else "build/pictures")
    options.out.mkdir(parents=True, exist_ok=True)
    drawn = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with clock(TODAY):
            Library.open(Path(folder) / "empty", create=True).close()
            fill(Path(folder) / "sample")
        shutil.copytree(Path(folder) / "sample", Path(folder) / "months")
        with Library.open(Path(folder) / "months", creator="reader") as library:
            read_for_months(library)
        for scene, theme, width in looks:
            name = f"{scene.name}-{theme}-{width}"
            if re.search(options.only, name):
                drawn.append(options.out / f"{scene.name if options.docs else name}.svg")
                home = Path(folder) / name
                shutil.copytree(Path(folder) / scene.of, home)
                with clock(TODAY):
                    await draw(home, scene, theme, width, drawn[-1])
                shutil.rmtree(home, ignore_errors=True)  # what works beside the app may still be at an end of its own
                print(drawn[-1].name)
    if not options.docs:
        figures = [f'<figure><img src="{path.name}"><figcaption>{path.stem}</figcaption></figure>' for path in drawn]
        write(options.out / "index.html", "\n".join(figures))


def fill(home: Path) -> None:
    """Make a library, and mark a few paragraphs in it."""
    with Library.open(home, create=True, creator="reader") as library:
        add_seeds(library)
        list(add(library, (RawDocument((PAGES / name).read_bytes(), name, name) for name in _ARTICLES)))
        rows = {row.record.title: row.id for row in library.rows()}
        state = ReaderState.load(home)
        moment = TODAY - timedelta(hours=2)
        for beginning, marks in MARKS.items():
            article = library.article(found(rows, beginning))
            numbered = {number: paragraph for paragraph, number in article.numbers.items()}
            for mark in marks:
                moment += timedelta(minutes=3)  # tags take their colours in the order in which they come
                with clock(moment):
                    library.mark(describe(article, numbered[mark.paragraph]), add=mark.tags, note=mark.note or None)
        for tag, words in DESCRIPTIONS.items():
            library.describe_tag(tag, words)
        for digit, tag in enumerate(("conflict", "displacement", "figures"), start=1):
            state.pin(digit, tag)
        for source, line, kept in RULES:
            library.add_rule(source, line, kept=kept)
        library.set_state([found(rows, "How a paper knife")], State.READ)
        library.set_state([found(rows, "The town that forgot"), found(rows, "Turkey")], State.READING)
        state.flush()


def found(rows: Mapping[str, str], beginning: str) -> str:
    """Return the id of the article whose title begins so."""
    return next(article for title, article in rows.items() if title.startswith(beginning))


async def draw(home: Path, scene: Scene, theme: str, width: int, path: Path) -> None:
    """Start the app, press the keys of a scene and write what is on the screen."""
    with Library.open(home, creator="reader") as library:
        rows = {row.record.title: row.id for row in library.rows()}
        state = ReaderState.load(home)
        session = Session(library, state, Settings(theme=theme), make_keymap({}))
        app = PaperknifeApp(session, read=found(rows, scene.reading) if scene.reading else None)
        async with app.run_test(size=(width, _ROWS)) as pilot:
            await pilot.pause()
            for key in scene.keys:
                await pilot.press(key)
            await pilot.pause(0.3)
            write(path, svg(app, path.stem))


def write(path: Path, text: str) -> None:
    """Write a file."""
    path.write_text(text, encoding="utf-8")


def svg(app: PaperknifeApp, name: str) -> str:
    """Return the present screen as SVG, with ids that do not change from one run to the next."""
    text = re.sub(r"terminal-\d+-", f"{name}-", app.export_screenshot(title="paperknife"))
    # The fonts would be fetched from the web; any monospaced one does.
    text = re.sub(r"@font-face \{.*?\}\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'(<text [^>]*?)x="([\d.]+)"( y="[\d.]+") textLength="[\d.]+"([^>]*>)([^<]*)</text>', _apart, text)
    # Some draw no space at the beginning of a text, and do not stretch letters to the cells that they take.
    text = text.replace("<svg ", '<svg xml:space="preserve" ', 1).replace("font-size: 20px", "font-size: 20.26px")
    return re.sub(r"font-family: [^;]+;", "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;", text)


def _apart(run: re.Match[str]) -> str:
    """Give each word of a run its own place: not every viewer keeps spaces at the beginning, or a run's length."""
    head, left, line, rest, written = run.groups()
    words = []
    for word in re.finditer(r"[^\xa0 ]+", html.unescape(written)):
        x = float(left) + cell_len(html.unescape(written)[: word.start()]) * _CELL
        length = cell_len(word[0]) * _CELL
        at = f"{x:g}"
        if length > len(word[0]) * _CELL:  # letters of two cells, which fonts make narrower
            at = " ".join(f"{x + cell_len(word[0][:place]) * _CELL:g}" for place in range(len(word[0])))
        words.append(f'{head}x="{at}"{line} textLength="{length:g}"{rest}{html.escape(word[0])}</text>')
    return "".join(words)


if __name__ == "__main__":
    asyncio.run(main())
