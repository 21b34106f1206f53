"""A sheet of another kind is named, and its questions are not read as fields of this one."""

from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.records import IMPORTED, KINDS
from wvls_mentor.sheets.headers import recognize
from wvls_mentor.sheets.other_kinds import looks_like

WHEN = "Timestamp,Email Address,When did you meet?,How did you meet?"
VISITS = f'{WHEN},How many hours did you meet?,"Miles driven, there and back"'
ANSWERS = (
    '11/2/2026 8:02:11,mentor1@example.org,11/2/2026,"In person, at the mentee\'s library",6,80'
)


def _sheet(tmp_path: Path, text: str) -> str:
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("mentors", "When did you meet?"),
        ("mentors", "How many hours did you meet?"),
        ("mentors", "Miles driven, there and back"),
        ("mentees", "How many mentees could you take on?"),
        ("mentees", "Which topics could you help a new director with? (check all that apply)"),
        ("mentors", "Which topics do you need help with most?"),
    ],
)
def test_a_question_of_another_form_is_never_guessed_at(kind: str, header: str) -> None:
    (column,) = recognize([header], kind)
    assert (column.field, column.how) == (None, "none")


FORMS = [kind for kind in IMPORTED if KINDS[kind].form]


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_of_each_kind_looks_like_no_other_one(kind: str) -> None:
    form = ["Timestamp", "Email Address", *(question.text for question in KINDS[kind].form)]
    own = [field.name for field in KINDS[kind].outgoing]
    assert (looks_like(kind, form), looks_like(kind, own)) == ([], [])
    for other in IMPORTED:
        if other != kind:
            assert kind in looks_like(other, form), other


def test_one_form_for_both_roles_looks_like_either() -> None:
    form = [question.text for kind in ("mentors", "mentees") for question in KINDS[kind].form]
    assert looks_like("mentors", form) == looks_like("mentees", form) == []


def test_meetings_imported_as_mentors_are_refused_with_the_command(
    paired: Program, tmp_path: Path
) -> None:
    file = _sheet(tmp_path, f"{VISITS}\n{ANSWERS}\n")
    before = paired("mentor", "list", "-f", "json").json
    refused = paired("import", "mentors", file)
    assert refused.code == 5 and "This looks like a sheet of meetings." in refused.err
    words = " ".join(refused.err.split())
    assert f"wvls --db {paired.path} import meetings {file}" in words and "--yes" in words
    assert paired("import", "mentors", file, "--yes").code == 0  # it says nothing of a mentor
    assert paired("mentor", "list", "-f", "json").json == before
    assert paired("import", "meetings", file).code == 0


def test_at_a_terminal_another_kind_is_asked_about_and_enter_imports_nothing(
    paired: Program, tmp_path: Path
) -> None:
    file = _sheet(tmp_path, f"{VISITS}\n{ANSWERS}\n")
    code, said = talk(paired.path, ["import", "mentors", file], ["\n"])
    assert code == 5 and "Import it as mentors anyway? [y/N]" in said
    assert said.count(f"wvls import meetings {file}") == 2, said
    code, said = talk(paired.path, ["import", "mentors", file], ["y\n"])
    assert code == 0 and "0 changed" in said


def test_a_column_that_was_mapped_says_what_the_sheet_is(paired: Program, tmp_path: Path) -> None:
    file = _sheet(tmp_path, "Email Address,When did you start as director?\nmentor1@example.org,")
    assert paired("import", "mentors", file).code == 5
    told = ["--map", "When did you start as director?=experience_since"]
    assert paired("import", "mentors", file, *told).code == 0
