"""``paperknife check``: what is wrong with the files of the library; nothing is changed."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.wording import count_of
from tui.cli.opening import library_place
from tui.cli.output import json_line, line
from tui.cli.parser import Parser, takes_json, takes_library, wants_json

if TYPE_CHECKING:
    from storage.library import Report

EXAMPLES = ("paperknife check", "paperknife check --json")

DAMAGED = 1


def add_arguments(parser: Parser) -> None:
    """Take nothing but the common options."""
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Look at every file and tell what is found; 1 when something is damaged."""
    from storage.library import check

    report = check(library_place(arguments))
    tell(report, json=wants_json(arguments))
    return 0 if report.sound else DAMAGED


def tell(report: Report, *, json: bool) -> None:
    """Print what was found and done, one line each, and how much there is."""
    if json:
        for finding in report.findings:
            json_line(
                {
                    "file": finding.file,
                    "finding": finding.text,
                    "damage": finding.damage,
                    "ids": list(finding.ids),
                }
            )
        json_line(
            {
                "sound": report.sound,
                "done": list(report.done),
                "articles": report.articles,
                "notes": report.notes,
                "changes": report.changes,
                "since": report.since or None,
                "bytes": report.size,
            }
        )
        return
    for done in report.done:
        line(done)
    for finding in report.findings:
        line(finding.line)
    counts = f"{count_of(report.articles, 'article')}, {count_of(report.notes, 'mark')}"
    log = count_of(report.changes, "change")
    if report.since:
        from tui.moments import local

        log += f" since {local(report.since):%Y-%m-%d}"
    line(f"{'sound' if report.sound else 'damaged'}: {counts}, {log}, {report.size / 1e6:,.1f} MB")
