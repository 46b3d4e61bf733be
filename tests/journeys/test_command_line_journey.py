"""A reader's whole way on the command line alone: a folder comes in, is read and marked, goes out and comes back."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tinydb import TinyDB

if TYPE_CHECKING:
    from tests.journeys.conftest import RunPaperknife

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "cleaning-bench"
CHECKER = SHARED / "bench" / "webanno" / "check_webanno.py"
DOCS = ROOT / "docs"
SHAPES = (("html", ".html.gz"), ("text/main", ".txt"), ("text/full", ".txt.gz"), ("text/w3m", ".txt.gz"))
"""How the pages of the bench come: as HTML and as scrapes of three programs."""
PAGES = 200

Objects = list[dict[str, Any]]

MADE_PAGES = {
    "night.html": """<html><head><title>Night trains return</title></head><body><nav><a href=/>Home</a></nav>
<h1>Night trains return</h1><p>Fifteen years ago the <em>last</em> sleeper left Vienna for Rome half empty.</p>
<p>On Friday the train was sold out, and the next one too, the operator said.</p>
<table><tr><th>line</th><th>seats</th></tr><tr><td>Vienna–Rome</td><td>180</td></tr></table></body></html>""",
    "slow.md": "# Slow reading\n\nSlow *reading* pays, the study says, and it says so twice.\n\n- It takes time.\n",
    "pasted.txt": "A walk by the river\n\nThe river was low that summer, and the stones lay dry in the sun.\n\n"
    "Nobody had seen it like this since the war, the ferryman said, and he had seen much.\n",
}


def read_lines(printed: str, command: str) -> Objects:
    """Read what a command printed with --json, each object held against the published schema."""
    definitions = json.loads((DOCS / "commands.schema.json").read_text(encoding="utf-8"))["$defs"]
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{command}", "$defs": definitions})
    objects = [json.loads(line) for line in printed.splitlines()]
    for each in objects:
        validator.validate(each)
    return objects


def valid_export(file: Path) -> dict[str, Any]:
    """Read an export that is what the published schema says."""
    schema = json.loads((DOCS / "export.schema.json").read_text(encoding="utf-8"))
    export: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(export)
    return export


def without_time(file: Path) -> bytes:
    """The bytes of an export without the line that says when it was made."""
    lines = file.read_bytes().splitlines(keepends=True)
    rest = [line for line in lines if not line.startswith(b'  "exported": ')]
    assert len(rest) == len(lines) - 1
    return b"".join(rest)


def journey(
    paperknife: RunPaperknife, library: Path, folder: Path, place: Path, pages: int, tags: tuple[str, ...] = ()
) -> None:
    """Add ``folder`` with ``tags``, read, mark, export, import into an empty library and export again."""
    added = read_lines(paperknife("add", "--json", *(f"--tag={tag}" for tag in tags), folder), "add")
    assert [each["status"] for each in added] == ["added"] * pages
    assert {each["status"] for each in read_lines(paperknife("add", "--json", folder), "add")} == {"duplicate"}
    listed = read_lines(paperknife("list", "--json"), "list")
    assert [each["id"] for each in listed] == [each["id"] for each in added]
    assert all(each["tags"] == list(tags) for each in listed)

    marked = [each for each in listed if each["paragraph_count"] >= 2][:3]
    assert len(marked) == 3
    quotes = [mark(paperknife, article["id"]) for article in marked]
    notes = read_lines(paperknife("notes", "--json", "tag:conflict"), "notes")
    assert [each["article"] for each in notes] == [each["id"] for each in marked]
    assert [each["quote"] for each in notes] == quotes
    assert {(each["note"], *each["tags"], each["status"]) for each in notes} == {
        ("Compare *this*.\n\nTwice.", "conflict", "method/sampling", "exact")
    }
    assert len(read_lines(paperknife("notes", "--json"), "notes")) == pages * len(tags) + 3 * 3
    assert read_lines(paperknife("search", "--json", "twice"), "search")

    first, again = place / "first.json", place / "again.json"
    paperknife("export", "-o", first)
    export = valid_export(first)
    check_w3c(first)
    assert len(export["articles"]) == pages
    assert {quote["exact"] for quote in quotes_in(export)} >= set(quotes)
    other = place / "other"
    paperknife("import", first, "--library", other)
    paperknife("import", first, "--library", other)
    paperknife("export", "-o", again, "--library", other)
    assert without_time(again) == without_time(first)

    for name in ("jsonl", "w3c", "markdown"):
        assert paperknife("export", "--format", name) == paperknife("export", "--format", name, "--library", other)
    read_lines(paperknife("export", "--format", "jsonl"), "notes")
    stock_tinydb_agrees(library / "library.json", export)


def mark(paperknife: RunPaperknife, article: str) -> str:
    """Tag ¶ 2 and note something on it, mark a few characters and both paragraphs; return the quote of ¶ 2."""
    prefix = article[:8]
    [shown] = read_lines(paperknife("show", prefix, "--json"), "show")
    texts = {block["number"]: block["text"] for block in shown["blocks"] if block["number"]}
    assert list(texts) == list(range(1, shown["paragraph_count"] + 1))
    paperknife("tag", f"{prefix}:2", "+conflict", "+method/sampling", "+slip")
    paperknife("tag", f"{prefix}:2", "-slip")
    paperknife("note", f"{prefix}:2", "-", stdin="Compare *this*.\n\nTwice.\n")
    paperknife("tag", f"{prefix}:1.0-1", "+begin")
    paperknife("note", f"{prefix}:1-2", "-m", "both")
    quote = texts[2]
    assert isinstance(quote, str)
    return quote


def quotes_in(export: dict[str, Any]) -> Objects:
    """Every quote of an export."""
    targets = [item["target"] for item in export["annotations"]["first"]["items"]]
    selectors = [each for target in targets if isinstance(target, dict) for each in target["selector"]]
    return [each for each in selectors if each["type"] == "TextQuoteSelector"]


def check_w3c(file: Path) -> None:
    """Hold an export against the W3C's assertions, where they are at hand."""
    if CHECKER.exists():
        run = subprocess.run([sys.executable, str(CHECKER), str(file)], capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr


def stock_tinydb_agrees(file: Path, export: dict[str, Any]) -> None:
    """TinyDB by itself reads the same articles, annotations, notes and tags."""
    with TinyDB(str(file), access_mode="r") as database:
        articles = {document["title"] for document in database.table("articles")}
        notes = sorted(document["note"] for document in database.table("annotations"))
        tags = {document["name"] for document in database.table("tags")}
    items = export["annotations"]["first"]["items"]
    bodies = [[body for body in item["body"] if body["purpose"] == "commenting"] for item in items]
    assert articles == {article["title"] for article in export["articles"]}
    assert notes == sorted("".join(body["value"] for body in each) for each in bodies)
    assert tags == {tag["name"] for tag in export["tags"]}


@pytest.fixture
def library(environment: dict[str, str]) -> Path:
    """Where the library of the journey is."""
    return Path(environment["PAPERKNIFE_HOME"])


def test_a_folder_of_pages_is_read_marked_and_taken_away(
    paperknife: RunPaperknife, library: Path, tmp_path: Path
) -> None:
    """A folder of pages is added, listed, searched, tagged, noted and exported by commands alone, each with --json.

    Features: 5, 8, 9, 69.
    """
    folder = tmp_path / "scrapes"
    folder.mkdir()
    for name, text in MADE_PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    seeds = [each for each in files("seeds").iterdir() if each.name.endswith(".txt")]
    for seed in seeds:
        (folder / seed.name).write_bytes(seed.read_bytes())
    journey(paperknife, library, folder, tmp_path, len(MADE_PAGES) + len(seeds), ("todo",))


@pytest.mark.skipif(not BENCH.exists(), reason="the pages of the cleaning bench are not beside the checkout")
def test_two_hundred_pages_are_read_marked_and_taken_away(
    paperknife: RunPaperknife, library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "scrapes"
    folder.mkdir()
    names = sorted(page.name.removesuffix(".html.gz") for page in (BENCH / "html").iterdir())
    for number, name in enumerate(names[:: max(1, len(names) // (PAGES + PAGES // 4))]):
        shape, suffix = SHAPES[number % len(SHAPES)]
        page = BENCH / shape / f"{name}{suffix}"
        if page.exists() and len(list(folder.iterdir())) < PAGES:
            data = page.read_bytes()
            target = folder / page.name.removesuffix(".gz")
            target.write_bytes(gzip.decompress(data) if suffix.endswith(".gz") else data)
    journey(paperknife, library, folder, tmp_path, PAGES)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text[:-300], "was cut off"),
        (lambda text: text.replace('"version": "1.0"', '"version": "2.0"'), "reads version 1"),
        (lambda text: text.replace('"role": "body"', '"role": "menu"', 1), "role should be one of title, byline"),
        (lambda text: "TITLE\n", "is not JSON"),
    ],
)
def test_a_damaged_export_changes_nothing_and_costs_one_line(
    paperknife: RunPaperknife,
    environment: dict[str, str],
    tmp_path: Path,
    damage: Callable[[str], str],
    said: str,
) -> None:
    (tmp_path / "slow.md").write_text(MADE_PAGES["slow.md"], encoding="utf-8")
    paperknife("add", tmp_path / "slow.md")
    paperknife("tag", json.loads(paperknife("list", "--json"))["id"], "+todo")
    whole = paperknife("export")
    damaged = tmp_path / "damaged.json"
    damaged.write_text(damage(whole), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "tui", "import", str(damaged)], capture_output=True, text=True, env=environment
    )
    assert run.returncode == 4
    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert json.loads(paperknife("export"))["annotations"] == json.loads(whole)["annotations"]
