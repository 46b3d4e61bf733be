"""config.toml: what is right counts, what is wrong is named with its line, and the file is never needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keymap import Clash
from tui.palettes import COLOURED, COLOURS
from tui.settings import Problem, Settings, load_settings
from tui.settings.reading import read_settings


def written(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_every_setting_is_read() -> None:
    settings = read_settings(
        'creator = " Ada "\ntheme = "paper"\nwidth = 66\ncolumns = ["title", "marks", "title"]\n'
        'pinned = ["conflict", " to read "]\n[keys]\n"reading.tag" = "c"\n'
    )
    assert settings.problems == ()
    assert (settings.creator, settings.theme, settings.width) == ("Ada", "paper", 66)
    assert (settings.columns, settings.pinned) == (("title", "marks"), ("conflict", "to read"))
    assert settings.keys == {"reading.tag": ("c",)}
    assert settings.at("keys.reading.tag") == "config.toml, line 7"
    assert settings.at("nothing") == "config.toml"


def test_an_action_may_have_several_keys_or_none() -> None:
    settings = read_settings('[keys]\n"reading.note" = ["a", "i"]\n"reading.raw" = []\n')
    assert settings.keys == {"reading.note": ("a", "i"), "reading.raw": ()}


def test_a_key_that_is_none_takes_no_other_away() -> None:
    settings = read_settings('[keys]\n"library.sort" = "ctrl+"\n"reading.note" = ["nokey", "i"]\n')
    assert settings.keys == {"reading.note": ("i",)}
    assert [problem.words for problem in settings.problems] == [
        "“ctrl+” is no key that a terminal sends",
        "“nokey” is no key that a terminal sends",
    ]


def test_an_action_without_quotes_is_understood() -> None:
    assert read_settings('[keys]\nreading.hide-block = "h"\n').keys == {"reading.hide-block": ("h",)}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\nwidth = 12", 2, "width must be a number from 40 to 120"),
        ("width = true", 1, "width must be a number from 40 to 120"),
        ('creator = " "', 1, "creator must be a name"),
        ("theme = 3", 1, "theme must be a theme's name"),
        ('theme = "papre"', 1, "there is no theme “papre”; there are ink, paper, contrast, terminal"),
        ('keys = "j"', 1, "keys must be a table: [keys], then a line for each action"),
        ("widht = 70", 1, "there is no setting “widht”; do you mean width?"),
        ("zzz = 1", 1, "there is no setting “zzz”"),
        ('columns = [\n"title",\n"marsk"]', 3, "there is no column “marsk”; do you mean marks?"),
        ('columns = "title"', 1, 'columns must be a list, such as columns = ["…", "…"]'),
        ("pinned = [1]", 1, "pinned holds something that is no tag's name"),
        ('pinned = ["+no"]', 1, "a tag cannot begin with “+”: +no"),
        (
            'pinned = ["1", "2", "3", "4", "5", "6", "7", "8", "9",\n"ten"]',
            2,
            "pinned has room for 9 tags; “ten” is one too many",
        ),
        ('[keys]\n\n"reading.tag" = 3', 3, "keys.reading.tag must be a key or a list of keys"),
        ('[keys]\n"reading.tag" = ["t",\n"nokey"]', 3, "“nokey” is no key that a terminal sends"),
        ('[keys]\nreading.tga = "t"', 2, "there is no action “reading.tga”; do you mean reading.tag?"),
        ("themes = 1", 1, "themes must be a table: [themes.NAME], then a line for each colour"),
        (
            "[themes.ink]",
            1,
            "a theme cannot be called “ink”: letters a to z, digits and -, and no theme's own name",
        ),
        ('[themes.my]\nbase = "terminal"', 2, "themes.my.base must be one of ink, paper, contrast"),
        ('[themes.my]\ntext = "red"', 2, 'themes.my.text must be a colour such as "#1d1f21"'),
        ('[themes.my]\ntxet = "#fff"', 2, "a theme has no colour “txet”; do you mean text?"),
        (
            '[themes.my]\ntags = [\n"#9cf",\n"no"]',
            4,
            'themes.my.tags holds what is no colour such as "#1d1f21"',
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_left_out(text: str, line: int, problem: str) -> None:
    found = read_settings(text).problems
    assert found == (Problem(problem, line),)
    assert [each.told for each in found] == [f"config.toml, line {line}: {problem}"]


def test_problems_come_in_the_order_of_the_file() -> None:
    problems = read_settings("creator = 1\nwidth = 1\nno = 1\n").problems
    assert [problem.line for problem in problems] == [1, 2, 3]


def test_clashes_of_keys_stand_among_the_problems_on_the_lines_that_made_them() -> None:
    settings = read_settings('widht = 9\n[keys]\n"library.export" = "s"\n"reading.tag" = 3\n')
    clashes = [Clash("keys.library.export", "s is taken"), Clash("keys.gone", "u is taken")]
    assert [problem.told for problem in settings.problems_with(clashes)] == [
        "config.toml: u is taken",
        "config.toml, line 1: there is no setting “widht”; do you mean width?",
        "config.toml, line 3: s is taken",
        "config.toml, line 4: keys.reading.tag must be a key or a list of keys",
    ]


def test_one_wrong_value_leaves_the_others() -> None:
    assert read_settings('width = 1\ncreator = "Ada"').creator == "Ada"
    assert read_settings('columns = ["title", "no such"]').columns == ("title",)


@pytest.mark.parametrize(
    ("text", "line"), [("width =", 1), ("width = 70\n\ntheme = paper\n", 3), ("a = 1\na = 2", 2), ("[a", 1)]
)
def test_a_file_that_is_no_toml_is_one_line_with_its_number(text: str, line: int) -> None:
    settings = read_settings(text)
    assert settings == Settings(problems=settings.problems)
    assert settings.problems[0].line == line
    assert "\n" not in settings.problems[0].told


def test_lists_within_lists_without_end_are_one_line() -> None:
    assert len(read_settings("a = " + "[" * 5_000).problems) == 1


def test_a_file_that_is_not_utf_8_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'# one\ncreator = "\xff"')
    assert [problem.told for problem in load_settings(path).problems] == [f"{path}, line 2: is not UTF-8"]


def test_a_mark_of_byte_order_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfwidth = 70")
    assert load_settings(path).width == 70


def test_a_folder_in_its_place_is_one_line(tmp_path: Path) -> None:
    assert load_settings(tmp_path).problems[0].told.startswith(f"{tmp_path}: cannot be read")


# themes of the user's own


def test_a_theme_of_ones_own_is_laid_over_another_one() -> None:
    settings = read_settings('theme = "dusk"\n[themes.dusk]\nbase = "light"\ntext = "#123"\ntags = ["#003366"]\n')
    assert settings.problems == settings.advice == ()
    paper, dusk = COLOURED["paper"], settings.themes[0]
    assert (settings.theme, dusk.name, dusk.text, dusk.background) == ("dusk", "dusk", "#112233", paper.background)
    assert dusk.tags == ("#003366", *paper.tags[1:])
    assert not dusk.dark


def test_a_colour_that_can_hardly_be_read_counts_and_is_told_with_its_line() -> None:
    settings = read_settings('[themes.dusk]\ntext = "#ffffff"\nquiet = "#333333"\n')
    assert settings.problems == ()
    assert settings.themes[0].quiet == "#333333"
    assert len(settings.advice) == 1
    assert settings.advice[0].told.startswith("config.toml, line 3: themes.dusk.quiet can hardly be seen on its ")


HEX = st.from_regex(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", fullmatch=True)


@given(st.dictionaries(st.sampled_from(COLOURS), HEX, max_size=4), st.lists(HEX, max_size=8))
def test_every_theme_of_right_colours_is_taken(colours: dict[str, str], tags: list[str]) -> None:
    lines = [f'{name} = "{colour}"' for name, colour in colours.items()]
    settings = read_settings("\n".join(["[themes.mine]", *lines, f"tags = {tags}"]))
    assert settings.problems == ()
    assert all(colour.startswith("#") and len(colour) == 7 for colour in settings.themes[0].tags)


VALUES = st.sampled_from(["1", "true", '"x"', "[1]", '["title"]', "{ a = 1 }", "70", '"paper"'])
NAMES = st.sampled_from(["width", "theme", "columns", "pinned", "keys", "themes", "creator", "other"])


@given(st.dictionaries(NAMES, VALUES, max_size=5), st.integers(0, 3))
def test_each_problem_is_on_the_line_of_what_is_wrong(table: dict[str, str], blank: int) -> None:
    lines = ["#"] * blank + [f"{name} = {value}" for name, value in table.items()]
    alone = [
        problem._replace(line=number)
        for number, line in enumerate(lines, start=1)
        for problem in read_settings(line).problems
    ]
    assert list(read_settings("\n".join(lines)).problems) == alone
