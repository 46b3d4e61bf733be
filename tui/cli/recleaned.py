"""Sets what becomes of an article that is cleaned again: line by line for a reader, and as an object of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from storage.annotation import AnchorStatus
from storage.block import Block
from storage.library.differences import Difference, How
from storage.wording import count_of
from tui.cli.output import Bold, Dim, line
from tui.cli.setting import cropped
from tui.cli.words import short
from tui.plain_page import shown_text, wrapped

if TYPE_CHECKING:
    from storage.library.recleaning import Fact, Recleaning

_LEAD = 24
"""Characters that are shown of what stands before the first difference of two texts."""


def print_recleaning(made: Recleaning, width: int) -> None:
    """Print what is other than before, a line each: ``-`` hidden now, ``+`` kept now, ``~`` changed."""
    line(Dim(short(made.before.id)), "  ", Bold(made.after.record.shown_title))
    for fact in made.facts:
        first, *others = wrapped(_fact(fact), width - 4)
        for row in (first, *(f"  {row}" for row in others)):
            line("  ", row)
    for row, why in _rows(made):
        beside = cropped(f"  {why}", width // 3) if why else ""
        line("  ", cropped(row, width - 2 - cell_len(beside)), Dim(beside))
    unseen = sum(not each.seen for each in made.differences)
    said = [f"{count_of(unseen, 'hidden block')} otherwise"] if unseen else []
    if not made.differences and not made.facts:
        said.append("the same paragraphs, for other reasons")
    if made.flips:
        said.append(f"{count_of(len(made.flips), 'flip')} carried")
    if made.flips_lost:
        said.append(f"{count_of(len(made.flips_lost), 'flip')} without a paragraph")
    inside = [each for each in made.carried if each.annotation.target.first]
    if inside:
        said.append(f"{count_of(sum(each.found for each in inside), 'mark')} found again")
    orphans = [each.annotation for each in inside if each.orphaned]
    if said:
        line("  ", Dim(" · ".join(said)))
    for orphan in orphans:
        quote = " ".join(orphan.target.exact.split())
        line("  ", cropped(f"! {short(orphan.id)} loses its passage: “{quote}”", width - 2))


def recleaning_object(made: Recleaning, *, done: bool) -> dict[str, object]:
    """Return what ``reclean --json`` prints of an article; ``done``: it has been given its new revision."""
    return {
        "id": made.before.id,
        "title": made.after.record.title,
        "status": ("recleaned" if done else "would-change") if made.is_news else "unchanged",
        "revision": made.after.record.revision if done or not made.is_news else made.before.record.revision,
        "facts": [{"field": fact.field, "was": fact.was, "now": fact.now} for fact in made.facts],
        "differences": [
            {"change": each.how.value, "before": _blocks(each.before), "after": _blocks(each.after)}
            for each in made.differences
        ],
        "flips": {"carried": len(made.flips), "lost": [flip.paragraph for flip in made.flips_lost]},
        "annotations": {
            "found": [each.annotation.id for each in made.carried if each.found],
            "orphaned": [each.annotation.id for each in made.carried if each.after.status is AnchorStatus.ORPHAN],
        },
    }


def _blocks(blocks: Sequence[Block]) -> list[dict[str, object]]:
    return [
        {
            "id": block.id,
            "kind": block.kind.value,
            "role": block.role.value,
            "kept": block.kept,
            "text": block.text,
        }
        for block in blocks
    ]


def _rows(made: Recleaning) -> Iterator[tuple[str, str]]:
    """Return a line for each difference that is seen, and why, where cleaning says it."""
    return ((_row(each), _why(each)) for each in made.differences if each.seen)


def _fact(fact: Fact) -> str:
    field = fact.field.replace("_", " ")
    if not fact.was:
        return f"+ {field}: {fact.now}"
    return f"~ {field}: {fact.was} → {fact.now}" if fact.now else f"- {field}: {fact.was}"


def _row(each: Difference) -> str:
    texts = [" ".join(shown_text(block).split()) for block in each.before or each.after]
    match each.how:
        case How.HIDDEN | How.GONE:
            return f"- {' '.join(texts)}"
        case How.KEPT | How.NEW:
            return f"+ {' '.join(texts)}"
        case How.SPLIT:
            return f"~ split into {len(each.after)}: {texts[0]}"
        case How.JOINED:
            return f"~ {len(each.before)} joined: {' '.join(texts)}"
        case How.ROLE:
            was, now = each.before[0], each.after[0]
            words = (was.role, now.role) if was.role is not now.role else (was.kind, now.kind)
            return f"~ {words[0].value} → {words[1].value}: {texts[0]}"
        case How.REWORDED:
            was_text, now_text = (
                " ".join(shown_text(b) for b in side).replace("\n", " ") for side in (each.before, each.after)
            )
            return "~ {} → {}".format(*_from_the_difference_on(was_text, now_text))


def _from_the_difference_on(was: str, now: str) -> tuple[str, str]:
    """Return two texts without most of what they begin with in common, and without most of what they end with."""
    shortest = min(len(was), len(now))
    begin = next((at for at in range(shortest) if was[at] != now[at]), shortest)
    end = next((at for at in range(shortest - begin) if was[-1 - at] != now[-1 - at]), shortest - begin)
    begin, end = max(0, begin - _LEAD), max(0, end - _LEAD)
    return tuple(  # type: ignore[return-value]  # of two
        f"{'…' if begin else ''}{text[begin : len(text) - end]}{'…' if end else ''}" for text in (was, now)
    )


def _why(each: Difference) -> str:
    """Return why a block is hidden now, or was hidden until now."""
    blocks = each.after if each.how is How.HIDDEN else each.before if each.how is How.KEPT else ()
    reason = next((block.reason for block in blocks if block.reason is not None and not block.kept), None)
    if reason is None:
        return ""
    from storage.cleaning.reasons import word

    return word(reason)
