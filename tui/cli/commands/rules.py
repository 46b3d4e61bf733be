"""``paperknife rules``: lines that are hidden or kept in all articles of a source, as the reader says."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import InputError, UsageError
from storage.rule import Rule, RuleOrigin
from storage.wording import count_of
from tui.cli.exported import read_exported
from tui.cli.naming import rule_named
from tui.cli.opening import open_to_change, open_to_read
from tui.cli.output import json_line, whole
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.setting import print_table
from tui.cli.streams import complain, say
from tui.cli.words import day, short

if TYPE_CHECKING:
    from storage.library import Library

EXAMPLES = (
    "paperknife rules",
    'paperknife rules list --source "The Ledger" --json',
    "paperknife rules add 1f2e3d4c:3",
    'paperknife rules add --source "The Ledger" "Follow us on every network"',
    'paperknife rules edit 4b7c9d20 --keep --line "Follow us"',
    "paperknife rules delete 4b7c9d20",
    "paperknife rules export -o rules.json",
    "paperknife rules import rules.json",
)

_LINE = 3
_ORIGINS = {RuleOrigin.OFFERED: "offered", RuleOrigin.WRITTEN: "by hand", RuleOrigin.IMPORTED: "imported"}


def add_arguments(parser: Parser) -> None:
    """Take a sub-command; without one the rules are listed."""
    takes_json(parser)
    takes_library(parser)
    parser.set_defaults(act=_list, of=None)
    listing = _command(parser, _list, "list", "list the rules")
    listing.add_argument("--source", dest="of", metavar="S", help="the source whose rules are listed (otherwise all)")
    takes_json(listing)
    adding = _command(parser, _add, "add", "hide a line, or keep it, in all articles of a source")
    adding.add_argument(
        "line", metavar="LINE", help="the line as it stands in the articles; without --source a paragraph, ID:P"
    )
    adding.add_argument("--source", metavar="S", help="the source, as the list of articles shows it")
    adding.add_argument("--keep", action="store_true", help="keep the line, instead of hiding it")
    takes_json(adding)
    editing = _command(parser, _edit, "edit", "change a rule")
    editing.add_argument("rule", metavar="RULE", help="a rule's id, or the first characters of it")
    editing.add_argument("--source", metavar="S", help="the source that it is for")
    editing.add_argument("--line", metavar="LINE", help="the line that it is for")
    way = editing.add_mutually_exclusive_group()
    way.add_argument("--hide", action="store_const", const=False, dest="kept", help="hide the line")
    way.add_argument("--keep", action="store_const", const=True, dest="kept", help="keep the line")
    takes_json(editing)
    deleting = _command(parser, _delete, "delete", "delete rules")
    deleting.add_argument("rules", nargs="+", metavar="RULE", help="a rule's id, or the first characters of it")
    exporting = _command(parser, _export, "export", "write the rules into a file that others can import")
    exporting.add_argument(
        "--source", dest="of", metavar="S", help="the source whose rules are written (otherwise all)"
    )
    exporting.add_argument(
        "-o", "--output", metavar="FILE", help="the file to write, whole or not at all (otherwise standard output)"
    )
    importing = _command(parser, _import, "import", "take in rules that were exported")
    importing.add_argument("files", nargs="+", metavar="FILE", help="a file of rules, or - for standard input")
    for command in parser.commands.values():
        takes_library(command)


def run(arguments: Namespace) -> int:
    """Do what the sub-command says."""
    act: Callable[[Namespace], int | None] = arguments.act
    return act(arguments) or 0


def _command(parser: Parser, act: Callable[[Namespace], int | None], name: str, summary: str) -> Parser:
    examples = [example for example in EXAMPLES if example.startswith(f"paperknife rules {name}")]
    command = parser.add_command(name, summary, examples)
    command.set_defaults(act=act)
    return command


def _list(arguments: Namespace) -> None:
    rules = _rules(arguments)
    if wants_json(arguments):
        _print_json(rules)
    elif rules:
        print_table([_row(rule) for rule in rules], gives=_LINE)
    else:
        say(
            "no rules; “paperknife rules add” makes one, and x offers one, twice on the same line of a source"
            if arguments.of is None
            else f"no rules for the source “{arguments.of}”; “paperknife rules” lists all"
        )


def _rules(arguments: Namespace) -> list[Rule]:
    from storage.cleaning.sources import source_key

    with open_to_read(arguments) as library:
        rules = sorted(library.rules(), key=lambda rule: source_key(rule.source))
    if arguments.of is None:
        return rules
    return [rule for rule in rules if source_key(rule.source) == source_key(arguments.of)]


def _row(rule: Rule) -> tuple[str, ...]:
    act = "keep" if rule.kept else "hide"
    return short(rule.id), act, rule.source, rule.line, f"{_ORIGINS[rule.origin]}, {day(rule.created)}"


def _add(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        source, line = (
            _passage(library, arguments.line) if arguments.source is None else (arguments.source, arguments.line)
        )
        rule = library.add_rule(source, line, kept=arguments.keep)
    _tell(arguments, rule, "")


def _passage(library: Library, address: str) -> tuple[str, str]:
    """Return the source and the line of a paragraph."""
    from storage.source import source_of
    from tui.cli.marking import resolved

    try:
        article, target = resolved(library, address)
    except UsageError as error:
        raise UsageError(
            f"“{address}” is no paragraph, ID:P; for a line say which source, too: --source S LINE"
        ) from error
    if not target.first or target.first != target.last or target.start is not None:
        raise UsageError(f"“{address}” names no paragraph; ID:P does, or say --source S LINE")
    source = source_of(article.record.site, article.record.url)
    if not source:
        way = f"“paperknife edit {short(article.id)} --source S” says it"
        raise UsageError(f"the source of “{article.record.shown_title}” is not known; {way}")
    return source, article.blocks[article.index[target.first]].text


def _edit(arguments: Namespace) -> None:
    if (arguments.source, arguments.line, arguments.kept) == (None, None, None):
        raise UsageError("nothing to change: say --source, --line, --hide or --keep")
    with open_to_change(arguments) as library:
        rule = library.edit_rule(
            rule_named(library, arguments.rule).id, source=arguments.source, line=arguments.line, kept=arguments.kept
        )
    _tell(arguments, rule, "now: ")


def _tell(arguments: Namespace, rule: Rule, before: str) -> None:
    if wants_json(arguments):
        _print_json([rule])
    act = "kept" if rule.kept else "hidden"
    say(
        f"{before}rule {short(rule.id)}: “{rule.line}” is {act} in articles of {rule.source} "
        "that are added or cleaned again from now on"
    )


def _delete(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        ids = list(dict.fromkeys(rule_named(library, prefix).id for prefix in arguments.rules))
        library.delete_rules(ids)
    say(f"deleted {count_of(len(ids), 'rule')}")


def _export(arguments: Namespace) -> None:
    from datetime import UTC, datetime

    from storage.exchange.rules import rules_text
    from tui.files import write_whole
    from tui.version import __version__

    rules = _rules(arguments)
    text = rules_text(rules, exported=datetime.now(UTC), version=__version__)
    if arguments.output in (None, "-"):
        whole(text)
        return
    write_whole(Path(arguments.output), text)
    say(f"wrote {count_of(len(rules), 'rule')} to {arguments.output}")


def _import(arguments: Namespace) -> int:
    from storage.exchange.rules import read_rules_file

    read: list[tuple[str, tuple[Rule, ...]]] = []
    exit_code = 0
    for name in arguments.files:
        try:
            read.append((name, read_exported(name, read_rules_file)))
        except InputError as error:
            complain(str(error))
            exit_code = error.exit_code
    if read:
        with open_to_change(arguments, create=True) as library:
            for name, rules in read:
                new = library.take_rules(rules)
                say(f"{name}: {count_of(len(rules), 'rule')}, {new} new")
    return exit_code


def _print_json(rules: list[Rule]) -> None:
    from storage.exchange.objects import rule_told

    for rule in rules:
        json_line(rule_told(rule))
