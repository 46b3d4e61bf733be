"""What the preview says of an article: the beginning of its text, and its tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from storage.annotation import tag_key
from storage.article import Article, ArticleRow, Role
from tui.cells import Runs, cropped, harmless
from tui.lists.columns import minutes
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
    row: ArticleRow, paragraphs: Sequence[str], inks: Mapping[str, str], width: int, height: int, *, tall: bool
) -> list[Runs]:
    """Return at most ``height`` lines of ``width`` cells: a tall preview begins with title and source."""
    head = _head(row, width) if tall else []
    tags = tag_runs(row.tags, inks, width)
    room = max(0, height - len(head) - bool(tags))
    body = _body(paragraphs, width, room, apart=tall)
    return [*head, *body, *([tags] if tags else [])][:height]


def tag_runs(tags: Sequence[str], inks: Mapping[str, str], width: int) -> Runs:
    """Return the tags that fit into ``width`` cells, each with its sign and in its ink."""
    runs: Runs = []
    left = width
    for tag in tags:
        text = cropped(f"#{tag}", 30)
        if cell_len(text) + 1 > left:
            break
        left -= cell_len(text) + 1
        runs += [(text, inks.get(tag_key(tag), "")), (" ", "")]
    return runs[:-1]


def _head(row: ArticleRow, width: int) -> list[Runs]:
    record = row.record
    known = [", ".join(record.authors), record.site, record.published[:10], f"{minutes(record.words)} min"]
    about = " · ".join(part for part in known if part)
    return [
        *([(line, "title")] for line in _wrapped(record.shown_title, width)[:3]),
        [(cropped(about, width), "dim")],
        [],
    ]


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
