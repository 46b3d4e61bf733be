"""What is expected of a page: its facts and every block, read from the file beside it, and how a cleaned one differs.

``NAME.blocks`` holds lines of two kinds. Above the blank line ``title:``, ``authors:`` (parted by ``;``),
``published:``, ``language:``, ``site:``, which is checked only where it is given, and ``#`` for what the page is of.
Below it one line a block, in page order::

    keep  title       heading-1  title              The ferry that would not wait
    hide  navigation  list-item  menu-bullets       Home

that is: kept or hidden, role, kind, cue of the reason (``-`` for none), and the text, with ⏎ and ⇥ for line ends and
tabs; of a long hidden one the middle is left out. The facts and the lines of kept blocks were written by hand, as
what is true of the page; only the cues and the lines of hidden blocks are recorded from the program (``record.py``).
A page that says ``truth: none`` is recorded whole: nobody can say what of it is an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from storage.article import CleanedArticle, RawDocument
from storage.block import Block
from storage.cleaning import clean
from storage.cleaning.reasons import Cue
from tui.plain_page import clean_page

HERE = Path(__file__).resolve().parent
FACTS = ("title", "authors", "published", "language", "site")
_HEAD, _TAIL = 44, 24
_SUFFIXES = (".txt", ".html", ".md")
_WEIGHED = frozenset(
    cue.value
    for cue in (
        *(Cue.SHORT_LINE, Cue.AMONG_SHORT, Cue.TRADE_WORDS, Cue.OTHER_ELEMENT, Cue.OTHER_MARKUP),
        *(Cue.BEFORE_ARTICLE, Cue.AFTER_ARTICLE, Cue.APART),
    )
)
"""What the classifier says where several of its terms speak: each time it learns, another may speak loudest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A block as a line of an expectation."""

    kept: bool
    role: str
    kind: str
    cue: str
    text: str

    def __str__(self) -> str:
        state, text = ("keep", self.text) if self.kept else ("hide", self.short)
        return f"{state}  {self.role:<11} {self.kind:<10} {self.cue:<18} {text}".rstrip()

    @property
    def short(self) -> str:
        """The text, its middle left out where it is long; by this a block is known again."""
        text = self.text
        return text if len(text) <= _HEAD + _TAIL + 3 else f"{text[:_HEAD]} … {text[-_TAIL:]}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that is expected of a page."""

    about: str
    recorded: bool
    """Whether the whole of it is what the program made, for want of a truth."""
    facts: dict[str, str]
    lines: tuple[Line, ...]


def pages() -> list[Path]:
    """Return every page of the fixture, sorted by name."""
    return sorted(path for path in HERE.iterdir() if path.suffix in _SUFFIXES)


def beside(page: Path) -> Path:
    """Return the path of a page's expectation."""
    return page.with_name(page.name + ".blocks")


def cleaned(page: Path) -> CleanedArticle:
    """Clean a page as if it had come from a file."""
    return clean(RawDocument(page.read_bytes(), page.name, page.name))


def read(path: Path) -> Expectation:
    """Read an expectation."""
    head, _, tail = path.read_text(encoding="utf-8").partition("\n\n")
    said = dict(_fact(line) for line in head.splitlines())
    facts = {name: said[name] for name in FACTS if name in said}
    return Expectation(said.get("#", ""), "truth" in said, facts, tuple(map(_line, tail.splitlines())))


def _fact(line: str) -> tuple[str, str]:
    name, _, value = ("#", "", line[2:]) if line.startswith("#") else line.partition(":")
    return name, value.strip()


def _line(line: str) -> Line:
    state, role, kind, cue, *text = line.split(maxsplit=4)
    return Line(state == "keep", role, kind, cue, "".join(text))


def written(expected: Expectation) -> str:
    """Return an expectation as its file holds it."""
    head = [f"# {expected.about}"] if expected.about else []
    head += ["truth: none"] if expected.recorded else []
    head += [f"{name}: {value}".rstrip() for name, value in expected.facts.items()]
    return "\n".join([*head, "", *map(str, expected.lines)]) + "\n"


def line_of(block: Block) -> Line:
    """Return a block as a line."""
    cue = block.reason.cue if block.reason else "-"
    text = block.text.replace("\n", "⏎").replace("\t", "⇥")
    return Line(block.kept, block.role.value, block.kind.value, cue, text)


def facts_of(article: CleanedArticle) -> dict[str, str]:
    """Return what a cleaned article says of itself, in the words of an expectation."""
    return {
        "title": article.title,
        "authors": "; ".join(article.authors),
        "published": article.published,
        "language": article.language,
        "site": article.site,
    }


def pairs(expected: Sequence[Line], got: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield lines of the two that begin and end alike together, the others alone, in page order."""
    ours, theirs = [line.short for line in expected], [line.short for line in got]
    for tag, first, last, other, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        here, there = expected[first:last], got[other:end]
        if tag == "equal":
            yield from zip(here, there, strict=True)
        else:
            yield from ((line, None) for line in here)
            yield from ((None, line) for line in there)


def differences(expected: Expectation, article: CleanedArticle) -> list[str]:
    """Return in words how a cleaned page differs from what is expected of it."""
    facts = facts_of(article)
    wrong = [
        f"{name}: {facts[name] or 'none'}"
        for name, value in expected.facts.items()
        if not _same(name, value, facts[name])
    ]
    for here, there in pairs(expected.lines, [line_of(block) for block in article.blocks]):
        wrong += _differing(here, there)
    return wrong


def hidden_again(article: CleanedArticle) -> list[str]:
    """Return in words what is lost of a clean text that is cleaned once more, and should not be."""
    text = "\n".join(clean_page(article.title, article.blocks, None))
    again = clean(RawDocument(text.encode(), "-", "again.txt"))
    return [f"hidden when cleaned again: {line_of(block).short}" for block in again.blocks if not block.kept]


def _same(name: str, expected: str, got: str) -> bool:
    """Whether a fact is as expected; of a day that is expected the program may know the hour as well."""
    return got == expected or (name == "published" and len(expected) == len("2020-02-20") and got[:10] == expected)


def _differing(expected: Line | None, got: Line | None) -> Iterator[str]:
    if expected is None:
        assert got is not None
        yield f"{'kept' if got.kept else 'hidden'} and not expected: {got.short}"
    elif got is None:
        yield f"{'kept' if expected.kept else 'hidden'} block missing: {expected.short}"
    elif got.kept != expected.kept:
        yield f"{'kept' if got.kept else 'hidden'}: {got.short}"
    elif (got.role, got.kind) != (expected.role, expected.kind):
        yield f"{got.role} {got.kind} for {expected.role} {expected.kind}: {got.short}"
    elif got.cue != expected.cue and not {got.cue, expected.cue} <= _WEIGHED:
        yield f"cue {got.cue} for {expected.cue}: {got.short}"
    elif expected.kept and got.text != expected.text:
        yield f"other words: {_around(expected.text, got.text)}"


def _around(expected: str, got: str) -> str:
    """Return the words of ``got`` where the two part."""
    place = next((place for place, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), len(expected))
    return f"… {got[max(0, place - 20) : place + 20]} …"
