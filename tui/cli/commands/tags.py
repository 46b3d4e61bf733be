"""``paperknife tags``: the codebook, listed, and its tags renamed, merged and deleted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from storage.annotation import Tag
from storage.wording import count_of
from tui.cli.opening import open_to_change, open_to_read
from tui.cli.output import json_line
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.setting import print_table
from tui.cli.streams import say

EXAMPLES = (
    "paperknife tags",
    "paperknife tags list --json",
    "paperknife tags rename conflict war",
    "paperknife tags merge fight battle --into war",
    "paperknife tags delete todo",
)

_DESCRIPTION = 2


def add_arguments(parser: Parser) -> None:
    """Take a sub-command; without one the tags are listed."""
    takes_json(parser)
    takes_library(parser)
    parser.set_defaults(act=_list)
    takes_json(_command(parser, _list, "list", "list the tags with how often each is used"))
    renaming = _command(parser, _rename, "rename", "rename a tag and those nested in it")
    renaming.add_argument("name", metavar="TAG", help="the tag as it is")
    renaming.add_argument("new", metavar="NEW", help="its new name, which no other tag may have")
    merging = _command(parser, _merge, "merge", "make one tag of several")
    merging.add_argument("names", nargs="+", metavar="TAG", help="a tag that goes")
    merging.add_argument("--into", required=True, metavar="TAG", help="the tag that takes their places")
    deleting = _command(parser, _delete, "delete", "take tags off everything and out of the codebook")
    deleting.add_argument("names", nargs="+", metavar="TAG", help="a tag that goes")


def run(arguments: Namespace) -> int:
    """Do what the sub-command says."""
    act: Callable[[Namespace], None] = arguments.act
    act(arguments)
    return 0


def _command(parser: Parser, act: Callable[[Namespace], None], name: str, summary: str) -> Parser:
    examples = [example for example in EXAMPLES if example.startswith(f"paperknife tags {name}")]
    command = parser.add_command(name, summary, examples)
    command.set_defaults(act=act)
    takes_library(command)
    return command


def _list(arguments: Namespace) -> None:
    with open_to_read(arguments) as library:
        tags = library.tags()
    if wants_json(arguments):
        for tag in tags:
            json_line(_told(tag))
    elif tags:
        print_table([(str(tag.count), tag.name, tag.description) for tag in tags], gives=_DESCRIPTION)
    else:
        say("no tags yet; “paperknife tag TARGET +TAG” makes one")


def _told(tag: Tag) -> dict[str, object]:
    return {
        "id": tag.id,
        "name": tag.name,
        "count": tag.count,
        "description": tag.description,
        "color": tag.color,
        "created": tag.created,
    }


def _rename(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        library.rename_tag(arguments.name, arguments.new)
    say(f"“{arguments.name}” is now “{arguments.new}”")


def _merge(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        library.merge_tags(arguments.names, arguments.into)
    say(f"merged {', '.join(arguments.names)} into “{arguments.into}”")


def _delete(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        library.delete_tags(arguments.names)
    say(f"deleted {count_of(len(arguments.names), 'tag')}: {', '.join(arguments.names)}")
