"""Start and keys of paperknife beside an empty Textual app, a bare line painter and its peers, in one run.

    python benchmarks/speed.py [--rounds 5] [--only REGEX] [--peers DIR] [--write]

All take turns in each round. The terminal harness (``bench/tty``) lies beside the checkout, not in it; without it
this says so and ends. ``--peers`` names a folder with a virtual environment for each of frogmouth, baca and epy; they
and newsboat are measured where they are found. ``--write`` puts table and bars into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from report import BENCHES, write_section
from speed_bars import verdicts
from speed_plans import plans

HARNESS = BENCHES / "bench" / "tty"


def main() -> int:
    """Measure and print; return 2 where the harness is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="regular expression on a plan's name")
    parser.add_argument("--peers", type=Path, help="folder of virtual environments: frogmouth, baca, epy")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    if not HARNESS.is_dir():
        print(f"nothing measured: the terminal harness is not at {HARNESS} (set PAPERKNIFE_BENCHES)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="paperknife-speed-") as made:
        folder = Path(made)
        (folder / "plans.toml").write_text(plans(folder, HARNESS, options.peers), encoding="utf-8")
        command = [sys.executable, str(HARNESS / "ttybench.py"), "compare", str(folder / "plans.toml")]
        command += ["--rounds", str(options.rounds), "--base", "floor-empty", "--json", str(folder / "results.json")]
        command += ["--only", options.only] if options.only else []
        table = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    bars = "\n".join(f"- {'held' if held else '**not held**'}: {words}" for held, words in verdicts(results))
    print(f"{table}\n{bars}")
    if options.write:
        write_section("speed", f"{table}\n{bars}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
