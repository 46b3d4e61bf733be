"""Lists below a head such as Ingredients or Method: to a classifier they look like menus, not to a cook."""

from __future__ import annotations

from collections.abc import Sequence

from storage.block import Kind
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.runs import is_by_shape
from storage.cleaning.segments import Segment

_HEADS = frozenset(
    (
        *("ingredients", "method", "directions", "instructions", "preparation"),
        *("zutaten", "zubereitung", "ingrédients", "préparation", "ingredientes", "preparación", "elaboración"),
        *(
            "ingredienti",
            "preparazione",
            "procedimento",
            "składniki",
            "przygotowanie",
            "ингредиенты",
            "приготовление",
        ),
        *("υλικά", "εκτέλεση", "材料", "作り方", "食材", "做法", "المقادير", "طريقة التحضير", "מצרכים", "אופן ההכנה"),
    )
)
_LONGEST, _LEAST_ITEMS, _NEAR = 40, 3, 25


def with_recipes(
    own: Sequence[bool], segments: Sequence[Segment], looks: Sequence[Look], signs: Sequence[Sign | None]
) -> list[bool]:
    """Return which segments are the article's: ``own``, and the lists of a recipe near it with their heads."""
    result = list(own)
    for place, look in enumerate(looks):
        if look.folded.rstrip(":") not in _HEADS:
            continue
        end = place + 1
        while end < min(len(segments), place + _LONGEST) and _may_belong(segments[end], signs[end]):
            end += 1
        items = [item for item in range(place + 1, end) if segments[item].kind is Kind.LIST_ITEM]
        if len(items) >= _LEAST_ITEMS and any(result[max(0, place - _NEAR) : end + _NEAR]):
            result[place : items[-1] + 1] = [True] * (items[-1] + 1 - place)
    return result


def _may_belong(segment: Segment, sign: Sign | None) -> bool:
    return segment.because is None and is_by_shape(sign)
