"""What goes out of a library and comes in again, where libraries are, and what sets the program up."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.exchange.formats import FORMATS
from storage.library import ReaderState
from tui.cli import main
from tui.cli.commands.export import FORMATS as OFFERED

if TYPE_CHECKING:
    from tests.library.conftest import Shell

# --- export and import


def test_every_format_is_offered() -> None:
    assert tuple(FORMATS) == OFFERED


@pytest.mark.parametrize("form", OFFERED)
def test_each_format_is_written(form: str, tagged: Shell, tmp_path: Path) -> None:
    out, err = tagged.both("export", "--format", form)
    assert "fight" in out
    assert not err
    written = tmp_path / "out"
    out, err = tagged.both("export", "--format", form, "-o", str(written))
    assert not out
    assert err == f"wrote 2 articles and 2 marks to {written}\n"
    assert "fight" in written.read_text(encoding="utf-8")


def test_an_export_comes_back_as_it_was(tagged: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    tagged("export", "-o", str(out))
    other = tagged.at(tmp_path / "other")
    other("import", str(out))
    assert other.json("notes") == tagged.json("notes")
    assert other.json("list") == tagged.json("list")
    other("import", str(out))
    assert len(other.json("list")) == 2


def test_an_export_may_be_a_part(tagged: Shell) -> None:
    exported = json.loads(tagged("export", "tag:fight"))
    assert [article["title"] for article in exported["articles"]] == ["On paper knives"]
    assert not exported["scope"]["complete"]


def test_an_export_never_overwrites_a_folder(tagged: Shell, tmp_path: Path) -> None:
    assert "is a folder" in tagged.error("export", "-o", str(tmp_path), code=2)
    assert "make it first" in tagged.error("export", "-o", str(tmp_path / "no" / "x"), code=2)


def test_a_file_that_is_no_export_is_said_and_the_others_are_taken_in(tagged: Shell, tmp_path: Path) -> None:
    out, wrong, binary = tmp_path / "out.json", tmp_path / "wrong.json", tmp_path / "binary"
    tagged("export", "-o", str(out))
    wrong.write_text("{}")
    binary.write_bytes(b"\xff\xfe\x00")
    other = tagged.at(tmp_path / "other")
    _, err = other.both("import", str(wrong), str(binary), str(tmp_path / "none"), str(out), code=4)
    assert [str(name) in err for name in (wrong, binary, tmp_path / "none")] == [True] * 3
    assert len(other.json("list")) == 2


def test_nothing_is_made_for_an_import_that_fails(lonely: Shell) -> None:
    lonely.error("import", "missing.json", code=4)
    assert not lonely.home.exists()


# --- libraries


@pytest.mark.parametrize(
    "words",
    [
        "list", "show x", "notes", "search x", "tags", "export", "tag x +y", "note x -m y", "delete x", "remove x",
        "hide x:1", "keep x:1", "edit x --title y", "state x read",
    ],
)  # fmt: skip
def test_a_missing_library_is_said_and_not_made(words: str, lonely: Shell) -> None:
    said = lonely.error(*words.split(), code=3)
    assert str(lonely.home) in said
    assert "paperknife add" in said
    assert not lonely.home.exists()


def test_the_library_is_found_by_the_environment(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERKNIFE_HOME", str(shell.home))
    assert main(["list"]) == 0
    assert "On paper knives" in shell.capsys.readouterr().out


def test_an_empty_name_is_no_library(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERKNIFE_HOME", str(shell.home))
    assert main(["--library", "", "list"]) == 2
    assert "--library" in shell.capsys.readouterr().err


def test_a_file_is_no_library(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    other = shell.at(tmp_path / "file")
    other.error("list", code=3)
    other.error("import", str(shell.home / "library.json"), code=4)
    other.error("add", str(tmp_path / "file"), code=3)


def test_a_damaged_library_is_rebuilt_and_one_line_says_so(shell: Shell) -> None:
    before = shell("list")
    (shell.home / "library.json").write_text("{ not json")
    out, err = shell.both("list")
    assert out == before
    assert err.count("\n") == 1
    assert "library.json was damaged; rebuilt from" in err
    assert "all 2 articles and 0 marks are there" in err
    (aside,) = shell.home.glob("library.json.damaged.*")
    assert aside.read_text() == "{ not json"
    assert shell.both("list") == (before, "")


def test_a_library_of_which_nothing_can_be_rebuilt_is_left_as_it_is(shell: Shell) -> None:
    for name in ("library.json", "library.json.prev", "history.sqlite"):
        (shell.home / name).write_text("{ not json")
    assert "cannot be opened" in shell.error("list", code=3)
    assert {(shell.home / name).read_text() for name in ("library.json", "history.sqlite")} == {"{ not json"}


def test_hostile_titles_and_tags_reach_no_terminal(shell: Shell) -> None:
    shell("edit", shell.ids[0], "--title", "\x1b[2J[red]Knives[/x] \u202egnp")
    shell("tag", shell.ids[0], "+[b]\x1b]0;x\x07")
    shell("note", shell.ids[0], "-m", "\x9b31m [/]\x1b")
    for words in (
        ["list"],
        ["show", shell.ids[0]],
        ["notes"],
        ["tags"],
        ["search", "knives"],
        ["export", "--format", "markdown"],
    ):
        out, err = shell.both(*words)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err), words
        assert "[" in out


# --- config and completion


def test_the_places_are_shown(shell: Shell, config: Path) -> None:
    shown = shell("config", "paths")
    assert str(shell.home) in shown
    assert str(config) in shown


def test_the_settings_are_shown_with_what_is_wrong(shell: Shell, config: Path) -> None:
    config.write_text('creator = "ada"\n[keys]\n"reading.tag" = "x"\n')
    assert re.search(r"creator +ada", shell("config"))
    out, err = shell.both("config", "keys")
    assert re.search(r"x +reading\.tag ", out)
    assert "reading.hide-block" in err


def test_each_setting_says_where_it_is_from(tagged: Shell, config: Path) -> None:
    state = ReaderState.load(tagged.home)
    state.set_setting("width", 72)
    state.flush()
    config.write_text('width = 60\ntheme = "paper"\n')
    shown = tagged("config")
    assert re.search(r"theme +paper +config\.toml, line 2", shown)
    assert re.search(r"width +72 +chosen in the app", shown)
    assert re.search(r"creator +reader +default", shown)


def test_config_check_names_each_mistake_with_its_line_and_ends_with_2(shell: Shell, config: Path) -> None:
    config.write_text('creator = "ada"\n\nwidht = 3\n[keys]\nreading.tag = "x"\n')
    out = shell("config", "check", code=2)
    assert "config.toml, line 3: there is no setting “widht”; do you mean width?" in out
    assert "config.toml, line 5: x is reading.tag, so it is no longer reading.hide-block" in out


def test_config_check_goes_through_the_file_from_top_to_bottom(shell: Shell, config: Path) -> None:
    config.write_text('[keys]\nreading.tag = "x"\nreading.nothing = "y"\n\n[themes.dusk]\ntext = "blue"\n')
    out = shell("config", "check", code=2)
    lines = [int(found) for found in re.findall(r"^config\.toml, line (\d+): ", out, re.MULTILINE)]
    assert lines == sorted(lines)
    assert lines[0] == 2
    assert len(set(lines)) > 2


def test_config_check_of_a_file_without_mistakes_ends_well(shell: Shell, config: Path) -> None:
    config.write_text('[themes.dusk]\nquiet = "#333333"\n')
    out, err = shell.both("config", "check")
    assert "line 2: themes.dusk.quiet can hardly be seen" in out
    assert "nothing is wrong" in err


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash to complete in")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("paperknife exp", "export"),
        ("paperknife export --for", "--format"),
        ("paperknife tags re", "rename"),
        ("paperknife state x arch", "archived"),
        ("paperknife add ./scra", "./scrape.html"),
        ("paperknife export -o ./scra", "./scrape.html"),
    ],
)
def test_bash_completes(typed: str, offered: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scrape.html").touch()
    assert main(["completion", "bash"]) == 0
    words = [*typed.split()]
    asked = (
        f"{capsys.readouterr().out}\nCOMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n"
        "_shtab_paperknife\necho ${COMPREPLY[*]}"
    )
    bash = subprocess.run(["bash", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert bash.stdout.split() == [offered]


@pytest.mark.parametrize("name", ["bash", "zsh", "tcsh"])
def test_completions_know_the_commands(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", name]) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in ("export", "markdown", "--library", "archived"))
