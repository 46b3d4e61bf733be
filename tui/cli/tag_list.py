"""Prints the codebook, and which tags occur together."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from storage.annotation import UNUSED, Tag, TagUse, tag_key
from storage.errors import NothingMatches
from tui.cli.opening import open_to_read
from tui.cli.output import json_line
from tui.cli.parser import wants_json
from tui.cli.setting import print_table
from tui.cli.streams import say

if TYPE_CHECKING:
    from storage.together import Pair

_DESCRIPTION = 2
_TREE_DESCRIPTION = 3
_OTHER = 5


def list_tags(arguments: Namespace) -> None:
    """Print the tags by name, or as a tree, or as JSON Lines."""
    json = wants_json(arguments)
    with open_to_read(arguments) as library:
        tags = library.tags()
        uses: Mapping[str, TagUse] = library.tag_uses() if json or arguments.tree else {}
        keys = _keys(library.home) if json else {}
    if json:
        for tag in tags:
            json_line(_told(tag, uses.get(tag_key(tag.name), UNUSED), keys.get(tag_key(tag.name))))
    elif not tags:
        say("no tags yet; “paperknife tag TARGET +TAG” makes one")
    elif arguments.tree:
        _print_tree(tags, uses)
    else:
        print_table([(str(tag.count), tag.name, tag.description) for tag in tags], gives=_DESCRIPTION)


def list_together(arguments: Namespace) -> None:
    """Print the pairs of tags that occur together, those that do most often first.

    Raises:
        NothingMatches: there is no such tag.
    """
    from storage.together import pairs_of

    key = tag_key(arguments.name) if arguments.name else None
    with open_to_read(arguments) as library:
        names = {tag_key(tag.name): tag.name for tag in library.tags()}
        if key is not None and key not in names:
            raise no_tag(arguments.name, names.values())
        pairs = pairs_of(library.tagged_annotations(), key)
    if arguments.articles:
        pairs.sort(key=lambda pair: (-pair.articles, -pair.article_share))
    else:
        pairs = [pair for pair in pairs if pair.passages or wants_json(arguments)]
    if wants_json(arguments):
        for pair in pairs:
            json_line(_pair_told(pair, names))
    elif pairs:
        head = ("passages", "share", "articles", "share", "tag", "together with")
        print_table([head, *(_pair_row(pair, names) for pair in pairs)], gives=_OTHER)
    else:
        say("no tags occur together")


def no_tag(name: str, tags: Iterable[str]) -> NothingMatches:
    """Return the error for a tag that is none of ``tags``; it names the one that may be meant."""
    from storage.query.unknown import no_such_tag

    return NothingMatches(no_such_tag(name, tags, "“paperknife tags” lists them"))


def _keys(home: Path) -> dict[str, int]:
    """Return the digit of each pinned tag."""
    from storage.library import ReaderState

    return {tag_key(name): digit for digit, name in ReaderState.load(home).pinned.items()}


def _told(tag: Tag, use: TagUse, key: int | None) -> dict[str, object]:
    return {
        "id": tag.id,
        "name": tag.name,
        "count": tag.count,
        "total": use.total,
        "last": use.last or None,
        "key": key,
        "description": tag.description,
        "color": tag.color,
        "created": tag.created,
    }


def _print_tree(tags: tuple[Tag, ...], uses: Mapping[str, TagUse]) -> None:
    from tui.lists.tag_tree import listed, tag_tree

    rows = [
        (
            str(row.use.count) if row.tag else "-",
            str(row.use.total),
            "  " * row.depth + row.name,
            row.tag.description if row.tag else "",
        )
        for row in listed(tag_tree(tags, uses))
    ]
    print_table(rows, gives=_TREE_DESCRIPTION)


def _pair_row(pair: Pair, names: Mapping[str, str]) -> tuple[str, ...]:
    from tui.lists.pair_rows import percent

    return (
        str(pair.passages),
        percent(pair.passage_share),
        str(pair.articles),
        percent(pair.article_share),
        names.get(pair.tag, pair.tag),
        names.get(pair.other, pair.other),
    )


def _pair_told(pair: Pair, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "tag": names.get(pair.tag, pair.tag),
        "other": names.get(pair.other, pair.other),
        "passages": pair.passages,
        "passage_share": round(pair.passage_share, 4),
        "articles": pair.articles,
        "article_share": round(pair.article_share, 4),
    }
