"""What stands below the head of a thread of comments is none of the article, however much it reads like one."""

from __future__ import annotations

import numpy as np
import pytest

from storage.block import Role
from storage.cleaning.features.sight import sight
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.judging.threads import without_thread
from storage.cleaning.segments import Segment

PARAGRAPH = (
    "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said. "
    "Nobody was hurt, but forty houses are without power."
)
STAMPS = ("Anna Miller on September 12, 2018 at 4:47 pm said:", "Tom Brown on September 13, 2018 at 5:23 pm said:")
ARTICLE = [Segment(PARAGRAPH), Segment(PARAGRAPH.replace("river", "stream"))]
COMMENTS = [Segment(STAMPS[0]), Segment(PARAGRAPH.replace("mayor", "baker")), Segment(STAMPS[1]), Segment("I agree.")]


def left(segments: list[Segment]) -> tuple[list[bool], list[Role | None]]:
    seen = looks(segments)
    scores, found = without_thread(
        np.ones(len(segments), dtype=np.float32), sight(segments, seen, signs_of(segments, seen))
    )
    return (scores > 0).tolist(), [sign.role if sign else None for sign in found]


def test_comments_below_their_head_are_left_out_and_said_to_be_comments() -> None:
    kept, roles = left([*ARTICLE, Segment("2 Comments"), *COMMENTS])
    assert kept == [True] * 3 + [False] * 4
    assert roles[3:] == [Role.COMMENT] * 4


@pytest.mark.parametrize(
    "segments",
    [
        [*ARTICLE, *COMMENTS],
        [Segment("2 Comments"), *ARTICLE, Segment(STAMPS[0]), Segment(STAMPS[1])],
        [*ARTICLE, Segment("2 Comments"), COMMENTS[0], *ARTICLE],
    ],
    ids=["no head", "no article above the head", "one stamp"],
)
def test_without_a_head_an_article_above_it_and_two_stamps_there_is_no_thread(segments: list[Segment]) -> None:
    kept, _ = left(segments)
    assert kept == [True] * len(segments)
