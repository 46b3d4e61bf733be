"""Opens an address in the reader's browser, and lets no browser write over the screen."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager

from storage.errors import PaperknifeError, UsageError

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


def is_address(url: str) -> bool:
    """Return whether ``url`` is one that may be given to a browser: http or https, and nothing else."""
    return _ADDRESS.fullmatch(url) is not None and url.isprintable()


def open_address(url: str, away: Callable[[], AbstractContextManager[None]]) -> None:
    """Open ``url``; a browser that runs in the terminal does so while the app is ``away()``.

    Raises:
        UsageError: the address is no http or https one.
        PaperknifeError: there is no browser, or it cannot be started.
    """
    import webbrowser

    if not is_address(url):
        raise UsageError("the article has no address that a browser may open")
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        raise PaperknifeError(f"there is no browser here; the address is {url}") from None
    if isinstance(browser, webbrowser.BackgroundBrowser):
        _start([browser.name, *(argument.replace("%s", url) for argument in browser.args)])
    elif isinstance(browser, webbrowser.GenericBrowser):
        with away():
            browser.open(url)
    else:
        browser.open(url)


def _start(command: list[str]) -> None:
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise PaperknifeError(f"the browser cannot be started: {error.strerror}") from error
