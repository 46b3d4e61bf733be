"""Where a library and the user's settings live, and what the files of a library are called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LIBRARY_FILE = "library.json"
PREVIOUS_FILE = "library.json.prev"
LOG_FILE = "history.sqlite"
MIRROR_FILE = "recent.jsonl"
STATE_FILE = "state.json"
STATE_LOCK_FILE = "state.lock"
NOTICES_FILE = "notices.txt"
LOCK_FILE = "open.lock"
PRESENCE_FILE = "presence.lock"
BACKUP_LOCK_FILE = "backup.lock"
RAW_FOLDER = "raw"
TEXTS_FOLDER = "texts"
BLOB_FOLDERS = (RAW_FOLDER, TEXTS_FOLDER)
"""Those of files that are named by their bytes."""
BACKUPS_FOLDER = "backups"
CACHE_FOLDER = "cache"
INDEX_FILE = "index.sqlite"
"""In the cache folder: what a search looks words up in; nothing is in it that is not elsewhere."""
INDEX_LOCK_FILE = "index.lock"
FEEDING_LOCK_FILE = "feeding.lock"
SIGHTINGS_FILE = "sightings"
"""In the cache folder: which bytes a file had as it was seen (:mod:`storage.library.sightings`)."""

_NAME = "paperknife"


def library_home(option: str | None = None) -> Path:
    """Return the folder of the library: ``option``, else ``$PAPERKNIFE_HOME``, else the platform's data folder."""
    chosen = option or os.environ.get("PAPERKNIFE_HOME")
    if chosen:
        return typed_path(chosen)
    import platformdirs  # only a run without either needs it

    return platformdirs.user_data_path(_NAME, appauthor=False)


def typed_path(written: str) -> Path:
    """Return the absolute path that somebody wrote; one that begins with the name of nobody here stays as it is."""
    return Path(os.path.expanduser(written)).absolute()  # noqa: PTH111  pathlib's raises


def config_file() -> Path:
    """Return where the user's ``config.toml`` is looked for: the platform's config folder."""
    folder = _config_folder()
    if folder is None:
        import platformdirs

        folder = platformdirs.user_config_path(_NAME, appauthor=False)
    return folder / "config.toml"


def _config_folder() -> Path | None:
    """Return what platformdirs calls our folder for settings, where that is told by one look at the environment.

    None elsewhere: it imports what takes 2 ms of every start.
    """
    if sys.platform != "linux":
        return None
    chosen, home = os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("HOME", "")
    folder = chosen or (f"{home}/.config" if home else "")
    return Path(folder, _NAME) if folder.startswith("/") and folder == folder.strip() else None
