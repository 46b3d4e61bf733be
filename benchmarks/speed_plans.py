"""What the terminal harness shall run: the floor, paperknife on its articles and libraries, and the peers."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from storage.anchoring import describe
from storage.library import Library

SIZES = ("10k", "1m", "10m")
ANNOTATIONS = 500
LIBRARY_SIZES = (10, 1_000, 10_000)
_ONE_SCREEN = 50
"""Rows that a list shows at most: it has no next page, and 500 keys come to its end."""
_DEFAULTS = '[defaults]\ntext = "QZSTART"\npresses = 15\nidle = 2'
_FEW_PAGES = 'keys = {{ line = "{line}", page = "pageup pagedown" }}\npresses = 12'
"""For an article that ends after a few pages: up and down by turns."""


def plans(folder: Path, harness: Path, peers: Path | None) -> str:
    """Make articles and libraries below ``folder``, and return the harness's plans in TOML."""
    docs = folder / "docs"
    subprocess.run([sys.executable, str(harness / "mkdocs.py"), str(docs)], check=True, stdout=subprocess.DEVNULL)
    floor = f"{sys.executable} {harness / 'reference' / 'floor.py'}"
    found = [_DEFAULTS, plan("floor-empty", f"{floor} empty", "presses = 0", "burst_count = 0")]
    for size in SIZES:
        found.append(plan(f"ref-lines/{size}", f"{floor} lines {docs / size}.txt", pages_of(size, "j")))
        found += own(folder, docs / f"{size}.txt")
    found += [library(folder, count) for count in LIBRARY_SIZES]
    return "\n\n".join([*found, *others(folder, docs, peers)])


def plan(name: str, command: str, *more: str) -> str:
    """Return one plan in the harness's TOML."""
    return "\n".join(["[[plan]]", f'name = "{name}"', f"command = '''{command}'''", *more])


def pages_of(size: str, line: str) -> str:
    """Return the keys of a plan for an article of a size: ``line`` goes a line down."""
    return _FEW_PAGES.format(line=line) if size == "10k" else f'keys = {{ line = "{line}", page = "pagedown" }}'


def own(folder: Path, article: Path) -> Iterator[str]:
    """Yield the plans of one article in a library of its own, as it came and with annotations all over it."""
    for name, marks in (("article", 0), ("annotated", ANNOTATIONS)):
        home = folder / f"{name}-{article.stem}"
        add(home, article)
        annotate(home, marks)
        yield plan(
            f"paperknife {name}/{article.stem}",
            opened(home, str(article)),
            pages_of(article.stem, "ctrl+e"),
            'burst = "ctrl+e"\nquit_keys = ["ctrl+q"]',
        )


def library(folder: Path, count: int) -> str:
    """Return the plan of a list of so many articles."""
    home = folder / f"library-{count}"
    add(home, small_articles(folder / f"pages-{count}", count))
    far = ', page = "pagedown"' if count > _ONE_SCREEN else ""  # a key that changes nothing is waited for in vain
    keys = f'keys = {{ line = "j k"{far} }}\nquit_keys = ["ctrl+q"]'
    burst = "" if far else "\nburst_count = 0"
    return plan(f"paperknife library/{count}", opened(home), f'text = "Thoughts on paper"\n{keys}{burst}')


def opened(home: Path, *paths: str) -> str:
    """Return the command that opens a library; each run starts without the place that the last one left."""
    program = shlex.join([sys.executable, "-P", "-m", "tui", "--library", str(home), *paths])
    return f'sh -c "rm -f {home}/state.json; exec {program}"'


def add(home: Path, path: Path) -> None:
    """Add a file or a folder to the library at ``home``."""
    command = [sys.executable, "-P", "-m", "tui", "--library", str(home), "add", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"})


def annotate(home: Path, count: int) -> None:
    """Give ``count`` paragraphs of the one article, spread over it, a tag or a note; all where it has fewer."""
    with Library.open(home) as opened_library:
        article = opened_library.article(opened_library.rows()[0].id)
        paragraphs = list(article.numbers)
        for at in range(min(count, len(paragraphs))):
            target = describe(article, paragraphs[at * len(paragraphs) // min(count, len(paragraphs))])
            note = f"A note of some length on paragraph {at}." if at % 3 == 0 else None
            opened_library.mark(target, add=[f"tag-{at % 20}"], note=note)


def small_articles(folder: Path, count: int) -> Path:
    """Write ``count`` short articles that all differ, and return their folder."""
    folder.mkdir()
    for number in range(count):
        text = f"Thoughts on paper, part {number}\n\n" + "\n\n".join(
            f"Paragraph {part} of article {number} says that pages are cut one fold at a time, and that each fold "
            f"keeps what is inside it until somebody reads on to number {number * 7 + part}."
            for part in range(4)
        )
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


# --- the peers ----------------------------------------------------------------------------------------------------


def others(folder: Path, docs: Path, peers: Path | None) -> Iterator[str]:
    """Yield the plans of the peers that are here, each on the format it reads, with a home of its own."""
    home = folder / "peers-home"
    home.mkdir()
    for name, suffix, sizes, more in (
        ("frogmouth", "md", SIZES[:2], 'quit_keys = ["ctrl+q"]'),  # of 10 MB it shows nothing within minutes
        ("baca", "epub", SIZES, ""),
        ("epy", "epub", SIZES, ""),
    ):
        program = peers and peers / name / "bin" / name
        if program and program.exists():
            for size in sizes:
                place = home / name  # emptied each time: they begin where they were left
                program_in = f"exec env HOME={place} {program} {docs / size}.{suffix}"
                command = f'sh -c "rm -rf {place}; mkdir {place}; {program_in}"'
                yield plan(f"{name}/{size}", command, pages_of(size, "j"), more)
    if newsboat := shutil.which("newsboat"):
        yield from _newsboat(newsboat, home, docs)


def _newsboat(program: str, home: Path, docs: Path) -> Iterator[str]:
    """Yield newsboat's plans: a feed with the one article, fetched before."""
    config = home / "newsboat"
    config.touch()
    for size in SIZES:
        urls, cache = home / f"{size}.urls", home / f"{size}.db"
        urls.write_text(f"file://{docs / size}.xml\n", encoding="utf-8")
        command = f"env HOME={home} {program} -u {urls} -c {cache} -C {config}"
        subprocess.run([*shlex.split(command), "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
        started = 'text = "Feed"\nopen_keys = ["enter", "enter"]\nopen_text = "QZSTART"\nquit_keys = ["Q"]'
        yield plan(f"newsboat/{size}", command, pages_of(size, "down"), f'burst = "down"\n{started}')
