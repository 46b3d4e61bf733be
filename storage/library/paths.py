"""Where a library and the user's settings live, and what the files of a library are called."""

from __future__ import annotations

import os
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
        return Path(chosen).expanduser().absolute()
    import platformdirs  # only a run without either needs it

    return platformdirs.user_data_path(_NAME, appauthor=False)


def config_file() -> Path:
    """Return where the user's ``config.toml`` is looked for: the platform's config folder."""
    import platformdirs

    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"
