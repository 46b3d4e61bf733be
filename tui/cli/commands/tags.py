"""``paperknife tags``: the codebook, listed and changed as on the screen."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storage.annotation import tag_key
from storage.wording import count_of
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_json, takes_library
from tui.cli.query import annotations_meant, given_query, nothing_matches, takes_query
from tui.cli.streams import say
from tui.cli.tag_list import list_tags, list_together, no_tag

if TYPE_CHECKING:
    from storage.library import Library

EXAMPLES = (
    "paperknife tags",
    "paperknife tags list --tree",
    "paperknife tags list --json",
    "paperknife tags add claim/weak claim/strong",
    'paperknife tags describe conflict "Acts of war, talks, cease-fires."',
    'paperknife tags color conflict "sky blue"',
    "paperknife tags rename conflict war",
    "paperknife tags move sampling --under method",
    "paperknife tags merge fight battle --into war",
    "paperknife tags split war --into war/talks note:talks",
    "paperknife tags delete todo",
    "paperknife tags together war",
)


def add_arguments(parser: Parser) -> None:
    """Take a sub-command; without one the tags are listed."""
    takes_json(parser)
    takes_library(parser)
    parser.set_defaults(act=list_tags, tree=False)
    listing = _command(parser, list_tags, "list", "list the tags with how often each is used")
    listing.add_argument(
        "--tree",
        action="store_true",
        help="print them as a tree: marks of the tag, with those of what is nested in it, name, description",
    )
    takes_json(listing)
    adding = _command(parser, _add, "add", "put tags into the codebook before anything carries them")
    _takes_names(adding, "a tag, new or not")
    describing = _command(parser, _describe, "describe", "say what a tag means")
    _takes_name(describing)
    describing.add_argument("text", metavar="TEXT", help="what it means, in one line; empty for nothing")
    coloring = _command(parser, _color, "color", "show tags in a colour")
    _takes_names(coloring, "a tag; what is nested in it and has no colour follows")
    coloring.add_argument(
        "color",
        metavar="COLOR",
        help="#RRGGBB, sky blue, orange, green, yellow, pink, vermilion, blue, grey, or none",
    )
    renaming = _command(parser, _rename, "rename", "rename a tag and those nested in it")
    _takes_name(renaming)
    renaming.add_argument("new", metavar="NEW", help="its new name, which no other tag may have")
    moving = _command(parser, _move, "move", "nest tags, with those nested in them, in another one or in none")
    _takes_names(moving, "a tag that moves")
    moving.add_argument(
        "--under", metavar="PARENT", default="", help="what they are nested in then (otherwise nothing)"
    )
    merging = _command(parser, _merge, "merge", "make one tag of several")
    _takes_names(merging, "a tag that goes")
    merging.add_argument("--into", required=True, metavar="TAG", help="the tag that takes their places")
    splitting = _command(parser, _split, "split", "give some marks of a tag another one instead")
    _takes_name(splitting)
    splitting.add_argument("--into", required=True, metavar="NEW", help="the tag that these get, new or not")
    takes_query(splitting, "marks", ids="marks", needed=True)
    deleting = _command(parser, _delete, "delete", "take tags off everything and out of the codebook")
    _takes_names(deleting, "a tag that goes")
    deleting.add_argument("--nested", action="store_true", help="delete what is nested in them, too")
    together = _command(parser, list_together, "together", "list the tags that occur together")
    together.add_argument(
        "name", nargs="?", metavar="TAG", help="a tag, for what occurs together with it alone (otherwise all)"
    )
    together.add_argument(
        "--articles", action="store_true", help="count articles that hold both, instead of passages"
    )
    takes_json(together)
    for command in parser.commands.values():
        takes_library(command)


def run(arguments: Namespace) -> int:
    """Do what the sub-command says."""
    act: Callable[[Namespace], None] = arguments.act
    act(arguments)
    return 0


def _command(parser: Parser, act: Callable[[Namespace], None], name: str, summary: str) -> Parser:
    examples = [example for example in EXAMPLES if example.startswith(f"paperknife tags {name}")]
    command = parser.add_command(name, summary, examples)
    command.set_defaults(act=act)
    return command


def _takes_name(parser: Parser) -> None:
    parser.add_argument("name", metavar="TAG", help="the tag as it is")


def _takes_names(parser: Parser, meaning: str) -> None:
    parser.add_argument("names", nargs="+", metavar="TAG", help=meaning)


def _add(arguments: Namespace) -> None:
    with open_to_change(arguments, create=True) as library:
        added = library.add_tags(arguments.names)
    say(f"added {_named(added)}" if added else "nothing to add: these are in the codebook")


def _describe(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        name = library.describe_tag(arguments.name, arguments.text)
    say(f"“{name}” means: {text}" if (text := " ".join(arguments.text.split())) else f"“{name}” has no description")


def _color(arguments: Namespace) -> None:
    from tui.lists.color_rows import color_named

    color = color_named(arguments.color)
    with open_to_change(arguments) as library:
        names = library.color_tags(arguments.names, color)
    say(f"{_named(names)}: {color or 'no colour of its own'}")


def _rename(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        library.rename_tag(arguments.name, arguments.new)
    same = arguments.name == arguments.new
    say(f"“{arguments.name}” is called so already" if same else f"“{arguments.name}” is now “{arguments.new}”")


def _move(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        parent = library.move_tags(arguments.names, arguments.under)
    say(f"moved {_named(arguments.names)} {f'under “{parent}”' if parent else 'to the first level'}")


def _merge(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        kept = library.merge_tags(arguments.names, arguments.into)
    merged = [name for name in arguments.names if tag_key(name) != tag_key(kept)]
    say(f"merged {_named(merged)} into “{kept}”" if merged else f"nothing to merge: “{kept}” alone was named")


def _split(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        into, count = library.split_tag(arguments.name, _chosen(library, arguments), arguments.into)
    say(f"{count_of(count, 'mark')} of “{arguments.name}” {'has' if count == 1 else 'have'} “{into}” now")


def _chosen(library: Library, arguments: Namespace) -> Sequence[str]:
    """Return the ids of the annotations that are named, else of those that carry the tag and match the query.

    Raises:
        NothingMatches: there are none.
    """
    named = annotations_meant(library, arguments)
    if named is not None:
        return named
    query = given_query(arguments)
    assert query is not None
    picks, rows = library.picks_marks(query), {row.id: row for row in library.rows()}
    marks = library.carrying(arguments.name)
    names = [tag.name for tag in library.tags()]
    if not marks and tag_key(arguments.name) not in map(tag_key, names):
        raise no_tag(arguments.name, names)
    found = [annotation.id for annotation in marks if picks(rows[annotation.target.article], annotation)]
    if not found:
        raise nothing_matches(library, arguments, f"no mark of “{arguments.name}”")
    return found


def _delete(arguments: Namespace) -> None:
    with open_to_change(arguments) as library:
        deleted = library.delete_tags(arguments.names, nested=arguments.nested)
    tags, marks = count_of(len(deleted.tags), "tag"), count_of(deleted.mark_count, "mark")
    say(f"deleted {tags} from {marks}: {_named(deleted.tags)}")


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
