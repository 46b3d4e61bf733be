"""The user's ``config.toml``: what it says, what of it was not understood and on which line; never written by us."""

from __future__ import annotations

from pathlib import Path

from tui.settings.settings import Problem, Settings

__all__ = ["Problem", "Settings", "load_settings"]


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file gives the defaults, a broken one the defaults and a line that says so."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Settings(problems=(Problem("is not UTF-8", line, str(path)),))
    except OSError as error:
        return Settings(problems=(Problem(f"cannot be read ({error.strerror})", file=str(path)),))
    from tui.settings.reading import read_settings  # 3 ms that nobody pays who has no such file

    return read_settings(text)
