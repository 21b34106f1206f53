"""Excuses and the keep-apart list go out and come in again without loss."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe

HEAD = "mentor_email,mentee_email,kind,since,until,reason\n"
HEADS = {"excuses": HEAD, "keep-apart": "mentor_email,mentee_email,reason\n"}
PAIR = "mentor1@example.org,mentee1@example.org"


def _excused(program: Program) -> None:
    program.pair(1, "2026-06-01")
    program.mentor(2)
    for until, reason in (("2026-12-01", "on leave"), ("2027-01-15", "a longer leave")):
        words = ("--from", "2026-11-01", "--until", until, "--reason", reason)
        assert program("excuse", "1", "contact", *words).code == 0
    assert program("excuse", "1", "goals", "--for-good", "--reason", "none, as agreed").code == 0
    assert program("keep-apart", "2", "3", "--reason", "sisters").code == 0


@pytest.fixture
def excused(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_excused)


def _sheet(folder: Path, text: str) -> str:
    file = folder / f"{len(list(folder.iterdir()))}.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("kind", ["excuses", "keep-apart"])
def test_what_goes_out_comes_in_again_without_loss(
    excused: Program, paired: Program, tmp_path: Path, kind: str
) -> None:
    file = str(tmp_path / "out.csv")
    assert excused("export", kind, file).code == 0
    text = Path(file).read_text(encoding="utf-8")
    same = excused("import", kind, file, "-f", "json").json
    rows = len(text.splitlines()) - 1
    assert (same["added"], same["changed"], same["unchanged"]) == (0, 0, rows)
    paired.mentor(2)
    new = paired("import", kind, file, "-f", "json").json
    assert (new["added"], new["changed"], new["errors"]) == (rows, 0, [])
    assert paired("export", kind).out == text
    assert paired("check", "--exit-code").code == 0


def test_they_are_among_everything_that_is_exported(excused: Program, tmp_path: Path) -> None:
    assert excused("export", "all", str(tmp_path / "all")).code == 0
    names = {file.name for file in (tmp_path / "all").iterdir()}
    assert {"excuses.csv", "keep-apart.csv"} <= names
    said = excused("export", "excuses", "--no-notes").out
    assert "on leave" not in said and "reason" not in said


def test_an_excuse_from_a_sheet_holds(paired: Program, tmp_path: Path) -> None:
    def kinds() -> set[str]:
        return {i["kind"] for i in paired("overdue", "-f", "json").json["items"]}

    assert "goals" in kinds()
    file = _sheet(tmp_path, f"{HEAD}{PAIR},goals,2026-06-01,,none needed\n")
    assert paired("import", "excuses", file).code == 0
    assert "goals" not in kinds()
    longer = _sheet(tmp_path, f"{HEAD}{PAIR},goals,2026-06-01,2026-12-31,until then\n")
    assert paired("import", "excuses", longer).code == 5  # a row that is there changes
    done = paired("import", "excuses", longer, "--yes", "-f", "json").json
    assert (done["added"], done["changed"]) == (0, 1)
    assert paired("undo", "--yes").code == 0


def test_who_is_kept_apart_by_a_sheet_is_not_matched(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    program.mentee(1)
    file = _sheet(tmp_path, f"mentor_email,mentee_email,reason\n{PAIR},cousins\n")
    assert program("import", "keep-apart", file).code == 0
    assert program("match", "2", "1", "--yes").code == 5
    other = _sheet(tmp_path, f"mentor_email,mentee_email,reason\n{PAIR},sisters\n")
    done = program("import", "keep-apart", other, "--yes", "-f", "json").json
    assert (done["added"], done["changed"]) == (0, 1)


@pytest.mark.parametrize(
    ("kind", "row", "field"),
    [
        ("excuses", f"{PAIR},dinner,2026-06-01,,x", "kind"),
        ("excuses", f"{PAIR},,2026-06-01,,x", "kind"),
        ("excuses", f"{PAIR},goals,,,x", "since"),
        ("excuses", f"{PAIR},goals,2026-06-01,2026-05-01,x", "until"),
        ("excuses", f"{PAIR},goals,2026-06-01,,", "reason"),
        ("excuses", f"{PAIR},goals,2020-06-01,,x", "on"),
        ("excuses", "nobody@example.org,mentee1@example.org,goals,2026-06-01,,x", "mentor_email"),
        ("keep-apart", f"{PAIR},", "reason"),
        ("keep-apart", "mentor1@example.org,nobody@example.org,x", "mentee_email"),
        ("keep-apart", "mentee1@example.org,mentee1@example.org,x", "mentor_email"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_nothing_is_kept(
    paired: Program, tmp_path: Path, kind: str, row: str, field: str
) -> None:
    before = paired.path.read_bytes()
    answer = paired("import", kind, _sheet(tmp_path, f"{HEADS[kind]}{row}\n"), "-f", "json")
    assert answer.code == 6 and f'"field": "{field}"' in answer.out, answer.out + answer.err
    assert paired.path.read_bytes() == before


def test_a_reason_is_forgotten_with_the_person(excused: Program) -> None:
    assert excused("end", "1", "--reason", "moved", "--yes").code == 0
    assert excused("forget", "1", "--yes").code == 0
    said = excused("export", "excuses").out
    assert "on leave" not in said and said.count("(forgotten)") == 3
