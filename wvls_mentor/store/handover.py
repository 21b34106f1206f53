"""Queries for the handover page."""

from datetime import date

from wvls_mentor.rules.handover import CallMade
from wvls_mentor.rules.terms import Excuse
from wvls_mentor.store.queries import Source, day_or_none, rows

_LAST_CALL = """
SELECT pair_id, going, note, day FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY pair_id ORDER BY day DESC, id DESC) AS newest
  FROM check_in WHERE answered AND day <= ?) WHERE newest = 1
"""


def last_calls(source: Source, day: date) -> dict[int, tuple[str, str, date]]:
    """How each pair said it was going at the newest check-in by *day*, with the note and the day."""
    found = rows(source, _LAST_CALL, (day.isoformat(),))
    return {pair: (going or "", note, date.fromisoformat(on)) for pair, going, note, on in found}


_CALLS = """
SELECT pair_id, day, going, note, answered FROM check_in
WHERE day <= ? AND (going IS NOT NULL OR note <> '') ORDER BY day DESC, id DESC
"""


def calls_made(source: Source, day: date) -> dict[int, list[CallMade]]:
    """The check-ins of each pair by *day* that say something, attempts too, the newest first."""
    found: dict[int, list[CallMade]] = {}
    for pair, on, going, said, answered in rows(source, _CALLS, (day.isoformat(),)):
        made = CallMade(date.fromisoformat(on), going or "", said, bool(answered))
        found.setdefault(pair, []).append(made)
    return found


def excuses_ahead(source: Source, day: date) -> dict[int, list[Excuse]]:
    """The excuses of each pair that begin after *day*, the first first."""
    sql = (
        "SELECT pair_id, kind, since, until, reason FROM excused WHERE since > ? ORDER BY since, id"
    )
    found: dict[int, list[Excuse]] = {}
    for pair, kind, since, until, reason in rows(source, sql, (day.isoformat(),)):
        excuse = Excuse(kind, date.fromisoformat(since), day_or_none(until), reason)
        found.setdefault(pair, []).append(excuse)
    return found


def waivers(source: Source) -> dict[int, str]:
    """Why a condition was waived, for the pairs for which one was (C1, C2)."""
    return dict(map(tuple, rows(source, "SELECT id, waived FROM pair WHERE waived IS NOT NULL")))


def end_reasons(source: Source) -> dict[int, str]:
    """Why pairs were ended by hand, where a reason was given."""
    return dict(map(tuple, rows(source, "SELECT id, end_reason FROM pair WHERE end_reason <> ''")))
