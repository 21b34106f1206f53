"""Cells of records that are read as they are written."""

from dataclasses import fields

import pytest

from wvls_mentor.cli.people_options import PersonOptions
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import KINDS
from wvls_mentor.records.papers import PAPERS, TEXTS
from wvls_mentor.records.people import FACTS
from wvls_mentor.records.readers import letters, letters_cell
from wvls_mentor.rules.deadline_kinds import KINDS as KINDS_OF_DEADLINES
from wvls_mentor.rules.people import Papers


@pytest.mark.parametrize(
    ("kept", "cell", "read"),
    [
        (None, "yes", (True, "")),
        ("", "no", (False, "")),
        ("moved away", "no: moved away", (False, "moved away")),
        ("asked: no mail", "no: asked: no mail", (False, "asked: no mail")),
    ],
)
def test_whether_somebody_gets_letters(kept: str | None, cell: str, read: tuple[bool, str]) -> None:
    assert letters_cell(kept) == cell and letters(cell) == read


@pytest.mark.parametrize("text", ["maybe", "yes: please", ": moved", "none"])
def test_a_cell_that_is_neither_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        letters(text)


@pytest.mark.parametrize("kind", ["mentors", "mentees"])
def test_what_people_are_reached_and_paid_by_stands_in_the_table(kind: str) -> None:
    fields = KINDS[kind].by_name
    stored = {n: fields[n].stored_as for n in ("address", "dear", "letters", "w9_on", "vendor")}
    assert stored["letters"] == "no_letters" and stored["w9_on"] == "w9_on"
    assert all(fields[name].table == "person" for name in (*stored, "payable_to"))


def test_what_people_are_reached_and_paid_by_is_one_list() -> None:
    """The table, the columns that are read, and the options of add and edit."""
    table = {field.stored_as for field in (*TEXTS, *PAPERS)}
    assert table == {column.name for column in fields(Papers)}
    assert {field.name for field in FACTS} <= {option.name for option in fields(PersonOptions)}


# What ``wvls rules`` says of these depends on more than one setting, and stands in views/policy.
_IN_THE_CLAUSES = ("first-visit", "goals", "contact", "check-in", "evaluation", "confirm-meeting",
                   "term-end")  # fmt: skip


def test_every_kind_of_deadline_is_told_under_its_clause() -> None:
    """A kind that was new moved deadlines, and the program's rules said nothing of it."""
    told = {kind.name for kind in KINDS_OF_DEADLINES if all(kind.rule)}
    assert told == {kind.name for kind in KINDS_OF_DEADLINES} - set(_IN_THE_CLAUSES)


def test_the_day_of_a_meeting_is_no_other_records_day() -> None:
    days = {k: f.synonyms for k, v in KINDS.items() for f in v.fields if f.name == "on"}
    taking = {kind for kind, words in days.items() if "date of the meeting" in words}
    assert taking == {"meetings"}
