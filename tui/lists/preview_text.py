"""What the preview says of an article: facts, where its reader is, the beginning of its text, its tags. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import Article, ArticleRow, Role, State
from storage.wording import count_of
from tui.cells import Runs, cropped, cropped_runs, harmless
from tui.lists.columns import SIGNS
from tui.lists.tag_line import tag_runs
from tui.pace import minutes_for, told
from tui.wrapping import wrap

_ENOUGH = 6000
"""Characters: more than a preview ever shows."""
_OPENING = (Role.LEAD, Role.BODY)


def opening(article: Article) -> tuple[str, ...]:
    """Return the first paragraphs that are the article's own; all kept ones when none is known to be."""
    own = [block.text for block in article.blocks if block.kept and block.role in _OPENING and block.text]
    texts = own or [block.text for block in article.blocks if block.kept and block.role is not Role.TITLE]
    result: list[str] = []
    length = 0
    for text in texts:
        if length > _ENOUGH:
            break
        result.append(text[:_ENOUGH])
        length += len(text)
    return tuple(result)


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
        cropped_runs([(SIGNS[record.state], "cursor"), (f" {_standing(row, furthest)}", "dim")], width),
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
        lines += [[(line, "")] for line in _wrapped(paragraph, width)]
        if len(lines) > room:
            break
    return lines[:room]


def _wrapped(text: str, width: int) -> list[str]:
    text = harmless(text)
    return [text[start:end] for start, end in wrap(text, width)]
