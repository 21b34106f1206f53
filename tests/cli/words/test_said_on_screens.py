"""Screens say what was typed as it was typed, and count who can still be helped."""

import re

import pytest

from tests.factories import Program


@pytest.mark.parametrize("words", ["mentor list", "status", "overdue", "mentee list", "roster"])
def test_a_name_that_looks_like_a_day_stays_as_it_was_typed(paired: Program, words: str) -> None:
    assert paired("mentor", "edit", "1", "--name", "2026-10-21").code == 0
    shown = paired(*words.split()).out
    assert "2026-10-21" in shown and "Oct 21" not in shown.replace("until Oct 21", "")


def test_a_reference_that_looks_like_a_day_stays_as_it_was_typed(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    paid = paired("stipends", "pay", "--reference", "2026-10-21", "--on", "2026-11-02", "--yes")
    assert paid.code == 0, paid.err
    shown = paired("stipends", "ledger").out
    assert "2026-10-21" in shown and "Nov 2" in shown and "Oct 21" not in shown


def test_who_has_waited_too_long_is_counted_apart(program: Program) -> None:
    program.mentee(1)
    assert program.mentee(2) == 2
    program("mentee", "edit", "2", "--administrator-since", "2020-01-01")
    first = program("mentee", "list").out.splitlines()[0]
    assert "1 waiting" in first and "1 too late to match (C2)" in first, first
    said = program("status").out
    assert "1 waiting" in said.splitlines()[0] and "Waiting   1 Mentee 1" in said
    assert "Too late to match (C2)   2 Mentee 2 (since Jan 2, 2022)" in said
    for words in ("roster", "handover"):
        assert [p["name"] for p in program(words, "-f", "json").json["waiting"]] == ["Mentee 1"]
    assert "Mentee 1 is waiting for a mentor" in " ".join(program("handover").out.split())
    program("mentee", "withdraw", "1")
    assert "nobody waiting" in program("mentee", "list").out
    assert "Waiting for a mentor: nobody." in program("roster").out
    assert "for a mentor" not in program("handover").screen.partition("\nFirst\n")[0]


def test_the_mark_on_a_term_is_explained(paired: Program) -> None:
    assert "= visit" not in paired("status", "1").screen
    paired.visit(1, "2026-06-20")
    assert "= visit" in paired("status", "1").out


def test_names_of_people_stay_on_one_line_beside_a_status_that_folds(paired: Program) -> None:
    since = ("--experience-since", "2025-11-30")
    paired(
        "mentor",
        "add",
        "Frances Example",
        "--email",
        "f@example.org",
        "--library",
        "Antigo",
        *since,
    )
    shown = paired("mentor", "list").out
    assert "Frances Example" in shown and "1 Mentee 1" in shown


def test_without_a_mentor_a_match_says_where_to_find_some(program: Program) -> None:
    program.mentee(1)
    shown = program("match").out
    assert shown.startswith("No match is possible for 1 mentee")
    assert "Next  wvls mentor list" in shown and "Miles are" not in shown
    assert "Miles are" not in program("match", "1").screen
    assert "Next  wvls import mentors" in program("status").out


def test_no_line_begins_with_a_dot(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.mentee(1)
    for width in range(30, 81):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = program("status").out
        assert not [line for line in shown.splitlines() if line.strip().startswith(("·", "|"))], (
            width
        )


@pytest.mark.parametrize("width", ["80", "120"])
def test_a_mentor_to_choose_stands_on_one_line_with_the_figures(
    program: Program, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    program.mentee(1, "--need", "budget")
    program("mentor", "add", "Frances Q. Example-Smith", "--email", "f@example.org",
            "--library", "Antigo", "--years", "9")  # fmt: skip
    shown = program("match", "1").out
    row = next(line for line in shown.splitlines() if line.startswith("2 Frances"))
    assert "Frances Q. Example-Smith " in row and "%" in row, shown
    assert "effect on all pairs" in shown and "none (recommended)" in shown


def test_the_bigger_town_is_so_many_times_as_big(program: Program) -> None:
    program.mentee(1, library="Wausau")
    program.mentor(1, library="Thorp")
    shown = " ".join(program("match", "1").out.split())
    assert "Wausau is 28 times as big as Thorp" in shown and "1/" not in shown
    program.mentee(2, library="Thorp")
    program.mentor(2, library="Wausau")
    shown = " ".join(program("match", "Mentee 2").out.split())
    assert "Wausau is 28 times as big as Thorp" in shown


def test_a_question_mark_among_the_scores_is_explained(program: Program) -> None:
    told = '"?" means not known: half the points'
    program.mentor(1, "--interest", "chess", "--expertise", "budget", "--culture", "lakes")
    mentee = program.mentee(1, "--interest", "chess", "--need", "budget", "--culture", "lakes")
    assert told not in program("match").screen and told not in program("match", str(mentee)).screen
    assert program("mentee", "edit", str(mentee), "--remove-need", "budget").code == 0
    assert told in program("match").out and told in program("match", str(mentee)).out


def test_no_day_of_ours_is_left_as_the_records_have_it(program: Program) -> None:
    """In tables a text of the records stays as it was typed; a day that we put there does not.

    A command to copy has its day as options have it.
    """
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-07-01", "6", "--miles", "50")
    iso = re.compile(r"(?<!--on )20[0-9]{2}-[0-9]{2}-[0-9]{2}")
    assert not iso.search(program("stipends", "pay", "--dry-run").out)
    words = ["stipends", "pay", "--on", "2026-08-01", "--reference", "check 1", "--yes"]
    assert not iso.search(program(*words).out)
    assert program("stipends", "void", "1", "--reason", "lost", "--yes").code == 0
    ledger = program("stipends", "ledger").out
    assert "VOIDED Nov 23: lost" in " ".join(ledger.split()) and not iso.search(ledger)
    program("evaluate", "1", "--by", "mentor", "--rating", "4", today="2027-06-02")
    found = program("check").out
    assert "of Jun 2, 2027 is in the future" in found, found


def test_an_e_mail_is_spelled_as_everywhere_but_in_the_option(paired: Program) -> None:
    logged = paired("log-meeting", "1", "--method", "email", "--on", "2026-11-20")
    assert "Nov 20, e-mail." in logged.out
    again = paired("log-meeting", "1", "--method", "e-mail", "--on", "2026-11-20")
    refused = paired("meeting", "claim", "1", "--traveler", "mentor", "--miles", "5")
    for said in (logged.out, again.err, refused.err, paired("meeting", "list", "1").out,
                 paired("status", "1").out):  # fmt: skip
        assert "e-mail" in said and not re.search(r"\bemail\b", said), said
    assert paired("meeting", "list", "1", "-f", "json").json["meetings"][0]["method"] == "email"


def test_a_break_says_since_when_it_is(paired: Program) -> None:
    paired.mentee(3)
    paired("mentor", "edit", "1", "--capacity", "2")
    shown = " ".join(paired("mentor", "pause", "1", "--on", "2026-11-03").out.split())
    assert "paused since Nov 3" in shown and "wvls mentor resume 1" in shown, shown
    assert "paused since Nov 3" in paired("mentor", "show", "1").out
    assert "paused since Nov 3" in " ".join(paired("match", "3").out.split())
    refused = paired("match", "3", "1", "--yes")
    assert refused.code == 5 and "paused since Nov 3" in " ".join(refused.err.split()), refused.err
    paired("mentor", "resume", "1", "--on", "2026-11-10")
    assert "since" not in paired("mentor", "show", "1").screen.splitlines()[0]
    paired("mentee", "withdraw", "3", "--on", "2026-11-04")
    assert "withdrawn since Nov 4" in paired("mentee", "show", "3").out
