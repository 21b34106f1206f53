"""What a screen says to type next: it works when it is pasted, and it is what comes next."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.output.test_help import PAGES
from tests.factories import Program
from wvls_mentor.cli.main import app
from wvls_mentor.views.steps import purpose

SCREENS = (
    "status", "status 1", "overdue", "upcoming", "match", "mentor list", "mentee list",
    "library list", "library show Antigo", "topic list", "meeting list 1", "goal list 1", "agenda 1",
    "stipends", "stipends claims", "stipends ledger", "stipends forecast", "stipends year",
    "stipends budget", "stipends pay --dry-run", "evaluations", "history", "policy", "rules", "check",
    "roster", "report", "handover", "letters", "calendar", "form mentors",
    "mentor show 1", "mentee show 2", "undo --dry-run", "history 1",
)  # fmt: skip


def _steps(screen: str) -> Iterator[str]:
    """The commands of the last lines."""
    _, _, last = screen.rpartition("\nNext  ")
    for line in last.splitlines():
        yield line.strip().partition("   ")[0]


def _works(step: str) -> None:
    words = shlex.split(step)[1:]
    assert not any(re.fullmatch("[A-Z]{3,}", word) for word in words), (
        f"{step}: what is to be said?"
    )
    assert "--help" not in words, f"{step}: a page of options is no step"
    name = " ".join(words[:2]) if " ".join(words[:2]) in PAGES else words[0]
    assert not PAGES[name].make_context(name, words[len(name.split()) :]).args, step
    assert purpose(step), f"{step}: say what it is for"


@pytest.mark.parametrize("words", SCREENS)
def test_what_comes_next_works_when_it_is_pasted(paired: Program, words: str) -> None:
    paired.visit(1, "2026-06-20")
    shown = paired(*words.split())
    assert shown.code == 0, shown.err
    assert "\nNext  " in shown.out, shown.out
    steps = list(_steps(shown.out))
    for step in steps:
        _works(step)
        assert re.search(rf"{re.escape(step)} +[a-z]", shown.out), "its purpose fits beside it"


@pytest.mark.parametrize("words", [s for s in SCREENS if not re.search("[0-9]|Antigo|undo", s)])
def test_an_empty_program_names_only_what_works(program: Program, words: str) -> None:
    shown = program(*words.split())
    assert shown.code == 0, shown.err
    assert "\nNext  " in shown.out, "where nothing is on record, most of all"
    for step in _steps(shown.out):
        _works(step)


def test_a_new_database_names_a_first_week_in_its_order(tmp_path: Path) -> None:
    made = Program(tmp_path / "new.db")("init")
    steps = list(_steps(made.out))
    assert steps == [
        "wvls form mentors", "wvls import mentors", "wvls import mentees", "wvls match",
    ]  # fmt: skip
    for step in steps:
        _works(step)


def test_a_phone_call_does_not_lead_to_an_empty_list_of_what_is_overdue(paired: Program) -> None:
    call = paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    assert list(_steps(call.out)) == ["wvls status 1", "wvls upcoming"]
    visit = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-11-20"
    assert list(_steps(paired(*visit.split()).out)) == ["wvls status 1", "wvls stipends"]


def test_after_an_export_nothing_is_to_be_imported(paired: Program, tmp_path: Path) -> None:
    made = paired("export", "mentors", str(tmp_path / "mentors.csv"))
    assert list(_steps(made.out)) == ["wvls status"]


def test_after_the_sheet_of_mentors_comes_the_one_of_mentees(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "the mentors.csv"
    sheet.write_text("email,name,years\none@example.org,Mentor One,9\n")
    tried = program("import", "mentors", str(sheet), "--dry-run")
    step = next(_steps(tried.out))
    assert step == f'wvls import mentors "{sheet}"'
    done = program("import", "mentors", str(sheet))
    assert list(_steps(done.out)) == ["wvls import mentees", "wvls match"]


def test_a_sheet_with_mistakes_says_once_that_nothing_was_imported(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "mentors.csv"
    sheet.write_text("email,name,years\none,Mentor One,9\n")
    tried = program("import", "mentors", str(sheet))
    assert "Nothing was imported. 1 row has a problem." in tried.err
    assert "Nothing was imported" not in tried.out
    assert tried.out.startswith("1 problem to fix in the sheet:")


def test_somebody_in_a_pair_leads_to_their_pair(paired: Program) -> None:
    assert next(_steps(paired("mentor", "show", "1").out)) == "wvls status 1"
    paired.mentee(2)
    assert next(_steps(paired("mentee", "show", "3").out)) == "wvls match 3"
    paired("mentee", "withdraw", "3")
    assert next(_steps(paired("mentee", "show", "3").out)) == "wvls mentee resume 3"


@pytest.mark.parametrize("words", ["roster", "handover", "report", "agenda 1"])
def test_what_was_just_saved_is_not_proposed_again(
    paired: Program, tmp_path: Path, words: str
) -> None:
    file = str(tmp_path / "page.html")
    assert "--save" in paired(*words.split()).out.rpartition("\nNext  ")[2]
    saved = paired(*words.split(), "--save", file)
    step = saved.out.rpartition("\nNext  ")[2]
    assert saved.code == 0 and "wvls" in step and "--save" not in step


@pytest.mark.parametrize("line", ["status", "overdue", "mentor list", ""])
def test_a_file_that_was_named_is_named_in_every_command_to_type_next(
    paired: Program, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Pasted without it, the command changed another file."""
    monkeypatch.chdir(paired.path.parent)
    monkeypatch.setenv("WVLS_DB", "another.db")
    words = ["--db", "program.db", *line.split()]
    shown = CliRunner().invoke(app, words, prog_name="wvls").stdout
    steps = [step for step in _steps(shown) if step]
    assert steps and all(step.startswith("wvls --db program.db ") for step in steps), shown
    assert not re.search(r"wvls (?!--db )[a-z]", shown), shown
    assert "--db" not in paired(*line.split()).screen, "nothing was typed"


@pytest.mark.parametrize(
    "line",
    ["meeting edit 9 --miles 3", "status 9", "mentee withdraw 2", "stipends pay --dry-run"],
)  # fmt: skip
def test_a_hint_and_a_warning_name_the_file_too(
    paired: Program, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Their commands were pasted, and approved a claim of the other file."""
    monkeypatch.chdir(paired.path.parent)
    paired.visit(1, "2026-11-20")
    words = ["--db", "program.db", *line.split()]
    told = CliRunner().invoke(app, words, prog_name="wvls").stderr
    commands = re.findall(r"wvls \S+", told)
    assert commands and set(commands) == {"wvls --db"}, told
