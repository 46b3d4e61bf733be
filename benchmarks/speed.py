"""Start and keys of paperknife beside an empty Textual app and a bare line painter, in one interleaved run.

    python benchmarks/speed.py [--rounds 5] [--only REGEX] [--write]

The terminal harness (``bench/tty``) lies beside the checkout, not in it; without it this says so and ends.
``--write`` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from report import BENCHES, write_section

HARNESS = BENCHES / "bench" / "tty"
FIRST_WORD = "QZSTART"
"""What each of the harness's articles begins with."""
LIBRARY_SIZES = (10, 1_000, 10_000)


def main() -> int:
    """Measure and print; return 2 where the harness is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="regular expression on a plan's name")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    if not HARNESS.is_dir():
        print(f"nothing measured: the terminal harness is not at {HARNESS} (set PAPERKNIFE_BENCHES)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="paperknife-speed-") as folder:
        plans = write_plans(Path(folder))
        command = [sys.executable, str(HARNESS / "ttybench.py"), "compare", str(plans)]
        command += ["--rounds", str(options.rounds), "--base", "floor-empty"]
        command += ["--only", options.only] if options.only else []
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    print(run.stdout)
    if options.write:
        write_section("speed", run.stdout)
    return 0


def write_plans(folder: Path) -> Path:
    """Make the articles and the libraries, and return the harness's plan of what to run."""
    docs = folder / "docs"
    subprocess.run([sys.executable, str(HARNESS / "mkdocs.py"), str(docs)], check=True, stdout=subprocess.DEVNULL)
    floor = f"{sys.executable} {HARNESS / 'reference' / 'floor.py'}"
    plans = [
        '[defaults]\ntext = "QZSTART"\npresses = 15\nidle = 0.6',
        plan("floor-empty", f"{floor} empty", "presses = 0", "burst_count = 0"),
    ]
    for size in ("10k", "1m", "10m"):
        short = 'keys = { line = "j", page = "pageup pagedown" }\npresses = 12' if size == "10k" else ""
        plans.append(plan(f"ref-lines/{size}", f"{floor} lines {docs / size}.txt", short))
        home = folder / f"article-{size}"
        add(home, docs / f"{size}.txt")
        pages = "pageup pagedown" if size == "10k" else "pagedown"
        plans.append(
            plan(
                f"paperknife article/{size}",
                opened(home, str(docs / f"{size}.txt")),
                f'keys = {{ line = "ctrl+e", page = "{pages}" }}\nburst = "ctrl+e"\nquit_keys = ["ctrl+q"]',
                "presses = 12" if size == "10k" else "",
            )
        )
    for count in LIBRARY_SIZES:
        home = folder / f"library-{count}"
        add(home, small_articles(folder / f"pages-{count}", count))
        plans.append(
            plan(
                f"paperknife library/{count}",
                opened(home),
                'text = "Thoughts on paper"\nkeys = { line = "j", page = "pagedown" }\nquit_keys = ["ctrl+q"]',
            )
        )
    path = folder / "plans.toml"
    path.write_text("\n\n".join(plans), encoding="utf-8")
    return path


def plan(name: str, command: str, *more: str) -> str:
    """Return one plan in the harness's TOML."""
    return "\n".join(["[[plan]]", f'name = "{name}"', f"command = '''{command}'''", *more])


def opened(home: Path, *paths: str) -> str:
    """Return the command that opens a library; each run starts without the place that the last one left."""
    program = shlex.join([sys.executable, "-P", "-m", "tui", "--library", str(home), *paths])
    return f'sh -c "rm -f {home}/state.json; exec {program}"'


def add(home: Path, path: Path) -> None:
    """Add a file or a folder to the library at ``home``."""
    command = [sys.executable, "-P", "-m", "tui", "--library", str(home), "add", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"})


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


if __name__ == "__main__":
    sys.exit(main())
