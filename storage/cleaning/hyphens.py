"""Words that a line's end has parted: joined again, or left with the hyphen that is their own.

The text itself is asked first, for it mostly uses its words more than once: how it writes the word elsewhere decides.
Only then come a list of words that English compounds with a hyphen, and the rule that a hyphen at a line's end parts.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
_LAST = re.compile(r"(?P<before>\S*?)(?P<word>[^\W\d_]+)[-\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_WORD = frozenset("/\\@_.=&#%?<>{}[]~|0123456789")
"""Signs of addresses and of code: what holds them before the hyphen keeps it."""
_SUSPENDED = frozenset(
    re.findall(
        r"\w+",
        """
and bis e en et o oder og och or ou to und y и или
""",
    )
)
"""What follows a hyphen that stands for a word yet to come: ``two- and three-year``."""
_FORMER = frozenset(
    re.findall(
        r"\w+",
        """
all anti best co cross eight ex far five four full half hard high ill know left long low mid much multi near
nine non old one open part post pre pro quasi right second self semi seven short single six so son tax ten
third three two ultra vice well wide would year
""",
    )
)
_LATTER = frozenset(
    re.findall(
        r"\w+",
        """
aged back based born bound built called class conscious day down driven edge ever fashioned fired five free
friendly generation held in known law led less level like line long looking made making minded month off old
on one out party proof range related rich run scale sided six size speed style term three time two up week
wide year years
""",
    )
)


class Words:
    """The words of a text, read when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text.replace(SOFT_HYPHEN, "").casefold()))

    def count(self, word: str) -> int:
        """How often the text has a word; the pieces of a parted one count too."""
        return self._counts[word.casefold()]

    def joined(self, before: str, after: str) -> str | None:
        """Return two lines' texts as one where the first ends in a hyphen; None where that parts no word."""
        if before.endswith(SOFT_HYPHEN):
            return before[:-1] + after
        last = _LAST.search(before)
        first = _FIRST.match(after)
        if not last or not first:
            return before + after if before[-1:] in HYPHENS and _unspaced_end(before) else None
        if first[0].casefold() in _SUSPENDED:
            return None
        if _NO_WORD & set(last["before"]) or not self._parted(last["word"], first[0]):
            return before + after
        return before[:-1] + after

    def _parted(self, left: str, right: str) -> bool:
        """Whether only the line's end has put a hyphen between two pieces."""
        if not right[0].islower() or not left[-1].islower():
            return False
        if self.count(left + right):
            return True
        if self.count(f"{left}-{right}"):
            return False
        if left.casefold() in _FORMER or right in _LATTER:
            return False
        return not (min(len(left), len(right)) > 2 and self.count(left) > 1 and self.count(right) > 1)


def _unspaced_end(before: str) -> bool:
    """Whether the hyphen stands at the end of something, not alone as a dash."""
    return len(before) > 1 and before[-2].isalnum()
