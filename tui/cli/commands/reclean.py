"""``paperknife reclean``: articles are cleaned again from their bytes, into a new revision that undo takes back."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.errors import InputError, UsageError
from storage.wording import count_of
from tui.cli.opening import open_to_change, open_to_read
from tui.cli.output import PAGE, json_line, line, terminal_width, to_terminal
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.progress import ProgressBar
from tui.cli.query import articles_meant, takes_query
from tui.cli.streams import complain, say
from tui.cli.words import short

if TYPE_CHECKING:
    from storage.library import Library
    from storage.library.preparing import Prepared
    from storage.library.recleaning import Recleaning
    from storage.recleaning import Failed

EXAMPLES = (
    "paperknife reclean --dry-run 1f2e3d4c",
    "paperknife reclean tag:conflict not tag:done",
    "paperknife reclean --outdated",
)

_AT_ONCE = 50
"""Articles whose texts are put on the disk together."""


def add_arguments(parser: Parser) -> None:
    """Take ids or a query."""
    takes_query(parser, "articles", ids="articles")
    parser.add_argument(
        "--outdated", action="store_true", help="clean every article that an older cleaner has cleaned"
    )
    parser.add_argument("--all", action="store_true", help="clean every article of the library")
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be other than before, change nothing"
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Clean the articles again; all that have changed are one action, those that cannot be cleaned are said."""
    if sum(map(bool, (arguments.query, arguments.outdated, arguments.all))) != 1:
        raise UsageError("name articles by their ids or by a QUERY, or take --outdated or --all")
    with open_to_read(arguments) if arguments.dry_run else open_to_change(arguments) as library:
        return _Run(library, arguments).run()


class _Run:
    """One run of the command."""

    def __init__(self, library: Library, arguments: Namespace) -> None:
        self._library = library
        self._arguments = arguments
        self._json = wants_json(arguments)
        self._failed = 0
        self._unchanged = 0
        self._changed = 0
        self._waiting: list[Recleaning] = []
        self._prepared: list[Prepared] = []
        self._told: dict[str, dict[str, object] | str] = {}
        """What is printed of articles when they have changed."""

    def run(self) -> int:
        from storage.recleaning import Failed, recleanings

        articles = (
            _outdated(self._library) if self._arguments.outdated else articles_meant(self._library, self._arguments)
        )
        if not articles:
            say(
                "there is no article that an older cleaner has cleaned"
                if self._arguments.outdated
                else "the library is empty"
            )
        dry = self._arguments.dry_run
        with ProgressBar(lambda: len(articles), visible=not (dry and to_terminal())) as bar:
            for made in recleanings(self._library, articles):
                bar.count(made.title if isinstance(made, Failed) else made.after.record.shown_title)
                if isinstance(made, Failed):
                    bar.wipe()
                    self._fail(made)
                elif dry:
                    self._show(made)
                else:
                    self._take(made)
            self._keep()
        if not dry:
            self._change()
        self._sum_up(len(articles))
        return InputError.exit_code if self._failed else 0

    def _fail(self, failed: Failed) -> None:
        self._failed += 1
        complain(failed.error)
        if self._json:
            json_line({"id": failed.id, "title": failed.title, "status": "failed", "error": failed.error})

    def _show(self, made: Recleaning) -> None:
        from tui.cli.recleaned import print_recleaning, recleaning_object

        if self._json:
            json_line(recleaning_object(made, done=False))
        elif made.is_news:
            if self._changed:
                line()
            print_recleaning(made, terminal_width() or PAGE)
        self._count(made)

    def _take(self, made: Recleaning) -> None:
        from storage.recleaning import change_in_words
        from tui.cli.recleaned import recleaning_object

        if self._json:
            self._told[made.before.id] = recleaning_object(made, done=True)
        elif made.is_news:
            title = made.after.record.shown_title
            self._told[made.before.id] = f"{short(made.before.id)}  {title}: {change_in_words(made)}"
        self._count(made)
        self._waiting.append(made)
        if len(self._waiting) >= _AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        self._prepared += self._library.prepare(self._waiting)
        self._waiting.clear()

    def _change(self) -> None:
        """Give the articles their new revisions, then say so: nothing is said that has not been done."""
        changed = self._library.reclean(self._prepared)
        for made in self._prepared:
            told = self._told.get(made.was.id)
            if made.is_news and made.was.id not in changed:
                self._changed -= 1
                self._failed += 1
                complain(f"“{made.was.shown_title}” was changed meanwhile and is left as it is; clean it again")
            elif isinstance(told, str):
                line(told)
            elif told is not None:
                json_line(told)

    def _count(self, made: Recleaning) -> None:
        self._changed += made.is_news
        self._unchanged += not made.is_news

    def _sum_up(self, articles: int) -> None:
        would = "would be other than before" if self._arguments.dry_run else "cleaned again"
        said = [f"{count_of(self._changed, 'article')} {would}"] if self._changed else []
        if self._unchanged:
            said.append(f"{self._unchanged:,} as before" if articles > 1 else "as before: there is nothing to change")
        if self._failed and articles > 1:
            said.append(f"{self._failed:,} failed")
        if said and (articles > 1 or self._unchanged):
            say(", ".join(said))


def _outdated(library: Library) -> list[str]:
    from storage.cleaning import CLEANER

    return [row.id for row in library.rows() if row.record.cleaner < CLEANER]
