"""What the start spares is there as soon as somebody asks for it; each test looks at a fresh interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
import typing
from pathlib import Path

import platformdirs
import pytest
import textual
import typing_extensions

from storage.library.paths import config_file
from tui import spared

ROOT = Path(__file__).resolve().parents[2]
STARTED = """
import sys
from tui.spared import spared
with spared():
    from tui.app import PaperknifeApp
"""


def after_the_start(program: str) -> str:
    """Return what ``program`` prints in an interpreter that has imported the app."""
    ran = subprocess.run(
        [sys.executable, "-c", STARTED + program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_textuals_command_palette_is_there_for_who_wants_it() -> None:
    program = """
assert "textual.command" not in sys.modules
from textual.command import CommandPalette
from textual.screen import Screen
print(issubclass(CommandPalette, Screen), PaperknifeApp.ENABLE_COMMAND_PALETTE)
"""
    assert after_the_start(program) == "True False"


def test_any_other_name_comes_from_the_module_itself() -> None:
    program = """
assert sys.modules["typing_extensions"].__spec__ is None
from typing_extensions import Final, deprecated
import typing_extensions, typing
print(Final is typing.Final, typing_extensions.deprecated is deprecated, typing_extensions.__spec__ is not None)
"""
    assert after_the_start(program) == "True True True"


def test_the_folder_for_downloads_is_the_platforms() -> None:
    program = """
import textual.app
assert "platformdirs" not in sys.modules
print(textual.app.user_downloads_path())
"""
    assert after_the_start(program) == str(platformdirs.user_downloads_path())


def test_asyncio_does_without_encryption_but_nobody_else_has_to() -> None:
    program = """
assert "ssl" not in sys.modules
import asyncio.sslproto, ssl
print(asyncio.sslproto.ssl, ssl.SSLContext.__name__)
"""
    assert after_the_start(program) == "None SSLContext"


def test_where_textual_is_there_already_everything_stays_as_it_is() -> None:
    assert textual.__name__ in sys.modules
    before = dict(sys.modules)
    with spared.spared():
        assert sys.modules == before
    assert sys.modules == before


@pytest.mark.parametrize("name", spared.OF_TYPING)
def test_what_typing_stands_in_for_is_in_both(name: str) -> None:
    assert hasattr(typing, name)
    assert hasattr(typing_extensions, name)


@pytest.mark.parametrize("chosen", [None, "", "/some/where", "here", " /some/where ", "/some/where/"])
def test_the_settings_lie_where_platformdirs_says(chosen: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if chosen is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
    for home in ("/home/reader", "", "here"):
        monkeypatch.setitem(os.environ, "HOME", home)
        assert config_file() == platformdirs.user_config_path("paperknife", appauthor=False) / "config.toml"
