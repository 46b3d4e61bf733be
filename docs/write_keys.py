"""Writes docs/keys.md, the whole key table, from the registry of actions.

python docs/write_keys.py            write it
python docs/write_keys.py --check    exit 1 when the page is not what the registry says
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from tui.actions import Action, Context, actions_of
from tui.keymap import shown

PAGE = Path(__file__).with_name("keys.md")
TITLES = {
    Context.EVERYWHERE: "Everywhere",
    Context.LIBRARY: "Library",
    Context.READING: "Reading",
    Context.NOTES: "All notes",
    Context.CODEBOOK: "Codebook",
    Context.SPLIT: "Splitting a tag",
    Context.TOGETHER: "Tags that occur together",
    Context.PASSAGES: "Passages of two tags",
    Context.SEARCH: "Search",
    Context.HISTORY: "History",
    Context.RULES: "Rules",
    Context.STATISTICS: "Statistics",
}
HEAD = """# Keys

A mark is an annotation, as JSON and exports call it: tags, a note or both on an article, a paragraph,
a range or some words.

Written by `make docs` from the registry of actions. Each action has an id; `config.toml` gives it other keys
(`paperknife config paths` says where that file is):

```toml
[keys]
"reading.tag" = "m"              # one key
"reading.note" = ["a", "i"]      # or several
"reading.raw" = []               # or none
```

A key that two actions of one screen would share is reported when paperknife starts; the one you gave it to has it.
`paperknife config keys` prints the table as it is for you.
"""


def main() -> int:
    """Write the page, or compare it."""
    page = HEAD + "".join(map(section, Context))
    if "--check" in sys.argv:
        return int(PAGE.read_text(encoding="utf-8") != page)
    PAGE.write_text(page, encoding="utf-8")
    return 0


def section(context: Context) -> str:
    """Return the tables of one context, a table a group."""
    lines = [f"\n## {TITLES[context]}\n\n| keys | action | id | on the command line |\n| --- | --- | --- | --- |\n"]
    ordered = sorted(actions_of(context), key=lambda action: list(groups(context)).index(action.group))
    for _, actions in groupby(ordered, key=lambda action: action.group):
        lines += map(row, actions)
    return "".join(lines)


def groups(context: Context) -> dict[str, None]:
    """Return the groups of a context in the order of their first action."""
    return dict.fromkeys(action.group for action in actions_of(context))


def row(action: Action) -> str:
    """Return one line of a table."""
    keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in action.keys)
    twin = f"`{action.twin}`" if action.twin.startswith("paperknife") else action.twin.removeprefix("-- ")
    return f"| {keys} | {action.help} | `{action.id}` | {twin} |\n"


if __name__ == "__main__":
    sys.exit(main())
