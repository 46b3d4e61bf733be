"""Which of two moments is the later one, whoever wrote them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime


def is_newer(moment: str, other: str) -> bool:
    """Return whether a moment in RFC 3339 is later than another one."""
    return _moment(moment) > _moment(other)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:  # somebody wrote it by hand: older than anything
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
