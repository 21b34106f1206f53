"""Queries for exports and public records: the rows of each sheet."""

from datetime import date
from typing import Any, NamedTuple

from wvls_mentor.records import KINDS
from wvls_mentor.store.queries import Source, records, rows

_OF_PAIR = """
JOIN pair p ON p.id = x.pair_id
JOIN person mentor ON mentor.id = p.mentor_id JOIN person mentee ON mentee.id = p.mentee_id
"""
# Of two meetings of a pair, day and method the number tells them apart when they come back.
_MEETINGS = f"""
SELECT mentor.email AS mentor_email, mentee.email AS mentee_email, x.day AS "on", x.method, x.place,
  x.minutes, x.state, x.note,
  (SELECT GROUP_CONCAT(slug, '; ') FROM (SELECT t.slug FROM meeting_topic mt
     JOIN topic t ON t.id = mt.topic_id WHERE mt.meeting_id = x.id ORDER BY t.slug)) AS topics,
  ROW_NUMBER() OVER (PARTITION BY x.pair_id, x.day, x.method ORDER BY x.id) AS nth,
  own.traveler, own.miles_tenths AS miles, own.expenses, own.expense_cents, own.route,
  other.miles_tenths AS other_miles, other.expenses AS other_expenses,
  other.expense_cents AS other_expense_cents, other.route AS other_route,
  (SELECT GROUP_CONCAT(partner) FROM meeting_report r WHERE r.meeting_id = x.id) AS forms
FROM meeting x {_OF_PAIR}
LEFT JOIN claim own ON own.id = (SELECT MIN(id) FROM claim WHERE meeting_id = x.id)
LEFT JOIN claim other ON other.meeting_id = x.id AND other.id <> own.id
ORDER BY x.pair_id, x.day, x.id
"""
# A semicolon within a reason would end the extension when the sheet comes in again.
_PAIRS = """
SELECT p.id AS pair_id, mentor.email AS mentor_email, mentee.email AS mentee_email, p.matched_on,
  p.ended_on, p.end_reason, p.waived, p.score, p.factors,
  (SELECT GROUP_CONCAT(e.decided_on || ' > ' || e.until ||
     CASE WHEN e.reason = '' THEN '' ELSE ': ' || REPLACE(e.reason, ';', ',') END, '; ')
   FROM extension e WHERE e.pair_id = p.id) AS extensions
FROM pair p JOIN person mentor ON mentor.id = p.mentor_id JOIN person mentee ON mentee.id = p.mentee_id
ORDER BY p.id
"""
# Each in the order of the columns of its record table.
_SHEETS = {
    "topics": "SELECT slug, title, area FROM topic ORDER BY id",
    "goals": "SELECT mentor.email, mentee.email, p.matched_on, x.term, x.goal, t.slug, x.shared_on,"
    f" x.done_on, x.dropped_on FROM goal x {_OF_PAIR} LEFT JOIN topic t ON t.id = x.topic_id"
    " ORDER BY x.id",
    "check-ins": "SELECT mentor.email, mentee.email, p.matched_on, x.day, x.partner, x.going,"
    " CASE WHEN x.answered THEN 'yes' ELSE 'no' END, x.note,"
    " ROW_NUMBER() OVER (PARTITION BY x.pair_id, x.day ORDER BY x.id)"
    f" FROM check_in x {_OF_PAIR} ORDER BY x.id",
    "evaluations": "SELECT mentor.email, mentee.email, p.matched_on, x.partner, x.day, x.rating,"
    f" x.goals_met, x.support, x.again, x.note FROM evaluation x {_OF_PAIR} ORDER BY x.id",
    "excuses": "SELECT mentor.email, mentee.email, p.matched_on, x.kind, x.since, x.until,"
    " x.reason, ROW_NUMBER() OVER (PARTITION BY x.pair_id, x.kind, x.since ORDER BY x.id)"
    f" FROM excused x {_OF_PAIR} ORDER BY x.id",
    "keep-apart": "SELECT mentor.email, mentee.email, k.reason FROM keep_apart k"
    " JOIN person mentor ON mentor.id = k.mentor_id JOIN person mentee ON mentee.id = k.mentee_id"
    " ORDER BY k.mentee_id, k.mentor_id",
}
_CONTACTS = ", ".join(field.name for field in KINDS["contacts"].fields)
# What only a public-records request has, each kind with its rows.
OTHERS = {
    "questions": "SELECT mentor.email, mentee.email, x.question, x.asked_on, x.done_on"
    f" FROM question x {_OF_PAIR} ORDER BY x.id",
    "pauses": "SELECT p.email, r.role, r.status, r.day FROM role_change r JOIN person p"
    " ON p.id = r.person_id ORDER BY r.id",
    "claims": "SELECT p.email, s.number, s.until, s.made_on, sent.day, approved.day,"
    " s.withdrawn_on, s.withdrawn_reason FROM claim_sheet s JOIN person p ON p.id = s.mentor_id"
    " LEFT JOIN claim_mark sent ON sent.sheet_id = s.id AND sent.state = 'sent'"
    " LEFT JOIN claim_mark approved ON approved.sheet_id = s.id AND approved.state = 'approved'"
    " ORDER BY s.id",
    "letters": "SELECT p.email, l.kind, l.pair_id, l.obligation, l.due, l.reference, l.sent_on"
    " FROM letter l JOIN person p ON p.id = l.person_id ORDER BY l.id",
    "letter-answers": "SELECT mentor.email, mentee.email, x.question, x.about, x.yes,"
    " x.answered_on"
    f" FROM letter_answer x {_OF_PAIR} ORDER BY x.pair_id, x.about",
    "contacts": f"SELECT {_CONTACTS} FROM person ORDER BY id",
}


class MeetingRow(NamedTuple):
    """A meeting as it is kept: minutes, tenths of miles and cents; both partners' travel."""

    mentor_email: str
    mentee_email: str
    on: str
    method: str
    place: str | None
    minutes: int | None
    state: str
    note: str
    topics: str | None
    nth: int  # of the meetings of the pair on that day in that way
    traveler: str | None
    miles: int | None
    expenses: str | None
    expense_cents: int | None
    route: str | None
    other_miles: int | None
    other_expenses: str | None
    other_expense_cents: int | None
    other_route: str | None
    forms: str | None


class PairRow(NamedTuple):
    """A pair as it is kept; *extensions* in one cell, as a sheet has them."""

    pair_id: int
    mentor_email: str
    mentee_email: str
    matched_on: date
    ended_on: str | None
    end_reason: str
    waived: str
    score: int | None
    factors: str
    extensions: str | None


def meetings(source: Source) -> list[MeetingRow]:
    """Every meeting, by pair and day."""
    return records(source, MeetingRow, _MEETINGS)


def pairs(source: Source) -> list[PairRow]:
    """Every pair, in the order in which they were made."""
    return records(source, PairRow, _PAIRS)


def sheet(source: Source, kind: str) -> list[tuple[Any, ...]]:
    """The rows of any other kind, as its sheet has them."""
    return [tuple(row) for row in rows(source, _SHEETS.get(kind) or OTHERS[kind])]


def standing(source: Source, role: str, day: date) -> list[tuple[int, str, str]]:
    """(person, status, its day) of each pause, withdrawal and return by *day*, oldest first."""
    sql = "SELECT person_id, status, day FROM role_change WHERE role = ? AND day <= ? ORDER BY day, id"
    return rows(source, sql, (role, day.isoformat()))


def changes(source: Source) -> list[tuple[Any, ...]]:
    """(entry, day, table, op, before, after) of each row that a command changed."""
    sql = (
        "SELECT c.entry_id, date(h.at, 'localtime'), c.table_name, c.op, c.before, c.after"
        " FROM change c JOIN history h ON h.id = c.entry_id WHERE c.table_name <> 'said'"
        " ORDER BY c.id"
    )
    return [tuple(row) for row in rows(source, sql)]


def answers(source: Source) -> list[tuple[str, str, str, int]]:
    """(kind of form, key, cells, record) of what forms said last time."""
    sql = (
        "SELECT f.kind, s.key, s.cells, s.record_id FROM said s JOIN form f ON f.id = s.form_id"
        " WHERE f.kind <> 'libraries' ORDER BY f.id, s.key"
    )
    return rows(source, sql)
