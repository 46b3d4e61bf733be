"""What a check of a library finds and a repair puts right."""

from __future__ import annotations

from dataclasses import dataclass

from storage.text import sanitise_line


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it might be."""

    file: str
    """Which file it is about, as it lies in the library."""
    text: str
    """In words that follow the file's name."""
    damage: bool
    """False where nothing is lost by it."""
    ids: tuple[str, ...] = ()
    """The documents that it is about."""

    @property
    def line(self) -> str:
        """The finding in one line, harmless to show."""
        return sanitise_line(f"{self.file} {self.text}")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and done."""

    findings: tuple[Finding, ...]
    articles: int = 0
    notes: int = 0
    """Annotations."""
    changes: int = 0
    """Rows of the log."""
    since: str = ""
    """When the oldest of them was made, RFC 3339 in UTC; empty when there is none."""
    size: int = 0
    """Bytes that the library takes, each file once."""
    done: tuple[str, ...] = ()
    """What a repair has put right, one line each."""

    @property
    def sound(self) -> bool:
        """Whether nothing is damaged."""
        return not any(finding.damage for finding in self.findings)
