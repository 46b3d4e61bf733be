"""What the app does to its terminal: it takes it back whatever happened, and copies through its driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.app import App

from storage.errors import PaperknifeError
from tui.app import PaperknifeApp
from tui.session import Session


async def test_the_terminal_is_taken_back_when_what_it_was_given_away_for_fails(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    @contextmanager
    def suspend(_app: App[None]) -> Iterator[None]:
        said.append("away")
        yield
        said.append("back")

    monkeypatch.setattr(App, "suspend", suspend)
    app = PaperknifeApp(session)
    with pytest.raises(PaperknifeError, match="no shell"), app.suspend():
        raise PaperknifeError("no shell")
    assert said == ["away", "back"]


async def test_what_is_copied_is_written_to_the_terminal(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux")
    app = PaperknifeApp(session)
    written: list[str] = []
    async with app.run_test():
        assert app._driver is not None  # noqa: SLF001  where the picture goes
        monkeypatch.setattr(app._driver, "write", written.append)  # noqa: SLF001
        app.copy_to_clipboard("a quote")
        assert app.clipboard == "a quote"
        assert "\x1bPtmux;" in written[0]
        monkeypatch.undo()
