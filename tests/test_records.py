"""Cells of records that are read as they are written."""

import pytest

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import KINDS
from wvls_mentor.records.readers import letters, letters_cell


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
