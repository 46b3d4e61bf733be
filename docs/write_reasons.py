"""Writes the table of reasons into docs/cleaning.md, from the cues and their words.

python docs/write_reasons.py            write it
python docs/write_reasons.py --check    exit 1 when the page is not what the cues say
"""

from __future__ import annotations

import sys
from pathlib import Path

from storage.block import Reason
from storage.cleaning.reasons import Cue, word

PAGE = Path(__file__).with_name("cleaning.md")
BEGIN, END = "<!-- reasons begins -->", "<!-- reasons ends -->"


def main() -> int:
    """Write the table, or compare it."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = f"{before}{BEGIN}\n{table()}{END}{after}"
    if "--check" in sys.argv:
        return int(page != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


def table() -> str:
    """Return a row for each cue: its code, and its words with … for the evidence."""
    rows = (f"| `{cue}` | {word(Reason(cue.value))} |\n" for cue in Cue)
    return "| code | in words |\n| --- | --- |\n" + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
