"""What the preview says of an article: facts, where its reader is, the beginning of its text, its tags. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import Article, ArticleRow, State
from storage.block import Block, Kind, Role
from storage.wording import count_of
from tui.cells import ELLIPSIS, Runs, cropped, cropped_runs, harmless
from tui.lists.tag_line import tag_runs
from tui.pace import minutes_for, told
from tui.signs import STATE_SIGNS
from tui.status import in_words
from tui.wrapping import wrap

_ENOUGH = 6000
"""Characters: more than a preview ever shows."""
_OPENING = (Role.LEAD, Role.BODY)


def opening(article: Article) -> tuple[str, ...]:
    """Return the first paragraphs that are the article's own; all kept ones when none is known to be.

    Code, tables and lists keep their lines: items that follow each other are one paragraph.
    """
    own = [block for block in article.blocks if block.kept and block.role in _OPENING and block.text]
    blocks = own or [block for block in article.blocks if block.kept and block.role is not Role.TITLE]
    result: list[str] = []
    length = 0
    before: Kind | None = None
    for block in blocks:
        if length > _ENOUGH:
            break
        text = _in_lines(block, block.text[:_ENOUGH])
        if block.kind is before is Kind.LIST_ITEM:
            result[-1] += f"\n{text}"
        else:
            result.append(text)
        before = block.kind
        length += len(text)
    return tuple(result)


def _in_lines(block: Block, text: str) -> str:
    """Return a block's text as the lines that show what kind it is."""
    match block.kind:
        case Kind.CODE:
            return "\n".join(f"  {line}" for line in text.split("\n"))
        case Kind.TABLE:
            return text.replace("\t", " · ")
        case Kind.LIST_ITEM:
            return f"{'  ' * min(block.depth, 4)}{block.marker or '•'} {_one_line(text)}"
        case Kind.QUOTE:
            return f"│ {_one_line(text)}"
        case _:
            return _one_line(text)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def preview_lines(
    row: ArticleRow,
    paragraphs: Sequence[str],
    inks: Mapping[str, str],
    width: int,
    height: int,
    *,
    tall: bool,
    furthest: float = 0.0,
) -> list[Runs]:
    """Return at most ``height`` lines of ``width`` cells: a tall preview begins with title, facts and state."""
    head = _head(row, width, furthest) if tall else []
    tags = tag_runs(row.tags, inks, width)
    room = max(0, height - len(head) - bool(tags))
    body = _body(paragraphs, width, room, apart=tall)
    return [*head, *body, *([tags] if tags else [])][:height]


def _head(row: ArticleRow, width: int, furthest: float) -> list[Runs]:
    record = row.record
    known = [", ".join(record.authors), record.site, record.published[:10], told(minutes_for(record.words))]
    about = " · ".join(part for part in known if part)
    return [
        *([(line, "title")] for line in _wrapped(record.shown_title, width)[:3]),
        [(cropped(about, width), "dim")],
        cropped_runs([(STATE_SIGNS[record.state], "cursor"), (f" {_standing(row, furthest)}", "dim")], width),
        [],
    ]


def _standing(row: ArticleRow, furthest: float) -> str:
    """Return how far the reader is with an article, and what is in it."""
    state = row.record.state
    done = f" {round(furthest * 100)} %" if state is State.READING and furthest else ""
    marked = count_of(row.annotation_count, "mark") if row.annotation_count else ""
    noted = count_of(row.note_count, "note") if row.note_count else ""
    parts = [state.value + done, marked, noted, f"added {row.record.added[:10]}", row.record.language]
    return " · ".join(part for part in parts if part)


def _body(paragraphs: Sequence[str], width: int, room: int, *, apart: bool) -> list[Runs]:
    lines: list[Runs] = []
    for paragraph in paragraphs:
        if lines and apart:
            lines.append([])
        lines += [[(row, "")] for line in paragraph.split("\n") for row in _wrapped(line, width)]
        if len(lines) > room:
            return _cut(lines[:room], width)
    return lines


def _cut(lines: list[Runs], width: int) -> list[Runs]:
    """Say in the last line with words that the text goes on."""
    while lines and not (lines[-1] and lines[-1][0][0]):
        lines.pop()
    if lines:
        lines[-1] = [(in_words(f"{lines[-1][0][0].rstrip()} {ELLIPSIS}", width), "")]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    text = harmless(text)
    return [text[start:end] for start, end in wrap(text, width)]
