"""Every command by name with what it does, in the order of the help; holds no code, so that looking costs nothing."""

from __future__ import annotations

SUMMARIES = {
    "add": "add files, folders or standard input to the library",
    "list": "list the articles, or those that a query matches",
    "show": "show an article, clean, with everything that was cut away, or as it came",
    "clean": "turn files into clean text, without a library",
    "tag": "give tags to an article, a paragraph, a range or a passage, or take them off",
    "note": "write, change or remove a note",
    "notes": "list the marks: tags and notes on passages; all, or those that a query matches",
    "orphans": "list the marks whose passage is no longer in its article",
    "attach": "put a mark on another passage of its article",
    "search": "find words in the texts, titles, notes and tags",
    "similar": "find paragraphs that say the same as one, and tag them",
    "stats": "count what was added, read and marked: over time, by source, by tag",
    "tags": "list, make, describe, colour, rename, nest, merge, split or delete tags, or list which occur together",
    "delete": "delete marks",
    "hide": "hide a paragraph that cleaning kept",
    "keep": "bring back a paragraph that cleaning hid",
    "reclean": "clean articles again from their bytes, as this version does it",
    "rules": "list, make, change, share or delete rules on the lines of a source",
    "edit": "correct an article's title, authors, date or source",
    "state": "set an article unread, reading, read or archived",
    "remove": "remove articles with their marks",
    "undo": "take the last change back, or the one that is named",
    "redo": "make the change again that was taken back",
    "history": "list what was done, the newest first",
    "export": "write articles, tags and notes in a form that other tools read",
    "import": "take in an export of paperknife",
    "backup": "copy the whole library into a dated folder or a file, or list the copies",
    "restore": "put the library into the state of a backup",
    "check": "look for damage in the library's files",
    "repair": "put right what is damaged in the library's files",
    "forget": "erase articles from every file of the library, for good",
    "config": "show the settings, what is wrong in them, the places of the files, or the keys",
    "completion": "print the completions for a shell",
}
"""Command → what it does, in half a sentence. A command that is not here does not exist: its name is a path."""

READ = "read"
"""The name of what happens without a command; nobody types it."""

READ_SUMMARY = "A terminal reader and annotator for messy articles: clean them, read them, tag and note them."

TAKES_ALL_WORDS = frozenset({"tag"})
"""Commands of which every word from the first that is no option on is meant as it stands, even ``-this``."""

_MODULES = {"import": "import_", "keep": "hide"}


def module_name(command: str) -> str:
    """Return the full name of the module that holds a command."""
    return f"tui.cli.commands.{_MODULES.get(command, command)}"
