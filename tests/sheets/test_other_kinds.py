"""A sheet of another kind is named, and its questions are not read as fields of this one."""

import json
from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.records import IMPORTED, KINDS
from wvls_mentor.sheets.headers import recognize
from wvls_mentor.sheets.other_kinds import likely, looks_like

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
    refused = paired("import", "mentors", file, named=True)
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


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("mentors", "ends_on"), ("mentors", "on"), ("mentors", "rating"), ("mentors", "going"),
        ("mentors", "with"), ("mentors", "expenses"), ("mentors", "at"), ("mentors", "state"),
        ("mentees", "answered"), ("mentees", "with"), ("pairs", "vendor"), ("pairs", "on"),
        ("meetings", "expertise"), ("meetings", "w9_on"), ("goals", "on"), ("goals", "miles"),
        ("check-ins", "needs"), ("evaluations", "reported_by"), ("libraries", "at"),
        ("libraries", "on"), ("mentors", "population"), ("mentors", "county"),
    ],
)  # fmt: skip
def test_letters_alone_are_no_likeness(kind: str, header: str) -> None:
    """Under --yes "rating" became how letters greet somebody, "ends_on" the vendor number."""
    (column,) = recognize([header], kind)
    assert (column.field, column.how) == (None, "none")


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("mentors", "Years of relevant experience", "years"), ("mentors", "Cell phone", "phone"),
        ("mentors", "Libary", "library"), ("mentors", "Capasity", "capacity"),
        ("meetings", "Mileage", "miles"), ("meetings", "Day of visit", "on"),
        ("mentees", "Help wanted with these topics", "needs"),
    ],
)  # fmt: skip
def test_a_word_in_common_is_a_likeness(kind: str, header: str, field: str) -> None:
    (column,) = recognize([header], kind)
    assert (column.field, column.how) == (field, "guess")


@pytest.mark.parametrize("kind", IMPORTED)
def test_an_export_of_another_kind_is_not_guessed_at(kind: str) -> None:
    others = 0
    for other in IMPORTED:
        header = [field.name for field in KINDS[other].outgoing]
        if other == kind or not looks_like(kind, header) or {"name", "library"} <= set(header):
            continue
        guessed = [(c.header, c.field) for c in recognize(header, kind) if c.how == "guess"]
        assert not guessed, other
        others += 1
    assert others > 5, "there are other kinds that look like it"


def test_pairs_imported_as_mentors_write_nothing_even_with_yes(
    paired: Program, tmp_path: Path
) -> None:
    file = str(tmp_path / "pairs.csv")
    assert paired("export", "pairs", file).code == 0
    before = paired("mentor", "list", "-f", "json").json
    assert paired("import", "mentors", file, "--yes").code == 6
    assert paired("mentor", "list", "-f", "json").json == before


@pytest.mark.parametrize("yes", [(), ("--yes",)])
def test_a_dry_run_ends_as_the_import_would(
    paired: Program, tmp_path: Path, yes: tuple[str, ...]
) -> None:
    """It said that all was well of what the import refuses."""
    file = _sheet(tmp_path, f"{VISITS}\n{ANSWERS}\n")
    code = paired("import", "mentors", file, *yes, "-f", "json").code
    done = paired("import", "mentors", file, "--dry-run", *yes, "-f", "json")
    assert done.code == code == (0 if yes else 5)
    assert "This looks like a sheet of meetings." in " ".join(done.err.split())
    assert json.loads(done.out)["looks_like"] == ["meetings"]
    own = paired("import", "meetings", file, "--dry-run", "-f", "json").json
    assert own["looks_like"] == []


MENTORS = (
    "Timestamp,Email Address,Your name,Which topics could you help a new director with?,"
    "How many years of experience do you have?\n"
    "9/14/2026 8:02:11,mentor.one@example.org,Mentor One,Budget development,14\n"
)


def test_a_file_alone_is_asked_for_its_kind_and_the_likely_one_is_offered(
    program: Program, tmp_path: Path
) -> None:
    file = _sheet(tmp_path, MENTORS)
    code, said = talk(program.path, ["import", file], ["\n"])
    assert code == 0 and "Which sheet [mentors]: " in said, said
    assert "Imported mentors: 1 added" in said
    newest = program("history", "-f", "json").json["entries"][0]
    assert newest["arguments"][:2] == ["mentors", file]
    code, said = talk(program.path, ["import", file], ["soup\n", "mentees\n", "n\n"])
    assert code == 5 and "'soup' is not a kind of sheet" in said, said
    assert "This looks like a sheet of mentors." in said


def test_a_file_alone_is_an_error_where_nobody_can_answer(program: Program, tmp_path: Path) -> None:
    alone = program("import", _sheet(tmp_path, MENTORS))
    assert alone.code == 2 and "is not a kind of sheet" in alone.err
    assert program("import", "mentor", _sheet(tmp_path, MENTORS)).code == 2


@pytest.mark.parametrize("kind", ["mentors", "mentees", "meetings", "goals", "evaluations"])
def test_our_own_form_is_the_likely_kind(kind: str) -> None:
    assert likely([question.text for question in KINDS[kind].form], "answers") == kind


def test_a_name_decides_where_the_headers_do_not() -> None:
    assert likely(["email"], "Mentees 2026") == "mentees"
    assert likely(["x", "y"], "soup") is None
