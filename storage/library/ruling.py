"""Rules laid down in a draft: one at most for each line of a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from storage.cleaning.sources import line_key, source_key
from storage.errors import NothingMatches, UsageError
from storage.library.documents import RULES, Draft
from storage.library.moments import is_newer
from storage.library.records import new_id, now, read_rule, rule_document
from storage.rule import LONGEST_LINE, Rule, RuleOrigin
from storage.text import sanitise_line
from storage.wording import count_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A rule that the reader's flips suggest."""

    source: str
    line: str
    kept: bool
    articles: int
    """In how many articles of the source the reader has flipped the line so."""


def new_rule(source: str, line: str, kept: bool, origin: RuleOrigin) -> Rule:
    """Return a rule made now, its words harmless.

    Raises:
        UsageError: the source or the line has no words, or the line is too long to be one.
    """
    name, text = sanitise_line(source), sanitise_line(line)
    if not source_key(name):
        raise UsageError("a rule needs a source: the name of a site as the list of articles shows it")
    if not text:
        raise UsageError("a rule needs a line, as it stands in the articles")
    if len(text) > LONGEST_LINE:
        raise UsageError(f"the line of a rule has at most {LONGEST_LINE} characters, this one has {len(text)}")
    return Rule(new_id(), name, text, line_key(text), kept, now(), origin)


def known_as(rule: Rule) -> tuple[str, str]:
    """Return what makes two rules the same one: the source and the line."""
    return source_key(rule.source), rule.paragraph


def lay_rules(draft: Draft, rules: Iterable[Rule], *, newer_only: bool = False) -> list[Rule]:
    """Lay rules down, each in the place of one on the same line; return those that brought something new.

    ``newer_only``: one that is here and was not set before the other stays.
    """
    held = {known_as(rule): rule for rule in map(read_rule, draft.all(RULES))}
    laid = []
    for rule in rules:
        there = held.get(known_as(rule))
        if there is not None:
            if newer_only and not is_newer(rule.created, there.created):
                continue
            if (there.kept, there.line) == (rule.kept, rule.line):
                continue
        put = rule if there is None else replace(rule, id=there.id)
        draft.put(RULES, {**(draft.get(RULES, put.id) or {}), **rule_document(put)})
        held[known_as(put)] = put
        laid.append(put)
    return laid


def edit_rule(draft: Draft, key: str, source: str | None, line: str | None, kept: bool | None) -> Rule:
    """Change a rule; return what it was.

    Raises:
        NothingMatches: it is not there any more.
        UsageError: the source or the line has no words, or there is another rule on that line.
    """
    was = rule_of(draft, key)
    made = new_rule(
        was.source if source is None else source, was.line if line is None else line, was.kept, was.origin
    )
    made = replace(made, id=was.id, kept=was.kept if kept is None else kept)
    if line is None:
        made = replace(made, paragraph=was.paragraph)
    for other in map(read_rule, draft.all(RULES)):
        if other.id != was.id and known_as(other) == known_as(made):
            raise UsageError(f"there is a rule on that line already: {other.id[:8]}")
    if replace(made, created=was.created) != was:
        draft.put(RULES, {**(draft.get(RULES, key) or {}), **rule_document(made)})
    return was


def delete_rules(draft: Draft, keys: Sequence[str]) -> list[Rule]:
    """Take rules out; return what they were.

    Raises:
        NothingMatches: one is not there any more.
    """
    rules = [rule_of(draft, key) for key in keys]
    for key in keys:
        draft.drop(RULES, key)
    return rules


def rule_of(draft: Draft, key: str) -> Rule:
    """Return a rule by its id.

    Raises:
        NothingMatches: it is not there any more.
    """
    document = draft.get(RULES, key)
    if document is None:
        raise NothingMatches(f"the rule {sanitise_line(key)[:8]} is not in the library any more")
    return read_rule(document)


def worded(rules: Sequence[Rule]) -> str:
    """Return what rules say: ``hide “Follow us” in The Ledger``, ``3 rules``."""
    if len(rules) != 1:
        return count_of(len(rules), "rule")
    rule = rules[0]
    line = rule.line if len(rule.line) <= _QUOTED else f"{rule.line[:_QUOTED].rstrip()}…"
    return f"{'keep' if rule.kept else 'hide'} “{line}” in {rule.source}"


_QUOTED = 40
"""Characters that are quoted of a line."""
