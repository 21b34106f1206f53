"""How long whole commands take, as ratios to the least that could do the same.

Run by hand:  .venv/bin/python tests/bench/ratios.py
Each pair of commands is timed in turn, several times; the ratio is that of the medians.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 23)
RUNS = 7
IMPORTS = "import typer, rich.table, sqlmodel"
PAIRS, MEETINGS, PEOPLE = 5_000, 30, 1_000

AGGREGATE = f"""
{IMPORTS}
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('''SELECT pair_id, MIN(day), MAX(day), SUM(minutes), COUNT(*) FROM meeting
              WHERE state = 'held' GROUP BY pair_id''').fetchall()
"""
ASSIGNMENT = f"""
{IMPORTS}
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
    import random

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


def once(command: list[str]) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], floor: list[str], aim: float, runs: int = RUNS) -> None:
    """Time both in turn and print the ratio of their medians."""
    once(ours), once(floor)
    pairs = [(once(ours), once(floor)) for _ in range(runs)]
    mine, least = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name:<42} {mine * 1000:7.0f} ms {least * 1000:7.0f} ms  {mine / least:5.2f}  (aim {aim})"
    )


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
        "wvls overdue, on the demo", [*wvls, "--db", str(demo), "overdue"], [*python, IMPORTS], 1.2
    )
    aggregate = [*python, AGGREGATE, str(large)]
    for command, aim in (("overdue", 1.5), ("stipends", 2.5)):
        ours = [*wvls, "--db", str(large), command, "-f", "json"]
        compare(f"wvls {command} -f json, {PAIRS:,} pairs", ours, aggregate, aim)
        memory(ours)
    compare(f"wvls match -f json, {PEOPLE:,} x {PEOPLE:,}", [*wvls, "--db", str(crowd), "match", "-f", "json"],
            [*python, ASSIGNMENT, str(crowd)], 1.5)  # fmt: skip


if __name__ == "__main__":
    main()
