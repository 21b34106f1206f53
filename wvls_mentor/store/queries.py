"""Reads for the deadlines and the money: one query a report, however many pairs there are."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from wvls_mentor.errors import DatabaseProblem, UsageProblem
from wvls_mentor.rules.deadlines import Excuse, PairFacts, Planned
from wvls_mentor.rules.policy import DatedRate, DatedSetting, PolicyBook, read_setting
from wvls_mentor.rules.stipends import Claim, Visit
from wvls_mentor.store import history_triggers

_day = date.fromisoformat


def _maybe(text: str | None) -> date | None:
    return None if text is None else _day(text)


_Values = tuple[Any, ...] | dict[str, Any]
_Record = TypeVar("_Record", bound=NamedTuple)


def rows(session: Session, sql: str, values: _Values = ()) -> list[Any]:
    """Plain rows: tuples straight from the driver, without the cost of building models."""
    return list(session.connection().exec_driver_sql(sql, values))


def records(session: Session, kind: type[_Record], sql: str, values: _Values = ()) -> list[_Record]:
    """Rows as *kind*: their columns have the names of its fields, in their order."""
    found = session.connection().exec_driver_sql(sql, values)
    assert tuple(found.keys()) == kind._fields  # else a value would get another's name
    return [kind._make(row) for row in found]


def policy_book(session: Session) -> PolicyBook:
    """Every dated setting and rate. Raises DatabaseProblem where one cannot be read."""
    settings = rows(session, "SELECT key, value, since FROM setting")
    for key, value, _ in settings:
        try:
            read_setting(key, value)
        except UsageProblem as problem:
            raise DatabaseProblem(
                f"In the database: {problem.message}", "See: wvls check"
            ) from None
    rates = rows(session, "SELECT kind, rate, since FROM rate")
    return PolicyBook(
        [DatedSetting(k, v, _day(d)) for k, v, d in settings],
        [DatedRate(k, r, _day(d)) for k, r, d in rates],
    )


def policy_book_at(session: Session, entry: int) -> PolicyBook:
    """Every dated setting and rate as the command of *entry* found them.

    A change that was entered later, dated back as it may be, is not among them.
    """
    connection = session.connection()
    settings = history_triggers.rows_at(connection, "setting", entry)
    rates = history_triggers.rows_at(connection, "rate", entry)
    return PolicyBook(
        [DatedSetting(s["key"], s["value"], _day(s["since"])) for s in settings],
        [DatedRate(r["kind"], r["rate"], _day(r["since"])) for r in rates],
    )


def payment_entries(session: Session) -> dict[int, int]:
    """The entry that made each payment, by its number; one older than the history has none."""
    sql = (
        "SELECT json_extract(row_key, '$[0]'), MIN(entry_id) FROM change"
        " WHERE table_name = 'payment' AND op = 'insert' GROUP BY 1"
    )
    return dict(map(tuple, rows(session, sql)))


# ?1 is the as-of day, ?2 a pair or NULL for all. What is dated later has not happened yet.
_PAIR_FACTS = """
WITH chosen AS (SELECT * FROM pair WHERE matched_on <= ?1 AND (?2 IS NULL OR id = ?2)),
met AS (
  SELECT pair_id,
    MIN(CASE WHEN state = 'held' AND day <= ?1
             AND place IN ('mentor-library', 'mentee-library') THEN day END) AS first_visit,
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
SELECT p.id, p.mentor_id, mentor.name, p.mentee_id, mentee.name, p.matched_on, longer.until,
  CASE WHEN p.ended_on <= ?1 THEN p.ended_on END, met.first_visit, met.last_contact,
  met.planned, goals.short, goals.long, calls.day, rated.mentor, rated.mentee,
  let_off.every, met.last_attempt
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
    session: Session, book: PolicyBook, day: date, *, pair_id: int | None = None
) -> list[PairFacts]:
    """What the deadlines of every pair matched on or before *day* follow from, as of *day*."""
    return [_facts(row, book) for row in rows(session, _PAIR_FACTS, (day.isoformat(), pair_id))]


def _facts(row: Any, book: PolicyBook) -> PairFacts:
    matched_on = _day(row[5])
    return PairFacts(
        pair_id=row[0],
        mentor_id=row[1],
        mentor=row[2],
        mentee_id=row[3],
        mentee=row[4],
        matched_on=matched_on,
        policy=book.on(matched_on),
        extended_to=_maybe(row[6]),
        ended_on=_maybe(row[7]),
        first_visit=_maybe(row[8]),
        last_contact=_maybe(row[9]),
        planned=_planned(row[10]),
        goals_short=_maybe(row[11]),
        goals_long=_maybe(row[12]),
        last_check_in=_maybe(row[13]),
        evaluated_mentor=_maybe(row[14]),
        evaluated_mentee=_maybe(row[15]),
        excuses=_excuses(row[16]),
        last_attempt=_maybe(row[17]),
    )


def _planned(kept: str | None) -> tuple[Planned, ...]:
    if kept is None or kept == "[]":
        return ()
    found = [Planned(i, _day(d), method, at) for i, d, method, at in json.loads(kept)]
    return tuple(sorted(found, key=lambda p: (p.on, p.meeting_id)))


def _excuses(kept: str | None) -> tuple[Excuse, ...]:
    if kept is None:
        return ()
    return tuple(Excuse(k, _day(s), _maybe(u), r) for k, s, u, r in json.loads(kept))


# A line fixes what was earned, from its day paid to the day it was voided. After a void the meeting
# may be moved or removed and its travel taken back: on the days that the line counted it still does,
# else the report of such a day would not add up to its ledger.
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
SELECT m.pair_id, m.id, m.day, COALESCE(m.place, 'elsewhere'), m.minutes, c.id, c.traveler, c.miles_tenths,
  c.expense_cents, travel.amount_cents, travel.rate, stipend.amount_cents, m.held
FROM seen m
LEFT JOIN live stipend ON stipend.kind = 'stipend' AND stipend.item_id = m.id
LEFT JOIN claimed c ON c.meeting_id = m.id
LEFT JOIN live travel ON travel.kind = 'travel' AND travel.item_id = c.id
WHERE m.held OR stipend.item_id IS NOT NULL OR travel.item_id IS NOT NULL
ORDER BY m.pair_id, m.day, m.id, c.id
"""


def visits(
    session: Session, day: date, *, pair_id: int | None = None
) -> Iterator[tuple[int, tuple[Visit, ...]]]:
    """Each pair's held in-person meetings on or before *day*, by date, with their claims.

    One that was paid on *day* is among them even if it was changed since.
    """
    found = rows(session, _VISITS, (day.isoformat(), pair_id))
    for pair, of_pair in groupby(found, key=lambda row: row[0]):
        yield pair, tuple(_visit(list(same)) for _, same in groupby(of_pair, key=lambda r: r[1]))


def _visit(same: list[Any]) -> Visit:
    pair_id, meeting_id, day, place, minutes = same[0][:5]
    claims = tuple(Claim(*row[5:11]) for row in same if row[5] is not None)
    return Visit(
        meeting_id=meeting_id,
        pair_id=pair_id,
        on=_day(day),
        at=place,
        minutes=minutes,
        entered=meeting_id,
        claims=claims,
        stipend_paid_cents=same[0][11],
        held=bool(same[0][12]),
    )


def goal_counts(session: Session, day: date) -> dict[tuple[int, str], int]:
    """How many goals each pair has shared by *day* and not dropped: (pair, term) -> count."""
    sql = (
        "SELECT pair_id, term, COUNT(*) FROM goal WHERE shared_on <= ?1"
        " AND (dropped_on IS NULL OR dropped_on > ?1) GROUP BY pair_id, term"
    )
    return {(pair, term): n for pair, term, n in rows(session, sql, (day.isoformat(),))}


def last_backup(session: Session, day: date) -> date | None:
    """The day of the last backup up to *day*."""
    sql = "SELECT MAX(made_on) FROM backup WHERE made_on <= ?"
    ((found,),) = rows(session, sql, (day.isoformat(),))
    return None if found is None else date.fromisoformat(found)
