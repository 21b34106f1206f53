"""How long whole commands take, as ratios to the least that could do the same.

Run by hand:  .venv/bin/python tests/bench/ratios.py
Each pair of commands is timed in turn, several times; the ratio is that of the medians of the
processor's time: another program that runs meanwhile changes it little.
The floor of a report is the bare import of the stack, SQLModel included, and the raw query: reports
load no SQLModel, and what that saves is theirs.
Imports are given per row; the survey's floor is sqlite-utils, where that is installed, and the
survey itself is read where ``WVLS_SURVEY`` says.
"""

import csv
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

TODAY = date(2026, 11, 23)
RUNS = 7
# The bare stack of a screen and of JSON.
SCREEN = "import typer, rich.table, sqlmodel"
STACK = "import typer, json, sqlmodel"
PAIRS, MEETINGS, PEOPLE = 5_000, 30, 1_000

AGGREGATE = f"""
{STACK}
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('''SELECT pair_id, MIN(day), MAX(day), SUM(minutes), COUNT(*) FROM meeting
              WHERE state = 'held' GROUP BY pair_id''').fetchall()
"""
ASSIGNMENT = f"""
{STACK}
import sqlite3, sys, numpy as np
from scipy.optimize import linear_sum_assignment
db = sqlite3.connect(sys.argv[1])
n = {PEOPLE}
rows = db.execute('''SELECT p.id, l.latitude, l.longitude, l.population FROM person p
                     JOIN library l ON l.id = p.library_id ORDER BY p.id''').fetchall()
place = np.radians(np.array([(r[1], r[2]) for r in rows]))
size = np.log10(np.array([r[3] for r in rows], dtype=float))
topics = {{t: i for i, (t,) in enumerate(db.execute('SELECT id FROM topic'))}}
covers, wants = np.zeros((n, len(topics))), np.zeros((n, len(topics)))
for person, topic in db.execute('SELECT person_id, topic_id FROM expertise'):
    covers[person - 1, topics[topic]] = 1
for person, topic, priority in db.execute('SELECT person_id, topic_id, priority FROM need'):
    wants[person - 1 - n, topics[topic]] = {{'high': 3, 'medium': 2, 'low': 1}}[priority]
need = wants @ covers.T / wants.sum(axis=1, keepdims=True)
a, b = place[n:, None], place[None, :n]
h = (np.sin((b - a) / 2)[..., 0] ** 2
     + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin((b - a) / 2)[..., 1] ** 2)
near = np.clip(1 - 2 * 3958.7613 * np.arcsin(np.sqrt(h)) * 1.3 / 120, 0, 1)
alike = np.clip(1 - np.abs(size[n:, None] - size[None, :n]), 0, 1)
score = np.floor(100 * (40 * need + 20 * near + 20 * alike + 10) + 0.5)
value = np.full((n, 2 * n), -np.inf)
value[:, :n] = score + (n + 1) * 10001
value[np.arange(n), n + np.arange(n)] = 0
print(linear_sum_assignment(value, maximize=True)[1][:3])
"""


def many_pairs(path: Path) -> None:
    """A program of 5,000 pairs with 150,000 meetings."""
    from wvls_mentor.services import setup
    from wvls_mentor.store.engine import writing

    setup.begin(path)
    with writing(path) as session:
        run = session.connection().exec_driver_sql
        people, pairs, meetings, claims = [], [], [], []
        mentors, mentees = [], []
        for n in range(PAIRS):
            one, two = 2 * n + 1, 2 * n + 2
            people += [
                (one, f"Mentor {n}", f"m{n}@example.org"),
                (two, f"Mentee {n}", f"n{n}@example.org"),
            ]
            mentors.append((one, "2010-01-01", 1, ""))
            mentees.append((two, "2025-12-01", ""))
            matched = TODAY - timedelta(days=30 + n % 330)
            pairs.append((n + 1, one, two, matched.isoformat(), ""))
            for m in range(MEETINGS):
                number = n * MEETINGS + m + 1
                visit = m % 6 == 0
                day = matched + timedelta(days=m)
                meetings.append((number, n + 1, day.isoformat(), "held",
                                 "in-person" if visit else "phone",
                                 "mentee-library" if visit else None, 400 if visit else None, ""))  # fmt: skip
                if visit:
                    claims.append((number, "mentor", 500 + n % 300, 0))
        run("INSERT INTO person (id, name, email, phone) VALUES (?, ?, ?, '')", people)
        run(
            "INSERT INTO mentor (person_id, experience_since, capacity, note) VALUES (?, ?, ?, ?)",
            mentors,
        )
        run("INSERT INTO mentee (person_id, administrator_since, note) VALUES (?, ?, ?)", mentees)
        run(
            "INSERT INTO pair (id, mentor_id, mentee_id, matched_on, end_reason) VALUES (?, ?, ?, ?, ?)",
            pairs,
        )
        run("INSERT INTO meeting (id, pair_id, day, state, method, place, minutes, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", meetings)  # fmt: skip
        run(
            "INSERT INTO claim (meeting_id, traveler, miles_tenths, expense_cents) VALUES (?, ?, ?, ?)",
            claims,
        )


def many_people(path: Path) -> None:
    """1,000 mentors and 1,000 mentees who wait."""
    from wvls_mentor.services import setup
    from wvls_mentor.store.engine import writing

    dice = random.Random(1)
    setup.begin(path)
    with writing(path) as session:
        run = session.connection().exec_driver_sql
        topics = [row[0] for row in run("SELECT id FROM topic")]
        people, mentors, mentees, expertise, needs, words = [], [], [], [], [], []
        for n in range(1, 2 * PEOPLE + 1):
            people.append((n, f"Person {n}", f"p{n}@example.org", 1 + dice.randrange(25)))
            words += [
                (n, "interest", w)
                for w in dice.sample(("chess", "fishing", "knitting", "birding"), 2)
            ]
            if n <= PEOPLE:
                mentors.append((n, "2010-01-01", 1, ""))
                expertise += [(n, t) for t in dice.sample(topics, 5)]
            else:
                mentees.append((n, "2026-01-01", ""))
                needs += [
                    (n, t, dice.choice(("high", "medium", "low"))) for t in dice.sample(topics, 4)
                ]
        run(
            "INSERT INTO person (id, name, email, phone, library_id) VALUES (?, ?, ?, '', ?)",
            people,
        )
        run(
            "INSERT INTO mentor (person_id, experience_since, capacity, note) VALUES (?, ?, ?, ?)",
            mentors,
        )
        run("INSERT INTO mentee (person_id, administrator_since, note) VALUES (?, ?, ?)", mentees)
        run("INSERT INTO expertise (person_id, topic_id) VALUES (?, ?)", expertise)
        run("INSERT INTO need (person_id, topic_id, priority) VALUES (?, ?, ?)", needs)
        run("INSERT INTO word (person_id, kind, word) VALUES (?, ?, ?)", words)


def spent() -> float:
    """Seconds of the processor that every child has taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def once(command: list[str]) -> float:
    """Seconds of the processor for one whole process."""
    start = spent()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return spent() - start


def compare(name: str, ours: list[str], floor: list[str], aim: float, runs: int = RUNS) -> None:
    """Time both in turn and print the ratio of their medians."""
    once(ours), once(floor)
    pairs = [(once(ours), once(floor)) for _ in range(runs)]
    mine, least = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name:<42} {mine * 1000:7.0f} ms {least * 1000:7.0f} ms  {mine / least:5.2f}  (aim {aim})"
    )


class Import(NamedTuple):
    """A sheet to bring into a program as it is in a file, and how many rows it has."""

    kind: str
    into: Path
    sheet: Path
    rows: int


def imports(wvls: list[str], one: Import, aim: float, start: float) -> None:
    """Print the milliseconds a row of an import, *start* of a command that does nothing aside."""
    times: dict[str, list[float]] = {"new": [], "again": []}
    for _ in range(3):
        db = Path(shutil.copy(one.into, one.into.with_suffix(".copy")))
        words = [*wvls, "--db", str(db), "import", one.kind, str(one.sheet), "--yes"]
        for how in times:
            times[how].append(once(words))
    for how, found in times.items():
        row = (statistics.median(found) - start) * 1000 / one.rows
        name = f"wvls import {one.kind}, {one.rows:,} rows, {how}"
        print(
            f"{name:<42} {statistics.median(found) * 1000:7.0f} ms {row:19.2f}  ms a row (aim {aim})"
        )


def people_sheet(path: Path, libraries: list[str], topics: list[str]) -> int:
    """A form that 1,000 mentors filled in; the number of rows."""
    dice = random.Random(2)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(("email", "name", "library", "phone", "experience_since", "expertise",
                        "interests", "culture", "note"))  # fmt: skip
        for n in range(PEOPLE):
            covers = "; ".join(dice.sample(topics, 5))
            likes = "; ".join(dice.sample(("chess", "fishing", "knitting", "birding"), 2))
            sheet.writerow((f"new{n}@example.org", f"New Mentor {n}", dice.choice(libraries),
                            f"715-555-{n:04}", "2010-01-01", covers, likes, "lakes; farming",
                            f"note {n}"))  # fmt: skip
    return PEOPLE


def meetings_sheet(path: Path) -> int:
    """5,000 meetings of 500 of the many pairs; the number of rows."""
    rows = [
        (f"m{n}@example.org", f"n{n}@example.org", (TODAY - timedelta(days=m)).isoformat(),
         "in-person" if m % 3 == 0 else "phone", "mentee-library" if m % 3 == 0 else "",
         "6" if m % 3 == 0 else "", "60" if m % 3 == 0 else "", "budget; grants", f"note {m}")
        for n in range(0, PAIRS, 10) for m in range(10)
    ]  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(("mentor_email", "mentee_email", "on", "method", "at", "hours", "miles",
                        "topics", "note"))  # fmt: skip
        sheet.writerows(rows)
    return len(rows)


def sheets(wvls: list[str], python: list[str], large: Path) -> None:
    """Time imports into a new program and into the large one."""
    folder = large.parent
    empty, survey = folder / "empty.db", os.environ.get("WVLS_SURVEY")
    subprocess.run([*wvls, "--db", str(empty), "init"], check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(empty) as db:
        libraries = [name for (name,) in db.execute("SELECT name FROM library")]
        topics = [slug for (slug,) in db.execute("SELECT slug FROM topic")]
    start = statistics.median(once([*python, f"{STACK}, rich.table"]) for _ in range(RUNS))
    mentors, meetings = folder / "mentors.csv", folder / "meetings.csv"
    many = people_sheet(mentors, libraries, topics)
    imports(wvls, Import("mentors", empty, mentors, many), 1.0, start)
    imports(wvls, Import("meetings", large, meetings, meetings_sheet(meetings)), 1.0, start)
    utils = shutil.which("sqlite-utils", path=str(Path(sys.executable).parent))
    if survey is None or utils is None:
        print("the survey: needs WVLS_SURVEY and sqlite-utils (pip install sqlite-utils)")
        return
    # Into a program as it begins, each time: nearly every row is new.
    bring = (
        "import shutil, subprocess, sys; shutil.copy(*sys.argv[1:3]);"
        " raise SystemExit(subprocess.call(sys.argv[3:], stdout=subprocess.DEVNULL))"
    )
    copied = [*python, bring, str(empty), str(folder / "ours.db")]
    ours = [*wvls, "--db", str(folder / "ours.db"), "import", "libraries", survey, "--yes"]
    floor = [utils, "insert", str(folder / "floor.db"), "t", survey, "--csv", "--truncate"]
    compare("wvls import libraries, the survey", [*copied, *ours], floor, 2.5, runs=3)


def memory(command: list[str]) -> None:
    """Print the most memory of any child so far."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'most memory of any command so far':<42} {most:7.0f} MB")


def main() -> None:
    """Build the databases and print every ratio."""
    os.environ["WVLS_TODAY"] = TODAY.isoformat()
    folder = Path(tempfile.mkdtemp(prefix="wvls-bench-"))
    wvls = [str(Path(sys.executable).parent / "wvls")]
    python = [sys.executable, "-c"]
    demo, large, crowd = (folder / f"{name}.db" for name in ("demo", "large", "crowd"))
    subprocess.run([*wvls, "--db", str(demo), "demo"], check=True, stdout=subprocess.DEVNULL)
    many_pairs(large)
    many_people(crowd)
    print(f"{'command':<42} {'ours':>10} {'floor':>10}  ratio")
    compare("wvls --help", [*wvls, "--help"], [*python, "import typer, rich.console"], 1.0)
    compare(
        "wvls overdue, on the demo", [*wvls, "--db", str(demo), "overdue"], [*python, SCREEN], 1.2
    )
    aggregate = [*python, AGGREGATE, str(large)]
    for command, aim in (("overdue", 1.4), ("stipends", 2.2)):
        ours = [*wvls, "--db", str(large), command, "-f", "json"]
        compare(f"wvls {command} -f json, {PAIRS:,} pairs", ours, aggregate, aim)
        memory(ours)
    compare(f"wvls match -f json, {PEOPLE:,} x {PEOPLE:,}", [*wvls, "--db", str(crowd), "match", "-f", "json"],
            [*python, ASSIGNMENT, str(crowd)], 1.5)  # fmt: skip
    sheets(wvls, python, large)


if __name__ == "__main__":
    main()
