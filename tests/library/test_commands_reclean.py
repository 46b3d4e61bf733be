"""Articles are cleaned again by a command: what changes is said, what cannot be done is said, undo takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from storage.block import Reason
from storage.cleaning import CLEANER
from storage.library import Library
from tests.library.recleaning_with import Better, better_cleaner

if TYPE_CHECKING:
    from tests.library.conftest import Shell

MAKERS, BLUNT = "Makers used ivory,", "Its blade is blunt,"


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> Better:
    return better_cleaner(monkeypatch)


def one(found: list[dict[str, object]]) -> dict[str, Any]:
    (only,) = found
    return only


def test_a_dry_run_shows_the_differences_and_changes_nothing(shell: Shell, better: Better) -> None:
    shell("note", f"{shell.ids[0]}:3", "-m", "see")
    better(hide=["A paper knife opens"], split=[BLUNT], drop=[MAKERS], title="Knives", published="2026-11-22")
    before = shell("show", shell.ids[0]), shell("history")
    note = one(shell.json("notes"))["id"][:8]
    out, err = shell.both("reclean", "--dry-run", shell.ids[0][:8])
    assert out.splitlines() == [
        f"{shell.ids[0][:8]}  Knives",
        "  ~ title: On paper knives → Knives",
        "  + published: 2026-11-22",
        "  - A paper knife opens the uncut pages of a book, on…  link list: 9 of 9 words…",
        "  ~ split into 2: Its blade is blunt, for it tears along a fold that was made t…",
        "  - Makers used ivory, bone and wood; later they used brass, which bends less a…",
        "  0 marks found again",
        f"  ! {note} loses its passage: “Makers used ivory, bone and wood; later they u…",
    ]
    assert err == ""
    assert (shell("show", shell.ids[0]), shell("history")) == before


def test_an_article_that_is_other_than_before_is_named_with_what_changes(shell: Shell, better: Better) -> None:
    shell("note", f"{shell.ids[0]}:2", "-m", "see")
    better(hide=[MAKERS], split=[BLUNT])
    out, err = shell.both("reclean", shell.ids[0])
    assert out == f"{shell.ids[0][:8]}  On paper knives: 1 hidden now, 1 split; 1 mark found again\n"
    assert err == ""
    assert "Makers" not in shell("show", shell.ids[0])
    assert shell.both("undo") == ("", "undone: re-clean “On paper knives”\n")
    assert "Makers" in shell("show", shell.ids[0])


def test_where_nothing_changes_it_says_so(shell: Shell) -> None:
    assert shell.both("reclean", shell.ids[0]) == ("", "as before: there is nothing to change\n")
    assert shell.both("reclean", "--all") == ("", "2 as before\n")


def test_all_articles_are_cleaned_again_as_one_action(shell: Shell, better: Better) -> None:
    better(published="2026-11-22")
    out, err = shell.both("reclean", "--all")
    assert [row.partition(": ")[2] for row in out.splitlines()] == ["published", "published"]
    assert err == "2 articles cleaned again\n"
    assert shell.both("undo") == ("", "undone: re-clean 2 articles\n")
    assert [row["published"] for row in shell.json("list")] == ["", ""]


def test_a_query_picks_the_articles(shell: Shell, better: Better) -> None:
    better(published="2026-11-22")
    shell("reclean", "title:train")
    assert [row["published"] for row in shell.json("list")] == ["", "2026-11-22"]
    shell("reclean", "the", "ledger", "not", "title:train")
    assert [row["published"] for row in shell.json("list")] == ["2026-11-22", "2026-11-22"]


def test_several_ids_are_several_articles(shell: Shell, better: Better) -> None:
    better(published="2026-11-22")
    shell("reclean", *(each[:8] for each in shell.ids))
    assert [row["published"] for row in shell.json("list")] == ["2026-11-22", "2026-11-22"]


def test_what_matches_nothing_is_an_error(shell: Shell) -> None:
    assert shell.error("reclean", "nowhere", code=1) == "nothing matches “nowhere”"
    said = "nothing matches “ffffffff”: no article and no mark has the id “ffffffff”"
    assert shell.error("reclean", "ffffffff", code=1) == said


def test_all_articles_are_meant_only_when_it_is_said(shell: Shell) -> None:
    line = "name articles by their ids or by a QUERY, or take --outdated or --all"
    assert shell.error("reclean", code=2) == line
    assert shell.error("reclean", "--all", "knives", code=2) == line


def test_articles_of_an_older_cleaner_are_cleaned_again_once(
    shell: Shell, better: Better, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = "there is no article that an older cleaner has cleaned\n"
    assert shell.both("reclean", "--outdated") == ("", nothing)
    for module in ("storage.cleaning", "storage.library.recleaning"):
        monkeypatch.setattr(f"{module}.CLEANER", CLEANER + 1)
    better(hide=[MAKERS])
    out, err = shell.both("reclean", "--outdated")
    assert (out, err) == (
        f"{shell.ids[0][:8]}  On paper knives: 1 hidden now\n",
        "1 article cleaned again, 1 as before\n",
    )
    assert shell.both("reclean", "--outdated") == ("", nothing)
    assert shell.both("undo") == ("", "undone: re-clean “On paper knives”\n")
    assert [one["id"] for one in shell.json("reclean", "--outdated")] == [shell.ids[0]]


def test_json_tells_all_of_it(shell: Shell, better: Better) -> None:
    shell("note", f"{shell.ids[0]}:1", "-m", "see")
    shell("note", f"{shell.ids[0]}:3", "-m", "lost")
    shell("hide", f"{shell.ids[0]}:2")
    found, lost = (mark["id"] for mark in shell.json("notes"))
    better(hide=["A paper"], split=[BLUNT], drop=[MAKERS], title="Knives")
    would = one(shell.json("reclean", "--dry-run", shell.ids[0]))
    assert (would["status"], would["revision"]) == ("would-change", 1)
    told = one(shell.json("reclean", shell.ids[0]))
    assert (told["id"], told["title"], told["status"], told["revision"]) == (shell.ids[0], "Knives", "recleaned", 2)
    assert told["facts"] == [{"field": "title", "was": "On paper knives", "now": "Knives"}]
    assert [each["change"] for each in told["differences"]] == ["hidden", "split", "gone"]
    assert [len(each["after"]) for each in told["differences"]] == [1, 2, 0]
    assert told["flips"] == {"carried": 2, "lost": []}
    assert told["annotations"] == {"found": [found], "orphaned": [lost]}
    assert {**would, "status": "recleaned", "revision": 2} == told
    again = one(shell.json("reclean", shell.ids[0]))
    assert (again["status"], again["revision"], again["differences"]) == ("unchanged", 2, [])


def test_an_import_without_bytes_is_said_and_the_others_are_done(shell: Shell, better: Better, tmp_path: Any) -> None:
    shell("export", "title:knives", "-o", str(tmp_path / "knives.json"))
    other = shell.at(tmp_path / "other")
    (tmp_path / "page.txt").write_text("A page\n\nIt says something that is long enough to be read, and then ends.\n")
    other("add", str(tmp_path / "page.txt"))
    other("import", str(tmp_path / "knives.json"))
    better(published="2026-11-22")
    out, err = other.both("reclean", "--all", code=4)
    assert out.endswith("  A page: published\n")
    assert err.splitlines() == [
        "paperknife: “On paper knives” cannot be cleaned again: the bytes of this article are not here: "
        "it came from an export",
        "1 article cleaned again, 1 failed",
    ]
    failed = other.json("reclean", "--all", code=4)
    assert [each["status"] for each in failed] == ["failed", "unchanged"] or [each["status"] for each in failed] == [
        "unchanged",
        "failed",
    ]


def test_in_a_library_that_is_not_there_nothing_is_cleaned(lonely: Shell) -> None:
    assert "there is no library in" in lonely.error("reclean", "--all", code=3)
    assert "there is no library in" in lonely.error("orphans", code=3)


def test_list_as_json_says_nothing_new_and_the_record_says_which_cleaner_it_was(shell: Shell) -> None:
    with Library.open(shell.home) as library:
        assert {row.record.cleaner for row in library.rows()} == {CLEANER}


def test_orphans_lists_what_lost_its_passage_and_nothing_else(shell: Shell, better: Better) -> None:
    assert shell.both("orphans") == ("", "every mark is found in the text of its article\n")
    shell("note", f"{shell.ids[0]}:3", "-m", "about ivory")
    shell("tag", f"{shell.ids[0]}:1", "+kept")
    better(drop=[MAKERS])
    shell("reclean", shell.ids[0])
    lost = one(shell.json("orphans"))
    assert (lost["note"], lost["status"], lost["quote"][:18]) == ("about ivory", "orphan", MAKERS)
    heading, about, where, quote, note = shell("orphans").splitlines()
    assert (heading, where) == ("On paper knives", f"  {lost['id'][:8]}  passage not found")
    assert quote.strip().startswith("“Makers used ivory")
    assert note.strip() == "✎ about ivory"
    assert about
    assert shell.json("orphans", "tag:kept", code=1) == []
    shell("delete", lost["id"])
    assert shell.json("orphans") == []


def test_the_text_of_a_former_revision_can_be_shown(shell: Shell, better: Better) -> None:
    before = shell("show", shell.ids[0])
    better(hide=[MAKERS])
    shell("reclean", shell.ids[0])
    assert shell("show", shell.ids[0], "--revision", "2") == shell("show", shell.ids[0])
    assert "Makers" in shell("show", shell.ids[0], "--revision", "1")
    assert before.splitlines()[3:] == shell("show", "--revision", "1", shell.ids[0]).splitlines()[3:]
    assert "Makers" in shell("show", "--revision", "1", "--why", shell.ids[0])
    assert shell.error("show", "--revision", "3", shell.ids[0], code=1) == (
        "“On paper knives” has no former revision 3: it has had the revisions 1 to 2"
    )
    assert shell.error("show", "--revision", "0", shell.ids[0], code=1)
    assert "leave --revision out" in shell.error("show", "--raw", "--revision", "1", shell.ids[0], code=2)


def test_an_annotation_without_a_passage_is_put_on_another_one(shell: Shell, better: Better) -> None:
    shell("note", f"{shell.ids[0]}:3", "-m", "about ivory")
    better(drop=[MAKERS])
    shell("reclean", shell.ids[0])
    lost = one(shell.json("orphans"))["id"]
    out, err = shell.both("attach", lost[:8], f"{shell.ids[0][:8]}:2")
    assert (out, err) == ("", "¶ 2 of “On paper knives”: ✎ about ivory\n")
    note = one(shell.json("notes"))
    assert (note["id"], note["status"], note["quote"][:19]) == (lost, "exact", BLUNT)
    assert shell.json("orphans") == []
    assert (
        shell("history", "--limit", "1")
        .rstrip()
        .endswith("put the mark on “Makers used ivory, bone and wood; later…” on ¶ 2")
    )
    shell("undo")
    assert one(shell.json("orphans"))["id"] == lost


def test_what_is_written_there_already_takes_it_up(shell: Shell, better: Better) -> None:
    shell("note", f"{shell.ids[0]}:3", "-m", "about ivory")
    shell("tag", f"{shell.ids[0]}:2", "+blade")
    better(drop=[MAKERS])
    shell("reclean", shell.ids[0])
    lost = one(shell.json("orphans"))["id"]
    note = one(shell.json("attach", lost, f"{shell.ids[0]}:2"))
    assert (note["note"], note["tags"], note["status"]) == ("about ivory", ["blade"], "exact")
    assert one(shell.json("notes"))["id"] == note["id"] != lost
    shell("undo")
    assert {each["note"] for each in shell.json("notes")} == {"", "about ivory"}


def test_an_annotation_stays_in_its_article(shell: Shell) -> None:
    shell("note", f"{shell.ids[0]}:3", "-m", "about ivory")
    own = one(shell.json("notes"))["id"]
    line = "a mark stays in its article: name a passage of that"
    assert shell.error("attach", own, f"{shell.ids[1]}:1", code=2) == line
    assert shell.error("attach", "ffffffff", f"{shell.ids[0]}:1", code=1)


def test_where_only_the_reasons_are_others_it_says_so(shell: Shell, better: Better) -> None:
    better(hide=[MAKERS])
    shell("reclean", shell.ids[0])
    better(hide=[MAKERS], because=Reason("link-list", ("8", "9")))
    assert shell("reclean", "--dry-run", shell.ids[0]).splitlines()[1:] == [
        "  the same paragraphs, for other reasons"
    ]
    assert shell("reclean", shell.ids[0]).endswith(": the same paragraphs, for other reasons\n")
