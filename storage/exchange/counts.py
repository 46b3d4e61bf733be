"""The JSON object of the statistics, field by field as ``docs/commands.schema.json`` has it."""

from __future__ import annotations

from storage.statistics import Statistics


def statistics_object(counted: Statistics) -> dict[str, object]:
    """Return what ``stats --json`` prints."""
    return {
        "articles": counted.articles,
        "states": dict(counted.states),
        "words": counted.words,
        "median_words": counted.median_words,
        "marks": counted.marks,
        "notes": counted.notes,
        "marked_articles": counted.marked_articles,
        "read": counted.read,
        "read_dated": counted.read_dated,
        "unit": counted.unit.value,
        "timeline": [
            {"start": each.start.isoformat(), "added": each.added, "read": each.read, "marks": each.marks}
            for each in counted.timeline
        ],
        "sources": [
            {
                "name": each.name,
                "articles": each.articles,
                "read": each.read,
                "marks": each.marks,
                "words": each.words,
            }
            for each in counted.sources
        ],
        "tags": [{"name": each.name, "marks": each.marks, "articles": each.articles} for each in counted.tags],
        "weekdays": list(counted.weekdays),
        "hours": list(counted.hours),
    }
