"""Ways through the article and out of it: its headings, its links, where the reader was; what is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.pace import minutes_for
from tui.reading import moves
from tui.reading.jumps import left_at
from tui.screens.reading.look import ReadingLook

if TYPE_CHECKING:
    from tui.screens.reading.link_list import LinkChoice
    from tui.widgets.reading_pane import ReadingPane

_HEADING_AT = 1
"""The row of the window that a heading is brought to."""


class ReadingWays(ReadingLook):
    """The keys that show where one can go."""

    # the headings

    def action_outline(self) -> None:
        """Show the headings, to go to one of them."""
        from tui.reading.outline import outline

        if self.refuses_raw():
            return
        view = self.clean
        headings = outline(view.blocks, lambda block: view.share(view.items.at(block), 0), view.marks.starts)
        if not headings:
            self.say("this article has no headings")
            return
        from tui.screens.reading.outline_picker import OutlinePicker

        def answered(block: int) -> None:
            self.leap(lambda view: moves.stand_on_row(view, block, _HEADING_AT))
            self.moved()
            self.note_end()

        self.ask(OutlinePicker(self.session, headings, minutes_for(self.row.record.words), view.cursor), answered)

    # the links

    def action_links(self) -> None:
        """Show the links, those of the paragraph first."""
        from tui.reading.links import links, links_in

        if self.refuses_raw():
            return
        view = self.clean
        if not view.blocks:
            self.say("this article has no links")
            return
        first, last = view.pick.blocks(view.cursor)
        here = [] if view.on_fold else links_in(view.blocks, range(first, last + 1))
        known = {link.url for link in here}
        others = [link for link in links(view.blocks) if link.url not in known]
        if not here and not others:
            self.say("this article has no links that a browser may open")
            return
        from tui.screens.reading.link_list import LinkList

        self.ask(LinkList(self.session, here, others, view.name_of(first, last)), self._take_link)

    def on_reading_pane_pointed(self, event: ReadingPane.Pointed) -> None:
        """Ask whether the link that was clicked is to be opened, its whole address in sight."""
        from tui.reading.links import link_at

        view = self.pane.view
        link = link_at(view.blocks, event.block, event.offset)
        if link is not None:
            from tui.screens.reading.link_list import LinkList

            self.ask(LinkList(self.session, [link], [], "what was clicked"), self._take_link)

    def _take_link(self, choice: LinkChoice) -> None:
        if choice.copy:
            self.app.copy_to_clipboard(choice.link.url)
            self.say(f"copied {choice.link.url}")
        else:
            self.open_address(choice.link.url)

    # where the reader was

    def action_jump_back(self) -> None:
        """Go back to where the last big move began."""
        self._jump(1)

    def action_jump_forward(self) -> None:
        """Go forward again, to where going back began."""
        self._jump(-1)

    def _jump(self, back: int) -> None:
        if self.refuses_raw():
            return
        view = self.clean
        if not view.blocks:
            return
        here = left_at(view.spot(), view.blocks)
        go = self.jumps.back if back > 0 else self.jumps.forward
        spot = go(here, self.article.index)
        if spot is None:
            self.say("no place to go back to" if back > 0 else "no place to go forward to")
            return
        view.put(spot)
        moves.show_cursor(view)
        self.moved()

    # what is taken out of it

    def action_export(self) -> None:
        """Export this article's tags and notes."""
        from tui.screens.export_dialog import ExportDialog

        self.go(ExportDialog(self.session, [self.article.id]))

    def action_open_source(self) -> None:
        """Open the article's address in the browser."""
        self.open_address(self.row.record.url)

    def action_edit(self) -> None:
        """Correct title, authors, source and date."""
        from tui.screens.metadata_editor import correct

        correct(self, self.row)

    def action_copy(self) -> None:
        """Copy the quote and where it is from."""
        from tui.reading.quoting import passage, quoted

        view = self.view
        if not view.blocks or self.refuses_fold():
            return
        where = view.pick.blocks(view.cursor)
        words = passage(view.blocks, *where, view.pick.span)
        if not words:
            self.say("there is no text here to copy")
            return
        self.app.copy_to_clipboard(quoted(words, self.row.record))
        name = "" if self.raw is not None else f"{'words in ' if view.pick.span else ''}{view.name_of(*where)} "
        self.say(f"copied {name}with its source")
