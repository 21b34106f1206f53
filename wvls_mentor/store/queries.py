"""Queries for deadlines and money: one for each report, however many pairs there are."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, get_type_hints

from wvls_mentor.errors import DatabaseProblem, UsageProblem
from wvls_mentor.rules.choices import PARTNERS
from wvls_mentor.rules.policy import DatedRate, DatedSetting, PolicyBook, read_setting
from wvls_mentor.rules.stipends import Claim, Visit
from wvls_mentor.rules.terms import Excuse, PairFacts, Planned

if TYPE_CHECKING:
    from wvls_mentor.store.session import Session

_day = date.fromisoformat


def day_or_none(text: str | None) -> date | None:
    """A day as SQLite keeps it; None where there is none."""
    return None if text is None else _day(text)


# Where a report asks: the driver's own connection, in a session that of its transaction.
Source: TypeAlias = "sqlite3.Connection | Session"
_Values = tuple[Any, ...] | dict[str, Any]
_Readers = tuple[tuple[int, Callable[[Any], Any]], ...]
_Record = TypeVar("_Record")
# What SQLite keeps as a text or a number, by the type that a record has it in.
_READ: dict[Any, Callable[[Any], Any]] = {date: _day, date | None: day_or_none, bool: bool}


def rows(source: Source, sql: str, values: _Values = ()) -> list[Any]:
    """Plain rows: tuples straight from the driver, without the cost of building models."""
    return driver(source).execute(sql, values).fetchall()


def records(
    source: Source, kind: Callable[..., _Record], sql: str, values: _Values = ()
) -> list[_Record]:
    """Rows as *kind*, a class: their columns have the names of its fields, in their order."""
    found = driver(source).execute(sql, values)
    names, readers = _fields(kind)
    # Otherwise a value would get the name of another.
    assert tuple(column[0] for column in found.description) == names
    return [kind(*_read(row, readers)) for row in found]


@cache
def _fields(kind: Callable[..., Any]) -> tuple[tuple[str, ...], _Readers]:
    """The names of a record's fields, and what reads those that SQLite keeps otherwise."""
    hints = get_type_hints(kind)
    readers = ((place, _READ.get(hint)) for place, hint in enumerate(hints.values()))
    return tuple(hints), tuple((place, read) for place, read in readers if read is not None)


def _read(row: Sequence[Any], readers: _Readers) -> list[Any]:
    found = list(row)
    for place, read in readers:
        found[place] = read(found[place])
    return found


def driver(source: Source) -> sqlite3.Connection:
    """The driver's own connection."""
    if isinstance(source, sqlite3.Connection):
        return source
    driver = source.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def policy_book(source: Source) -> PolicyBook:
    """Every dated setting and rate. Raises DatabaseProblem where one cannot be read."""
    settings = rows(source, "SELECT key, value, since FROM setting")
    for key, value, _ in settings:
        try:
            read_setting(key, value)
        except UsageProblem as problem:
            raise DatabaseProblem(
                f"In the database: {problem.message}", "See: wvls check"
            ) from None
    rates = rows(source, "SELECT kind, rate, since FROM rate")
    return PolicyBook(
        [DatedSetting(k, v, _day(d)) for k, v, d in settings],
        [DatedRate(k, r, _day(d)) for k, r, d in rates],
    )


class _PairRow(NamedTuple):
    """Its fields are those of PairFacts; what there is several of is JSON."""

    pair_id: int
    mentor_id: int
    mentor: str
    mentee_id: int
    mentee: str
    matched_on: date
    extended_to: date | None
    ended_on: date | None
    first_visit: date | None
    met_elsewhere: date | None
    last_contact: date | None
    planned: str | None
    goals_short: date | None
    goals_long: date | None
    last_check_in: date | None
    evaluated_mentor: date | None
    evaluated_mentee: date | None
    excuses: str | None
    last_attempt: date | None
    let_end: date | None
    forgotten_mentor: int
    forgotten_mentee: int


# ?1 is the as-of day, ?2 a pair or NULL for all. What is dated later has not happened yet.
_PAIR_FACTS = """
WITH chosen AS (SELECT * FROM pair WHERE matched_on <= ?1 AND (?2 IS NULL OR id = ?2)),
met AS (
  SELECT pair_id,
    MIN(CASE WHEN state = 'held' AND day <= ?1
             AND place IN ('mentor-library', 'mentee-library') THEN day END) AS first_visit,
    MAX(CASE WHEN state = 'held' AND day <= ?1 AND place = 'elsewhere' THEN day END)
      AS met_elsewhere,
    MAX(CASE WHEN state = 'held' AND day <= ?1 THEN day END) AS last_contact,
    MAX(CASE WHEN state = 'attempted' AND day <= ?1 THEN day END) AS last_attempt,
    json_group_array(json_array(id, day, method, place))
      FILTER (WHERE state = 'planned') AS planned
  FROM meeting WHERE ?2 IS NULL OR pair_id = ?2 GROUP BY pair_id),
longer AS (
  SELECT pair_id, until FROM (
    SELECT pair_id, until, ROW_NUMBER() OVER
      (PARTITION BY pair_id ORDER BY decided_on DESC, id DESC) AS newest
    FROM extension WHERE decided_on <= ?1) WHERE newest = 1),
goals AS (
  SELECT pair_id, MIN(CASE WHEN term = 'short' THEN shared_on END) AS short,
    MIN(CASE WHEN term = 'long' THEN shared_on END) AS long
  FROM goal WHERE shared_on <= ?1 GROUP BY pair_id),
calls AS (
  SELECT pair_id, MAX(day) AS day FROM check_in WHERE answered AND day <= ?1 GROUP BY pair_id),
rated AS (
  SELECT pair_id, MAX(CASE WHEN partner = 'mentor' THEN day END) AS mentor,
    MAX(CASE WHEN partner = 'mentee' THEN day END) AS mentee
  FROM evaluation WHERE day <= ?1 GROUP BY pair_id),
let_off AS (
  SELECT pair_id, json_group_array(json_array(kind, since, until, reason)) AS every
  FROM excused WHERE since <= ?1 GROUP BY pair_id)
SELECT p.id AS pair_id, p.mentor_id, mentor.name AS mentor, p.mentee_id, mentee.name AS mentee,
  p.matched_on, longer.until AS extended_to,
  CASE WHEN p.ended_on <= ?1 THEN p.ended_on END AS ended_on, met.first_visit,
  met.met_elsewhere, met.last_contact,
  met.planned, goals.short AS goals_short, goals.long AS goals_long, calls.day AS last_check_in,
  rated.mentor AS evaluated_mentor, rated.mentee AS evaluated_mentee, let_off.every AS excuses,
  met.last_attempt,
  (SELECT about FROM letter_answer a
   WHERE a.pair_id = p.id AND a.question = 'let-end' AND a.yes
     AND (a.answered_on IS NULL OR a.answered_on <= ?1)
   ORDER BY a.about DESC LIMIT 1) AS let_end,
  mentor.email LIKE '%@invalid' AS forgotten_mentor,
  mentee.email LIKE '%@invalid' AS forgotten_mentee
FROM chosen p
JOIN person mentor ON mentor.id = p.mentor_id
JOIN person mentee ON mentee.id = p.mentee_id
LEFT JOIN met ON met.pair_id = p.id
LEFT JOIN longer ON longer.pair_id = p.id
LEFT JOIN goals ON goals.pair_id = p.id
LEFT JOIN calls ON calls.pair_id = p.id
LEFT JOIN rated ON rated.pair_id = p.id
LEFT JOIN let_off ON let_off.pair_id = p.id
ORDER BY p.id
"""


def pair_facts(
    source: Source, book: PolicyBook, day: date, *, pair_id: int | None = None
) -> list[PairFacts]:
    """What the deadlines of every pair matched on or before *day* follow from, as of *day*."""
    found = records(source, _PairRow, _PAIR_FACTS, (day.isoformat(), pair_id))
    return [_facts(row, book) for row in found]


def pairs_as_of(source: Source, day: date) -> list[PairFacts]:
    """The same, for whoever needs no settings besides."""
    return pair_facts(source, policy_book(source), day)


def _facts(row: _PairRow, book: PolicyBook) -> PairFacts:
    kept = row._asdict()
    gone = {role: kept.pop(f"forgotten_{role}") for role in PARTNERS}
    return PairFacts(
        **kept | {"planned": _planned(row.planned), "excuses": _excuses(row.excuses)},
        policy=book.on(row.matched_on),
        forgotten=tuple(role for role in PARTNERS if gone[role]),
    )


def _planned(kept: str | None) -> tuple[Planned, ...]:
    if kept is None or kept == "[]":
        return ()
    found = [Planned(i, _day(d), method, at) for i, d, method, at in json.loads(kept)]
    return tuple(sorted(found, key=lambda p: (p.on, p.meeting_id)))


def _excuses(kept: str | None) -> tuple[Excuse, ...]:
    if kept is None:
        return ()
    return tuple(Excuse(k, _day(s), day_or_none(u), r) for k, s, u, r in json.loads(kept))


class _VisitRow(NamedTuple):
    """A visit with one of its claims, or with none."""

    pair_id: int
    meeting_id: int
    day: date
    place: str
    minutes: int | None
    claim_id: int | None
    traveler: str
    miles_tenths: int
    expense_cents: int
    travel_paid_cents: int | None
    travel_paid_rate: int | None
    stipend_paid_cents: int | None
    held: bool


# A line fixes what was earned, from its day paid to the day it was voided. After a void the meeting
# may be moved or removed and its travel taken back: on the days that the line counted it still does,
# otherwise the report of such a day would not add up to its ledger.
_VISITS = """
WITH live AS (
  SELECT kind, item_id, meeting_id, person_id, amount_cents, rate FROM payment
  WHERE paid_on <= ?1 AND (voided_on IS NULL OR voided_on > ?1)),
seen AS (
  SELECT *, state = 'held' AND method = 'in-person' AND day <= ?1 AS held FROM meeting
  WHERE ?2 IS NULL OR pair_id = ?2),
claimed AS (
  SELECT id, meeting_id, traveler, miles_tenths, expense_cents FROM claim
  UNION ALL
  SELECT y.item_id, y.meeting_id,
    CASE WHEN y.person_id = p.mentor_id THEN 'mentor' ELSE 'mentee' END, 0, 0
  FROM live y JOIN meeting m ON m.id = y.meeting_id JOIN pair p ON p.id = m.pair_id
  WHERE y.kind = 'travel' AND y.item_id NOT IN (SELECT id FROM claim))
SELECT m.pair_id, m.id AS meeting_id, m.day, COALESCE(m.place, 'elsewhere') AS place, m.minutes,
  c.id AS claim_id, c.traveler, c.miles_tenths, c.expense_cents,
  travel.amount_cents AS travel_paid_cents, travel.rate AS travel_paid_rate,
  stipend.amount_cents AS stipend_paid_cents, m.held
FROM seen m
LEFT JOIN live stipend ON stipend.kind = 'stipend' AND stipend.item_id = m.id
LEFT JOIN claimed c ON c.meeting_id = m.id
LEFT JOIN live travel ON travel.kind = 'travel' AND travel.item_id = c.id
WHERE m.held OR stipend.item_id IS NOT NULL OR travel.item_id IS NOT NULL
ORDER BY m.pair_id, m.day, m.id, c.id
"""


def visits(
    source: Source, day: date, *, pair_id: int | None = None
) -> Iterator[tuple[int, tuple[Visit, ...]]]:
    """Each pair's held in-person meetings on or before *day*, by date, with their claims.

    One that was paid on *day* is among them even if it was changed since.
    """
    found = records(source, _VisitRow, _VISITS, (day.isoformat(), pair_id))
    for pair, of_pair in groupby(found, key=attrgetter("pair_id")):
        yield (
            pair,
            tuple(_visit(list(same)) for _, same in groupby(of_pair, attrgetter("meeting_id"))),
        )


def _visit(same: list[_VisitRow]) -> Visit:
    head = same[0]
    return Visit(
        meeting_id=head.meeting_id,
        pair_id=head.pair_id,
        on=head.day,
        at=head.place,
        minutes=head.minutes,
        entered=head.meeting_id,
        claims=tuple(_claim(row, row.claim_id) for row in same if row.claim_id is not None),
        stipend_paid_cents=head.stipend_paid_cents,
        held=head.held,
    )


def _claim(row: _VisitRow, claim_id: int) -> Claim:
    return Claim(
        claim_id=claim_id,
        traveler=row.traveler,
        miles_tenths=row.miles_tenths,
        expense_cents=row.expense_cents,
        paid_cents=row.travel_paid_cents,
        paid_rate=row.travel_paid_rate,
    )


def goal_counts(source: Source, day: date) -> dict[tuple[int, str], int]:
    """How many goals each pair has shared by *day* and not dropped: (pair, term) -> count."""
    sql = (
        "SELECT pair_id, term, COUNT(*) FROM goal WHERE shared_on <= ?1"
        " AND (dropped_on IS NULL OR dropped_on > ?1) GROUP BY pair_id, term"
    )
    return {(pair, term): n for pair, term, n in rows(source, sql, (day.isoformat(),))}


def open_goals(source: Source, pair_id: int, *, unshared: bool = False) -> list[tuple[int, str]]:
    """(id, words) of each goal of a pair that is neither done nor dropped; or only the *unshared*."""
    sql = (
        "SELECT id, goal || ' (' || term || ')' FROM goal WHERE pair_id = ?"
        " AND done_on IS NULL AND dropped_on IS NULL"
        f"{' AND shared_on IS NULL' if unshared else ''} ORDER BY id"
    )
    return [(number, text) for number, text in rows(source, sql, (pair_id,))]


def meetings_in(
    source: Source, pair_id: int, states: Collection[str]
) -> list[tuple[int, str, str, str, str | None]]:
    """(id, day, state, method, place) of a pair's meetings in these *states*, the newest first."""
    marks = ", ".join("?" * len(states))
    sql = (
        "SELECT id, day, state, method, place FROM meeting"
        f" WHERE pair_id = ? AND state IN ({marks}) ORDER BY day DESC, id DESC"
    )
    return [tuple(row) for row in rows(source, sql, (pair_id, *states))]


def has_goal(source: Source, number: int) -> bool:
    """Whether there is a goal of this number; SQLite's own numbers end at 2**63."""
    return number < 2**63 and bool(rows(source, "SELECT 1 FROM goal WHERE id = ?", (number,)))


def last_backup(source: Source, day: date) -> date | None:
    """The day of the last backup up to *day*."""
    sql = "SELECT MAX(made_on) FROM backup WHERE made_on <= ?"
    ((found,),) = rows(source, sql, (day.isoformat(),))
    return day_or_none(found)
