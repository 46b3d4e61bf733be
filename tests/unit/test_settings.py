"""config.toml: what is right counts, what is wrong is said in one line, and the file is never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.settings import Settings, load_settings


def written(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = written(tmp_path, 'creator = " Ada "\ntheme = "paper"\nwidth = 66\n[keys]\n"reading.tag" = "c"\n')
    assert settings == Settings("Ada", "paper", 66, keys={"reading.tag": ("c",)})


def test_columns_and_pinned_tags_are_read_in_their_order(tmp_path: Path) -> None:
    settings = written(tmp_path, 'columns = ["title", "marks", "title"]\npinned = ["conflict", " to read "]\n')
    assert (settings.columns, settings.pinned) == (("title", "marks"), ("conflict", "to read"))
    assert not settings.problems


def test_more_pinned_tags_than_digits_are_named(tmp_path: Path) -> None:
    settings = written(tmp_path, f"pinned = {[f'tag {number}' for number in range(10)]}")
    assert settings == Settings(problems=("config.toml: pinned must be a list of at most nine tags",))


def test_a_column_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert "columns must be a list of these: title," in written(tmp_path, 'columns = ["colour"]').problems[0]


def test_an_action_may_have_several_keys_or_none(tmp_path: Path) -> None:
    settings = written(tmp_path, '[keys]\n"reading.note" = ["a", "i"]\n"reading.raw" = []\n')
    assert settings.keys == {"reading.note": ("a", "i"), "reading.raw": ()}


def test_an_action_without_quotes_is_understood(tmp_path: Path) -> None:
    assert written(tmp_path, '[keys]\nreading.hide-block = "h"\n').keys == {"reading.hide-block": ("h",)}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("width = 12", "config.toml: width must be a number from 40 to 120"),
        ("width = true", "config.toml: width must be a number from 40 to 120"),
        ('creator = " "', "config.toml: creator must be a name"),
        ("theme = 3", "config.toml: theme must be a theme's name"),
        ('keys = "j"', "config.toml: keys must be a table"),
        ("color = 1", "config.toml: there is no setting “color”"),
        ('[keys]\n"reading.tag" = 3', "config.toml: keys.reading.tag must be a key or a list of keys"),
        ('[keys]\n"reading.tag" = [""]', "config.toml: keys.reading.tag must be a key or a list of keys"),
    ],
)
def test_what_is_wrong_is_named_and_left_out(tmp_path: Path, text: str, problem: str) -> None:
    settings = written(tmp_path, text)
    assert settings == Settings(problems=(problem,))


def test_one_wrong_value_leaves_the_others(tmp_path: Path) -> None:
    assert written(tmp_path, 'width = 1\ncreator = "Ada"').creator == "Ada"


def test_a_file_that_is_no_toml_is_one_line(tmp_path: Path) -> None:
    problem = written(tmp_path, "width =").problems[0]
    assert str(tmp_path) in problem
    assert "\n" not in problem


def test_a_file_that_is_not_utf_8_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'creator = "\xff"')
    assert load_settings(path).problems == (f"{path}: is not UTF-8",)


def test_a_folder_in_its_place_is_one_line(tmp_path: Path) -> None:
    assert "cannot be read" in load_settings(tmp_path).problems[0]
