"""How commands end: every sentence true, every exit code from 2 on with an error, a bug as a bug."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.factories import Program, Recipe
from wvls_mentor.cli import streams
from wvls_mentor.cli.main import app
from wvls_mentor.errors import BadInputFile
from wvls_mentor.sheets import files


def _owed(program: Program) -> None:
    program.pair()
    program.visit(1, "2026-06-20", "6", "--miles", "100")


@pytest.fixture
def owed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_owed)


def _claims(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("stipends", "claims", "-f", "json").json["claims"]
    return found


@pytest.mark.parametrize("place", ["nodir/c.html", "file/c.html", "there.html", "n" * 300 + ".txt"])
def test_a_claim_is_not_made_where_its_sheet_cannot_be_written(
    owed: Program, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "there.html").write_text("x")
    answer = owed("stipends", "claim", "1", "--save", str(tmp_path / place), "-f", "json")
    assert answer.code in (5, 6) and answer.err.startswith("Error: ")
    assert _claims(owed) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "program.db", "there.html"]


@pytest.mark.parametrize("words", [("export", "mentors"), ("export", "all"), ("records", "--save")])
def test_a_folder_that_is_missing_is_said_before_anything_is_gathered(
    owed: Program, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = owed(*words, str(tmp_path / "nodir" / "x"))
    assert answer.code == 6 and answer.err.startswith("Error: There is no folder ")


def test_a_claim_whose_sheet_fails_all_the_same_is_said_to_be_saved(
    owed: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, content: str) -> None:
        raise BadInputFile(f"{path} cannot be written: No space left on device.")

    monkeypatch.setattr(files, "new_file", fails)
    sheet = str(tmp_path / "c.html")
    answer = owed("stipends", "claim", "--yes", "1", "--save", sheet)
    assert answer.code == 6 and len(_claims(owed)) == 1
    assert answer.err.startswith("Error: Saved as claim C-2026-01, but ") and sheet in answer.err
    assert "wvls stipends claim C-2026-01 --save FILE" in answer.err
    again = owed("stipends", "claim", "--yes", "C-2026-01", "--save", sheet)
    assert again.code == 6 and "Saved" not in again.err  # nothing was, this time


def test_a_bug_stays_a_bug_though_the_records_have_a_harmless_finding(
    owed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wvls_mentor.services import deadlines

    def breaks(*whatever: Any, **more: Any) -> None:
        raise ZeroDivisionError

    owed.mentee(2)
    owed("mentor", "edit", "1", "--capacity", "2")
    assert owed("match", "3", "1", "--yes").code == 0
    assert owed("mentor", "edit", "1", "--capacity", "1").code == 0
    assert [f["check"] for f in owed("check", "-f", "json").json["findings"]] == ["capacity"]
    monkeypatch.setattr(deadlines, "overdue", breaks)
    with pytest.raises(ZeroDivisionError):
        owed("overdue")


def test_a_bug_after_the_commit_says_that_it_was_saved(
    owed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wvls_mentor.views import result as result_view

    def breaks(*whatever: Any, **more: Any) -> None:
        raise ZeroDivisionError

    for words, said in (
        (["topic", "add", "new-topic"], f"Note: Saved before this error. See it: wvls --db {owed.path}"),
        (["topic", "list"], ""),
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(result_view, "show", breaks)
            result = CliRunner().invoke(app, ["--db", str(owed.path), *words], prog_name="wvls")
        assert isinstance(result.exception, ZeroDivisionError)
        assert result.stderr.startswith(said) and bool(result.stderr) is bool(said)
    assert "new-topic" in owed("topic", "list", "-f", "csv").out


def test_every_exit_code_from_2_on_has_its_error(owed: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "mentors.csv"
    sheet.write_text("email,name,years\nnobody,Mentor Nine,9\nnine@example.org,Mentor Nine,x\n")
    for words, code, said in (
        (["overdue", "--exit-code"], 3, " overdue."),
        (["import", "mentors", str(sheet), "--yes"], 6, "Nothing was imported. 2 rows have a problem."),
        (["import", "mentors", str(sheet), "--dry-run"], 6, "2 rows have a problem."),
        (["status", "99"], 4, ""), (["undo"], 5, ""), (["nonsense"], 2, ""), (["mentor", "add"], 2, ""),
    ):  # fmt: skip
        answer = owed(*words)
        assert answer.code == code
        lines = [line for line in answer.err.splitlines() if line.startswith("Error: ")]
        assert len(lines) == 1 and said in lines[0], (words, answer.err)
    assert owed("overdue", "--exit-code", "--kind", "check-in", today="2026-06-02").code == 0


@pytest.mark.parametrize("width", ["0", "1", "2", "19"])
def test_however_narrow_the_screen_nothing_breaks(
    owed: Program, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    owed("stipends", "pay", "--reference", "x", "--yes")
    owed.mentee(2, "--need", "budget")
    monkeypatch.setenv("COLUMNS", width)
    for line in (
        "library list", "status", "status 1", "--help", "match --help", "rules", "policy", "match",
        "mentor list", "mentee list", "match 3", "history", "upcoming", "overdue", "stipends",
        "stipends ledger", "stipends claims", "stipends why 1", "mentor show 1", "form mentors",
        "check", "undo --dry-run", "meeting list 1", "goal list 1", "agenda 1", "evaluations",
        "stipends year 2026", "stipends forecast", "topic list",
        "stipends pay --dry-run", "forget 3 --dry-run", "end 1 --reason x --dry-run", "history 3",
    ):  # fmt: skip
        answer = owed(*line.split())
        assert answer.code in (0, 5) and (answer.out or answer.err), line
    for line, code in (("nonsense", 2), ("status 99", 4), ("undo", 5), ("mentor add", 2)):
        answer = owed(*line.split())
        assert answer.code == code and "Error: " in answer.err


@pytest.mark.parametrize(
    "text", ["today", "Yesterday", "tomorrow", "monday", "fri", "5", "2026-02-30"]
)
def test_today_can_only_be_set_to_a_fixed_day(program: Program, text: str) -> None:
    answer = program("status", today=text)
    assert answer.code == 2 and answer.err.startswith("Error: WVLS_TODAY: ")
    assert "2026-11-23" in answer.err
    for absolute in ("2026-11-23", "11/23/2026", "Nov 23 2026"):
        assert program("status", "-f", "json", today=absolute).json["as_of"] == "2026-11-23"


def test_a_home_folder_that_is_not_known_is_said(program: Program) -> None:
    answer = program("policy", "set", "backup_folder", "~nobody-at-all/copies")
    assert answer.code == 2 and "~nobody-at-all" in answer.err


class _Failing(io.RawIOBase):
    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    ("system", "number", "nobody_reads"),
    [("posix", errno.EPIPE, True), ("posix", errno.EINVAL, False), ("nt", errno.EPIPE, True),
     ("nt", errno.EINVAL, True), ("nt", errno.ENOSPC, False)],
)  # fmt: skip
def test_a_closed_pipe_is_known_on_every_system(
    monkeypatch: pytest.MonkeyPatch, system: str, number: int, nobody_reads: bool
) -> None:
    output = streams._Output(io.BufferedWriter(_Failing(number)))
    output.write("x")
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", system)
        with pytest.raises(streams.OutputLost) as lost:
            output.flush()
    assert lost.value.nobody_reads is nobody_reads
    monkeypatch.setattr(_Failing, "write", lambda self, data: len(data))
    output.close()
