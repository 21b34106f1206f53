"""What loads when: help must not wait for the database's tools, nor deadlines for scipy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "scipy", "numpy", "alembic", "rich", "jinja2",
         "drawsvg", "icalendar")  # fmt: skip


def _loaded(*words: str, db: Path) -> tuple[int, set[str]]:
    """The exit code, and which of the heavy modules a call has loaded."""
    script = (
        "import sys\n"
        "from wvls_mentor.cli.main import run\n"
        f"sys.argv = ['wvls', *{list(words)!r}]\n"
        "code = 0\n"
        "try:\n    run()\n"
        "except SystemExit as end:\n    code = end.code or 0\n"
        f"print('LOADED', code, *[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    env = os.environ | {"WVLS_DB": str(db)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
    report = next(part for part in done.stderr.splitlines() if part.startswith("LOADED"))
    _, code, *modules = report.split()
    return int(code), set(modules)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0), (["-h"], 0), (["--version"], 0), ([], 0), (["match", "--help"], 0),
        (["mentor", "add", "--help"], 0), (["nonsense"], 2), (["--nonsense"], 2),
        (["match", "--nonsense"], 2), (["upcoming", "--days", "x"], 2),
        (["status", "-f", "xml"], 2), (["letters", "--help"], 0), (["letters", "poem"], 2), (["log-meeting", "1", "--planned", "--attempt"], 2),
    ],
)  # fmt: skip
def test_help_and_usage_errors_load_no_database(
    tmp_path: Path, words: list[str], code: int
) -> None:
    got, modules = _loaded(*words, db=tmp_path / "none.db")
    assert got == code
    assert not modules & {
        "sqlmodel",
        "sqlalchemy",
        "scipy",
        "numpy",
        "alembic",
        "jinja2",
        "drawsvg",
        "icalendar",
    }


def test_only_match_loads_scipy(tmp_path: Path) -> None:
    from tests.factories import Program

    program = Program(tmp_path / "a.db").begin()
    pair = program.pair()
    program.visit(pair, "2026-06-20")
    for words in (["overdue"], ["status"], ["stipends", "-f", "json"], ["mentor", "list"]):
        code, modules = _loaded(*words, db=program.path)
        assert code == 0
        assert not modules & {"scipy", "numpy", "alembic", "jinja2", "drawsvg", "icalendar"}, words
    assert "rich" not in _loaded("overdue", "-f", "json", db=program.path)[1]


@pytest.mark.parametrize("words", [["report"], ["calendar"], ["status"], ["agenda", "1"]])
def test_what_draws_and_writes_files_loads_when_a_file_is_saved(
    tmp_path: Path, words: list[str]
) -> None:
    from tests.factories import Program

    program = Program(tmp_path / "a.db").begin()
    program.visit(program.pair(), "2026-06-20")
    code, modules = _loaded(*words, db=program.path)
    assert code == 0 and not modules & {"drawsvg", "icalendar", "scipy", "alembic"}
    ending = ".ics" if words == ["calendar"] else ".html"
    code, modules = _loaded(*words, "--save", str(tmp_path / f"page{ending}"), db=program.path)
    assert code == 0
    assert ("icalendar" in modules) == (ending == ".ics")
    assert ("drawsvg" in modules) == (words == ["report"])


@pytest.mark.parametrize(
    "words", [["overdue"], ["upcoming"], ["status"], ["stipends"], ["mentor", "list"]]
)
def test_a_report_loads_no_models(tmp_path: Path, words: list[str]) -> None:
    from tests.factories import Program

    program = Program(tmp_path / "a.db").begin()
    program.visit(program.pair(), "2026-06-20")
    code, modules = _loaded(*words, db=program.path)
    assert code == 0 and not modules & {"sqlmodel", "sqlalchemy"}


def test_the_registrys_sentences_are_those_of_the_commands() -> None:
    from typer.main import get_command

    from wvls_mentor.cli.main import app
    from wvls_mentor.cli.registry import COMMANDS

    root = get_command(app)
    for name, (_, text) in COMMANDS.items():
        command = root.get_command(None, name)  # type: ignore[attr-defined]
        assert command.name == name
        assert text and len(text) <= 68, f"{name}: would wrap at 80 columns"
