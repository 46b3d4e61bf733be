"""Record what cleaning makes of what a page hides, and why: ``python -m tests.pages.record [PAGE…]``.

What was written by hand, the facts and the kept blocks, stays as it is. Where the program falls short of that,
``shortfalls.list`` is written anew: look at what changed there, and in the expectations, before you commit them.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from tests.pages import expectation
from tests.pages.expectation import Expectation, Line
from tests.pages.shortfalls import SHORTFALLS, read_shortfalls, written_shortfalls


def main(names: list[str]) -> None:
    """Record the pages of these names, or all."""
    shortfalls = read_shortfalls()
    for page in expectation.pages():
        if names and page.name not in names:
            continue
        path = expectation.beside(page)
        article = expectation.cleaned(page)
        recorded = _recorded(expectation.read(path), [expectation.line_of(block) for block in article.blocks])
        if recorded.recorded:
            facts = {name: expectation.facts_of(article)[name] for name in recorded.facts}
            recorded = replace(recorded, facts=facts)
        path.write_text(expectation.written(recorded), encoding="utf-8")
        shortfalls[page.name] = expectation.differences(recorded, article) + expectation.hidden_again(article)
    SHORTFALLS.write_text(written_shortfalls(shortfalls), encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, shortfalls.values()))} shortfalls\n")


def _recorded(expected: Expectation, got: list[Line]) -> Expectation:
    """The lines that are kept by truth, each with its cue, and between them those that the program hides."""
    truth = [] if expected.recorded else [line for line in expected.lines if line.kept]
    lines = []
    for here, there in expectation.pairs(truth, got):
        if here is None:
            assert there is not None
            lines.append(there if expected.recorded or not there.kept else _wrongly_kept(there))
        else:
            agreed = there is not None and (there.kept, there.role) == (here.kept, here.role)
            cue = there.cue if there is not None and agreed else "-"
            lines.append(Line(True, here.role, here.kind, cue, here.text))
    return Expectation(expected.about, expected.recorded, expected.facts, tuple(lines))


def _wrongly_kept(line: Line) -> Line:
    return Line(False, "other", line.kind, "-", line.text)


if __name__ == "__main__":
    main(sys.argv[1:])
