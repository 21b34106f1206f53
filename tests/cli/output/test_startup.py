"""What loads when: help must not wait for the database's tools, nor deadlines for scipy."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe

HEAVY = ("sqlmodel", "sqlalchemy", "scipy", "numpy", "alembic", "rich", "jinja2",
         "drawsvg", "icalendar")  # fmt: skip


def _visited(program: Program) -> None:
    program.visit(program.pair(), "2026-06-20")


@pytest.fixture
def visited(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_visited)


def _loaded(*lines: str, db: Path) -> list[tuple[int, set[str]]]:
    """The exit code of each line, and which of the heavy modules are loaded after it.

    One new process runs them all: what one line loads stays loaded for those after it.
    """
    script = (
        "import sys\n"
        "from wvls_mentor.cli.main import run\n"
        f"for line in {lines!r}:\n"
        "    sys.argv = ['wvls', *line.split()]\n"
        "    code = 0\n"
        "    try:\n        run()\n"
        "    except SystemExit as end:\n        code = end.code or 0\n"
        f"    print('LOADED', code, *[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    env = os.environ | {"WVLS_DB": str(db)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True)
    reports = [part.split() for part in done.stderr.splitlines() if part.startswith("LOADED")]
    assert len(reports) == len(lines), done.stderr
    return [(int(code), set(modules)) for _, code, *modules in reports]


def test_help_and_usage_errors_load_no_database(tmp_path: Path) -> None:
    lines = {
        "--help": 0, "-h": 0, "--version": 0, "": 0, "match --help": 0, "mentor add --help": 0,
        "nonsense": 2, "--nonsense": 2, "match --nonsense": 2, "upcoming --days x": 2,
        "status -f xml": 2, "letters --help": 0, "letters poem": 2,
        "log-meeting 1 --planned --attempt": 2,
    }  # fmt: skip
    found = _loaded(*lines, db=tmp_path / "none.db")
    for (line, code), (got, modules) in zip(lines.items(), found, strict=True):
        assert got == code, line
        assert not modules - {"rich"}, line


def test_only_match_loads_scipy(visited: Program) -> None:
    lines = ("overdue -f json", "overdue", "status", "stipends -f json", "mentor list")
    found = dict(zip(lines, _loaded(*lines, db=visited.path), strict=True))
    assert "rich" not in found["overdue -f json"][1]
    for line, (code, modules) in found.items():
        assert code == 0
        assert not modules & {"scipy", "numpy", "alembic", "jinja2", "drawsvg", "icalendar"}, line


def test_what_draws_and_writes_files_loads_when_a_file_is_saved(
    visited: Program, tmp_path: Path
) -> None:
    shown = ("report", "calendar", "status", "agenda 1")
    for line, (code, modules) in zip(shown, _loaded(*shown, db=visited.path), strict=True):
        assert code == 0 and not modules & {"drawsvg", "icalendar", "scipy", "alembic"}, line
    saved: dict[str, set[str]] = {
        f"status --save {tmp_path / 'status.html'}": set(),
        f"agenda 1 --save {tmp_path / 'agenda.html'}": set(),
        f"report --save {tmp_path / 'report.html'}": {"drawsvg"},
        f"calendar --save {tmp_path / 'calendar.ics'}": {"drawsvg", "icalendar"},
    }
    found = _loaded(*saved, db=visited.path)
    for (line, drawn), (code, modules) in zip(saved.items(), found, strict=True):
        assert code == 0 and modules & {"drawsvg", "icalendar"} == drawn, line


def test_a_report_loads_no_models(visited: Program) -> None:
    lines = ("overdue", "upcoming", "status", "stipends", "mentor list")
    for line, (code, modules) in zip(lines, _loaded(*lines, db=visited.path), strict=True):
        assert code == 0 and not modules & {"sqlmodel", "sqlalchemy"}, line


def test_the_registrys_sentences_are_those_of_the_commands() -> None:
    from typer.main import get_command

    from wvls_mentor.cli.main import app
    from wvls_mentor.cli.registry import COMMANDS

    root = get_command(app)
    for name, (_, text) in COMMANDS.items():
        command = root.get_command(None, name)  # type: ignore[attr-defined]
        assert command.name == name
        assert text and len(text) <= 68, f"{name}: would wrap at 80 columns"
