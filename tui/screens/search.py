"""The search: what is typed is found in the titles, texts, notes and tags of the library, while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from storage.errors import PaperknifeError, UsageError
from storage.query import Query, parse_query
from storage.search.hits import Field, Hit
from storage.search.scan import scan
from storage.text import fold
from storage.wording import count_of
from tui.actions import Context
from tui.screens.listing import ListScreen
from tui.session import Session
from tui.status import Hint
from tui.widgets.hit_list import HitList
from tui.widgets.prompt import Prompt
from tui.widgets.status_line import StatusLine

_PAUSE = 0.12
"""Seconds without a letter after which the search begins."""
_TELL_EVERY = 0.15
"""Seconds between two looks at what has been found so far."""
_MOST = 1_000
"""Hits that are shown; who has more types another word."""


class SearchScreen(ListScreen):
    """A line to type in, and under it the hits by article. The scan runs beside the keys, never before them."""

    CONTEXT = Context.SEARCH
    AUTO_FOCUS = "LineInput"

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self._text = query
        self._found: list[Hit] = []
        self._run = 0
        self._shown = 0
        self._reads = False
        self._searching = False
        self._at: Hit | None = None
        self._pause: Timer | None = None

    class Found(Message):
        """The scan has come this far."""

        def __init__(self, run: int, hits: Sequence[Hit], done: bool, trouble: str = "") -> None:
            super().__init__()
            self.run = run
            self.hits = hits
            self.done = done
            self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, the hits and the bottom line."""
        yield Prompt("search", self._text, placeholder="words, tag:name, not word")
        yield HitList()
        yield StatusLine(self.hints())

    def hints(self) -> list[Hint]:
        """Return what the keys do here, where letters are typed."""
        key = self.session.keymap.label
        return [
            Hint(key("search.read"), "read"),
            Hint(f"{key('search.down')} {key('search.up')}", "move"),
            Hint("esc", "back"),
        ]

    def on_mount(self) -> None:
        """Search for what was asked with."""
        self._invite()
        self._search()

    @property
    def searching(self) -> bool:
        """Whether more may still be found for what is typed."""
        return self._searching

    @property
    def lines(self) -> HitList:
        """The hits."""
        return self.query_one(HitList)

    def library_changed(self) -> None:
        """Search again, the cursor on the same hit."""
        self._at = self.lines.hit
        self._search()

    # searching

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Search when no further letter follows at once."""
        if event.text == self._text:
            return
        self._text, self._at, self._reads = event.text, None, False
        self._shown = 0
        self._searching = True
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._search)

    def _search(self) -> None:
        self.workers.cancel_group(self, "search")
        self._run += 1
        try:
            query = parse_query(self._text)
        except UsageError as error:
            self._searching = False
            self._tell(str(error))
            return
        self._found = []
        self._searching = bool(query)
        if query:
            self._scan(self._run, query)
        else:
            self._show()
            self._tell("")

    @work(thread=True, group="search", exit_on_error=False)
    def _scan(self, run: int, query: Query) -> None:
        worker = get_current_worker()
        hits: list[Hit] = []
        told = monotonic()
        try:
            for hit in scan(self.session.library, query, lambda: worker.is_cancelled):
                hits.append(hit)
                if worker.is_cancelled or len(hits) >= _MOST:
                    break
                if monotonic() - told > _TELL_EVERY:
                    self.post_message(self.Found(run, tuple(hits), done=False))
                    told = monotonic()
        except PaperknifeError as error:
            self.post_message(self.Found(run, tuple(hits), done=True, trouble=str(error)))
        else:
            self.post_message(self.Found(run, tuple(hits), done=True))

    def on_search_screen_found(self, event: Found) -> None:
        """Show what has been found so far."""
        if event.run != self._run:
            return
        if self._shown == event.run:
            self._at = self.lines.hit or self._at
        self._shown = event.run
        self._searching = not event.done
        self._found = list(event.hits)
        self._show(nothing=event.done)
        if event.trouble:
            self.say(event.trouble, trouble=True)
        self._tell(_counted(event.hits, event.done))
        if self._reads and self._found:
            self._reads = False
            self.action_read()

    def _show(self, *, nothing: bool = False) -> None:
        if nothing and not self._found:
            self.lines.empty = "Nothing matches."
        elif not self._text.strip():
            self._invite()
        self.lines.show(self._found, self._at)

    def _invite(self) -> None:
        self.lines.empty = "Type what to find in titles, texts, notes and tags."

    def _tell(self, words: str) -> None:
        self.query_one(Prompt).tell(words)

    # what can be done

    def on_prompt_submitted(self) -> None:
        """Read where the cursor is; where nothing has been found yet, the first hit as soon as there is one."""
        if self._shown:
            self.action_read()
        else:
            self._reads = True

    def on_prompt_left(self) -> None:
        """Go back."""
        self.action_back()

    def on_line_list_opened(self) -> None:
        """Read where the click was."""
        self.action_read()

    def action_read(self) -> None:
        """Read the article at the hit."""
        hit = self.lines.hit
        if hit is not None:
            among = list(dict.fromkeys(found.article for found in self._found))
            found = hit.snippet[slice(*hit.matches[0])] if hit.field is Field.TEXT and hit.matches else ""
            # Folded, as it was searched: a capital in it would be taken for one that is asked for.
            self.read_article(hit.article, among=among, at=hit.paragraph or None, find=fold(found))


def _counted(hits: Sequence[Hit], done: bool) -> str:
    if len(hits) >= _MOST:
        return f"the first {_MOST:,} hits"
    articles = len({hit.article for hit in hits})
    found = f"{count_of(len(hits), 'hit')} in {count_of(articles, 'article')}" if hits else "nothing"
    return found if done else f"{found} …"
