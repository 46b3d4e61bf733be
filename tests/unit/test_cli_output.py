"""What reaches standard output is harmless, and bold only where somebody looks."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from tui.cli import output
from tui.cli.output import Bold, Dim, json_line, line, terminal_width, whole
from tui.cli.progress import ProgressBar


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)


def test_a_line_holds_no_control_character(capsys: pytest.CaptureFixture[str]) -> None:
    line("a\x1b[31mred\x9b0m", Bold("b\x07"), Dim("\u202ec"))
    assert capsys.readouterr().out == "a[31mred0mb⇄c\n"


def test_nothing_is_bold_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    line(Bold("title"), " ", Dim("id"))
    assert capsys.readouterr().out == "title id\n"


def test_bold_and_dim_are_seen_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    line(Bold("title"), " ", Dim("id"))
    assert capsys.readouterr().out == "\x1b[1mtitle\x1b[0m \x1b[2mid\x1b[0m\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_styles_can_be_declined(
    name: str, value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    line(Bold("title"))
    assert capsys.readouterr().out == "title\n"


def test_json_is_one_object_a_line_in_utf_8(capsys: pytest.CaptureFixture[str]) -> None:
    json_line({"title": "Syria’s\nIdlib \x1b[31m", "count": 3})
    written = capsys.readouterr().out
    assert written.count("\n") == 1
    assert "’" in written
    assert "\x1b" not in written
    assert json.loads(written) == {"title": "Syria’s\nIdlib \x1b[31m", "count": 3}


def test_an_export_goes_into_a_pipe_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    whole("a\x1bb\n")
    assert capsys.readouterr().out == "a\x1bb\n"


def test_an_export_on_a_terminal_is_harmless(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    whole("a\x1bb\n")
    assert capsys.readouterr().out == "ab\n"


def test_a_pipe_has_no_width() -> None:
    assert terminal_width() is None


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch)
    assert terminal_width() == output.PAGE
    monkeypatch.setenv("COLUMNS", "132")
    assert terminal_width() == 132
    monkeypatch.setenv("COLUMNS", "3")
    assert terminal_width() == output.NARROWEST


def test_the_bar_shows_one_line_and_takes_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    with ProgressBar(lambda: 4) as bar:
        bar.count("a\x1b.html")
        bar.count("b.html")
    empty, bar_of_one = "▱" * 20 + " 0 of 4", "▰▰▰▰▰" + "▱" * 15 + " 1 of 4 · a.html"
    assert capsys.readouterr().err == f"\r\x1b[K{empty}\r\x1b[K{bar_of_one}\r\x1b[K"


def test_the_bar_keeps_a_wide_title_to_one_line_of_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    with ProgressBar(lambda: 4) as bar:
        bar.count("読" * 60)
    shown = capsys.readouterr().err.split("\x1b[K")[2].rstrip("\r")
    assert shown.startswith("▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ 1 of 4 · 読")
    assert 37 <= cell_len(shown) < 40


def test_there_is_no_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressBar(lambda: 4) as bar:
        bar.count("a.html")
    assert not capsys.readouterr().err


def test_the_bar_says_how_long_the_rest_takes_once_that_can_be_foreseen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    clock = [100.0]
    monkeypatch.setattr("tui.cli.progress.monotonic", lambda: clock[0])
    with ProgressBar(lambda: 20) as bar:
        clock[0] += 2.0
        bar.count("a.html")
        clock[0] += 6.0
        bar.count("b.html")
    first, second = capsys.readouterr().err.split("\r\x1b[K")[2:4]
    assert first.endswith("1 of 20 · a.html")
    assert second.endswith("2 of 20 · 72 s left · b.html")


def test_there_is_no_bar_for_a_single_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    with ProgressBar(lambda: 1) as bar:
        bar.count("a.html")
    assert not capsys.readouterr().err


def test_what_is_written_meanwhile_stands_on_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    with ProgressBar(lambda: 4) as bar:
        bar.count("a.html")
        bar.wipe()
        capsys.readouterr()
        bar.draw()
    assert capsys.readouterr().err == "\r\x1b[K▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ 1 of 4 · a.html\r\x1b[K"
