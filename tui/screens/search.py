"""The search: what is typed is found in the titles, texts, notes and tags of the library, while it is typed."""

from __future__ import annotations

from itertools import islice
from time import monotonic

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from storage.errors import PaperknifeError
from storage.query import Query, QueryError, parse_query
from storage.query.completing import Completion, complete, meant
from storage.search import Answer, Field, Hit
from storage.text import fold
from storage.wording import count_of
from tui.actions import Context
from tui.screens.listing import ListScreen
from tui.session import Session
from tui.status import Hint
from tui.widgets.hit_list import HitList
from tui.widgets.prompt import Prompt
from tui.widgets.status_line import StatusLine

_PAUSE = 0.08
"""Seconds without a letter after which the search begins."""
_PATIENCE = 0.3
"""Seconds that the first hits wait for what has changed since the last search."""
_AGAIN = 0.5
"""Seconds between two searches while the index is being made."""
_TELL_EVERY = 0.15
"""Seconds between two looks at what has been found so far."""
_AT_ONCE = 30
"""Hits that are looked for at a time, about a screenful; more when the reader comes near their end."""


class SearchScreen(ListScreen):
    """A line to type in, and under it the hits by article. The search runs beside the keys, never before them."""

    CONTEXT = Context.SEARCH
    AUTO_FOCUS = "LineInput"

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self._text = query
        self._found: list[Hit] = []
        self._answer: Answer | None = None
        self._more = False
        """Whether there may be hits beyond those that were found."""
        self._run = 0
        self._shown = 0
        self._reads = False
        self._searching = False
        self._at: Hit | None = None
        self._pause: Timer | None = None

    class Found(Message):
        """A search has come this far."""

        def __init__(
            self,
            run: int,
            answer: Answer | None,
            hits: list[Hit],
            *,
            done: bool = False,
            more: bool = False,
            trouble: str = "",
        ) -> None:
            super().__init__()
            self.run = run
            self.answer = answer
            self.hits = hits
            """All that were found, the first ones too."""
            self.done = done
            """Whether that is as much as was asked for."""
            self.more = more
            self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, the hits and the bottom line."""
        hint = 'words, "a phrase", title:word, tag:name, source:name, (a or b), not c'
        yield Prompt("search", self._text, placeholder=hint, complete=self._complete)
        yield HitList()
        yield StatusLine(self.hints())

    def hints(self) -> list[Hint]:
        """Return what the keys do here, where letters are typed; where nothing is found, the way back."""
        key = self.session.keymap.label
        moving = Hint(f"{key('search.down')} {key('search.up')}", "move")
        return [*([Hint(key("search.read"), "read"), moving] if self._found else []), Hint("esc", "back")]

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
        self._found = []
        self._searching = True
        self._search_in(_PAUSE)

    def _search_in(self, seconds: float) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(seconds, self._search)

    def _search(self) -> None:
        self.workers.cancel_group(self, "search")
        self._run += 1
        try:
            query = parse_query(meant(self._text, self.vocabulary()))
        except QueryError as error:
            self._searching = False
            going_on = error.end == len(self._text) and self._complete(self._text) is not None
            self._tell("" if going_on else error.why, (0, 0) if going_on else (error.start, error.end))
            return
        self._searching = bool(query)
        if query:
            # As many as before; one more tells whether all that there were are still all.
            self._ask(self._run, query, max(_AT_ONCE, len(self._found) + (not self._more)))
        else:
            self._found, self._more = [], False
            self._show()
            self._tell("")

    @work(thread=True, group="search", exit_on_error=False)
    def _ask(self, run: int, query: Query, count: int) -> None:
        try:
            answer = self.session.searcher.find(query, _PATIENCE)
        except PaperknifeError as error:
            self.post_message(self.Found(run, None, [], done=True, trouble=str(error)))
        else:
            self._look(run, answer, [], count)

    @work(thread=True, group="search", exit_on_error=False)
    def _ask_for_more(self, run: int, answer: Answer, found: list[Hit]) -> None:
        self._look(run, answer, found, _AT_ONCE)

    def _look(self, run: int, answer: Answer, found: list[Hit], count: int) -> None:
        """Look for further hits, in a thread, and tell now and then how far that is."""
        worker = get_current_worker()
        answer.stopped = lambda: worker.is_cancelled
        hits = list(found)
        told = monotonic()
        try:
            for hit in islice(answer, count):
                hits.append(hit)
                if monotonic() - told > _TELL_EVERY:
                    told = monotonic()
                    self.post_message(self.Found(run, answer, list(hits)))
        except PaperknifeError as error:
            self.post_message(self.Found(run, answer, hits, done=True, trouble=str(error)))
        else:
            if worker.is_cancelled:
                return
            more = len(hits) - len(found) == count
            trouble = answer.troubles[-1] if answer.troubles else ""
            self.post_message(self.Found(run, answer, hits, done=True, more=more, trouble=trouble))

    def on_search_screen_found(self, event: Found) -> None:
        """Show what has been found so far."""
        if event.run != self._run:
            return
        if self._shown == event.run:
            self._at = self.lines.hit or self._at
        self._shown = event.run
        whole = event.answer is None or event.answer.whole
        self._searching = not event.done or not whole
        self._answer, self._found, self._more = event.answer, event.hits, event.more
        self._show(nothing=event.done and whole)
        if event.trouble:
            self.say(event.trouble, trouble=True)
        self._tell(self._counted(event))
        if not whole and event.done:
            self._at = self.lines.hit
            self._search_in(_AGAIN)
        if self._reads and self._found:
            self._reads = False
            self.action_read()

    def on_hit_list_near_end(self) -> None:
        """Look for more."""
        if self._more and self._answer is not None:
            self._more = False
            self._ask_for_more(self._run, self._answer, self._found)

    def _show(self, *, nothing: bool = False) -> None:
        if nothing and not self._found:
            self.lines.empty = self.why_nothing(self._text, "")
        elif not self._text.strip():
            self._invite()
        self.lines.show(self._found, self._at)
        self.status.set_hints(self.hints())

    def _invite(self) -> None:
        self.lines.empty = "Type what to find in titles, texts, notes and tags."

    def _tell(self, words: str, wrong: tuple[int, int] = (0, 0)) -> None:
        self.query_one(Prompt).tell(words, wrong)

    def _complete(self, text: str) -> Completion | None:
        return complete(text, self.vocabulary())

    def _counted(self, event: Found) -> str:
        answer, hits = event.answer, event.hits
        articles = len({hit.article for hit in hits})
        found = f"{count_of(len(hits), 'hit')} in {count_of(articles, 'article')}" if hits else "nothing"
        if answer is None:
            return ""
        if not answer.whole:
            done, among = self.session.searcher.progress
            return f"{found} so far · index: {done:,} of {among:,}" if among else f"{found} so far"
        if not event.done:
            return f"{found} …"
        if event.more:
            return f"the best of {count_of(len(answer.articles), 'article')}" if answer.sure else f"{found}, and more"
        return found

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
