"""Tags side by side in a few cells, each with its sign and in its ink. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from storage.annotation import tag_key
from tui.cells import ELLIPSIS, Runs, cropped, width_of

_LONGEST = 30
_SIGN = "#"


def tag_runs(tags: Sequence[str], inks: Mapping[str, str], width: int, *, fill: bool = False) -> Runs:
    """Return the tags that fit into ``width`` cells, an ellipsis where there are more.

    ``fill`` has them take all of the width: the first one is cut short to fit, and spaces follow the last.
    """
    runs: Runs = []
    left = width
    for place, tag in enumerate(tags):
        more = place < len(tags) - 1
        text = cropped(_SIGN + tag, min(_LONGEST, width) if not runs else _LONGEST)
        if cell_len(text) + 2 * more > left:
            if fill and not runs:
                text = cropped(_SIGN + tag, max(left - 2 * more, 1))
                runs += [(text, inks.get(tag_key(tag), "")), (" ", "")]
                left -= cell_len(text) + 1
            runs += [(ELLIPSIS, "dim"), (" ", "")] if left > 0 and (runs or more) else []
            break
        runs += [(text, inks.get(tag_key(tag), "")), (" ", "")]
        left -= cell_len(text) + 1
    runs = runs[:-1]
    return [*runs, (" " * (width - width_of(runs)), "")] if fill else runs
