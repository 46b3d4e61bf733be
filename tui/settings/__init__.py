"""The user's ``config.toml``: what it says, what of it was not understood and on which line; never written by us."""

from __future__ import annotations

from pathlib import Path

from tui.settings.settings import Settings

__all__ = ["Settings", "load_settings"]


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file gives the defaults, a broken one the defaults and a line that says so."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Settings(problems=(f"{path}, line {line}: is not UTF-8",))
    except OSError as error:
        return Settings(problems=(f"{path}: cannot be read ({error.strerror})",))
    from tui.settings.reading import read_settings  # 3 ms that nobody pays who has no such file

    return read_settings(text)
