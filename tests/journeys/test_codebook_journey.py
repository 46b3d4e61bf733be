"""The codebook as a reader works in it: through the real command, in a terminal, and again after it was killed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import OpenTerminal, RunPaperknife

PARAGRAPHS = (
    "The talks on the harbour began on Monday, and nobody in the town expected them to last for longer than a day.",
    "Patrols were seen on the eastern road in the night, and the bakers there closed their shops before it was dark.",
    "Of the two thousand people who were asked, six in ten said that they would leave if the boats came back again.",
)


@pytest.fixture
def article(paperknife: RunPaperknife, tmp_path: Path) -> str:
    """An article with tags on each of its paragraphs."""
    file = tmp_path / "harbour.txt"
    file.write_text("The harbour in autumn\n\n" + "\n\n".join(PARAGRAPHS) + "\n", encoding="utf-8")
    (added,) = map(json.loads, paperknife("add", "--json", file).splitlines())
    own = str(added["id"])
    paperknife("tag", f"{own}:1", "+conflict", "+conflict/talks", "+todo")
    paperknife("tag", f"{own}:2", "+conflict", "+fear")
    paperknife("tag", f"{own}:3", "+method/sampling", "+fear")
    return own


def codebook(paperknife: RunPaperknife) -> dict[str, int]:
    return {tag["name"]: tag["count"] for tag in map(json.loads, paperknife("tags", "--json").splitlines())}


@pytest.mark.usefixtures("article")
def test_the_codebook_is_a_tree_with_meanings_colours_keys_and_passages(
    terminal: OpenTerminal, paperknife: RunPaperknife
) -> None:
    """A reader opens the codebook and sees the tags as a tree with bars, and passages of the one under the cursor.

    A word at the bottom says what it means, a colour is chosen, a digit pins it; all of it is there when the program
    was killed, and the command line says the same.

    Features: 34, 39, 69.
    """
    window = terminal(columns=110, rows=36)
    window.wait_for("The harbour in autumn")
    window.type("#")
    window.wait_for("▾ conflict ")
    window.wait_for("1 tag nested")
    window.wait_for("“Patrols were seen on the eastern road")
    window.type("h")
    window.wait_for("▸ conflict ")
    window.wait_gone("conflict/talks  ")
    window.type("d", *"Acts of war and talks.", "enter")
    window.wait_for("  Acts of war and talks.")
    window.type("c", *"#aa0000", "enter")
    window.wait_for("conflict has the colour #aa0000")
    window.type("3")
    window.wait_for("3 gives conflict")
    window.type("/", *"sampl")
    window.wait_for("1 of 5")
    window.wait_for("method/sampling")
    window.type("enter", "enter")
    window.wait_for("¶ 3")
    window.type("q")
    window.wait_for("codebook")
    window.type("q")
    window.wait_for("paperknife")
    window.type("q")
    assert window.wait_end() == 0

    told = {tag["name"]: tag for tag in map(json.loads, paperknife("tags", "list", "--json").splitlines())}
    tag = told["conflict"]
    assert (tag["description"], tag["color"], tag["key"], tag["total"]) == ("Acts of war and talks.", "#aa0000", 3, 2)
    assert "method\n" in paperknife("tags", "list", "--tree")


@pytest.mark.usefixtures("article")
def test_tags_are_merged_split_and_moved_and_each_comes_back_after_a_kill(
    terminal: OpenTerminal, paperknife: RunPaperknife
) -> None:
    """A reader merges two tags, splits one by choosing passages, moves one under another; then the program is killed.

    Opened again, the codebook is as it was left, and one key takes each of the three back.

    Features: 40, 49.
    """
    before = codebook(paperknife)
    window = terminal(columns=110, rows=36)
    window.wait_for("The harbour in autumn")
    window.type("#")
    window.wait_for("▾ conflict ")
    window.type("G", "m", *"fear", "enter")
    window.wait_for("merged todo into fear")
    window.type("s")
    window.wait_for("0 chosen of 3")
    window.type("space")
    window.wait_for("1 chosen of 3")
    window.type("enter", *"doubt", "enter")
    window.wait_for("1 mark of fear has fear/doubt now")
    window.type("g", ">", *"method", "enter")
    window.wait_for("moved conflict under method")
    assert codebook(paperknife) == {
        "fear": 2,
        "fear/doubt": 1,
        "method/conflict": 2,
        "method/conflict/talks": 1,
        "method/sampling": 1,
    }
    window.kill()

    again = terminal(columns=60, rows=24)
    again.wait_for("The harbour in autumn")
    again.type("#")
    again.wait_for("method/conflict")
    for label in ("move tag conflict", "split 1 mark of fear", "merge todo into fear"):
        again.type("u", "u")  # another run made it: it is named first, and taken back by the same key
        again.wait_for(f"undone: {label}")
    assert codebook(paperknife) == before


@pytest.mark.usefixtures("article")
def test_tags_that_occur_together_lead_to_their_passages(terminal: OpenTerminal, paperknife: RunPaperknife) -> None:
    """A reader asks which tags occur with one, on a passage and in an article, and reads where two of them do.

    The command line prints the same pairs, with Jaccard's index beside the counts.

    Features: 39, 69.
    """
    window = terminal(columns=100, rows=24)
    window.wait_for("The harbour in autumn")
    window.type("#")
    window.wait_for("▾ conflict ")
    window.type("w")
    window.wait_for("together with conflict")
    window.wait_for("50 %")
    window.type("w")
    window.wait_for("in one article")
    window.wait_for("method/sampling")
    window.type("w", "/", *"fear", "enter", "enter")
    window.wait_for("conflict and fear")
    window.wait_for("“Patrols were seen on the eastern road")
    window.type("enter")
    window.wait_for("Of the two thousand people")
    window.type("q")
    window.wait_for("conflict and fear")

    (pair,) = [
        pair
        for pair in map(json.loads, paperknife("tags", "together", "conflict", "--json").splitlines())
        if pair["other"] == "fear"
    ]
    assert (pair["passages"], pair["passage_share"], pair["articles"]) == (1, 0.3333, 1)
