"""What the codebook's pane says of a tag: what it means, how much it is used, and passages that carry it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from storage.annotation import Annotation
from storage.article import ArticleRow
from storage.wording import count_of
from tui.cells import ELLIPSIS, Run, Runs, cropped, harmless
from tui.lists.passage_rows import in_quotes
from tui.lists.tag_tree import TagRow
from tui.moments import local
from tui.wrapping import flow

MOST_PASSAGES = 5
"""Passages that are shown at most."""
_TALL = 12
"""Lines from which on a passage may take several."""
_QUOTED = 600
"""Characters of a quote that are wrapped: more than is ever shown."""
_LINES, _LINES_TALL = 1, 3
_ORDER = "newest first"


def about_lines(
    row: TagRow,
    passages: Sequence[Annotation] | None,
    rows: Mapping[str, ArticleRow],
    ink: str,
    width: int,
    height: int,
) -> list[Runs]:
    """Return at most ``height`` lines of ``width`` cells.

    Args:
        row: the tag, or the beginning of tags.
        passages: some of those that carry it, the newest first; None while they are looked for.
        rows: the articles by id.
        ink: the tag's ink.
        width: cells of a line.
        height: how many lines there are.
    """
    lines = _head(row, ink, width)
    if passages is None:
        return lines[:height]
    if not passages:
        return [*lines, [], [("Nothing carries it yet.", "dim")]][:height]
    most = _LINES_TALL if height >= _TALL else _LINES
    for passage in passages[:MOST_PASSAGES]:
        shown = _passage(passage, rows.get(passage.target.article), width, most)
        if lines and height >= _TALL:
            lines.append([])
        if len(lines) + len(shown) > height:
            break
        lines += shown
    return lines[:height]


def _head(row: TagRow, ink: str, width: int) -> list[Runs]:
    own = row.use.count
    said = [count_of(own, "mark")] if row.tag else ["no tag itself"]
    if row.nested:
        said.append(f"{row.use.total:,} with {count_of(row.nested, 'tag')} nested")
    if row.use.last:
        said.append(f"last used {local(row.use.last).date().isoformat()}")
    if row.tag and row.tag.color:
        said.append(row.tag.color)
    if row.use.total > 1 and cell_len(" · ".join([*said, _ORDER])) <= width:
        said.append(_ORDER)
    lines: list[Runs] = [
        [(cropped(row.name, width), f"{ink} title")],
        [(cropped(" · ".join(said), width), "dim")],
    ]
    if row.tag and row.tag.description:
        lines += flow([(harmless(row.tag.description), "")], width)
    return lines


def _passage(passage: Annotation, row: ArticleRow | None, width: int, most: int) -> list[Runs]:
    words = " ".join(passage.target.exact.split())[:_QUOTED]
    title = row.record.shown_title if row else "an article that is gone"
    source: Run = (title if passage.target.first else f"the whole of {title}", "dim")
    if not words:
        lines: list[Runs] = []
    elif most == _LINES:
        tail = f"  {cropped(harmless(title), width // 3)}"
        room = width - cell_len(tail) - 2
        return [[(in_quotes(cropped(words, room)), ""), (tail, "dim")]]
    else:
        lines = flow([(in_quotes(harmless(words)), "")], width, hang=1)
        if len(lines) > most:
            last = "".join(text for text, _ in lines[most - 1])
            last = cropped(last, width - 2)
            lines = [*lines[: most - 1], [(last if last.endswith(ELLIPSIS) else f"{last} {ELLIPSIS}", "")]]
    note = " ".join(passage.note.split())
    noted: list[Runs] = [[("  ✎ ", "key"), (cropped(note, width - 4), "note")]] if note and most > _LINES else []
    return [*lines, *noted, [("  ", ""), (cropped(source[0], width - 2), source[1])]]
