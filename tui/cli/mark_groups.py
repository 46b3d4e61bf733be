"""Prints annotations by tag, or by the day they were made, each with its article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.annotation import Tag
from tui.cli.mark_printed import Kept, print_mark
from tui.cli.output import Bold, Dim, json_line, line
from tui.lists.note_groups import by_tag, by_time
from tui.lists.note_rows import source_of


def print_groups(kept: Sequence[Kept], tags: Sequence[Tag], grouping: str) -> None:
    """Print annotations under headings, or as JSON with the heading as ``group``, as the list on the screen has them.

    ``grouping`` is ``tag`` (one with several tags comes under each) or ``time`` (newest first).
    """
    rows = {each.row.id: each.row for each in kept}
    marks = {each.row.id: each.marks for each in kept}
    places = {key: where for each in kept for key, where in each.places.items()}
    objects = {key: value for each in kept for key, value in each.objects.items()}
    if grouping == "tag":
        groups = by_tag(rows.values(), marks, tags, {})
    else:
        groups = by_time(rows.values(), marks, datetime.now().astimezone().date())
    for number, group in enumerate(groups):
        if not objects:
            if number:
                line()
            line(Bold(group.head.title), Dim(group.head.about))
        for annotation in group.marks:
            if objects:
                json_line({**objects[annotation.id], "group": group.head.title if group.head.key else ""})
            else:
                print_mark(annotation, places[annotation.id], source_of(rows[annotation.target.article]))
