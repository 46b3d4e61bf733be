"""Whatever is typed, a command ends with an exit code and says what is wrong in lines, never with a traceback."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.cli.catalogue import SUMMARIES

if TYPE_CHECKING:
    from tests.library.conftest import Shell

FOUND_OUT = {0, 1, 2, 3, 4}
OPTIONS = [
    "--json",
    "--why",
    "--raw",
    "-m",
    "--message=",
    "--format",
    "--title",
    "--published",
    "--tag",
    "--into",
    "--help",
]
WORDS = [
    "-",
    "--",
    "",
    "+war",
    "-war",
    "tag:war",
    "not",
    '"',
    "ID",
    "ID:1",
    "ID:2-1",
    "ID:1.3-9",
    "ID:p-0",
    "json",
    "read",
    "keys",
]
# Neither a dot nor a slash: no word may name a file outside the folder of the test.
ANYTHING = st.text(st.characters(exclude_characters="./~\0", exclude_categories=[]), max_size=8)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(list(SUMMARIES)),
    st.lists(st.one_of(st.sampled_from([*OPTIONS, *WORDS]), ANYTHING), max_size=5),
)
def test_no_words_make_a_command_crash(shell: Shell, tmp_path: Path, command: str, words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A line of text.\n")))
        shell.capsys.readouterr()
        typed = [word.replace("ID", shell.ids[0][:9]) for word in words]
        code = main(["--library", str(shell.home), command, *typed])
        written = shell.capsys.readouterr()
    assert code in FOUND_OUT
    assert code == 0 or written.err, "what is wrong was not said"
