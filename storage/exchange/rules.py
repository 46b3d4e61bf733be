"""A reader's rules as JSON: in an export of the library, and in a file of their own that other readers take in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from storage.cleaning.sources import line_key, source_key
from storage.errors import ExchangeError
from storage.exchange.checks import Value, format_of, no_two_alike, parse, require_version
from storage.exchange.names import LIBRARY_FORMAT, RULES_FORMAT, urn
from storage.rule import LONGEST_LINE, Rule, RuleOrigin

VERSION = "1.0"


class Act(StrEnum):
    """What a rule does with its line."""

    HIDE = "hide"
    KEEP = "keep"


def rules_text(rules: Iterable[Rule], *, exported: datetime, version: str) -> str:
    """Return rules as the file that :func:`read_rules_file` reads; ``exported`` is aware."""
    content = {
        "format": RULES_FORMAT,
        "version": VERSION,
        "generator": {"name": "paperknife", "version": version},
        "exported": exported.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rules": [rule_object(rule) for rule in rules],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def rule_object(rule: Rule) -> dict[str, object]:
    """Return a rule as an export holds it."""
    return {
        "id": urn(rule.id),
        "source": rule.source,
        "line": rule.line,
        "action": act_of(rule).value,
        "created": rule.created,
        "origin": rule.origin.value,
    }


def act_of(rule: Rule) -> Act:
    """Return what a rule does with its line."""
    return Act.KEEP if rule.kept else Act.HIDE


def read_rules_file(text: str) -> tuple[Rule, ...]:
    """Return the rules of a file of rules, every string made harmless.

    Raises:
        ExchangeError: the text is no such file, of another major version, or damaged; the line says where.
    """
    root = parse(text, "paperknife rules export")
    name = format_of(root)
    if name == LIBRARY_FORMAT:
        raise ExchangeError(
            "the file is an export of a library: “paperknife import” takes it in, "
            "“paperknife rules export” writes rules alone"
        )
    if name != RULES_FORMAT:
        raise ExchangeError(
            f"no rules of paperknife: “format” is not “{RULES_FORMAT}” (“paperknife rules export” writes it)"
        )
    require_version(root, "these rules have")
    return read_rules(root, root["rules"].each())


def read_rules(place: Value, values: Iterable[Value]) -> tuple[Rule, ...]:
    """Return rules; ``place`` is what holds them, for an error to name."""
    rules = tuple(map(_rule, values))
    no_two_alike(place, (rule.id for rule in rules), "id of a rule")
    no_two_alike(place, (f"{source_key(rule.source)}\n{rule.paragraph}" for rule in rules), "line of a rule")
    return rules


def _rule(value: Value) -> Rule:
    source, line = value["source"].line(), value["line"].line()
    if not source_key(source):
        value.refuse("names no source")
    if not 0 < len(line) <= LONGEST_LINE:
        value.refuse(f"should have a line of 1 to {LONGEST_LINE} characters")
    return Rule(
        id=value["id"].uuid(),
        source=source,
        line=line,
        paragraph=line_key(line),
        kept=value["action"].one_of(Act) is Act.KEEP,
        created=value["created"].time(),
        origin=value["origin"].one_of(RuleOrigin),
    )
