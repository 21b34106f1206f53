"""What an import says: what to copy where an option would do, what came of it, which file it is."""

from pathlib import Path

import pytest

from tests.factories import Program

MENTOR = "email,name,library,years,expertise\n"
UNKNOWN = 'one@example.org,Mentor One,Nowhere Library,9,"budget; juggling"\n'


def _sheet(tmp_path: Path, text: str, name: str = "sheet.csv") -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_problem_that_an_option_settles_gives_the_command_to_copy(
    program: Program, tmp_path: Path
) -> None:
    file = _sheet(tmp_path, MENTOR + UNKNOWN)
    said = program("import", "mentors", file, named=True)
    assert said.code == 6 and "to fix" not in said.out and "Fix" not in said.out
    options = "--add-libraries --unknown-topics note"
    assert f"wvls --db {program.path} import mentors {file} {options}\n" in said.out
    assert program("import", "mentors", file, *options.split()).code == 0


def test_where_others_are_left_they_are_to_be_fixed_first(program: Program, tmp_path: Path) -> None:
    file = _sheet(tmp_path, f"{MENTOR}{UNKNOWN}two,Mentor Two,,9,\n")
    said = program("import", "mentors", file).out
    assert "Fix the other problems in the sheet." in said and "--add-libraries" in said


def test_imported_visits_say_what_they_earn(paired: Program, tmp_path: Path) -> None:
    head = "email,on,method,at,hours,miles\n"
    rows = [
        "mentor1@example.org,2026-06-20,in-person,mentee-library,6,80\n",
        "mentor1@example.org,2026-07-20,in-person,mentee-library,2,\n",
        "mentor1@example.org,2026-08-20,phone,,,\n",
    ]
    file = _sheet(tmp_path, head + "".join(rows))
    assert "in stipends" not in paired("import", "meetings", file, "--dry-run").screen
    said = paired("import", "meetings", file).out
    assert "2 new visits: $125.00 in stipends (C11), $58.00 in travel (C12)." in said
    assert "in stipends" not in paired("import", "meetings", file).screen


@pytest.mark.parametrize("name", ["~$meetings.xlsx", ".~lock.meetings.xlsx#"])
def test_the_mark_of_an_open_workbook_is_no_sheet(
    paired: Program, tmp_path: Path, name: str
) -> None:
    refused = paired("import", "meetings", _sheet(tmp_path, "Coordinator", name))
    assert refused.code == 6 and "Import meetings.xlsx itself." in refused.err
    assert "only marks that meetings.xlsx is open" in " ".join(refused.err.split())


def test_how_a_guess_is_left_out_is_said(program: Program, tmp_path: Path) -> None:
    file = _sheet(tmp_path, "email,name,years of work\none@example.org,Mentor One,9\n")
    refused = program("import", "mentors", file)
    assert refused.code == 5
    assert "change the word after each =. Leave it empty to skip a column." in " ".join(
        refused.err.split()
    )


def test_a_column_that_is_not_used_is_said_with_yes_too(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    file = _sheet(tmp_path, "Email,Shoe size,Phone\nmentor1@example.org,9,555-0100\n")
    done = program("import", "mentors", file, "--yes", "-f", "json")
    assert done.json["unused"] == ["Shoe size"] and "not used: Shoe size" in done.err
