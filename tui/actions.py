"""The registry of actions: what can be done where, by which key, said how. Keys, help, palette and docs read it.

An action's method is the part of its id after the dot, with underscores: ``reading.hide-block`` calls
``action_hide_block`` of the screen whose context is ``reading``, and ``reading.pinned-3`` its ``action_pinned(3)``. The
module is one table.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


class Context(StrEnum):
    """Where a key works."""

    EVERYWHERE = "everywhere"
    LIBRARY = "library"
    READING = "reading"
    NOTES = "notes"
    CODEBOOK = "codebook"
    SPLIT = "split"
    TOGETHER = "together"
    PASSAGES = "passages"
    SEARCH = "search"
    HISTORY = "history"
    RULES = "rules"
    STATISTICS = "statistics"


_CONTEXTS = {context.value: context for context in Context}


class Action(NamedTuple):
    """One thing that the reader can do."""

    id: str
    """``context.verb``; the name by which ``config.toml`` changes its key."""
    keys: tuple[str, ...]
    """Default keys, in Textual's names; the first is the one that is shown."""
    label: str
    """A short lower-case verb for the footer."""
    help: str
    """One sentence for help, palette and docs."""
    group: str
    """The heading under which help lists it."""
    twin: str
    """The command that does the same without a screen, or ``-- `` and the reason why there is none."""
    changes: bool = False
    """Whether it changes the library, so that undo must take it back."""
    footer: bool = False
    """Whether the bottom line shows it."""

    @property
    def context(self) -> Context:
        """Where it works."""
        return _CONTEXTS[self.id.partition(".")[0]]

    @property
    def method(self) -> str:
        """The Textual action that carries it out, without ``action_``; one of nine is given its digit: ``pin(3)``."""
        name = self.id.partition(".")[2].replace("-", "_")
        verb, _, last = name.rpartition("_")
        return f"{verb}({last})" if last.isdigit() else name


_MOVE = "-- moving on the screen has no meaning without one"
_LOOK = "-- how the screen looks has no meaning without one"
_SELECT = "-- a command names its articles"
_PROGRAM = "-- it steers the running program"

# fmt: off
ACTIONS: tuple[Action, ...] = (
    # everywhere
    Action("everywhere.help", ("question_mark", "f1"), "help", "Search every key and run what you find.", "Program", "paperknife config keys", footer=True),
    Action("everywhere.palette", ("ctrl+p",), "palette", "Find an action, an article or a tag by name.", "Program", _PROGRAM),
    Action("everywhere.command", ("colon",), "command", "Type what is to be done; a number goes to that paragraph.", "Program", _PROGRAM),
    Action("everywhere.pipe", ("vertical_line", "f4"), "pipe", "Give the text or the notes shown here to a shell command.", "Take away", "paperknife show --text"),
    Action("everywhere.search", ("ctrl+f",), "search", "Search the texts, titles, notes and tags of the library.", "Go to", "paperknife search"),
    Action("everywhere.all-notes", ("M",), "notes", "Show all marks (annotations) of the library: tags and notes.", "Go to", "paperknife notes", footer=True),
    Action("everywhere.codebook", ("number_sign", "f3"), "tags", "Show the codebook: every tag and how often it is used.", "Go to", "paperknife tags list"),
    Action("everywhere.statistics", ("percent_sign",), "statistics", "Show what was added, read and marked: over time, by source, by tag.", "Go to", "paperknife stats"),
    Action("everywhere.rules", ("L",), "rules", "Show the rules: which lines are hidden or kept in a source.", "Go to", "paperknife rules list"),
    Action("everywhere.history", ("H",), "history", "Show what was done, and take any of it back.", "Go to", "paperknife history"),
    Action("everywhere.undo", ("u",), "undo", "Take the last change back, also one of an earlier day.", "Change", "paperknife undo"),
    Action("everywhere.redo", ("ctrl+r",), "redo", "Make the change again that was taken back.", "Change", "paperknife redo"),
    Action("everywhere.theme", ("backslash", "f2"), "theme", "Change to the next theme.", "Program", _LOOK),
    Action("everywhere.suspend", ("ctrl+z",), "suspend", "Put paperknife in the background; fg brings it back.", "Program", _PROGRAM),
    Action("everywhere.back", ("q",), "back", "Go back; in the library quit.", "Program", _PROGRAM),
    Action("everywhere.cancel", ("escape",), "let go", "Let go of a filter, a selection, a range; where there is none go back.", "Program", _PROGRAM),
    Action("everywhere.quit", ("ctrl+q",), "quit", "Quit; drafts are kept.", "Program", _PROGRAM),
    # library
    Action("library.down", ("j", "down"), "down", "Go to the next article.", "Move", _MOVE),
    Action("library.up", ("k", "up"), "up", "Go to the article before.", "Move", _MOVE),
    Action("library.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("library.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("library.top", ("g", "home"), "top", "Go to the first article.", "Move", _MOVE),
    Action("library.bottom", ("G", "end"), "bottom", "Go to the last article.", "Move", _MOVE),
    Action("library.read", ("enter", "l"), "read", "Read the article.", "Go to", "paperknife show", footer=True),
    Action("library.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife list", footer=True),
    Action("library.continue", ("c",), "continue", "Go on with the article that was read last and is not finished.", "Go to", "-- the screen knows what was read last", footer=True),
    Action("library.sort", ("S",), "sort", "Choose what to sort by, one order under the other.", "Look", "paperknife list", footer=True),
    Action("library.reverse", ("exclamation_mark",), "reverse", "Turn the order round.", "Look", "paperknife list"),
    Action("library.preview", ("p",), "preview", "Show the preview, or do without it.", "Look", _LOOK),
    Action("library.select", ("v",), "select", "Select the article for the next command, or let it go.", "Change", _SELECT),
    Action("library.select-range", ("V",), "select to here", "Select everything from the article selected last to this one.", "Change", _SELECT),
    Action("library.select-all", ("ctrl+a",), "select all", "Select everything that is listed, or let all go.", "Change", _SELECT),
    Action("library.state", ("s",), "state", "Set unread, reading, read or archived.", "Change", "paperknife state", changes=True),
    Action("library.add", ("a",), "add", "Add files and folders.", "Change", "paperknife add", changes=True, footer=True),
    Action("library.tag", ("t", "T"), "tag", "Tag the article.", "Mark", "paperknife tag", changes=True),
    Action("library.note", ("A",), "note", "Write a note on the article.", "Mark", "paperknife note", changes=True),
    Action("library.edit", ("E",), "correct", "Correct title, authors, source and date.", "Change", "paperknife edit", changes=True),
    Action("library.reclean", ("C",), "re-clean", "Clean the article again from its bytes; undo brings the former text back.", "Change", "paperknife reclean", changes=True),
    Action("library.remove", ("D", "delete"), "remove", "Remove the article with its marks; undo brings both back.", "Change", "paperknife remove", changes=True),
    Action("library.export", ("e",), "export", "Export articles, tags and notes.", "Take away", "paperknife export"),
    Action("library.open-source", ("o",), "open", "Open the article’s address in the browser.", "Go to", "-- a shell opens an address by itself"),
    # reading
    Action("reading.down", ("j", "down"), "down", "Go to the next paragraph; a long one scrolls first.", "Move", _MOVE),
    Action("reading.up", ("k", "up"), "up", "Go to the paragraph before; a long one scrolls first.", "Move", _MOVE),
    Action("reading.line-down", ("ctrl+e",), "line down", "Scroll one line down.", "Move", _MOVE),
    Action("reading.line-up", ("ctrl+y",), "line up", "Scroll one line up.", "Move", _MOVE),
    Action("reading.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("reading.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("reading.half-page-down", ("ctrl+d",), "half page down", "Go down half a page.", "Move", _MOVE),
    Action("reading.half-page-up", ("ctrl+u",), "half page up", "Go up half a page.", "Move", _MOVE),
    Action("reading.top", ("g", "home"), "top", "Go to the beginning.", "Move", _MOVE),
    Action("reading.bottom", ("G", "end"), "bottom", "Go to the end.", "Move", _MOVE),
    Action("reading.previous-heading", ("left_curly_bracket", "f5"), "heading before", "Go to the heading before.", "Move", _MOVE),
    Action("reading.next-heading", ("right_curly_bracket", "f6"), "next heading", "Go to the next heading.", "Move", _MOVE),
    Action("reading.previous-mark", ("left_square_bracket", "comma"), "mark before", "Go to the marked paragraph before.", "Move", _MOVE),
    Action("reading.next-mark", ("right_square_bracket", "semicolon"), "next mark", "Go to the next marked paragraph.", "Move", _MOVE),
    Action("reading.outline", ("c",), "headings", "Show the headings, to go to one of them.", "Go to", _MOVE),
    Action("reading.links", ("f",), "links", "Show the links, those of the paragraph first: open one, or copy its address.", "Go to", "-- a shell opens an address by itself"),
    Action("reading.jump-back", ("ctrl+o",), "jump back", "Go back to where the last big move began.", "Move", _MOVE),
    Action("reading.jump-forward", ("tab",), "jump forward", "Go forward again, to where going back began.", "Move", _MOVE),
    Action("reading.next-article", ("J",), "next article", "Read the next article of the list.", "Go to", _MOVE),
    Action("reading.previous-article", ("K",), "article before", "Read the article before in the list.", "Go to", _MOVE),
    Action("reading.tag", ("t",), "tag", "Choose or make tags for the paragraph.", "Mark", "paperknife tag", changes=True, footer=True),
    Action("reading.tag-article", ("T",), "tag article", "Choose or make tags for the article.", "Mark", "paperknife tag", changes=True),
    *(Action(f"reading.pinned-{digit}", (str(digit),), f"tag {digit}", f"Give the paragraph pinned tag {digit}, or take it off.", "Mark", "paperknife tag", changes=True) for digit in range(1, 10)),
    Action("reading.repeat", ("full_stop",), "repeat", "Give the paragraph the last tags again.", "Mark", "paperknife tag", changes=True),
    Action("reading.advance", ("w",), "tag and advance", "Go to the next paragraph, or sentence, after each mark; again: stay.", "Mark", _MOVE),
    Action("reading.tag-alike", ("asterisk",), "tag all alike", "Tag all paragraphs of the library like this one, after a look at them.", "Mark", "paperknife similar", changes=True),
    Action("reading.note", ("a",), "note", "Write or change the note on the paragraph.", "Mark", "paperknife note", changes=True, footer=True),
    Action("reading.note-article", ("A",), "note on article", "Write or change the note on the article.", "Mark", "paperknife note", changes=True),
    Action("reading.open-mark", ("enter",), "open", "Open what is marked here, or unfold what is hidden here.", "Mark", _LOOK),
    Action("reading.attach", ("P",), "put here", "Put the first mark that has lost its passage here.", "Mark", "paperknife attach", changes=True),
    Action("reading.delete-mark", ("D", "delete"), "delete mark", "Delete the mark here.", "Mark", "paperknife delete", changes=True),
    Action("reading.copy", ("y",), "copy", "Copy the quote and its source.", "Take away", "paperknife show"),
    Action("reading.range", ("v",), "range", "Begin a range of paragraphs; the next mark is on all of it.", "Mark", _MOVE, footer=True),
    Action("reading.narrow", ("s",), "narrow", "Narrow the target to a sentence, then to words.", "Mark", _MOVE),
    Action("reading.right", ("l", "right"), "right", "Go to the next sentence or word of a narrowed target.", "Mark", _MOVE),
    Action("reading.left", ("h", "left"), "left", "Go to the sentence or word before of a narrowed target.", "Mark", _MOVE),
    Action("reading.grow-end", ("greater_than_sign", "shift+right"), "grow", "Take the next word into a narrowed target.", "Mark", _MOVE),
    Action("reading.shrink-end", ("less_than_sign", "shift+left"), "shrink", "Leave the last word out of a narrowed target.", "Mark", _MOVE),
    Action("reading.grow-start", ("left_parenthesis",), "grow before", "Take the word before into a narrowed target.", "Mark", _MOVE),
    Action("reading.shrink-start", ("right_parenthesis",), "shrink before", "Leave the first word out of a narrowed target.", "Mark", _MOVE),
    Action("reading.hide-block", ("x",), "hide", "Hide the paragraph, or bring a hidden one back.", "Clean", "paperknife hide", changes=True, footer=True),
    Action("reading.make-rule", ("r",), "rule", "Make what you said of this line a rule for its source.", "Clean", "paperknife rules add", changes=True),
    Action("reading.show-hidden", ("X",), "hidden", "Show everything hidden in its place, or fold it again.", "Clean", "paperknife show --why"),
    Action("reading.raw", ("R",), "raw", "Show the text as it came, or the clean one again.", "Clean", "paperknife show --raw"),
    Action("reading.reclean", ("C",), "re-clean", "Clean the article again from its bytes; undo brings the former text back.", "Clean", "paperknife reclean", changes=True),
    Action("reading.find", ("slash",), "find", "Find in the article.", "Move", "paperknife search", footer=True),
    Action("reading.find-next", ("n",), "next hit", "Go to the next hit.", "Move", _MOVE),
    Action("reading.find-previous", ("N",), "hit before", "Go to the hit before.", "Move", _MOVE),
    Action("reading.wider", ("plus", "equals_sign"), "wider", "Make the text wider.", "Look", _LOOK),
    Action("reading.narrower", ("minus",), "narrower", "Make the text narrower.", "Look", _LOOK),
    Action("reading.only-text", ("z",), "only text", "Show only the text, or everything again.", "Look", _LOOK),
    Action("reading.export", ("e",), "export", "Export this article’s tags and notes.", "Take away", "paperknife export"),
    Action("reading.open-source", ("o",), "open source", "Open the article’s address in the browser.", "Go to", "-- a shell opens an address by itself"),
    Action("reading.edit", ("E",), "correct", "Correct title, authors, source and date.", "Change", "paperknife edit", changes=True),
    # all notes
    Action("notes.down", ("j", "down"), "down", "Go to the next mark.", "Move", _MOVE),
    Action("notes.up", ("k", "up"), "up", "Go to the mark before.", "Move", _MOVE),
    Action("notes.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("notes.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("notes.top", ("g", "home"), "top", "Go to the first mark.", "Move", _MOVE),
    Action("notes.bottom", ("G", "end"), "bottom", "Go to the last mark.", "Move", _MOVE),
    Action("notes.read", ("enter", "l"), "read", "Read the article at the mark.", "Go to", "paperknife show", footer=True),
    Action("notes.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife notes", footer=True),
    Action("notes.note", ("a",), "note", "Write or change the note.", "Mark", "paperknife note", changes=True, footer=True),
    Action("notes.tag", ("t",), "tag", "Choose or make tags for the mark, or for all that are selected.", "Mark", "paperknife tag", changes=True, footer=True),
    *(Action(f"notes.pinned-{digit}", (str(digit),), f"tag {digit}", f"Give the mark, or all that are selected, pinned tag {digit}, or take it off.", "Mark", "paperknife tag", changes=True) for digit in range(1, 10)),
    Action("notes.repeat", ("full_stop",), "repeat", "Give the mark, or all that are selected, the last tags again.", "Mark", "paperknife tag", changes=True),
    Action("notes.delete", ("D", "delete"), "delete", "Delete the mark, or all that are selected.", "Mark", "paperknife delete", changes=True),
    Action("notes.select", ("v",), "select", "Select the mark for the next command, or let it go.", "Mark", "-- a command names its marks", footer=True),
    Action("notes.select-range", ("V",), "select to here", "Select everything from the mark selected last to this one.", "Mark", "-- a command names its marks"),
    Action("notes.select-all", ("ctrl+a",), "select all", "Select everything that is listed, or let all go.", "Mark", "-- a command names its marks"),
    Action("notes.group", ("S",), "group", "Group by the next: article, tag, time.", "Look", "paperknife notes --group", footer=True),
    Action("notes.reverse", ("exclamation_mark",), "reverse", "Turn the order of the groups round.", "Look", _LOOK),
    Action("notes.fold", ("z",), "fold", "Fold the group to its heading, or unfold it.", "Look", _LOOK),
    Action("notes.fold-all", ("Z",), "fold all", "Fold every group to its heading, or unfold all.", "Look", _LOOK),
    Action("notes.orphans", ("o",), "lost ones", "Show only marks that have lost their passage, or all again.", "Look", "paperknife orphans"),
    Action("notes.copy", ("y",), "copy", "Copy quote, source and note as Markdown.", "Take away", "paperknife export"),
    Action("notes.export", ("e",), "export", "Export what is selected, else what the list shows.", "Take away", "paperknife export"),
    # search: what can be typed is typed
    Action("search.down", ("down",), "down", "Go to the next hit.", "Move", _MOVE),
    Action("search.up", ("up",), "up", "Go to the hit before.", "Move", _MOVE),
    Action("search.page-down", ("pagedown",), "page down", "Go down one page.", "Move", _MOVE),
    Action("search.page-up", ("pageup",), "page up", "Go up one page.", "Move", _MOVE),
    Action("search.read", ("enter",), "read", "Read the article at the hit.", "Go to", "paperknife show", footer=True),
    # history
    Action("history.down", ("j", "down"), "down", "Go to the next action, an older one.", "Move", _MOVE),
    Action("history.up", ("k", "up"), "up", "Go to the action before, a newer one.", "Move", _MOVE),
    Action("history.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("history.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("history.top", ("g", "home"), "top", "Go to the newest action.", "Move", _MOVE),
    Action("history.bottom", ("G", "end"), "bottom", "Go to the oldest action.", "Move", _MOVE),
    Action("history.read", ("enter", "l"), "read", "Read the article that the action touched.", "Go to", "paperknife show", footer=True),
    Action("history.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife history", footer=True),
    # statistics
    Action("statistics.down", ("j", "down"), "down", "Go to the next plot, source or tag.", "Move", _MOVE),
    Action("statistics.up", ("k", "up"), "up", "Go to the plot, source or tag before.", "Move", _MOVE),
    Action("statistics.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("statistics.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("statistics.top", ("g", "home"), "top", "Go to the first plot.", "Move", _MOVE),
    Action("statistics.bottom", ("G", "end"), "bottom", "Go to the last tag.", "Move", _MOVE),
    Action("statistics.open", ("enter", "l"), "open", "Show the articles of the source, or the notes with the tag.", "Go to", "paperknife list", footer=True),
    Action("statistics.filter", ("slash",), "filter", "Count only what a query asks for; esc clears.", "Go to", "paperknife stats", footer=True),
    # rules
    Action("rules.down", ("j", "down"), "down", "Go to the next rule.", "Move", _MOVE),
    Action("rules.up", ("k", "up"), "up", "Go to the rule before.", "Move", _MOVE),
    Action("rules.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("rules.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("rules.top", ("g", "home"), "top", "Go to the first rule.", "Move", _MOVE),
    Action("rules.bottom", ("G", "end"), "bottom", "Go to the last rule.", "Move", _MOVE),
    Action("rules.edit", ("E", "enter"), "change line", "Change the line that the rule is for.", "Change", "paperknife rules edit", changes=True, footer=True),
    Action("rules.turn", ("x",), "hide or keep", "Keep the line that the rule hides, or hide the one that it keeps.", "Change", "paperknife rules edit", changes=True, footer=True),
    Action("rules.delete", ("D", "delete"), "delete", "Delete the rule.", "Change", "paperknife rules delete", changes=True, footer=True),
    Action("rules.reclean", ("C",), "re-clean", "Clean the articles of the source again, by its rules.", "Change", "paperknife reclean", changes=True, footer=True),
    # codebook
    Action("codebook.down", ("j", "down"), "down", "Go to the next tag.", "Move", _MOVE),
    Action("codebook.up", ("k", "up"), "up", "Go to the tag before.", "Move", _MOVE),
    Action("codebook.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("codebook.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("codebook.top", ("g", "home"), "top", "Go to the first tag.", "Move", _MOVE),
    Action("codebook.bottom", ("G", "end"), "bottom", "Go to the last tag.", "Move", _MOVE),
    Action("codebook.fold", ("h", "left"), "fold", "Hide what is nested in the tag, or go to what it is nested in.", "Look", _LOOK),
    Action("codebook.unfold", ("l", "right"), "unfold", "Show what is nested in the tag, or go to the first of it.", "Look", _LOOK),
    Action("codebook.turn-fold", ("z",), "fold", "Fold or unfold what is nested in the tag.", "Look", _LOOK),
    Action("codebook.fold-all", ("Z",), "fold all", "Fold everything, or unfold everything again.", "Look", _LOOK),
    Action("codebook.filter", ("slash",), "filter", "Narrow the codebook with each letter; esc clears.", "Go to", "paperknife tags list"),
    Action("codebook.sort", ("S",), "sort", "Sort by name, by marks, by last use.", "Look", _LOOK),
    Action("codebook.reverse", ("exclamation_mark",), "reverse", "Turn the order round.", "Look", _LOOK),
    Action("codebook.select", ("v",), "select", "Select the tag for the next command, or let it go.", "Change", "-- a command names its tags"),
    Action("codebook.select-range", ("V",), "select to here", "Select everything from the tag selected last to this one.", "Change", "-- a command names its tags"),
    Action("codebook.select-all", ("ctrl+a",), "select all", "Select everything that is listed, or let all go.", "Change", "-- a command names its tags"),
    Action("codebook.marks", ("enter",), "marks", "Show what carries the tag.", "Go to", "paperknife notes", footer=True),
    Action("codebook.together", ("w",), "together", "Show which tags occur together with this one.", "Go to", "paperknife tags together", footer=True),
    Action("codebook.add", ("a",), "add", "Put a new tag into the codebook.", "Change", "paperknife tags add", changes=True),
    Action("codebook.rename", ("r",), "rename", "Rename the tag everywhere.", "Change", "paperknife tags rename", changes=True, footer=True),
    Action("codebook.merge", ("m",), "merge", "Merge the tag, or the selected ones, into another one.", "Change", "paperknife tags merge", changes=True, footer=True),
    Action("codebook.split", ("s",), "split", "Choose the passages that get a new tag instead of this one.", "Change", "paperknife tags split"),
    Action("codebook.move", ("greater_than_sign",), "move under", "Nest the tag, with what is nested in it, in another one.", "Change", "paperknife tags move", changes=True),
    Action("codebook.move-out", ("less_than_sign",), "move out", "Nest the tag, with what is nested in it, one level further up.", "Change", "paperknife tags move", changes=True),
    Action("codebook.color", ("c",), "colour", "Choose the colour of the tag.", "Change", "paperknife tags color", changes=True, footer=True),
    Action("codebook.describe", ("d",), "describe", "Say what the tag means.", "Change", "paperknife tags describe", changes=True, footer=True),
    Action("codebook.delete", ("x", "D", "delete"), "delete", "Take the tag off everything and out of the codebook; undo brings it back.", "Change", "paperknife tags delete", changes=True, footer=True),
    Action("codebook.export", ("e",), "export", "Export what carries the tag.", "Take away", "paperknife export"),
    *(Action(f"codebook.pin-{digit}", (str(digit),), f"pin {digit}", f"Pin the tag to key {digit}.", "Mark", "-- pinned keys belong to the screen") for digit in range(1, 10)),
    # splitting a tag: its passages
    Action("split.down", ("j", "down"), "down", "Go to the next passage.", "Move", _MOVE),
    Action("split.up", ("k", "up"), "up", "Go to the passage before.", "Move", _MOVE),
    Action("split.page-down", ("pagedown", "ctrl+d"), "page down", "Go down one page.", "Move", _MOVE),
    Action("split.page-up", ("b", "pageup", "ctrl+u"), "page up", "Go up one page.", "Move", _MOVE),
    Action("split.top", ("g", "home"), "top", "Go to the first passage.", "Move", _MOVE),
    Action("split.bottom", ("G", "end"), "bottom", "Go to the last passage.", "Move", _MOVE),
    Action("split.choose", ("space", "v"), "choose", "Choose the passage for the new tag, or let it go.", "Change", "-- a command names its passages", footer=True),
    Action("split.split", ("enter",), "split", "Give the chosen passages another tag instead.", "Change", "paperknife tags split", changes=True, footer=True),
    Action("split.choose-all", ("ctrl+a",), "choose all", "Choose everything that is listed, or let all of it go.", "Change", "-- a command names its passages", footer=True),
    Action("split.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife notes", footer=True),
    Action("split.read", ("l", "right"), "read", "Read the article at the passage.", "Go to", "paperknife show"),
    # tags that occur together
    Action("together.down", ("j", "down"), "down", "Go to the next pair.", "Move", _MOVE),
    Action("together.up", ("k", "up"), "up", "Go to the pair before.", "Move", _MOVE),
    Action("together.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("together.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("together.top", ("g", "home"), "top", "Go to the first pair.", "Move", _MOVE),
    Action("together.bottom", ("G", "end"), "bottom", "Go to the last pair.", "Move", _MOVE),
    Action("together.passages", ("enter", "l"), "passages", "Show the passages by which the two occur together.", "Go to", "paperknife notes", footer=True),
    Action("together.together", ("w",), "passages or articles", "Count the articles that hold both instead of the passages, or the other way round.", "Look", "paperknife tags together", footer=True),
    Action("together.sort", ("S",), "sort", "Sort by count, by share, by name.", "Look", _LOOK, footer=True),
    Action("together.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife tags together", footer=True),
    # passages of two tags
    Action("passages.down", ("j", "down"), "down", "Go to the next passage.", "Move", _MOVE),
    Action("passages.up", ("k", "up"), "up", "Go to the passage before.", "Move", _MOVE),
    Action("passages.page-down", ("space", "pagedown"), "page down", "Go down one page.", "Move", _MOVE),
    Action("passages.page-up", ("b", "pageup"), "page up", "Go up one page.", "Move", _MOVE),
    Action("passages.top", ("g", "home"), "top", "Go to the first passage.", "Move", _MOVE),
    Action("passages.bottom", ("G", "end"), "bottom", "Go to the last passage.", "Move", _MOVE),
    Action("passages.read", ("enter", "l"), "read", "Read the article at the passage.", "Go to", "paperknife show", footer=True),
    Action("passages.filter", ("slash",), "filter", "Narrow the list with each letter; esc clears.", "Go to", "paperknife notes", footer=True),
)
# fmt: on

BY_ID = {action.id: action for action in ACTIONS}
_BY_CONTEXT = {
    context: tuple(actions)
    for context, actions in groupby(sorted(ACTIONS, key=attrgetter("context")), key=attrgetter("context"))
}


def actions_of(context: Context) -> tuple[Action, ...]:
    """Return the actions of one context, in the order of the key table."""
    return _BY_CONTEXT.get(context, ())
