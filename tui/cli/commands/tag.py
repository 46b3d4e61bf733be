"""``paperknife tag``: tags on an article, a paragraph, a range or a passage, given and taken off."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from storage.annotation import tag_name
from storage.errors import UsageError
from tui.cli.marking import print_mark, resolved, takes_target
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_json, takes_library

EXAMPLES = ("paperknife tag 1f2e3d4c +conflict", "paperknife tag 1f2e3d4c:3 +displacement -todo")


def add_arguments(parser: Parser) -> None:
    """Take a target and changes of its tags; the options stand before the target."""
    takes_target(parser)
    parser.add_argument(
        "changes",
        nargs="+",
        metavar="+TAG|-TAG",
        help="give a tag, or take it off; every word after TARGET is one, so options stand before TARGET",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Change the tags and say what the target carries now."""
    add, remove = changed(arguments.changes)
    with open_to_change(arguments) as library:
        article, target = resolved(library, arguments.target)
        annotation = library.mark(target, add=add, remove=remove)
        print_mark(arguments, article, target, annotation)
    return 0


def changed(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags that ``+TAG`` words give and those that ``-TAG`` words take off.

    Raises:
        UsageError: a word begins with neither sign, its tag cannot be one, or there is no word.
    """
    meant = [word for word in words if word != "--"]
    for word in meant:
        if word.startswith("--"):
            raise UsageError(
                f"“{word}” stands after TARGET, where every word gives a tag or takes one off; put it before"
            )
        if word[:1] not in ("+", "-"):
            raise UsageError(f"“{word}” is no change of a tag; +{word} gives it, -{word} takes it off")
    if not meant:
        raise UsageError("no tag was named; +TAG gives one, -TAG takes it off")
    add, remove = (tuple(tag_name(word[1:]) for word in meant if word[0] == sign) for sign in "+-")
    return add, remove
