"""People and programs for tests: clearly fictional, every default sensible."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from wvls_mentor.cli.main import app
from wvls_mentor.rules.matching_facts import MatchingSituation, MenteeFacts, MentorFacts, Place
from wvls_mentor.rules.policy import DatedRate, Policy, PolicyBook
from wvls_mentor.rules.stipends import Claim, PairStipends, Visit, calculate
from wvls_mentor.rules.terms import PairFacts

DAY = date(2026, 11, 23)
# Kept: Typer's own runner builds each parameter again for each call, a third of the call's time.
COMMAND = get_command(app)


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def screen(self) -> str:
        """What a command that worked printed: of one that is refused any word is missing."""
        assert self.code == 0, self.err or self.out
        return self.out

    @property
    def json(self) -> dict[str, Any]:
        assert self.code == 0, self.err or self.out
        found: dict[str, Any] = json.loads(self.out)
        return found


def run(words: Sequence[str], *, env: Mapping[str, str], answer: str | None = None) -> Answer:
    """Run a command line of ``wvls``; an exception that it does not handle is raised."""
    code: str | int | None = 0
    with CliRunner().isolation(input=answer, env=env) as (out, err, _):
        try:
            COMMAND.main(args=words, prog_name="wvls")
        except SystemExit as ended:
            code = ended.code
        sys.stdout.flush()
        sys.stderr.flush()
        said, complained = out.getvalue().decode(), err.getvalue().decode()
    assert isinstance(code, int)
    return Answer(code, said, complained)


class Program:
    """The command line on one database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self) -> "Program":
        assert self("init").code == 0
        return self

    def __call__(
        self,
        *words: str,
        today: str | None = None,
        answer: str | None = None,
        named: bool = False,
    ) -> Answer:
        """Run a command; the file is *named* with --db only where that matters: it is repeated."""
        env = {"WVLS_DB": str(self.path)} | ({"WVLS_TODAY": today} if today else {})
        if named or words[:1] == ("demo",):  # which makes a file only where one is named
            words = ("--db", str(self.path), *words)
        return run(words, env=env, answer=answer)

    def mentor(self, number: int = 1, *more: str, library: str = "Wausau") -> int:
        found = self(
            "mentor", "add", f"Mentor {number}", "--email", f"mentor{number}@example.org",
            "--library", library, "--experience-since", "2010-01-01", *more, "-f", "json",
        )  # fmt: skip
        return int(found.json["mentor"]["id"])

    def mentee(self, number: int = 1, *more: str, library: str = "Thorp") -> int:
        found = self(
            "mentee", "add", f"Mentee {number}", "--email", f"mentee{number}@example.org",
            "--library", library, "--administrator-since", "2026-01-01", *more, "-f", "json",
        )  # fmt: skip
        return int(found.json["mentee"]["id"])

    def w9(self, *mentors: int) -> None:
        """These mentors' W-9 forms are on file: a payment has nothing to say of them."""
        for number in mentors:
            assert self("mentor", "edit", str(number), "--w9", "2026-01-01").code == 0

    def pair(self, number: int = 1, on: str = "2026-06-01") -> int:
        mentor, mentee = self.mentor(number), self.mentee(number)
        found = self("match", str(mentee), str(mentor), "--on", on, "--yes", "-f", "json")
        return int(found.json["pair"]["pair_id"])

    def pairs(self, numbers: range, on: str) -> None:
        """A pair of each number, from sheets: commands for each would take most of a test's time."""
        rows = {
            "mentors": "mentor{0}@example.org,Mentor {0},Wausau,2010-01-01",
            "mentees": "mentee{0}@example.org,Mentee {0},Thorp,2026-01-01",
            "pairs": f"mentor{{0}}@example.org,mentee{{0}}@example.org,{on}",
        }
        headers = {
            "mentors": "email,name,library,experience_since",
            "mentees": "email,name,library,administrator_since",
            "pairs": "mentor_email,mentee_email,matched_on",
        }
        sheet = self.path.with_suffix(".csv")
        for kind, header in headers.items():
            sheet.write_text("\n".join((header, *map(rows[kind].format, numbers))))
            done = self("import", kind, str(sheet), "--yes")
            assert done.code == 0, done.out
        sheet.unlink()

    def visit(self, pair: int, on: str, hours: str = "6", *more: str) -> dict[str, Any]:
        return self(
            "log-meeting", str(pair), "--method", "in-person", "--at", "mentee-library",
            "--hours", hours, "--on", on, *more, "-f", "json",
        ).json  # fmt: skip


# What is done to a new program; a function with a name, so that it is found again (see `copy_of`).
Recipe = Callable[[Program], object]


def nothing(program: Program) -> None:
    """A program in which nothing has happened yet."""


def one_pair(program: Program) -> None:
    """Pair 1 of 1 June 2026: mentor 1 and mentee 2."""
    program.pair()


def place(number: int = 1, **more: Any) -> Place:
    known: dict[str, Any] = {
        "library_id": number,
        "name": f"Library {number}",
        "city": f"Town {number}",
        "latitude": 45.0,
        "longitude": -90.0,
        "population": 5000,
        "locale": "43",
    }
    return Place(**(known | more))


def mentor(number: int = 1, **more: Any) -> MentorFacts:
    known: dict[str, Any] = {
        "id": number,
        "name": f"Mentor {number}",
        "email": f"mentor{number}@example.org",
        "since": date(2010, 1, 1),
        "place": place(number),
    }
    return MentorFacts(**(known | more))


def mentee(number: int = 101, **more: Any) -> MenteeFacts:
    known: dict[str, Any] = {
        "id": number,
        "name": f"Mentee {number}",
        "email": f"mentee{number}@example.org",
        "since": date(2026, 1, 1),
        "place": place(number),
    }
    return MenteeFacts(**(known | more))


def situation(
    mentees: list[MenteeFacts], mentors: list[MentorFacts], day: date = DAY, **more: Any
) -> MatchingSituation:
    policy = more.pop("policy", Policy())
    return MatchingSituation(
        day=day, policy=policy, mentors=tuple(mentors), mentees=tuple(mentees), **more
    )


def facts(matched_on: date = date(2026, 1, 15), **more: Any) -> PairFacts:
    known: dict[str, Any] = {
        "pair_id": 1,
        "mentor_id": 1,
        "mentor": "Mentor One",
        "mentee_id": 2,
        "mentee": "Mentee One",
        "matched_on": matched_on,
        "policy": Policy(),
    }
    return PairFacts(**(known | more))


def book() -> PolicyBook:
    return PolicyBook(
        [],
        [
            DatedRate("stipend", 1_250_000, date(1950, 1, 1)),
            DatedRate("mileage", 7250, date(2026, 1, 1)),
            DatedRate("mileage", 7600, date(2026, 7, 1)),
        ],
    )


def visit(number: int, on: date, minutes: int | None = 360, **more: Any) -> Visit:
    known: dict[str, Any] = {"at": "mentee-library", "entered": number}
    return Visit(meeting_id=number, pair_id=1, on=on, minutes=minutes, **(known | more))


def claim(number: int = 1, miles: int = 100, traveler: str = "mentor", cents: int = 0) -> Claim:
    return Claim(number, traveler, miles, cents)


def earned(visits: list[Visit], **more: Any) -> PairStipends:
    """What these visits of a pair earn."""
    return calculate(facts(**more), visits, book())
