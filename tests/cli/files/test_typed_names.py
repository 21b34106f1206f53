"""Files as people name them: dragged into the terminal, with a ~, without their ending."""

import os
from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk

SHEET = "email,name,library,years\nnew@example.org,New Mentor,Wausau,9\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder one is in, which is also the user's own."""
    folder = tmp_path / "my files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    (folder / "form one.csv").write_text(SHEET)
    return folder


def _words(said: str) -> str:
    return " ".join(said.split())


@pytest.mark.parametrize(
    "typed",
    ['"{0}/form one.csv"', "'form one.csv'", "~/form one.csv", "form one", "form\\ one.csv",
     "  form one.csv  ", "FORM ONE", '"~/form one"'],
)  # fmt: skip
def test_a_file_is_found_as_it_was_dragged_or_typed(
    program: Program, here: Path, typed: str
) -> None:
    """Quotes, ~ and a missing ending were parts of a name that is not there."""
    text = typed.format(here)
    code, said = talk(program.path, ["import", "mentors"], [f"{text}\n"])
    assert code == 0 and "1 added" in said, said
    assert program("undo", "--yes").code == 0
    again = program("import", "mentors", text)
    assert again.code == 0 and "1 added" in again.out, again.err


def test_of_two_sheets_with_that_name_none_is_guessed(program: Program, here: Path) -> None:
    (here / "form one.xlsx").write_bytes(b"")
    refused = program("import", "mentors", "form one")
    assert refused.code == 6
    said = _words(refused.err)
    assert f"There is no file form one in {here}." in said
    assert "The sheets in that folder: form one.csv and form one.xlsx." in said


def test_what_is_not_there_says_where_it_was_looked(program: Program, here: Path) -> None:
    for number in range(7):
        (here / f"s{number}.csv").write_text(SHEET)
    code, said = talk(program.path, ["import", "mentors"], ["nothing.csv\n", "?\n", "s1\n"])
    assert code == 0, said
    spaced = "".join(said.split())
    assert f"Thereisnofilenothing.csvin{here}.".replace(" ", "") in spaced
    listed = "form one.csv, s0.csv, s1.csv, s2.csv, s3.csv and 3 others."
    assert _words(said).count(listed) == 2  # also after the ?
    assert f"Thesheetsin{here}:".replace(" ", "") in spaced
    other = here / "other"
    other.mkdir()
    refused = program("import", "mentors", str(other / "x.csv"))
    assert refused.code == 6 and "There is no sheet in that folder." in refused.err
    assert program("import", "mentors", str(here / "gone" / "x.csv")).code == 6


def test_restore_and_save_read_names_the_same_way(program: Program, here: Path) -> None:
    assert program("backup", "~/kept copy.db").code == 0
    assert (here / "kept copy.db").is_file()
    code, said = talk(program.path, ["restore"], ["nope\n", "'kept copy'\n", "y\n"])
    assert code == 0 and "The copy in that folder: kept copy.db." in _words(said), said
    assert program("restore", "kept copy", "--yes").code == 0
    assert program("roster", "--save", '"~/list.html"').code == 0
    assert (here / "list.html").is_file() and not list(here.glob("*~*"))


def test_a_name_that_is_there_as_it_is_typed_is_that_file(program: Program, here: Path) -> None:
    (here / "'odd'").write_text(SHEET)
    (here / "odd").write_text("no,sheet\n")
    done = program("import", "mentors", "'odd'")
    assert done.code == 0 and "1 added" in done.out


def test_backup_suggests_a_file_and_enter_takes_it(program: Program, here: Path) -> None:
    code, said = talk(program.path, ["backup"], ["\n"])
    assert code == 0, said
    assert f"[{here}/wvls-2026-11-23.db]" in said
    assert (here / "wvls-2026-11-23.db").is_file()
    away = here / "away"
    away.mkdir()
    os.chdir(away)
    code, said = talk(program.path, ["backup"], ["\n"])  # with the other copies
    assert code == 0 and (here / "wvls-2026-11-23-2.db").is_file(), said


def test_backup_asks_again_and_names_the_whole_folder(program: Program, here: Path) -> None:
    """ "wvls goal add" became a file of that name, and a file that is there ended the command."""
    (here / "there.db").write_bytes(b"x")
    answers = [
        "wvls goal add\n",
        "a copy\n",
        "n\n",
        "there.db\n",
        "gone/x.db\n",
        "new/\n",
        "mine\n",
        "y\n",
    ]
    code, said = talk(program.path, ["backup"], answers)
    assert code == 0, said
    words = _words(said)
    assert "'wvls goal add' is a command" in words
    assert "Make a file called 'a copy' in" in words and "Name a file or folder" in words
    assert "there.db exists already." in words and "There is no folder gone." in words
    assert "There is no folder new." in words
    assert f"Backedupto{here}/mine.".replace(" ", "") in "".join(said.split())
    assert sorted(p.name for p in here.iterdir()) == ["form one.csv", "mine", "there.db"]


def test_quotes_around_a_new_folder_are_no_part_of_its_name(paired: Program, here: Path) -> None:
    code, said = talk(paired.path, ["records"], ["?\n", '"for the audit"\n', "\n"])
    assert code == 0 and "Quotes are not needed." in said, said
    assert (here / "for the audit").is_dir()
