"""Words that are printed to be copied: a shell gives them back as they were, and runs none."""

import subprocess

import pytest

from wvls_mentor.text import (
    first_few,
    first_name_first,
    fold,
    hours_text,
    nearest,
    plain_letters,
    shortened,
    to_copy,
)

HOSTILE = [
    "plain",
    "two words",
    "",
    "a $HOME of one's own",
    "$(touch pwned)=years",
    "`touch pwned`",
    'a "quoted" word; touch pwned',
    "back\\slash and 'single'",
    "event!1",
    "a\nline",
    "|&<>*?[]{}()#~",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_a_copied_word_comes_back_and_runs_nothing(word: str, tmp_path: object) -> None:
    line = f"printf '%s' {to_copy(word)}"
    said = subprocess.run(
        ["sh", "-c", line], cwd=str(tmp_path), capture_output=True, text=True, check=True
    )
    assert (said.stdout, said.stderr) == (word, "")


def test_quotes_are_those_that_every_shell_reads_where_they_will_do() -> None:
    assert to_copy("Your name=name") == '"Your name=name"'
    assert to_copy("mentors.csv") == "mentors.csv"


@pytest.mark.parametrize(
    ("text", "shown"), [("abcd", "abcd"), ("abcde", "abcde"), ("abcdef", "abcd…"), ("", "")]
)
def test_what_is_cut_says_so(text: str, shown: str) -> None:
    assert shortened(text, 5) == shown


def test_the_nearest_names_are_not_those_that_share_the_word_library() -> None:
    known = ["Thorp Public Library", "Westboro Public Library", "T.B. Scott Free Library"]
    assert nearest("Torp Public Library", known)[0] == "Thorp Public Library"
    assert nearest("TB Scott Library", known) == ["T.B. Scott Free Library"]
    assert nearest("the library", ["The Library"]) == ["The Library"]
    assert nearest("", known) == [] == nearest("Thorp", [])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasz Dąbrowski", "lukasz dabrowski"),
        ("Søren Ærø", "soren aero"),
        ("Đorđe", "dorde"),
        ("Œuvre Straße", "oeuvre strasse"),
        ("Þóra Guðrún", "thora gudrun"),
        ("Ħal Ŧest Yıldız", "hal test yildiz"),
        ("José  PEÑA", "jose pena"),
    ],
)
def test_letters_with_strokes_are_found_by_plain_ones(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert plain_letters(text).lower() == plain


@pytest.mark.parametrize(
    ("text", "name"),
    [("Lee, Anna", "Anna Lee"), ("Lee,Anna B.", "Anna B. Lee"), ("Anna Lee", "Anna Lee"),
     ("Lee, Anna, PhD", "Lee, Anna, PhD"), ("Lee,", "Lee,"), (",", ",")],
)  # fmt: skip
def test_a_name_is_turned_to_first_name_first(text: str, name: str) -> None:
    assert first_name_first(text) == name


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(360, "6"), (390, "6.5"), (6225, "103.75"), (380, "6.33"), (600, "10"), (60_000, "1000")],
)
def test_hours_have_every_quarter_however_many_they_are(minutes: int, said: str) -> None:
    """103.75 hours in a report were 103.8."""
    assert hours_text(minutes) == said


def test_one_that_is_left_over_is_named_too() -> None:
    assert first_few(["a", "b", "c"], 3) == "a, b and c"
    assert first_few(["a", "b", "c", "d"], 3) == "a, b, c and d", "not 1 other"
    assert first_few(["a", "b", "c", "d", "e"], 3) == "a, b, c and 2 others"
