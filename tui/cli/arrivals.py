"""What ``add`` and opening with paths share: inputs go into the library, and what is wrong with one is said."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from storage.article import RawDocument
from storage.errors import LibraryMissing
from storage.intake import gather, how_many
from tui.cli.opening import creator, open_to_change, standard_input
from tui.cli.output import to_terminal
from tui.cli.progress import ProgressBar
from tui.cli.streams import complain, say

if TYPE_CHECKING:
    from storage.adding import Input, Outcome


def taken_in(
    arguments: Namespace,
    *,
    site: str = "",
    tags: tuple[str, ...] = (),
    seeds: bool = False,
    before: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """Add what ``arguments.paths`` name and yield what became of each input, after saying what is to be said of it.

    A library is made where there is none, with the seeds when ``seeds`` is set; but not for inputs of which none can
    be taken in. On a terminal it is shown how far it is. ``before`` is called once, when there is something to
    add and nothing has been added yet.
    """
    with ProgressBar(lambda: how_many(arguments.paths)) as bar:
        for outcome in _outcomes(arguments, site, tags, seeds, before):
            bar.count(outcome.shown_title)
            to_say = bool(outcome.error or outcome.change)
            aside = to_say or to_terminal()  # who takes the outcome may write where the bar stands
            if aside:
                bar.wipe()
            if to_say:
                _report(outcome)
            yield outcome
            if aside:
                bar.draw()


def _outcomes(
    arguments: Namespace, site: str, tags: tuple[str, ...], seeds: bool, before: Callable[[], object]
) -> Iterator[Outcome]:
    from storage.adding import add, add_seeds, group_of, until_an_article

    whose = creator()
    inputs = _gathered(arguments.paths, before)
    try:
        library = open_to_change(arguments, whose)
    except LibraryMissing:
        left = yield from until_an_article(inputs, site=site, tags=tags)
        if left is None:
            return
        inputs = left
        library = open_to_change(arguments, whose, create=True)
    with library:
        if seeds and library.created:
            add_seeds(library)
        yield from add(library, inputs, site=site, tags=tags, group=group_of(arguments.paths))


def _gathered(paths: Sequence[str], before: Callable[[], object]) -> Iterator[Input]:
    """Yield what ``paths`` name; before the first document is, call ``before``."""
    inputs = gather(paths, standard_input() if "-" in paths else None)
    for given in inputs:
        if isinstance(given, RawDocument):
            before()
            yield given
            break
        yield given
    yield from inputs


def _report(outcome: Outcome) -> None:
    from storage.adding import Status

    if outcome.status is Status.UPDATED:
        say(f"updated “{outcome.shown_title}”: {outcome.change}")
    elif outcome.status is Status.LEFT_OUT:
        say(f"left out {outcome.origin}: {outcome.error}")
    else:
        complain(outcome.error)
