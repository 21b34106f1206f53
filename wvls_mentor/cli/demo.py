"""A walk through the program with clearly fictional people at the real libraries."""

import shlex
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import typer
from typer.main import get_command

from wvls_mentor import invocation
from wvls_mentor.cli import clock
from wvls_mentor.dates import years_before
from wvls_mentor.records.lists import parse_needs
from wvls_mentor.text import harmless, to_copy

MENTORS = (
    ("Mentor One", "Wausau", "14", 2, ("budget", "staff-supervision", "annual-report"), ("gardening", "chess"), ("farming", "growing")),
    ("Mentor Two", "Merrill", "6.5", 1, ("board-relations", "policies", "facility", "grants"), ("kayaking", "gardening"), ("tourism",)),
    ("Mentor Three", "Rhinelander", "9", 1, ("collection-development", "e-resources", "ils"), ("birding",), ("tourism", "lakes")),
    ("Mentor Four", "Medford", "1", 1, ("youth-programming",), ("knitting",), ("farming",)),
    ("Mentor Five", "Antigo", "11", 1, ("marketing", "advocacy", "board-relations"), ("fishing", "cooking"), ("farming",)),
)  # fmt: skip
MENTEES = (
    ("Mentee One", "Abbotsford", 250, ("budget:high", "annual-report"), ("gardening",), ("farming",)),
    ("Mentee Two", "Tomahawk", 500, ("board-relations:high", "facility", "policies:low"), ("kayaking",), ("tourism", "lakes")),
    ("Mentee Three", "Minocqua", 400, ("collection-development", "ils:low"), ("birding",), ("lakes",)),
    ("Mentee Four", "Thorp", 90, ("grants:high", "budget", "technology:low"), ("chess",), ("farming",)),
    ("Mentee Five", "Crandon", 60, ("marketing", "advocacy:low"), ("fishing",), ()),
)  # fmt: skip


def walk(path: Path) -> None:
    """Build the demo at *path* and show the main job, printing each command that is run."""
    today = clock.today()
    typer.echo(f"A throwaway program at {harmless(str(path))}.\nEvery person in it is fictional.")
    run = _runner(path)
    run("init")
    invocation.begin(invocation.Invocation("demo"))
    _enroll(path, today)
    typer.echo(f"\n... {len(MENTORS)} mentors and {len(MENTEES)} mentees were added.")
    run("match", "--on", _ago(today, 100))
    run("match", "Mentee Four", "--on", _ago(today, 100))
    run("match", "--accept", "--on", _ago(today, 100), "--yes")
    run("log-meeting", "Mentee One", "--method", "in-person", "--at", "mentee-library", "--hours",
        "6.5", "--miles", "78", "--on", _ago(today, 80), "--topic", "budget")  # fmt: skip
    run("log-meeting", "Mentee One", "--method", "phone", "--on", _ago(today, 20))
    run("log-meeting", "Mentee Two", "--method", "in-person", "--at", "mentor-library", "--hours",
        "4:30", "--miles", "60", "--on", _ago(today, 65))  # fmt: skip
    run("log-meeting", "Mentee Three", "--method", "in-person", "--at", "mentee-library",
        "--planned", "--on", (today + timedelta(days=4)).isoformat())  # fmt: skip
    run("overdue")
    run("upcoming", "--days", "14")
    run("stipends")
    run("stipends", "claim", "Mentor One", "--yes")
    run("stipends", "pay", "--claim", f"C-{today.year}-01", "--kind", "stipend", "--reference",
        "check 1041", "--yes")  # fmt: skip
    run("stipends", "ledger")
    run("status")
    typer.echo(f"\nLook around yourself:  wvls --db {to_copy(harmless(str(path)))} status 1")


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


def _runner(path: Path) -> Callable[..., None]:
    from wvls_mentor.cli.main import app

    command = get_command(app)

    def run(*words: str) -> None:
        typer.echo(f"\n$ wvls {shlex.join(words)}")
        code = command.main(["--db", str(path), *words], prog_name="wvls", standalone_mode=False)
        if code:
            raise typer.Exit(code)

    return run


def _enroll(path: Path, today: date) -> None:
    from wvls_mentor.services import people

    for number, (name, library, years, capacity, topics, interests, culture) in enumerate(
        MENTORS, 1
    ):
        people.add_mentor(
            path,
            people.Details(
                name=name,
                email=f"mentor.{number}@example.org",
                library=library,
                facts={"phone": f"715-555-01{number:02d}"},
                since=years_before(years, today),
                topics=topics,
                interests=interests,
                culture=culture,
                capacity=capacity,
            ),
            today=today,
        )
    for number, (name, library, days, needs, interests, culture) in enumerate(MENTEES, 1):
        people.add_mentee(
            path,
            people.Details(
                name=name,
                email=f"mentee.{number}@example.org",
                library=library,
                since=today - timedelta(days=days),
                needs=parse_needs(needs),
                interests=interests,
                culture=culture,
            ),
            today=today,
        )
