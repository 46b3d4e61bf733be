"""Cleans every page of the cleaning benchmark, writes what came out, and prints its scorer's figures for each set.

    python benchmarks/cleaning.py [--shape main|full|insc|w3m|html]… [--set aeb]… [--bench DIR] [--out DIR] [--write]

Two texts are scored for each page. ``text``: kept blocks of role body or lead. ``kept``: every kept block
but the title, captions and agency lines with them. The benchmark is no part of the project (its pages are others');
where it is absent the script says so and ends with 0. ``--write`` puts the figures of
all shapes into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from report import BENCHES, write_section

from storage.article import Block, CleanedArticle, RawDocument, Role
from storage.cleaning import clean
from storage.errors import CleaningError

BENCH = BENCHES / "cleaning-bench"
SHAPES = ("main", "full", "insc", "w3m", "html")
SAID: list[str] = []
_WORKERS = 2


def source(bench: Path, shape: str, page: str) -> Path | None:
    """Return the file of a page in a shape; None where the benchmark has none."""
    names = (bench / "html" / f"{page}.html.gz",) if shape == "html" else _texts(bench / "text" / shape, page)
    return next((name for name in names if name.is_file()), None)


def _texts(folder: Path, page: str) -> Iterable[Path]:
    return (folder / f"{page}.txt", folder / f"{page}.txt.gz")


def document(path: Path) -> RawDocument:
    """Read a page as the program would get it, unpacked."""
    data = path.read_bytes()
    name = path.name
    if path.suffix == ".gz":
        data, name = gzip.decompress(data), path.stem
    return RawDocument(data, str(path), name)


def _text(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text.replace("\n", " ") for block in blocks)


def prediction(page: str, article: CleanedArticle, *, every: bool) -> dict[str, Any]:
    """Return what the scorer reads: all kept blocks but the title, or only the article's own text."""
    kept = [block for block in article.blocks if block.kept and block.role is not Role.TITLE]
    own = kept if every else [block for block in kept if block.role in (Role.BODY, Role.LEAD)]
    found = {"id": page, "text": _text(own), "title": article.title, "date": article.published}
    return {**found, "author": list(article.authors)}


def cleaned(job: tuple[str, Path]) -> tuple[dict[str, Any], dict[str, Any], int, float]:
    """Clean one page: both predictions, its bytes, and the processor seconds it took."""
    page, path = job
    raw = document(path)
    began = time.process_time()
    try:
        article = clean(raw)
    except CleaningError as error:
        print(f"{path}: {error}", file=sys.stderr)
        article = CleanedArticle("", ())
    spent = time.process_time() - began
    return prediction(page, article, every=False), prediction(page, article, every=True), len(raw.data), spent


def by_trafilatura(job: tuple[str, Path]) -> dict[str, Any]:
    """What the extractor whose vote we hear makes of an HTML page by itself."""
    from trafilatura import extract

    page, path = job
    return {"id": page, "text": extract(document(path).data, include_comments=False) or ""}


def run(bench: Path, shape: str, pages: Iterable[str], out: Path) -> list[Path]:
    """Clean all pages of a shape into ``out``; print the speed; return the files of predictions."""
    jobs = [(page, path) for page in pages if (path := source(bench, shape, page))]
    with ProcessPoolExecutor(_WORKERS) as workers:
        done = list(workers.map(cleaned, jobs, chunksize=8))
        peer = list(workers.map(by_trafilatura, jobs, chunksize=8)) if shape == "html" else []
    size, spent = sum(row[2] for row in done), sum(row[3] for row in done)
    speed = size / 1e6 / max(spent, 1e-9)
    say(f"\n**{shape}**: {len(done)} pages, {size / 1e6:.1f} MB, {speed:.2f} MB/s a core\n")
    text, kept = out / f"{shape}-text.jsonl", out / f"{shape}-kept.jsonl"
    _write(text, (row[0] for row in done))
    _write(kept, (row[1] for row in done))
    if not peer:
        return [text, kept]
    alone = out / f"{shape}-trafilatura.jsonl"
    _write(alone, ({**row, "text": row["text"].replace("\n", "\n\n")} for row in peer))
    return [text, kept, alone]


def say(text: str) -> None:
    """Print figures, and keep them for the page."""
    print(text, flush=True)
    SAID.append(text)


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def pages_of(bench: Path, sets: list[str]) -> Iterator[str]:
    """Yield the ids of the pages of these sets, or of all."""
    with (bench / "truth.jsonl").open(encoding="utf-8") as truth:
        for line in truth:
            row = json.loads(line)
            if not sets or row["set"] in sets:
                yield row["id"]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", action="append", choices=SHAPES, help="repeatable; main and full unless given")
    parser.add_argument("--set", action="append", default=[], help="only this set; repeatable")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--out", type=Path, help="keep the predictions in this folder")
    parser.add_argument("--write", action="store_true", help="all shapes, into docs/benchmarks.md")
    parser.add_argument("--worst", type=int, default=0, help="name this many pages of lowest F1")
    args = parser.parse_args()
    if not (args.bench / "truth.jsonl").is_file():
        print(f"the cleaning benchmark is not at {args.bench}: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        out: Path = args.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        pages = list(pages_of(args.bench, args.set))
        for shape in args.shape or (SHAPES if args.write else ("main", "full")):
            files = run(args.bench, shape, pages, out)
            score = [sys.executable, str(args.bench / "score.py"), *map(str, files), "--by", "set", "--present"]
            score += ["--worst", str(args.worst)] if args.worst else []
            scored = subprocess.run(score, check=True, stdout=subprocess.PIPE, text=True).stdout
            say(f"```\n{scored.rstrip()}\n```")
    if args.write:
        write_section("cleaning", "\n".join(SAID))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
