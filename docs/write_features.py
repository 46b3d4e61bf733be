"""Writes docs/features.md: each feature of docs/features.toml with the walks through the real program that show it.

python docs/write_features.py            write it
python docs/write_features.py --check    exit 1 when the page is not what the walks say, or a feature is nowhere

A walk is a test in tests/journeys whose docstring ends with a line such as ``Features: 21, 22.``
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "features.md"
JOURNEYS = DOCS.parent / "tests" / "journeys"
_FEATURES = re.compile(r"^Features: (\d+(?:, \d+)*)\.$", re.MULTILINE)
HEAD = """# Features, and the walks that show them

Written by `make docs` from the walks in `tests/journeys`: each drives the real command, most of them in a terminal,
and ends well only when it sees what it expects. `make test` runs them all.
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """One test that drives the real program."""

    place: str
    """File and name, as pytest takes them."""
    told: str
    """What the reader does and sees, in a sentence or more."""
    features: tuple[int, ...]


def main() -> int:
    """Write the page, or compare it."""
    known = tomllib.loads((DOCS / "features.toml").read_text(encoding="utf-8"))
    missing = {int(number): why for number, why in known.pop("missing").items()}
    shown = by_feature(walks())
    page = HEAD + "".join(section(title, features, shown, missing) for title, features in known.items())
    listed = {int(number) for features in known.values() for number in features}
    troubles = [f"no walk shows feature {number}" for number in sorted(listed - shown.keys() - missing.keys())]
    troubles += [f"a walk names feature {number}: there is none" for number in sorted(shown.keys() - listed)]
    troubles += [f"feature {number} is shown and called missing" for number in sorted(shown.keys() & missing.keys())]
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page:
        troubles.append("docs/features.md is not up to date: make docs")
    print(*troubles, sep="\n", end="\n" if troubles else "", file=sys.stderr)
    return int(bool(troubles))


def walks() -> Iterator[Walk]:
    """Yield the walks that name features, by file and in its order."""
    for path in sorted(JOURNEYS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or not node.name.startswith("test_"):
                continue
            told = ast.get_docstring(node) or ""
            if found := _FEATURES.search(told):
                numbers = tuple(map(int, found[1].split(", ")))
                yield Walk(f"{path.name}::{node.name}", " ".join(told[: found.start()].split()), numbers)


def by_feature(found: Iterator[Walk]) -> Mapping[int, list[Walk]]:
    """Return the walks of each feature."""
    shown: defaultdict[int, list[Walk]] = defaultdict(list)
    for walk in found:
        for number in walk.features:
            shown[number].append(walk)
    return shown


def section(
    title: str, features: Mapping[str, str], shown: Mapping[int, list[Walk]], missing: Mapping[int, str]
) -> str:
    """Return the part of the page on one group of features."""
    lines = [f"\n## {title.capitalize()}\n"]
    for number, name in features.items():
        lines.append(f"\n**{number}. {name}**\n\n")
        lines += [f"- {walk.told} (`{walk.place}`)\n" for walk in shown.get(int(number), ())]
        if int(number) in missing:
            lines.append(f"- Missing: {missing[int(number)]}\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
