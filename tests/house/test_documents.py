"""The documents say what the program does, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.block import Role
from storage.cleaning.features.table import GROUPS
from tui.actions import ACTIONS
from tui.keymap import make_keymap

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_key_table_is_what_the_registry_says() -> None:
    run = subprocess.run([sys.executable, str(ROOT / "docs" / "write_keys.py"), "--check"])
    assert run.returncode == 0, "docs/keys.md is not up to date: make docs"


def test_the_table_of_reasons_is_what_the_cues_say() -> None:
    run = subprocess.run([sys.executable, str(ROOT / "docs" / "write_reasons.py"), "--check"])
    assert run.returncode == 0, "docs/cleaning.md is not up to date: make docs"


def test_every_feature_is_shown_by_a_walk_or_called_missing() -> None:
    run = subprocess.run([sys.executable, str(ROOT / "docs" / "write_features.py"), "--check"], capture_output=True)
    assert run.returncode == 0, run.stderr.decode()


def test_every_role_and_every_group_of_features_is_told() -> None:
    page = (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8")
    assert [name for name in (*Role, *GROUPS) if f"`{name}`" not in page] == []


def test_every_action_has_a_name_a_key_a_sentence_and_a_twin_or_a_reason() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.keys, action.id
        assert action.help.endswith("."), action.id
        assert action.twin.startswith(("paperknife ", "-- ")), action.id


def test_no_two_actions_of_a_screen_share_a_default_key() -> None:
    assert make_keymap({}).clashes == ()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_a_link_to_a_file_leads_to_one(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), f"{name(document)} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_a_module_that_is_named_is_there(document: Path) -> None:
    rooms = [ROOT / room for room in ("", "tui", "storage", "storage/cleaning", "tests/journeys")]
    for module in re.findall(r"`([a-z_/]+\.py)\b", document.read_text(encoding="utf-8")):
        assert any((room / module).is_file() for room in rooms), f"{name(document)} names {module}"


def test_the_readme_names_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        # In code only: prose may make sense.
        for mentioned in re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE):
            assert mentioned in targets, f"{name(document)}: make {mentioned}"
