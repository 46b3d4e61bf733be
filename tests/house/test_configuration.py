"""The page on config.toml and its example say what is read, all of it and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tui.keymap import make_keymap
from tui.lists.column_names import NAMES
from tui.palettes import ALSO_CALLED, COLOURS, PALETTES
from tui.reading.geometry import MEASURE
from tui.settings import Settings
from tui.settings.reading import read_settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "configuration.md").read_text(encoding="utf-8")
EXAMPLE = (DOCS / "config.example.toml").read_text(encoding="utf-8")
SETTINGS = set(Settings._fields) - {"problems", "advice", "lines"}


def test_the_example_has_every_setting_and_no_mistake() -> None:
    settings = read_settings(EXAMPLE)
    assert settings.problems == settings.advice == ()
    assert make_keymap(settings.keys).clashes == ()
    assert tomllib.loads(EXAMPLE).keys() == SETTINGS
    assert all(getattr(settings, name) for name in SETTINGS)


@pytest.mark.parametrize("document", ["README.md", "docs/keys.md"])
def test_what_is_shown_of_it_elsewhere_has_no_mistake_and_no_clash(document: str) -> None:
    shown = re.findall(
        r"^```toml\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert shown
    for example in shown:
        settings = read_settings(example)
        assert settings.problems == settings.advice == ()
        assert make_keymap(settings.keys).clashes == ()


def test_the_page_names_every_setting_column_theme_and_colour() -> None:
    for name in (*SETTINGS - {"keys", "themes"}, *NAMES, *COLOURS, *ALSO_CALLED, *(each.name for each in PALETTES)):
        assert f"`{name}`" in PAGE, name
    assert "`[keys]`" in PAGE
    assert f"40 to 120 | {MEASURE} |" in PAGE


def test_the_page_names_no_setting_that_there_is_not() -> None:
    table = PAGE.partition("## Settings")[2].partition("## Keys")[0]
    named = re.findall(r"^\| `\[?([a-z]+)[^`]*`", table, re.MULTILINE)
    assert set(named) == SETTINGS
