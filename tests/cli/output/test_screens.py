"""Every screen at 80 and at 120 columns: nothing wider, nothing cut, a first and a last line."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from tests.factories import Program, Recipe

LONG = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley von Hohenzollern"
SCREENS = [
    "status", "status --all", "overdue", "upcoming --days 400", "stipends", "match", "match 2",
    "match 4", "mentor list", "mentee list", "library list", "topic list", "policy", "rules",
    "mentor show 1", "mentee show 2", "library show Thorp", "status 1", "goal list 1", "agenda 1", "meeting list 1", "evaluations",
    "stipends ledger", "stipends claims", "stipends forecast", "stipends year", "stipends why 1", "stipends pay --dry-run",
]  # fmt: skip


def _long_names(program: Program) -> None:
    """Long names with a pair, a waiting mentee, and long words in between."""
    for number, role in enumerate(("mentor", "mentee", "mentor", "mentee"), 1):
        words = [role, "add", f"{LONG} {number}", "--email", f"{number}@example.org", "--years", "9" if role == "mentor" else "1",
                 "--library", ("Wausau", "Thorp", "Merrill", "Crandon")[number - 1]]  # fmt: skip
        more = (
            ["--need", "budget:high", "--need", "grants"]
            if role == "mentee"
            else ["--expertise", "budget"]
        )
        more += ["--interest", "needlework" * 5]
        assert program(*words, *more).code == 0
    assert program("match", "2", "1", "--yes", "--on", "2026-06-01").code == 0
    program.visit(1, "2026-06-20", "6.5", "--miles", "1999.9", "--expense", "9999.99")
    program.visit(1, "2026-07-20", "1", "--miles", "10")
    assert program("stipends", "claim", "1", "--yes").code == 0
    pay = ["stipends", "pay", "--kind", "stipend", "--reference", f"check of {LONG}", "--yes"]
    assert program(*pay).code == 0
    goal = program("goal", "add", "1", f"Be as good as {LONG} " * 5, "--term", "short")
    assert goal.code == 0, goal.err
    assert program("agenda", "1", "--add", "unbroken" * 20).code == 0


@pytest.fixture
def long_names(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_long_names)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("words", SCREENS)
def test_nothing_is_wider_than_the_terminal(
    long_names: Program, words: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    answer = long_names(*words.split())
    assert answer.code == 0, answer.err
    lines = answer.out.rstrip("\n").split("\n")
    assert all(cell_len(line) <= width for line in lines), answer.out
    assert "…" not in answer.out
    assert lines[0].strip() and not lines[0].startswith(("Next", "─"))
    assert "Next  wvls " in " ".join(lines[-4:])


@pytest.mark.parametrize(
    "words",
    [s for s in SCREENS if not s[-1].isdigit() and "Thorp" not in s],
)
def test_an_empty_program_says_so_and_what_to_do(program: Program, words: str) -> None:
    answer = program(*words.split())
    assert answer.code == 0 and answer.out.strip()
    assert "Next  wvls " in " ".join(answer.out.splitlines()[-3:])
    assert "None" not in answer.out


@pytest.mark.parametrize("words", ["status", "overdue", "stipends", "match", "mentor list"])
def test_no_part_of_a_long_name_is_lost(long_names: Program, words: str) -> None:
    squeezed = "".join(long_names(*words.split()).out.split())
    assert LONG.replace(" ", "") in squeezed or all(
        part in squeezed for part in ("Featherstonehaugh", "Cholmondeley", "Hohenzollern")
    )


def test_the_first_line_answers_and_money_aligns(program: Program) -> None:
    pair = program.pair()
    program.visit(pair, "2026-06-20", "6", "--miles", "100", "--expense", "1200")
    program.visit(pair, "2026-07-20", "4.5")
    lines = program("stipends").out.splitlines()
    assert lines[0] == "$1,397.50 owed to 1 mentor  ·  stipends $125.00  ·  travel $1,272.50"
    amounts = [
        line
        for line in lines
        if (line.rstrip().endswith((".00", ".50")) and line.startswith(("Jun", "Jul")))
        or "mi x" in line
    ]
    assert len({len(line.rstrip()) for line in amounts}) == 1
    assert "1.5 hours short" in " ".join(lines)
    assert any("100 mi x $0.725" in line for line in lines)
    status = program("status").out.splitlines()
    assert status[0].startswith("1 active pair  ·  ")


def test_singular_and_plural(program: Program) -> None:
    program.pair(1, "2026-10-23")
    assert program("overdue").out.splitlines()[0] == ("2 overdue in 1 pair  ·  oldest 1 day")
    assert program("overdue", "--as-of", "2026-11-22").out.splitlines()[0] == ("nothing is overdue")


@pytest.mark.parametrize("width", [30, 45, 59])
@pytest.mark.parametrize("words", ["status", "overdue", "mentor list", "stipends ledger"])
def test_no_name_is_lost_on_a_narrow_screen(
    paired: Program, words: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paired.visit(1, "2026-06-20")
    assert paired("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    monkeypatch.setenv("COLUMNS", str(width))
    # Folded to a few letters a line, but there: once its column was gone as a whole.
    assert "Men" in paired(*words.split()).out
