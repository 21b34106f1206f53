"""Text from people is hostile until proven otherwise."""

import csv
import io

import pytest

from tests.factories import Program

NASTY = [
    "[red]Rose[/red]",
    "[/b]",
    "[link=https://example.org]x[/link]",
    "=cmd|' /C calc'!A0",
    "+1-2",
    "@SUM(A1)",
    "-2+3",
    "'quoted'",
    'say "hi", then; go',
    "Ünïcödé 陳",
    "%s {0} \\n",
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_shown_as_it_is_everywhere(
    program: Program, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    added = program("mentor", "add", "--email", "a@example.org", "--years", "5", "--library",
                    "Wausau", "-f", "json", "--", name)  # fmt: skip
    assert added.json["mentor"]["name"] == name
    program.mentee(2)
    for words in (["mentor", "list"], ["match"], ["match", "2"], ["mentor", "show", "1"]):
        assert name in " ".join(program(*words).out.split())
    rows = list(csv.DictReader(io.StringIO(program("mentor", "list", "-f", "csv").out)))
    assert rows[0]["name"] == ("'" + name if name[0] in "=+-@'" else name)


@pytest.mark.parametrize(
    "name", ["a\x1b[2Jb", "a\x07b", "a\x00b", "a\u202eb", "a\u2066b", "a\rb", "a\x9bb", "a\udc80b"]
)
def test_nothing_that_drives_a_terminal_is_kept(program: Program, name: str) -> None:
    added = program("mentor", "add", name, "--email", "a@example.org", "--years", "5", "-f", "json")
    assert added.json["mentor"]["name"] in ("ab", "a[2Jb", "a b")


@pytest.mark.parametrize("name", ["", "   ", "\x1b", "\u202e"])
def test_a_name_of_nothing_is_refused(program: Program, name: str) -> None:
    assert program("mentor", "add", name, "--email", "a@example.org", "--years", "5").code == 2


def test_an_error_repeats_nothing_that_drives_a_terminal(program: Program) -> None:
    answer = program("mentor", "show", "x\x1b[31m")
    assert answer.code == 4 and "\x1b" not in answer.err


@pytest.mark.parametrize(("length", "code"), [(5000, 0), (5001, 2), (10_000, 2)])
def test_a_note_has_an_end(program: Program, length: int, code: int) -> None:
    words = ["mentor", "add", "A", "--email", "a@example.org", "--years", "5"]
    assert program(*words, "--note", "n" * length).code == code
    assert len(program("mentor", "list", "-f", "json").json["mentors"]) == (code == 0)


@pytest.mark.parametrize("text", ["9" * 40, "-1", "0", "٣", "1e0", "%", "'; DROP TABLE person; --"])
def test_odd_ids_find_nobody(program: Program, text: str) -> None:
    program.mentor()
    assert program("mentor", "show", "--", text).code == 4


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Nowak, Łukasz", "Lukasz Nowak"),
        ("Łukasz Nowak", "nowak, lukasz"),
        ("Nowak, Łukasz", "Łukasz"),
        ("Łukasz Nowak", "lukasz"),
        ("Nowak, Łukasz", "Nowak, Łukasz"),
        ("Søren Nowak, Jr.", "Nowak, Jr."),
    ],
)
def test_a_person_is_found_last_name_first_and_without_strokes(
    program: Program, kept: str, typed: str
) -> None:
    program.mentee(1)
    made = program("mentor", "add", kept, "--email", "n@example.org", "--library", "Wausau",
                   "--experience-since", "2010-01-01")  # fmt: skip
    assert made.code == 0
    assert program("mentor", "show", typed, "-f", "json").json["mentor"]["name"] == kept
    assert program("match", "Mentee 1", typed, "--yes").code == 0
    assert program("status", typed, "-f", "json").json["pair"]["pair_id"] == 1
    assert program("mentor", "show", "Nowak, X").code == 4


def test_a_number_that_looks_like_a_day_stays_as_it_was_typed(program: Program) -> None:
    program.pair(1, "2026-01-05")
    program.visit(1, "2026-02-10")
    words = ("--vendor", "2026-01-05", "--address", "Box 2026-01-06", "--phone", "2026-01-07")
    assert program("mentor", "edit", "1", *words).code == 0
    shown = program("mentor", "show", "1").out
    assert all(word in shown for word in words[1::2])
    paid = program("stipends", "pay", "--reference", "2026-05-05", "--yes").out
    assert ", 2026-05-05: " in paid
