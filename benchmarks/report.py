"""Writes figures into their section of a document, with the commit and the day they were taken."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BENCHES = Path(os.environ.get("PAPERKNIFE_BENCHES", ROOT.parent / "shared"))
"""Where the harnesses and the pages with known text are kept; they are not part of the project."""


def commit() -> str:
    """Return the short hash of the commit that is measured, with ``+`` when the work tree differs from it."""

    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout

    changed = git("status", "--porcelain", "--", "tui", "storage", "seeds", "pyproject.toml").strip()
    return git("rev-parse", "--short", "HEAD").strip() + ("+" if changed else "")


def write_section(name: str, text: str, document: Path = PAGE) -> None:
    """Replace the section ``name`` of a document, which stands between its two comments."""
    begin, end = f"<!-- {name} begins -->", f"<!-- {name} ends -->"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    taken = f"Taken {datetime.now(UTC):%Y-%m-%d} at commit {commit()}, {machine}."
    section = f"{begin}\n{taken}\n\n{text.strip()}\n{end}"
    page = document.read_text(encoding="utf-8")
    found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not found.search(page):
        raise SystemExit(f"{document}: there is no section “{name}” to write into")
    document.write_text(found.sub(lambda _: section, page), encoding="utf-8")
